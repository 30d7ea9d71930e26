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
    mark();
  },

  all() {
    return [...all().values()];
  },

  clear() {
    for (const address of all().keys()) {
      this.keep(address, "");
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

function mark() {
  const addresses = all();
  for (const link of document.querySelectorAll(".tablos a, .cards a")) {
    const hasDraft = addresses.has(link.getAttribute("href"));
    if (hasDraft && !link.querySelector(".draft")) {
      link.querySelector(".name").after(Object.assign(document.createElement("small"), { className: "draft", textContent: sentences.draft }));
    } else if (!hasDraft) {
      link.querySelector(".draft")?.remove();
    }
  }
}

mark();
window.addEventListener("storage", mark); // another tab
window.addEventListener("pageshow", mark);
