// Changing a field as if the change had been typed: Ctrl+Z takes it back, and whoever hears what is typed hears of it.

/** Puts a text in the place of what stands from `start` to `end`, and the caret behind it. */
export function replace(field, start, end, text) {
  field.focus();
  field.setSelectionRange(start, end);
  // Old, but the one way of which undo knows in every browser. Where there is none, the text matters more than undo.
  if (start === end && text === "") {
    return;
  }
  if (!document.execCommand(text === "" ? "delete" : "insertText", false, text)) {
    field.setRangeText(text, start, end, "end");
    field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText", data: text }));
  }
}
