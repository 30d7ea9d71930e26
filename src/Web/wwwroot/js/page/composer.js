// Where one writes: what is typed is kept as a draft until it is in the outbox, which sees to everything else. The field is
// free at once, so who types on writes the next message.
import { drafts } from "../outbox/drafts.js";
import { copy } from "../parts/copy.js";
import { postByFetch } from "../parts/forms.js";
import { newId } from "../parts/ids.js";
import { hasFinePointer, isComposing } from "../parts/keys.js";
import { openReplying } from "./replying.js";
import { isRowNamed } from "./rows.js";

/** Whether a key is meant to send. With a touch keyboard Enter is the only way to break a line, so there the button sends. */
export function isSend(event) {
  return event.key === "Enter" && !isComposing(event) && (event.ctrlKey || event.metaKey || (!event.shiftKey && hasFinePointer));
}

/**
 * Opens the field of a discussion; `written()` hears of each text that it gives away. Answers { giveBack, close }:
 * `giveBack(text, clientId)` puts a text back in it, `close(isClosed)` is for a tablo that takes none. What was typed then
 * stays, to be copied, and can be sent when it opens again.
 */
export function openComposer(form, address, outbox, written) {
  const field = form.elements.body;
  const [send, copying] = [".primary", ".copying"].map((button) => form.querySelector(button));
  const replying = openReplying(form, () => keep());
  const leaving = []; // given away, and not in the outbox yet
  // A text that came with the page was posted while signed out: the server knows it by the clientId that came along.
  const given = field.value === "" ? null : { text: field.value, clientId: form.elements.clientId.value };
  let givenId = given?.clientId ?? null; // under what the text may be stored: sent again as it is, it must not be a second message
  let isOpen = false; // before, what is typed would overwrite what was kept
  if (hasFinePointer && !isRowNamed()) {
    field.focus(); // does nothing while the form is hidden
  }

  const keep = () => isOpen
    && drafts.keep(address, [...leaving, field.value].filter(Boolean).join("\n"), givenId, replying.value);

  /** Puts in what was kept, before what was typed meanwhile. */
  async function begin() {
    const draft = await drafts.open(address);
    if (draft && (!given || draft.clientId !== given.clientId)) {
      field.value = [draft.text, field.value].filter(Boolean).join("\n");
      givenId ??= draft.clientId;
      if (draft.replyTo && !replying.value) {
        replying.set(draft.replyTo);
      }
    } else if (draft && field.value === given.text) {
      field.value = draft.text; // of that very text, as it became here
    }
    isOpen = true;
    form.hidden = field.readOnly && field.value === "";
    const lasts = keep();
    if (given && lasts) {
      // The server need not bring it again. If it does, that is the same text under the same id.
      postByFetch(`${address}/draft/taken`, { clientId: given.clientId }).catch(() => {});
    }
  }

  field.addEventListener("input", () => {
    givenId = field.value.trim() === "" ? null : givenId;
    keep();
  });

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
    if (field.readOnly || text.trim() === "") {
      return;
    }
    field.value = "";
    const clientId = givenId ?? newId();
    givenId = null;
    leaving.push(text);
    const replyTo = replying.value;
    replying.set(null);
    await outbox.write(address, text, clientId, replyTo);
    leaving.splice(leaving.indexOf(text), 1);
    written();
    keep(); // not before: a crash in between must find the text in one of the two
  }, { capture: true });

  // Wherever the focus was left, who types a text means to write one.
  document.addEventListener("keydown", (event) => {
    const isText = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (isText && !isComposing(event) && !event.target.closest("input, textarea, select, dialog, [contenteditable]")) {
      field.focus(); // does nothing while it is hidden
    }
  });

  begin();
  copying.addEventListener("click", () => copy(field, copying));
  const { textContent: copyingSays } = copying;
  let isMissed = false; // the field was closed while someone was in it

  return {
    reply: replying.start,

    giveBack(text, clientId, replyTo) {
      givenId = clientId ?? givenId;
      if (replyTo) {
        replying.set(replyTo);
      }
      field.value = [text, field.value].filter(Boolean).join("\n");
      keep();
      form.hidden = false;
      field.focus();
      field.setSelectionRange(text.length, text.length);
    },

    close(isClosed) {
      const isIn = form.contains(document.activeElement);
      field.readOnly = isClosed;
      send.hidden = isClosed;
      copying.hidden = !isClosed;
      copying.textContent = copyingSays;
      form.hidden = isClosed && field.value === "";
      if (isClosed && isIn) {
        isMissed = true;
        (form.hidden ? document.getElementById("log") : field).focus({ preventScroll: true });
      } else if (!isClosed && isMissed && document.activeElement?.id === "log") {
        field.focus();
      }
      isMissed &&= isClosed;
    },
  };
}
