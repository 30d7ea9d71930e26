// The window of rows that a page holds: contiguous numbers, each row once, in order.
import { localTimes } from "./times.js";

const goesOnFor = 5 * 60 * 1000; // ms until the same author's next message shows the name again

const numberOf = (row) => Number(row.dataset.number);
const revisionOf = (row) => Number(row.dataset.revision);

export class Rows {
  /** `list` is the <ol>, `start` the number after which it goes on while it is empty; `reachesEnd`: no row is missing after it. */
  constructor(list, start, reachesEnd) {
    this.list = list;
    this.start = start;
    this.reachesEnd = reachesEnd;
    for (const row of list.children) {
      this.#group(row);
    }
  }

  get first() { return this.list.firstElementChild ? numberOf(this.list.firstElementChild) : this.start + 1; }
  get last() { return this.list.lastElementChild ? numberOf(this.list.lastElementChild) : this.start; }

  /**
   * Puts a row in place by its id and revision. Answers what became of it: "placed", "replaced", "known" (the page has
   * that revision or a newer one), "outside" (its number is not in the window) or "ahead" (numbers before it are missing).
   */
  upsert(html) {
    return this.#put(parse(html)[0]);
  }

  #put(row) {
    const present = document.getElementById(row.id);
    if (present) {
      if (revisionOf(present) >= revisionOf(row)) {
        return "known";
      }
      present.replaceWith(row);
      this.#dress(row);
      return "replaced";
    }
    if (numberOf(row) <= this.last || !this.reachesEnd) {
      return "outside";
    }
    if (numberOf(row) > this.last + 1) {
      return "ahead";
    }
    this.list.append(row);
    this.#dress(row);
    return "placed";
  }

  /** Adds the rows of a fragment that join the window at either end, and takes those that are newer than what is there. */
  extend(html) {
    const rows = parse(html);
    for (const row of rows.filter((r) => numberOf(r) < this.first).reverse()) {
      if (numberOf(row) === this.first - 1) {
        this.list.prepend(row);
        this.#dress(row);
      }
    }
    for (const row of rows.filter((r) => r.parentElement !== this.list)) {
      this.#put(row);
    }
  }

  /** Takes the rows of another window instead of these. */
  replaceAll(rows, start, reachesEnd) {
    this.list.replaceChildren(...rows);
    this.start = start;
    this.reachesEnd = reachesEnd;
    localTimes(this.list);
    for (const row of this.list.children) {
      this.#group(row);
    }
  }

  #dress(row) {
    localTimes(row);
    this.#group(row);
    if (row.nextElementSibling) {
      this.#group(row.nextElementSibling);
    }
  }

  // Looks at the neighbour, so it is done here and not in the row, which is the same wherever it stands.
  #group(row) {
    const above = row.previousElementSibling;
    const goesOn = above && row.dataset.author && above.dataset.author === row.dataset.author
      && timeOf(row) - timeOf(above) < goesOnFor;
    row.classList.toggle("goes-on", Boolean(goesOn));
  }
}

const timeOf = (row) => Date.parse(row.querySelector("time").dateTime);

function parse(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return [...template.content.querySelectorAll("li.row")];
}
