// What the next message answers: a line above the field, which Escape or its button takes away.
import { messageOf } from "../parts/ids.js";
import { isolated } from "../parts/isolated.js";
import { isComposing } from "../parts/keys.js";
import { authorOf } from "./rows.js";

/** `changed()` hears of each change. Answers { start, set, end, get value }. */
export function openReplying(form, changed) {
  const field = form.elements.body;
  const hidden = form.elements.replyTo;
  const strip = form.querySelector(".answering");
  const sentence = strip.querySelector("span");
  const pattern = sentence.textContent;

  function set(id, author) {
    hidden.value = id ?? "";
    strip.hidden = !id;
    const row = document.getElementById(`message-${id}`);
    const known = author ?? (row && authorOf(row));
    sentence.textContent = pattern.replace("{0}", () => isolated(known ?? "…"));
  }

  function end() {
    set(null);
    changed();
    field.focus();
  }

  strip.querySelector("button").addEventListener("click", end);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && !isComposing(event) && hidden.value) {
      event.preventDefault();
      end();
    }
  });
  if (hidden.value) {
    set(hidden.value); // came with the page, after a refusal
  }

  return {
    get value() { return hidden.value; },
    set,
    start(row) {
      set(messageOf(row.id), authorOf(row));
      changed();
      field.focus();
    },
  };
}
