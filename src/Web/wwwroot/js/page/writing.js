// What one does in a discussion, beside reading it: write, decide on what was not sent, edit and delete.
import { showPending } from "../outbox/pending.js";
import { openActions } from "./actions.js";
import { openComposer } from "./composer.js";

/**
 * `list` is the <ol> of the rows. `written()` hears that something was written here, `place(html)` puts a row in the
 * page, `renew(row)` asks for a row anew. Answers `close(isClosed)`: for as long as nothing can be written here.
 */
export function openWriting(log, list, outbox, { written, place, renew }) {
  const { address } = log.dataset;
  const form = document.querySelector("form.composer");
  const { giveBack, close } = openComposer(form, address, outbox, written);
  showPending(document.getElementById("pending"), list, address, outbox, giveBack);
  const withdraw = openActions(log, list, place, renew, { field: form.elements.body, giveBack });
  outbox.addEventListener("stored", ({ detail }) => detail.address === address && place(detail.html));

  return function closeWriting(isClosed) {
    log.dataset.closed = isClosed;
    close(isClosed);
    if (isClosed) {
      withdraw();
    }
  };
}
