// Signing out while something is unsent asks first: it stays in this browser, which others may use.
import { forgetKept } from "./kept.js";
import { within } from "./patience.js";

const patience = 2000; // ms: who wants to leave is not held up
const dialog = document.getElementById("leaving");

/** `drafts` are texts that are not even written to the end. */
export function askBeforeSigningOut(outbox, drafts) {
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (form.getAttribute("action") !== "/sign-out") {
      return;
    }
    event.preventDefault();
    const unsent = [...(await outbox.read()).map((entry) => entry.text), ...drafts.texts()];
    const answer = unsent.length === 0 ? "leave" : await choice(unsent);
    if (answer !== "leave" && answer !== "discard") {
      return;
    }
    if (answer === "discard") {
      await outbox.clear();
      drafts.clear();
    }
    const lastWords = [forgetKept()]; // what can only be done while signed in, and what nobody may find after
    document.dispatchEvent(new CustomEvent("xtablo:sign-out", { detail: lastWords }));
    await within(patience, Promise.all(lastWords)).catch(() => {});
    form.submit();
  });
}

function choice(unsent) {
  dialog.querySelector("ul").replaceChildren(...unsent.map((text) =>
    Object.assign(document.createElement("li"), { textContent: text, dir: "auto" })));
  dialog.returnValue = ""; // as Esc leaves it
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => resolve(dialog.returnValue), { once: true }));
}
