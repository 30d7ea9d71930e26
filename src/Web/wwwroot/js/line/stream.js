// Brings the rows of a tab up to date and keeps them so: takes the frames of its tablo in order, has them put in place,
// and moves its cursor only when they are. What it cannot be sure of it asks for again, from that cursor.
import { covers, epochOf, sequenceOf } from "./cursors.js";
import { kinds } from "./frames.js";
import { Line } from "./line.js";

const batch = 200; // rows put in place at once, between which the page can breathe
const patience = 3_000; // ms that the server may be ahead of us without anything coming

export class Stream {
  #line;
  #cursor;
  #frames = [];
  #phase = "waiting"; // for a line, then "replaying" what was missed, then "following" without a gap
  #turn = Promise.resolve();
  #isOver = false; // the tablo is gone
  #isEmpty = false; // the page has given its rows up, for nobody was signed in any longer
  #behind = null;

  /**
   * `where` is `{ account, tablo, cursor }`. `apply(rows)` puts rows in the page, `load(to)` loads the list anew, for where one
   * reads (0), for a number or for the end (Infinity), and answers its cursor. `changed(state, why)` hears "connecting", "live",
   * "suspect", "offline", and "stopped" because "signed-out" or "gone". `failed()` hears that rows could not be put in place or
   * loaded, and will come again. `others(frame)` hears what the line says of all tablos, and when it was opened. `answers()`
   * hears each sign that the server is well, its database too. `passes(frame)` hears who is here and who writes, and that
   * what was heard of that before counts no more.
   */
  constructor(where, { apply, load, changed, failed, others, answers, passes }) {
    Object.assign(this, { apply, load, changed, failed, others, answers, passes });
    this.#cursor = where.cursor;
    this.#line = new Line(where, (frame) => this.#receive(frame));
  }

  /** Loads the list anew, as load does. No row is applied in the meantime, so none can fall into the gap. */
  reload(to = Infinity) {
    this.#inTurn(() => this.#loadAnew(to));
  }

  #receive(frame) {
    if (frame.kind === kinds.unread || frame.kind === "opened") {
      this.others(frame);
    }
    if (frame.kind === kinds.beat && !frame.stale) {
      this.answers();
    }
    if (this.#isOver) {
      return;
    }
    switch (frame.kind) {
      case "state":
        this.#isOver = frame.why === "gone";
        this.#isEmpty ||= frame.why === "signed-out";
        this.changed(frame.state, frame.why);
        break;
      case "opened":
        this.#begin("replaying");
        if (this.#isEmpty) {
          this.reload();
        }
        break;
      case kinds.unread: break;
      case kinds.presence: case kinds.typing: this.passes(frame); break;
      default:
        if (frame.kind === kinds.ready) {
          this.passes(frame);
        }
        if (this.#phase !== "waiting") {
          this.#frames.push(frame);
          this.#inTurn(() => this.#next());
        }
    }
  }

  // Whatever has come and is not in the page will come again over the new line.
  #begin(phase) {
    this.#frames = [];
    this.#phase = phase;
    clearTimeout(this.#behind);
    this.#behind = null;
  }

  #again(gap = false) {
    this.#begin("waiting");
    if (!this.#isOver) {
      this.#line.again(gap);
    }
  }

  // One thing after the other: what a row needs to be put in place may take a moment.
  #inTurn(job) {
    this.#turn = this.#turn.then(job).catch((error) => {
      console.warn(error);
      this.failed();
      this.#again();
    });
  }

  async #next() {
    const [frame] = this.#frames;
    if (!frame) {
      return; // it went with an earlier batch
    }
    if (frame.kind === kinds.reset || epochOf(frame.cursor ?? frame.head) !== epochOf(this.#cursor)) {
      this.#frames.shift();
      await this.#loadAnew(0);
    } else if (frame.kind === kinds.message) {
      await this.#applyRows();
    } else {
      this.#frames.shift();
      if (frame.kind === kinds.ready) {
        this.#phase = "following";
        this.changed("live");
      }
      this.#compare(frame.head);
    }
  }

  async #loadAnew(to) {
    this.#moveTo(await this.load(to));
    this.#isEmpty = false;
  }

  async #applyRows() {
    const rows = [];
    let cursor = this.#cursor;
    let gap = false;
    const isNext = (frame) => frame?.kind === kinds.message && epochOf(frame.cursor) === epochOf(cursor);
    while (isNext(this.#frames[0]) && rows.length < batch && !gap) {
      const [frame] = this.#frames;
      const step = sequenceOf(frame.cursor) - sequenceOf(cursor);
      gap = step > 1 && this.#phase === "following";
      if (!gap) {
        this.#frames.shift();
        if (step > 0) { // else another tab needed it
          rows.push(frame.html);
          cursor = frame.cursor;
        }
      }
    }
    if (rows.length > 0) {
      await this.apply(rows);
      this.#moveTo(cursor);
      await nextTask();
    }
    if (gap) {
      this.#again(true);
    }
  }

  #moveTo(cursor) {
    this.#cursor = cursor;
    this.#line.applied(cursor);
  }

  #compare(head) {
    if (!covers(this.#cursor, head)) {
      this.#behind ??= setTimeout(() => {
        this.#behind = null;
        if (!covers(this.#cursor, head)) {
          this.#again();
        }
      }, patience);
    }
  }
}

/** Lets the browser paint and listen. A timer would wait a second in a hidden tab, a frame for ever. */
function nextTask() {
  const { port1, port2 } = new MessageChannel();
  return new Promise((done) => {
    port1.onmessage = () => {
      port1.close();
      done();
    };
    port2.postMessage(null);
  });
}
