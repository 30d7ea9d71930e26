// Help with writing, in the composer and in the editor of a row alike: keys at once, all else when it is first needed.
import { isComposing } from "../parts/keys.js";
import { markOf } from "./marks.js";
import { replace } from "./typing.js";

/** Where messages are written. */
export const isField = (element) => element instanceof HTMLTextAreaElement && element.name === "body" && !element.readOnly;

const link = /^(?:https?:\/\/|mailto:)[^\s<>]+$/i;
const closedByEscape = "dialog[open], :is([popover=''], [popover=auto]):popover-open";

/** `address` is that of the discussion, `form` its composer. */
export function startHelping(address, form) {
  const field = form.elements.body;
  let suggesting = null;

  function suggest({ value, selectionStart }) {
    if (/[@:][^\n]*$/.test(value.slice(0, selectionStart))) {
      suggesting ??= import("./suggest.js")
        .then(({ startSuggesting }) => startSuggesting(address))
        .catch(() => { suggesting = null; }); // no line: the next letter asks again
    }
  }

  document.addEventListener("input", ({ target }) => isField(target) && suggest(target));
  document.addEventListener("focusin", ({ target }) => isField(target) && target.setAttribute("aria-autocomplete", "list"));
  field.setAttribute("aria-autocomplete", "list");

  // Before the fields themselves hear of a key: what is meant for help does nothing else.
  document.addEventListener("keydown", (event) => {
    const mark = isField(event.target) && !isComposing(event) && markOf(event);
    if (mark) {
      event.preventDefault();
      mark(event.target);
    } else if (event.key === "Escape" && (document.querySelector(closedByEscape) || event.target.matches("[type=search]"))) {
      event.stopPropagation(); // the browser closes or empties it
    }
  }, { capture: true });

  document.addEventListener("paste", async (event) => {
    const into = event.target;
    const text = event.clipboardData?.getData("text/plain").replace(/\r\n?/g, "\n") ?? "";
    if (!isField(into)) {
      return;
    }
    const { selectionStart: start, selectionEnd: end } = into;
    const url = text.trim();
    if (start !== end && link.test(url)) {
      event.preventDefault(); // whether it is a link of the selection is decided when that is here
      const before = into.value;
      const linked = await import("./pasting.js").then(({ linkOf }) => linkOf(into.value, start, end, url)).catch(() => text);
      const isAsItWas = into.value === before; // else the place is another by now
      replace(into, isAsItWas ? start : into.selectionStart, isAsItWas ? end : into.selectionEnd, (isAsItWas && linked) || text);
    } else if (text.trim().includes("\n")) {
      const { offerCode } = await import("./pasting.js").catch(() => ({}));
      offerCode?.(into, start, text);
    }
  });

  const button = form.querySelector(".emoji");
  button.addEventListener("click", async () => {
    const emoji = await import("./picker.js").then(({ pickEmoji }) => pickEmoji(button, field.closest(".write"))).catch(() => null);
    if (emoji) {
      replace(field, field.selectionStart, field.selectionEnd, emoji);
    }
  });
}
