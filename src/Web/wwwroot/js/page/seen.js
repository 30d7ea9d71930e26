// What was read: rows that were on screen while someone was there. The mark passes these and what needs no reading, and stops at
// the first that was not seen, however far below it one has gone.
import { postByFetch } from "../parts/forms.js";
import { Attendance } from "./attendance.js";
import { needsReading, numberOf } from "./rows.js";
import { Runs } from "./runs.js";

const glance = 250; // ms: what only rushes by is not read
const rest = 1000; // ms between two marks

export class Seen {
  #log;
  #reading;
  #mark; // all up to this number are read, or nothing to read
  #generation; // of the mark: set back on purpose, it begins anew
  #seen = new Runs(); // numbers above the mark
  #isHeld = false; // for the rest of the visit, what was set back is left alone
  #settingBack = null; // the last time that was asked for
  #isPassed; // all was read, so that what comes unseen from now on has the divider
  #known; // the newest row when someone was last there, or when the divider was put: read up to it, elsewhere too, all is
  #attendance = new Attendance(() => this.look());
  #due = null;
  #isCalled = false; // by an edit, in what was read
  #isSending = false;
  #owes = false;

  constructor(log, reading) {
    const { firstUnread, readMark, lastNumber, generation } = log.dataset;
    this.#log = log;
    this.#reading = reading;
    this.#mark = Math.max(Number(readMark), Number(firstUnread || Number(lastNumber) + 1) - 1);
    this.#generation = Number(generation);
    this.#isPassed = !firstUnread;
    this.#known = Number(lastNumber);
    log.addEventListener("scroll", () => this.look(), { passive: true });
    this.look();
  }

  get #rows() { return this.#reading.rows; }

  /** Looks in a moment at what is on screen. */
  look() {
    this.#due ??= setTimeout(() => {
      this.#due = null;
      if (this.#attendance.isGiven) {
        this.#known = this.#rows.newest;
        if (!this.#isHeld) {
          this.#noteRows();
        }
      }
      this.#divide();
    }, glance);
  }

  /** Everything counts as read, seen or not: someone says so, or has posted behind it, of which the server knows. */
  async passAll({ isKnown = false } = {}) {
    await this.#settingBack; // what was said before comes before
    this.#isHeld = false;
    this.#isPassed = true;
    this.#mark = Math.max(this.#mark, this.#rows.newest);
    this.#seen.clear();
    this.#rows.divide(0);
    this.#reading.forgetNews();
    if (!isKnown) {
      this.#send();
    }
  }

  /** From this row on all is unread, and stays so until one leaves. Answers whether it could be said. */
  setBack(row) {
    this.#settingBack = this.#askBack(numberOf(row));
    return this.#settingBack;
  }

  /** Where the mark is now, which another tab or device may have moved; and whether an edit has called me in what was read. */
  hear({ mark, generation, mentions }) {
    if (generation > this.#generation) {
      this.#beginAnew(generation, mark);
    } else if (generation === this.#generation && mark >= this.#mark) { // else it was on its way while the mark was set back
      this.#isHeld &&= mark === this.#mark; // what is held moves only when someone says that it is read
      this.#isPassed ||= mark >= this.#known;
      this.#mark = mark;
      this.#isCalled = mentions > 0;
      this.look();
    }
  }

  async #askBack(from) {
    this.#isHeld = true;
    const answer = await postByFetch(`${this.#log.dataset.address}/unread`, { from }).catch(() => null);
    if (answer?.ok) {
      this.#beginAnew(Number(answer.headers.get("Mark-Generation")), from - 1);
    } else {
      this.#isHeld = false;
    }
    return Boolean(answer?.ok);
  }

  /** The mark was set back: here, or in another tab. The answer and the frame say the same, and the first of them counts. */
  #beginAnew(generation, mark) {
    if (generation > this.#generation) {
      this.#generation = generation;
      this.#isHeld = true;
      this.#setTo(mark);
    }
  }

  #setTo(mark) {
    this.#mark = mark;
    this.#seen.clear();
    this.#isPassed = true;
    this.#divide();
  }

  #noteRows() {
    const { top, bottom } = this.#log.getBoundingClientRect();
    const { children } = this.#rows.list;
    for (let i = children.length - 1; i >= 0; i -= 1) {
      const { bottom: end } = children[i].getBoundingClientRect();
      if (end < top) {
        break;
      }
      if (end > bottom + 1) {
        continue;
      }
      if (numberOf(children[i]) > this.#mark) {
        this.#seen.add(numberOf(children[i]));
      } else if (this.#isCalled && children[i].classList.contains("calls-me")) {
        [this.#isCalled, this.#owes] = [false, true];
      }
    }
    const before = this.#mark;
    for (let row = this.#rows.at(before + 1); row && (this.#seen.has(numberOf(row)) || !needsReading(row)); row = row.nextElementSibling) {
      this.#mark = numberOf(row);
    }
    this.#seen.dropTo(this.#mark);
    this.#isPassed ||= this.#mark >= this.#rows.newest;
    if (this.#mark > before || this.#owes) {
      this.#send();
    }
  }

  /** The divider stands for the visit; once all was read, what comes and is not seen has it. */
  #divide() {
    let row = this.#isPassed ? this.#rows.at(this.#mark + 1) : null;
    while (row && !needsReading(row)) {
      row = row.nextElementSibling;
    }
    if (row) {
      this.#isPassed = false;
      this.#known = this.#rows.newest;
      this.#reading.holding(() => this.#rows.divide(numberOf(row)));
    }
  }

  /** One at a time, with a rest after each; what could not be sent is with the next. */
  async #send() {
    this.#owes = true;
    if (this.#isSending) {
      return;
    }
    this.#isSending = true;
    while (this.#owes && !this.#isHeld) {
      this.#owes = false;
      const fields = { upTo: this.#mark, generation: this.#generation };
      const answer = await postByFetch(`${this.#log.dataset.address}/read`, fields, { keepalive: true }).catch(() => null);
      await new Promise((resolve) => setTimeout(resolve, rest));
      if (!answer?.ok) {
        this.#owes = true;
        break; // until the next look
      }
    }
    this.#isSending = false;
  }
}
