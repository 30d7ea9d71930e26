// Where one writes: what is typed is kept as a draft until it is in the outbox, which sees to everything else. The field is
// free at once, so who types on writes the next message.
import { drafts } from "../outbox/drafts.js";
import { newId } from "../parts/ids.js";

const hasFinePointer = matchMedia("(pointer: fine)").matches;

/** Whether a key is meant to send. With a touch keyboard Enter is the only way to break a line, so there the button sends. */
export function isSend(event) {
  return event.key === "Enter" && !event.isComposing && (event.ctrlKey || event.metaKey || (!event.shiftKey && hasFinePointer));
}

/** Opens the field of a discussion, and answers how to put a text back in it. `written()` hears of each text that it gives away. */
export function openComposer(form, address, outbox, written) {
  const field = form.elements.body;
  // A text that came with the page was posted while signed out; the server knows it by the clientId that came along.
  let givenId = field.value === "" ? null : form.elements.clientId.value;
  field.value ||= drafts.of(address);
  if (hasFinePointer && !location.hash) {
    field.focus();
  }

  field.addEventListener("input", () => drafts.keep(address, field.value));

  field.addEventListener("keydown", (event) => {
    if (isSend(event)) {
      event.preventDefault();
      form.requestSubmit();
    }
  });

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopImmediatePropagation(); // what htmx posts is in the outbox first
    const text = field.value;
    field.focus();
    if (text.trim() === "") {
      return;
    }
    field.value = "";
    const clientId = givenId ?? newId();
    givenId = null;
    await outbox.write(address, text, clientId);
    written();
    drafts.keep(address, field.value); // not before: a crash in between must find the text in one of the two
  }, { capture: true });

  return function giveBack(text, clientId) {
    givenId = clientId ?? givenId; // it may be stored under this: sent again as it is, it must not be a second message
    field.value = [text, field.value].filter(Boolean).join("\n");
    drafts.keep(address, field.value);
    field.focus();
    field.setSelectionRange(text.length, text.length);
  };
}
