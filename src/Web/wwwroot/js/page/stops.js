// One stop of the Tab key for all rows: from there the arrows lead from row to row, Enter or the right one into a row, and Escape
// out of it. It is the row that was reached last, or while none was, the newest.
import { holdsFocus } from "../parts/attach.js";
import { fitStops } from "./inside.js";

export function makeOneStop(log, list) {
  let stop = null;
  let isReached = false;

  function stopAt(row) {
    if (stop) {
      stop.tabIndex = -1;
    }
    stop = row;
    if (stop) {
      stop.tabIndex = 0;
    }
  }

  // After whatever else puts the focus back into a row that the stream has replaced.
  new MutationObserver(() => {
    const again = stop && document.getElementById(stop.id); // as the stream replaced it
    const isFocused = stop && holdsFocus(stop);
    isReached &&= Boolean(again);
    stopAt(isReached ? again : list.lastElementChild);
    if (isFocused && again && !again.contains(document.activeElement)) {
      again.focus({ preventScroll: true });
    }
  }).observe(list, { childList: true });

  list.addEventListener("focusin", (event) => {
    const before = stop;
    stopAt(event.target.closest("li.row"));
    isReached = true;
    [before, stop].forEach((row) => row && fitStops(row));
  });
  list.addEventListener("focusout", () => stop && fitStops(stop));
  list.addEventListener("keydown", (event) => {
    const { target: row, key } = event;
    const next = row.parentElement === list && !event.altKey && !event.ctrlKey && !event.metaKey && {
      ArrowUp: row.previousElementSibling,
      ArrowDown: row.nextElementSibling,
      Home: list.firstElementChild,
      End: list.lastElementChild,
    }[key];
    if (next) {
      event.preventDefault();
      next.focus();
    } else if (next === null && !event.repeat) { // beyond the rows of the page
      document.querySelector(key === "ArrowUp" ? ".more:not([hidden]) > #older" : ".more:not([hidden]) > #newer")?.click();
    }
  });

  log.tabIndex = -1; // it scrolls with the rows
  stopAt(list.lastElementChild);
}
