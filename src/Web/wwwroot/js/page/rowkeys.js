// The keys of a row that was reached by the keyboard. A single one presses a button of its toolbar, so what is not offered does
// nothing.
import { hasSingleKeys, isComposing } from "../parts/keys.js";
import { firstInside } from "./inside.js";

const presses = { r: "reply", e: "edit", "+": "react", p: "pin", l: "later", u: "unread", Delete: "delete" };

export function pressByKey(list, toolbar) {
  let isReached = false; // after a click whoever types writes a message

  list.addEventListener("focusin", ({ target }) => { isReached = target.matches(":focus-visible"); });
  list.addEventListener("pointerdown", () => { isReached = false; }); // where the focus is already, it does not come anew
  list.addEventListener("keydown", (event) => {
    const row = event.target.closest("li.row");
    if (event.target !== row) {
      if (event.key === "Escape" && !event.defaultPrevented && !isComposing(event)) {
        event.preventDefault();
        row.focus();
      }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (event.key === "ArrowRight" || event.key === "Enter") {
      event.preventDefault();
      firstInside(row)?.focus();
    } else if (hasSingleKeys && isReached && toolbar.parentElement === row) {
      const value = presses[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      const button = value && toolbar.querySelector(`[value=${value}]:not([hidden])`);
      if (button) {
        event.preventDefault();
        event.stopPropagation(); // else it is the first letter of a text
        button.click();
      }
    }
  });
}
