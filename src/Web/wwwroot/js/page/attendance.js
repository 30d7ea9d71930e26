// Whether someone is at the page: it is in front, and there was a sign of life not long ago.
import { inTab } from "../parts/storage.js";

const span = 15_000; // ms: for so long after a sign of life someone is there
const step = 1000; // ms: signs closer together than this are one
const signs = ["pointermove", "pointerdown", "keydown", "wheel", "touchstart", "touchmove"]; // a list also scrolls by itself
const keptIn = "xtablo-there"; // when the last sign was: it may have been the click that led here

export class Attendance {
  #lastSign = Number(inTab.get(keptIn));
  #pointer = null; // where it was last, on the screen
  #onSign;

  /** Calls back at each sign, and when the page comes to the front. */
  constructor(onSign) {
    this.#onSign = onSign;
    signs.forEach((sign) => document.addEventListener(sign, (event) => this.#note(event), { passive: true, capture: true }));
    window.addEventListener("focus", onSign);
    document.addEventListener("visibilitychange", onSign);
  }

  get isGiven() {
    return document.visibilityState === "visible" && document.hasFocus() && this.#isSince(span);
  }

  #note(event) {
    if (event.type === "pointermove" && !this.#hasMoved(event)) {
      return;
    }
    if (!this.#isSince(step)) {
      this.#lastSign = Date.now();
      inTab.set(keptIn, this.#lastSign);
    }
    this.#onSign();
  }

  /** Whether the last sign is no older than so many ms. Of one that is yet to come nothing is known: the clock was set back. */
  #isSince(ms) {
    const since = Date.now() - this.#lastSign;
    if (since < 0) {
      this.#lastSign = 0;
      inTab.set(keptIn, null);
    }
    return since >= 0 && since < ms;
  }

  /** A browser tells of a pointer that rests, too, when a page comes to be below it. */
  #hasMoved({ screenX, screenY }) {
    const before = this.#pointer;
    this.#pointer = `${screenX} ${screenY}`;
    return before !== null && before !== this.#pointer;
  }
}
