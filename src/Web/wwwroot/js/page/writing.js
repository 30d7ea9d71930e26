// What one does in a discussion, beside reading it: write, decide on what was not sent, edit and delete.
import { openActions } from "./actions.js";
import { openComposer } from "./composer.js";
import { showPending } from "../outbox/pending.js";

/**
 * `list` is the <ol> of the rows. `written()` hears that something was written here, `place(html)` puts a row in the
 * page, `renew(row)` asks for a row anew.
 */
export function openWriting(log, list, outbox, { written, place, renew }) {
  const { address } = log.dataset;
  const form = document.querySelector("form.composer"); // an archived tablo has none
  const giveBack = form ? openComposer(form, address, outbox, written) : undefined;
  showPending(document.getElementById("pending"), list, address, outbox, giveBack);
  if (form) {
    openActions(log, list, place, renew, { field: form.elements.body, giveBack });
  }
  outbox.addEventListener("stored", ({ detail }) => detail.address === address && place(detail.html));
}
