// What one does in a discussion, beside reading it: write, and decide on what was not sent.
import { openComposer } from "./composer.js";
import { showPending } from "./pending.js";

/**
 * `list` is the <ol> of the rows. `written()` hears that something was written here, `place(html)` puts a row in the page.
 */
export function openWriting(log, list, outbox, { written, place }) {
  const { address } = log.dataset;
  const form = document.querySelector("form.composer"); // an archived tablo has none
  const giveBack = form ? openComposer(form, address, outbox, written) : undefined;
  showPending(document.getElementById("pending"), list, address, outbox, giveBack);
  outbox.addEventListener("stored", ({ detail }) => detail.address === address && place(detail.html));
}
