// How much has come below what is in view, and the button that leads to the first of it, else to the end.
import { needsReading, numberOf } from "./rows.js";

export class WayDown {
  #log;
  #rows;
  #count = 0;
  #button = document.getElementById("jump");

  constructor(log, rows) {
    this.#log = log;
    this.#rows = rows;
  }

  /** How many messages of others are below what is in view; of what the page does not hold, all that there is. */
  get below() {
    const { bottom } = this.#log.getBoundingClientRect();
    const rows = [...this.#rows.list.children];
    const hidden = rows.slice(rows.findLastIndex((row) => row.getBoundingClientRect().bottom <= bottom + 1) + 1);
    const last = rows.length > 0 ? numberOf(rows.at(-1)) : 0;
    return hidden.filter(needsReading).length + Math.max(0, this.#rows.newest - last);
  }

  add(count) {
    this.show(this.#count + count);
  }

  /** After scrolling; `follows` says that one reads along at the end. */
  lessen(follows) {
    this.show(follows || this.#count === 0 ? 0 : Math.min(this.#count, this.below));
  }

  show(count) {
    const { one, many, end } = this.#button.dataset;
    const { scrollHeight, scrollTop, clientHeight } = this.#log;
    const isFar = !this.#rows.reachesEnd || scrollHeight - scrollTop - clientHeight > clientHeight;
    const sentence = count === 0 ? end : count === 1 ? one : many.replace("{0}", count);
    this.#count = count;
    this.#button.hidden = count === 0 && !isFar;
    if (this.#button.textContent !== sentence) {
      this.#button.textContent = sentence;
    }
  }

  /**
   * To the first row that came below. Answers 0; its number where the page does not hold it; Infinity when there is none, and the end
   * is meant.
   */
  lead() {
    const beyond = this.#rows.newest - this.#rows.last;
    if (this.#count > 0 && this.#count <= beyond) {
      return this.#rows.newest - this.#count + 1;
    }
    const first = this.#count > 0 ? [...this.#rows.list.children].filter(needsReading).at(beyond - this.#count) : null;
    const isBelow = Boolean(first) && first.getBoundingClientRect().bottom > this.#log.getBoundingClientRect().bottom;
    if (isBelow) {
      first.scrollIntoView({ block: "start" });
    }
    return isBelow ? 0 : Infinity;
  }
}
