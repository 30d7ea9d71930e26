// Gives each tab the frames of its tablo, if it shows one, and what is told of all of them, from one connection. It lives
// in the worker that the tabs of an account share; a tab without such a worker has one of its own.
import { Carried, most } from "./carried.js";
import { Connection, statusOf } from "./connection.js";
import { kinds } from "./frames.js";

const gathering = 50; // ms: tabs that open together wait for one another
const forgottenAfter = 150_000; // a hidden tab speaks once a minute, a frozen or crashed one not at all
const sweep = 30_000;

export class Switchboard {
  #account;
  #tabs = new Map(); // port → { tablo, cursor, listed, heard }: how far the rows of each tab are, and what it lists of others
  #carried = new Carried((tablo) => this.#unread.get(tablo)?.gone);
  #unread = new Map(); // tablo → the newest frame, also of those that are gone
  #hasGap = false;
  #gathering = null;
  #connection = new Connection({
    address: () => this.#address(),
    receive: (frame) => this.#receive(frame),
    changed: (state) => this.#tell(this.#tabs.keys(), { kind: "state", state }),
    refused: (status) => (status === 401 ? this.#signedOut() : this.#findGone()),
  });

  constructor(account) {
    this.#account = account;
    setInterval(() => this.#forgetSilent(), sweep);
  }

  /** Listens to a tab, which says "here" when it comes, after each step of its rows, and every few seconds. */
  serve(port) {
    port.onmessage = ({ data }) => {
      switch (data.kind) {
        case "here": this.#here(port, data); break;
        case "again": this.#again(data.gap); break;
        case "visible": this.#wake(port, !this.#connection.isOpen); break;
        case "online": this.#wake(port, true); break;
        case "leave": this.#forget(port); break;
      }
    };
  }

  #here(port, { tablo, cursor, listed = [] }) {
    const comes = !this.#tabs.has(port);
    const followed = new Set([...this.#tabs.values()].flatMap((tab) => tab.tablo ?? []));
    if (comes && tablo && !followed.has(tablo) && followed.size === most) {
      port.postMessage({ kind: "full" });
      return;
    }
    this.#tabs.set(port, { tablo, cursor, listed, heard: Date.now() });
    port.postMessage({ kind: "here" });
    if (comes) {
      this.#join(port);
    } else if (this.#carried.misses(listed)) {
      this.#openSoon();
    }
  }

  #wake(port, isNeeded) {
    if (isNeeded && this.#tabs.has(port)) {
      this.#connection.retry();
    }
  }

  #join(port) {
    for (const frame of this.#unread.values()) {
      port.postMessage({ ...frame, isOld: true }); // the page may be newer
    }
    const tab = this.#tabs.get(port);
    const carried = this.#carried.get(tab.tablo);
    if (tab.listed.some((place) => this.#carried.isElsewhere(place))) {
      port.postMessage({ kind: "moved" }); // of which nothing comes again
    }
    if (!this.#connection.isOpen || !this.#carried.serves(tab) || this.#carried.misses(tab.listed)) {
      this.#openSoon();
      return;
    }
    port.postMessage({ kind: "opened" });
    if (carried?.ready) {
      port.postMessage({ kind: kinds.ready, head: carried.cursor });
      if (carried.present) {
        port.postMessage(carried.present);
      }
    }
  }

  #openSoon() {
    this.#gathering ??= setTimeout(() => {
      this.#gathering = null;
      if (this.#tabs.size > 0) {
        this.#connection.open();
      }
    }, gathering);
  }

  #address() {
    const query = [`account=${this.#account}`, ...this.#carried.resume([...this.#tabs.values()]).map((place) => `after=${place}`)];
    if (this.#hasGap) {
      query.push("gap=1"); // for the server to count
      this.#hasGap = false;
    }
    return `/stream?${query.join("&")}`;
  }

  #receive(frame) {
    switch (frame.kind) {
      case "opened": this.#opened(frame); break;
      case kinds.bye: this.#ended(frame); break;
      case kinds.unread:
        this.#unread.set(frame.tablo, frame);
        this.#tell(this.#tabs.keys(), frame);
        break;
      default: // of one tablo
        this.#carried.note(frame);
        this.#tell(this.#tabsOf(frame.tablo), frame);
        if (frame.cursor) { // a step of its log
          this.#tell(this.#tabsThatList(frame.tablo), { kind: "moved" });
        }
    }
  }

  #opened(frame) {
    if (this.#carried.size === 0) {
      this.#connection.settle();
    }
    this.#unread.clear(); // all of it comes anew, and of what is gone nothing
    this.#tell(this.#tabs.keys(), frame);
  }

  #again(gap) {
    this.#hasGap ||= gap;
    this.#connection.again();
  }

  #ended({ reason, tablo }) {
    if (reason === "signed-out") {
      this.#signedOut();
    } else {
      if (reason === "removed") {
        this.#gone(tablo);
      }
      this.#connection.again();
    }
  }

  // The tabs are kept: when one of them finds that someone has signed in again, all are live again.
  #signedOut() {
    this.#connection.close();
    this.#tell(this.#tabs.keys(), { kind: "state", state: "stopped", why: "signed-out" });
  }

  /** One of the tablos is not the account's any longer, and the answer does not say which. */
  #findGone() {
    for (const tablo of this.#carried.names()) {
      statusOf(`/tablos/${tablo}/discussion/stream`).then((status) => status === 404 && this.#gone(tablo));
    }
  }

  #gone(tablo) {
    const tabs = this.#tabsOf(tablo);
    this.#tell(tabs, { kind: "state", state: "stopped", why: "gone" });
    tabs.forEach((port) => { this.#tabs.get(port).tablo = undefined; }); // it still hears of the others
    this.#receive({ kind: kinds.unread, tablo, gone: true }); // the lists hear of it too, and those of pages that come later
  }

  #forgetSilent() {
    const silent = [...this.#tabs].filter(([, tab]) => Date.now() - tab.heard > forgottenAfter);
    silent.forEach(([port]) => this.#forget(port));
  }

  #forget(port) {
    if (this.#tabs.delete(port) && this.#tabs.size === 0) {
      this.#connection.close();
    }
  }

  #tabsOf(tablo) {
    return [...this.#tabs].filter(([, tab]) => tab.tablo === tablo).map(([port]) => port);
  }

  #tabsThatList(tablo) {
    return [...this.#tabs].filter(([, tab]) => tab.listed.some((place) => place.tablo === tablo)).map(([port]) => port);
  }

  #tell(ports, frame) {
    for (const port of ports) {
      port.postMessage(frame);
    }
  }
}
