// What one does in a discussion, beside reading it: write, decide on what was not sent, edit and delete.
import { startHelping } from "../compose/start.js";
import { showPending } from "../outbox/pending.js";
import { openActions } from "./actions.js";
import { openComposer } from "./composer.js";

/**
 * `list` is the <ol> of the rows. `written()` hears that something was written here, `place(html)` puts a row in the
 * page, `renew(row)` asks for a row anew, `setBack(row)` has it and what follows unread again. Answers `close(isClosed)`: for as
 * long as nothing can be written here.
 */
export function openWriting(log, list, outbox, { written, ...rows }) {
  const { address } = log.dataset;
  const form = document.querySelector("form.composer");
  const { giveBack, reply, close } = openComposer(form, address, outbox, written);
  startHelping(address, form);
  showPending(document.getElementById("pending"), list, address, outbox, giveBack);
  const withdraw = openActions(log, list, rows, { field: form.elements.body, giveBack, reply });
  outbox.addEventListener("stored", ({ detail }) => detail.address === address && rows.place(detail.html));

  return function closeWriting(isClosed) {
    log.dataset.closed = isClosed;
    close(isClosed);
    if (isClosed) {
      withdraw();
    }
  };
}
