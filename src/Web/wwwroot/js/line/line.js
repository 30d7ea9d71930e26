// The tab's end of the line: a port to the worker that all tabs of the account share. Where there is no worker, the same
// switchboard works in the tab itself, behind a port that looks no different.
import { withDashes } from "../parts/ids.js";
import { forgetKept } from "../parts/kept.js";
import { inBrowser } from "../parts/storage.js";
import { Switchboard } from "./switchboard.js";

const glance = 2_000; // ms between two words to the worker
const generationKey = "xtablo-worker"; // all tabs use the worker of this number

export class Line {
  #account;
  #place; // { tablo, cursor }, or nothing of that on a page that shows no tablo; and { listed }
  #receive;
  #port = null;
  #generation = null; // null when this tab is on its own
  #unanswered = 0;
  #silentWorkers = 0;

  /**
   * `receive(frame)` gets the frames of the tablo after the cursor, what is told of all tablos, and what becomes of the
   * line: "opened" and "state". Without a tablo, and when it is gone, the rest of that. `listed` are places, `{ tablo, cursor }`,
   * of tablos of which the page shows how they end: it hears "moved" when one of them is elsewhere by now.
   */
  constructor({ account, tablo, cursor, listed = [] }, receive) {
    this.#account = account;
    this.#place = { tablo, cursor, listed };
    this.#receive = receive;
    this.#share();
    setInterval(() => this.#glance(), glance);
    window.addEventListener("storage", ({ key }) => key === generationKey && this.#generation !== null && this.#share());
    window.addEventListener("online", () => this.#say("online"));
    window.addEventListener("pagehide", () => this.#say("leave"));
    window.addEventListener("pageshow", ({ persisted }) => persisted && this.#sayHere());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.#say("visible"));
  }

  /** The rows are in the page up to this cursor. */
  applied(cursor) {
    this.#place.cursor = cursor;
    this.#sayHere();
  }

  /** The page lists these tablos, up to these cursors. */
  lists(places) {
    this.#place.listed = places;
    this.#sayHere();
  }

  /** Something is missing: everything after the cursor shall come again. */
  again(gap) {
    this.#say("again", { gap });
  }

  #say(kind, more) {
    this.#port.postMessage({ kind, ...more });
  }

  #sayHere() {
    this.#say("here", this.#place);
  }

  #share() {
    try {
      const generation = currentGeneration();
      const name = `${this.#account} ${document.documentElement.lang} ${generation}`; // a stream speaks one language
      const worker = new SharedWorker(new URL("../line/worker.js", import.meta.url), { type: "module", name });
      worker.onerror = () => this.#alone();
      this.#generation = generation;
      this.#use(worker.port);
    } catch {
      this.#alone(); // no such thing here, or storage is forbidden
    }
  }

  #alone() {
    const { port1, port2 } = new MessageChannel();
    new Switchboard(this.#account).serve(port2);
    this.#generation = null;
    this.#use(port1);
  }

  #use(port) {
    if (this.#port) {
      this.#say("leave"); // a frozen worker hears it when it thaws, and closes its connection
      this.#port.onmessage = null;
    }
    this.#port = port;
    this.#unanswered = 0;
    port.onmessage = ({ data }) => this.#hear(data);
    this.#sayHere();
  }

  #hear(frame) {
    this.#unanswered = 0;
    this.#silentWorkers = 0;
    switch (frame.kind) {
      case "here": break;
      case "full": this.#alone(); break;
      default:
        if (frame.why === "signed-out" || frame.gone) {
          forgetKept(frame.gone && `/tablos/${withDashes(frame.tablo)}/discussion`).catch(() => {});
        }
        if (frame.why === "gone") {
          this.#place = {};
          this.#sayHere();
        }
        this.#receive(frame);
    }
  }

  // Twice, so that a tab that was frozen itself hears first what came in the meantime.
  #glance() {
    if (this.#generation !== null && this.#unanswered === 2) {
      this.#leaveSilentWorker();
    } else {
      this.#unanswered += 1;
      this.#sayHere();
    }
  }

  #leaveSilentWorker() {
    this.#silentWorkers += 1;
    if (this.#silentWorkers === 2) {
      this.#alone(); // two workers in a row that never spoke: they cannot start here
      return;
    }
    if (currentGeneration() === this.#generation) {
      inBrowser.set(generationKey, this.#generation + 1); // moves the other tabs too
    }
    this.#share();
  }
}

const currentGeneration = () => Number(inBrowser.get(generationKey));
