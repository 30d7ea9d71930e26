// What can be reached in a row by the keyboard. It is a stop of the Tab key while one is at some of it; else the row alone is one,
// however many links stand in it: stops.js.
const parts = ".quote a, .body a, .lines, .copy-code, .reactions a";
const buttons = ".actions > button:not([hidden])";

/** Code is reached to be scrolled, where it is wider than the page. */
const isWide = ({ parentElement: { scrollWidth, clientWidth } }) => scrollWidth > clientWidth;
const isReachable = (part) => part.checkVisibility() && (!part.matches(".lines") || isWide(part));

/** The first of it; undefined where there is nothing. */
export const firstInside = (row) => [...row.querySelectorAll(`${parts}, ${buttons}`)].find(isReachable);

/** Makes it stops, or none any more. The buttons are one, from which arrows lead to the others: actions.js. */
export function fitStops(row) {
  const { activeElement } = document;
  const isInside = row.contains(activeElement) && row !== activeElement;
  const reached = activeElement.matches(buttons) ? activeElement : row.querySelector(buttons);
  for (const part of row.querySelectorAll(`${parts}, .actions > button`)) {
    const isStop = isInside && (part.matches(".actions > button") ? part === reached : isReachable(part));
    part.tabIndex = isStop ? 0 : -1;
  }
}
