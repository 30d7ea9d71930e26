// What is being typed, kept for each account and discussion; the lists of tablos mark where something is.
import { account, sentences } from "../parts/forms.js";

const prefix = `xtablo-draft ${account} `;
const typed = new Map(); // where the browser's storage cannot be used

export const drafts = {
  of(address) {
    return all().get(address) ?? "";
  },

  keep(address, text) {
    const isBlank = text.trim() === "";
    typed.set(address, text);
    try {
      if (isBlank) {
        localStorage.removeItem(prefix + address);
      } else {
        localStorage.setItem(prefix + address, text);
      }
    } catch {
      // Full, or not allowed: this page still knows.
    }
    this.mark();
  },

  all() {
    return [...all().values()];
  },

  clear() {
    for (const address of all().keys()) {
      this.keep(address, "");
    }
  },

  /** Marks in the lists of tablos where something is. */
  mark() {
    const addresses = all();
    for (const link of document.querySelectorAll("[data-tablos] a")) {
      const hasDraft = addresses.has(link.getAttribute("href"));
      if (hasDraft && !link.querySelector(".draft")) {
        const mark = Object.assign(document.createElement("small"), { className: "draft", textContent: sentences.draft });
        link.querySelector(".name").after(mark);
      } else if (!hasDraft) {
        link.querySelector(".draft")?.remove();
      }
    }
  },
};

function all() {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix));
    return new Map(keys.map((key) => [key.slice(prefix.length), localStorage.getItem(key)]));
  } catch {
    return new Map([...typed].filter(([, text]) => text.trim() !== ""));
  }
}

drafts.mark();
window.addEventListener("storage", () => drafts.mark()); // another tab
window.addEventListener("pageshow", () => drafts.mark());
