// Signing out while something is unsent asks first: it stays in this browser, which others may use.
import { drafts } from "./drafts.js";

const dialog = document.getElementById("leaving");

export function askBeforeSigningOut(outbox) {
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (form.getAttribute("action") !== "/sign-out") {
      return;
    }
    event.preventDefault();
    const unsent = [...(await outbox.read()).map((entry) => entry.text), ...drafts.all()];
    if (unsent.length === 0 || await choice(unsent) === "leave") {
      form.submit();
    } else if (dialog.returnValue === "discard") {
      await outbox.clear();
      drafts.clear();
      form.submit();
    }
  });
}

function choice(unsent) {
  dialog.querySelector("ul").replaceChildren(...unsent.map((text) =>
    Object.assign(document.createElement("li"), { textContent: text, dir: "auto" })));
  dialog.returnValue = "stay"; // what Esc means
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => resolve(dialog.returnValue), { once: true }));
}
