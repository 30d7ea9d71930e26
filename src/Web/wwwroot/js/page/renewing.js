// A row that has changed: only what is different in it is changed, so that whoever is at it with the keyboard, a selection or a
// finger stays where they are.
import { renewKept } from "../parts/kept.js";

const parts = [".quote", ".edited", ".reactions"]; // in their order; the text comes between the first two
const texts = new WeakMap(); // of rows, as the server wrote them: a browser may have translated what stands in the page

/** Remembers a row as it came; what it has become in the page since does not count. */
export function noteText(row) {
  if (!texts.has(row)) {
    texts.set(row, textIn(row));
  }
}

/** Brings a row of the page to what a newer one says. Answers the one that is in the page then. */
export function renewRow(present, row) {
  if (!texts.has(present) || texts.get(present) !== textIn(row) || present.classList.contains("deleted")) {
    renewKept();
    return replace(present, row);
  }
  for (const { name, value } of row.attributes) {
    if (name !== "class") {
      present.setAttribute(name, value);
    }
  }
  for (const { name } of [...present.attributes]) {
    if (name.startsWith("data-") && !row.hasAttribute(name)) {
      present.removeAttribute(name);
    }
  }
  parts.forEach((part) => renewPart(present, row, part));
  return present;
}

const partOf = (row, part) => row.querySelector(`:scope > div > ${part}`);

function renewPart(present, row, part) {
  const [old, now] = [partOf(present, part), partOf(row, part)];
  const isReached = Boolean(old?.contains(document.activeElement));
  const emoji = isReached && document.activeElement.closest("[data-emoji]")?.dataset.emoji;
  if (old && now) {
    old.replaceWith(now);
  } else {
    old?.remove();
  }
  if (isReached) { // at the same place, else at its neighbour, else at the row
    const same = emoji && now?.querySelector(`[data-emoji="${CSS.escape(emoji)}"] a`);
    (same || now?.querySelector("a") || present).focus({ preventScroll: true });
  }
  if (now && !old) {
    placeFor(present, part).after(now);
  }
}

/** What a part stands behind. */
function placeFor(present, part) {
  const before = { ".quote": [".who"], ".edited": [".body"], ".reactions": [".edited", ".body"] }[part];
  return before.map((each) => partOf(present, each)).find(Boolean);
}

function replace(present, row) {
  const isReached = present === document.activeElement;
  present.replaceWith(row);
  if (isReached) {
    row.tabIndex = -1;
    row.focus({ preventScroll: true });
  }
  return row;
}

const textIn = (row) => row.querySelector(".body")?.outerHTML;
