// The ways to what the window of rows does not hold.
export class Ways {
  #log;
  #rows;
  #older = document.getElementById("older");
  #newer = document.getElementById("newer");

  /** `more(event, isAbove)` hears of each use. */
  constructor(log, rows, more) {
    this.#log = log;
    this.#rows = rows;
    this.#older.addEventListener("click", (event) => more(event, true));
    this.#newer.addEventListener("click", (event) => more(event, false));
  }

  /** As the window is now. */
  show() {
    const { address } = this.#log.dataset;
    this.#older.parentElement.hidden = this.#rows.first <= 1;
    this.#older.href = `${address}?before=${this.#rows.first}`;
    this.#newer.parentElement.hidden = this.#rows.reachesEnd;
    this.#newer.href = `${address}?after=${this.#rows.last}`;
  }
}
