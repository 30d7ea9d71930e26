// What was written and is not known to be stored, of one account: the same in all its tabs, in the order written. The way
// of a text: composer.js writes it here, sending.js posts it, pending.js shows it until its row is in the page.
//
//   write ──> sending ──stored──> gone
//              │   ^
//       refused, or unknown for too long
//              v   │ retry
//             unsent ──edit, discard──> gone
import { Store } from "./store.js";

const patience = 60_000; // ms of trying, then it counts as not sent
const firstDelay = 500;
const longestDelay = 15_000;
const leaseFor = 3000; // ms that a tab may hold an entry without a sign of life
const farOff = 10 * 60_000; // no wait is as long as this: the clock was changed

export class Outbox extends EventTarget {
  /** As last seen: {clientId, address, text, replyTo, state: "sending" or "unsent", reason}: why it is not sent, or not yet. */
  entries = [];

  /** Why nothing of this page can be sent: "signedOut", "otherAccount" or null. */
  trouble = null;

  #store;
  #tabs;

  constructor(account) {
    super();
    this.#store = new Store(account);
    this.#tabs = new BroadcastChannel(`xtablo-outbox-${account}`);
    this.#tabs.onmessage = () => this.read();
    window.addEventListener("beforeunload", (event) => {
      if (!this.#store.lasts && this.entries.length > 0) {
        event.preventDefault(); // it would be gone: the browser asks
      }
    });
  }

  async read() {
    await this.#keep(() => {});
    this.#announce();
    return this.entries;
  }

  write(address, text, clientId, replyTo = "") {
    return this.#change((entries) => {
      // What gave up for want of an answer was written before this, so it goes before this.
      entries.filter((entry) => entry.address === address && isWorthATry(entry)).forEach(again);
      entries.push({ clientId, address, text, replyTo, state: "sending", since: Date.now(), tries: 0, notBefore: 0 });
    });
  }

  /**
   * Gives the next entry of a discussion to this tab alone, as {entry}, or answers after how many ms to ask again, as
   * {wait}; null when there is nothing to send. The first in line is never overtaken. With `orGaveUp` it may be one that
   * gave up for want of an answer, which is shown as not sent until it is stored.
   */
  claim(address, orGaveUp) {
    const isInLine = (entry) => entry.state === "sending" || (orGaveUp && isWorthATry(entry));
    return this.#keep((entries) => {
      // With trouble nothing goes until there is a sign of an end to it: two tabs would else try in turns without pause.
      const next = this.trouble ? null : entries.find((entry) => entry.address === address && isInLine(entry));
      const wait = next ? next.notBefore - Date.now() : 0;
      if (!next || (wait > 0 && wait < farOff)) {
        return next ? { wait } : null;
      }
      Object.assign(next, { inFlight: true, notBefore: Date.now() + leaseFor });
      return { entry: next };
    });
  }

  /** This tab is still at it. */
  holdOn(clientId) {
    return this.#keep((entries) => {
      Object.assign(entries.find(by(clientId)) ?? {}, { notBefore: Date.now() + leaseFor });
    });
  }

  /** It is stored: the server answers, so what gave up for want of an answer goes too. */
  async stored(clientId) {
    await this.remove(clientId);
    if (this.entries.some(isWorthATry)) {
      await this.hurry(true);
    }
  }

  /** It is stored, or no longer wanted. */
  remove(clientId) {
    return this.#change((entries) => {
      entries.splice(0, Infinity, ...entries.filter((entry) => entry.clientId !== clientId));
    });
  }

  /** Its ending is unknown. After a good while all of its discussion that waits counts as not sent, for none may overtake it. */
  postpone(clientId, atLeast, reason) {
    return this.#change((entries) => {
      const entry = entries.find(by(clientId));
      if (!entry) {
        return; // its row came by the stream
      }
      if (Date.now() - entry.since > patience) {
        entries.filter((e) => e.address === entry.address && e.state === "sending")
          .forEach((e) => Object.assign(e, { state: "unsent", reason, mayPass: true }));
      } else {
        const longest = Math.min(longestDelay, firstDelay * 2 ** entry.tries);
        // Jitter: after an outage the browsers of a team must not all come back in the same moment.
        const delay = Math.max(atLeast, longest / 2 + Math.random() * longest / 2);
        const notBefore = Date.now() + Math.min(delay, farOff - 1);
        Object.assign(entry, { inFlight: false, reason, tries: entry.tries + 1, notBefore });
      }
    });
  }

  /**
   * The server will not have it, or not as it is. `freshId` is under what it may be tried again; `all` says that trying again
   * is the answer to the question whether everybody shall be called.
   */
  refuse(clientId, reason, freshId, all = false) {
    return this.#change((entries) => {
      Object.assign(entries.find(by(clientId)) ?? {}, { state: "unsent", reason, mayPass: false, clientId: freshId, all });
    });
  }

  retry(clientId) {
    this.trouble = null;
    return this.#change((entries) => entries.filter(by(clientId)).forEach(again));
  }

  /** Nothing of this page can be sent until someone signs in; what was tried waits. */
  hold(clientId, trouble) {
    this.trouble = trouble;
    return this.#change((entries) => {
      Object.assign(entries.find(by(clientId)) ?? {}, { inFlight: false, notBefore: 0, since: Date.now() });
    });
  }

  /**
   * Now is a good moment. When the line is back, so is what gave up for want of one, and what is on its way, perhaps since before,
   * need not wait for long should it fail.
   */
  hurry(lineIsBack) {
    this.trouble = null;
    return this.#change((entries) => {
      const sending = entries.filter((entry) => entry.state === "sending");
      sending.filter((entry) => !entry.inFlight).forEach((entry) => { entry.notBefore = 0; });
      sending.filter((entry) => entry.inFlight && lineIsBack).forEach((entry) => { entry.tries = 0; });
      entries.filter((entry) => isWorthATry(entry) && lineIsBack).forEach(again);
    });
  }

  /** The server is well: one of what gave up is tried, and takes the rest along if it can be stored. */
  probe() {
    if (this.entries.some(isWorthATry)) {
      this.dispatchEvent(new Event("probe"));
    }
  }

  clear() {
    return this.#change((entries) => { entries.length = 0; });
  }

  async #change(work) {
    const answer = await this.#keep(work);
    this.#announce();
    this.#tabs.postMessage(null);
    return answer;
  }

  #keep(work) {
    return this.#store.change((entries) => {
      const answer = work(entries);
      this.entries = [...entries];
      return answer;
    });
  }

  #announce() {
    this.dispatchEvent(new Event("change"));
  }
}

const isWorthATry = (entry) => entry.state === "unsent" && entry.mayPass;
const by = (clientId) => (entry) => entry.clientId === clientId;

function again(entry) {
  if (entry.state === "unsent") {
    Object.assign(entry, { state: "sending", reason: "", since: Date.now(), tries: 0, notBefore: 0, inFlight: false });
  }
}
