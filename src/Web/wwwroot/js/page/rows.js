// The window of rows that a page holds: contiguous numbers, each row once, in order.
import { account } from "../parts/forms.js";
import { dayName, dayOf, localTimes } from "../parts/times.js";
import { fitStops } from "./inside.js";
import { markMine } from "./mine.js";
import { renewRow } from "./renewing.js";

const most = 300; // rows in a page: what is beyond them can be loaded again
const goesOnFor = 5 * 60 * 1000; // ms until the same author's next message shows the name again

/** Whether the address names a row: what leads elsewhere in the page, as to the field, does not. */
export const isRowNamed = () => location.hash.startsWith("#message-");
export const permalink = "a:has(> time)";
export const authorOf = (row) => row.querySelector(".who bdi")?.textContent;
export const numberOf = (row) => Number(row.dataset.number);

/** A notice is never unread, nor is what one wrote oneself, nor what is gone. */
export const needsReading = (row) => Boolean(row.dataset.author) && row.dataset.author !== account && !row.classList.contains("deleted");

/** How many of the rows have come after a number, to be read. */
export const countNews = (rows, known) => rows.filter((row) => numberOf(row) > known && needsReading(row)).length;

const revisionOf = (row) => Number(row.dataset.revision);
const byNumber = (a, b) => numberOf(a) - numberOf(b) || revisionOf(a) - revisionOf(b);

export class Rows {
  /** `list` is the <ol>; `log` says what the window is: see #describe. */
  constructor(list, log) {
    this.list = list;
    this.firstUnread = Number(log.dataset.firstUnread); // the divider stands before it; 0 for none
    this.#describe(log);
    document.addEventListener("xtablo:midnight", () => [...list.children].forEach((row) => this.#group(row)));
  }

  get first() { return this.list.firstElementChild ? numberOf(this.list.firstElementChild) : this.start + 1; }
  get last() { return this.list.lastElementChild ? numberOf(this.list.lastElementChild) : this.start; }

  /**
   * Puts rows in place by id and revision. One that the page has in that revision or a newer one changes nothing, one
   * outside the window neither. Answers those that would belong here if rows before them were not missing.
   */
  upsert(rows) {
    const ahead = [];
    for (const row of rows.sort(byNumber)) {
      const present = document.getElementById(row.id);
      if (present) {
        if (revisionOf(present) < revisionOf(row)) {
          this.#dress(renewRow(present, row));
        }
      } else if (this.reachesEnd && numberOf(row) > this.last + 1) {
        ahead.push(row);
        continue;
      } else if (this.reachesEnd && numberOf(row) === this.last + 1) {
        this.list.append(row);
        this.#dress(row);
      }
      this.newest = Math.max(this.newest, numberOf(row));
    }
    return ahead;
  }

  /** Adds what joins the window above. */
  prepend(rows) {
    for (const row of rows.sort(byNumber).reverse()) {
      if (numberOf(row) === this.first - 1) {
        this.list.prepend(row);
        this.#dress(row);
      }
    }
  }

  /** Adds what goes on below; from there on rows may come by themselves. */
  append(rows) {
    for (const row of rows.sort(byNumber)) {
      if (numberOf(row) === this.last + 1) {
        this.list.append(row);
        this.#dress(row);
      }
    }
    this.reachesEnd = this.last >= this.newest;
  }

  /** The row of a number; undefined when the window does not hold it. */
  at(number) { return this.list.children[number - this.first]; }

  /** Has the divider stand before a number; 0 for nowhere. */
  divide(number) {
    if (number !== this.firstUnread) {
      this.firstUnread = number;
      [...this.list.children].forEach((row) => this.#group(row));
    }
  }

  /** Cuts a window that has grown too long at the end that nobody reads, up to where someone is at a row. */
  cut(atTheStart) {
    for (let over = this.list.childElementCount - most; over > 0; over -= 1) {
      const row = this.list[atTheStart ? "firstElementChild" : "lastElementChild"];
      if (isInUse(row)) {
        break;
      }
      row.remove();
      this.reachesEnd &&= atTheStart;
    }
    if (this.list.firstElementChild) {
      this.#group(this.list.firstElementChild);
    }
  }

  /** Takes the rows of another window instead of these. */
  replaceAll(list, log) {
    this.list.replaceChildren(...list.children);
    localTimes(this.list);
    this.#describe(log);
  }

  #describe({ dataset: { last, lastNumber, reachesEnd } }) {
    this.start = Number(last); // the number after which an empty window goes on
    this.newest = Number(lastNumber); // of the whole discussion, as far as is known here
    this.reachesEnd = reachesEnd === "true"; // no row is missing after the window
    for (const row of this.list.children) {
      this.#group(row);
      admit(row);
    }
  }

  #dress(row) {
    admit(row);
    localTimes(row);
    this.#group(row);
    if (row.nextElementSibling) {
      this.#group(row.nextElementSibling);
    }
  }

  // Looks at the neighbour, so it is done here and not in the row, which is the same wherever it stands.
  #group(row) {
    const above = row.previousElementSibling;
    const isNew = numberOf(row) === this.firstUnread;
    const isNewDay = !above || dayOf(timeOf(row)) !== dayOf(timeOf(above));
    const goesOn = above && !isNew && !isNewDay && row.dataset.author && above.dataset.author === row.dataset.author
      && timeOf(row) - timeOf(above) < goesOnFor;
    row.classList.toggle("goes-on", Boolean(goesOn));
    row.classList.toggle("first-unread", isNew);
    showDay(row, isNewDay);
  }
}

/** Above the first row of a day it stands, and leads to other days: dates.js. */
function showDay(row, isNewDay) {
  let day = row.querySelector(":scope > .day");
  row.classList.toggle("begins-day", isNewDay);
  if (!isNewDay) {
    day?.remove();
    return;
  }
  if (!day) {
    day = document.createElement("button");
    Object.assign(day, { type: "button", className: "day", tabIndex: -1 });
    row.prepend(day);
  }
  const name = dayName(timeOf(row));
  if (day.textContent !== name) {
    day.textContent = name;
  }
}

const isInUse = (row) => row.contains(document.activeElement) || Boolean(row.querySelector(".editing"))
  || (!getSelection().isCollapsed && getSelection().containsNode(row, true));

function admit(row) {
  markMine(row);
  if (row.querySelector(".body pre")) {
    import("./code.js").then(({ dressCode }) => dressCode(row), () => {}); // without it they are read as they are
  }
  row.querySelector(permalink).tabIndex = -1;
  if (!row.hasAttribute("tabindex")) { // else it may be the one stop for all: stops.js
    row.tabIndex = -1;
  }
  fitStops(row);
}

const timeOf = (row) => Date.parse(row.querySelector("time").dateTime);

export function parseRows(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return [...template.content.querySelectorAll("li.row")];
}
