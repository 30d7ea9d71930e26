// What is being typed, kept for each account, discussion and tab: no tab overwrites what stands in another. What a tab left
// behind that is gone, the next one that opens its discussion takes over. The lists of tablos mark where something is.
import { account, sentences } from "../parts/forms.js";
import { newId } from "../parts/ids.js";
import { inBrowser, inTab } from "../parts/storage.js";
import { hold } from "./holding.js";

const prefix = `xtablo-draft ${account} `;
const typed = new Map(); // of this page, for where the browser's storage cannot be used
let tab = inTab.get("xtablo-tab") ?? newTab();

const keyOf = (address) => `${prefix}${address} ${tab}`;
const addressIn = (key) => key.slice(prefix.length).split(" ")[0];

export const drafts = {
  /** Answers what is there for this page, as { text, clientId, replyTo }; null for nothing. From now on it is this page's alone. */
  async open(address) {
    if (!await hold(keyOf(address))) {
      tab = newTab(); // a copy of a tab has its memory too
      await hold(keyOf(address));
    }
    window.addEventListener("pageshow", ({ persisted }) => persisted && hold(keyOf(address)));
    return all().get(keyOf(address)) ?? await takeOver(address);
  },

  /** Answers whether it outlives the page. `clientId`: under what it may be stored already. */
  keep(address, text, clientId = null, replyTo = "") {
    const lasts = keep(keyOf(address), text.trim() === "" ? null : { text, clientId, replyTo });
    this.mark();
    return lasts;
  },

  texts() {
    return [...all().values()].map(({ text }) => text);
  },

  clear() {
    [...all().keys()].forEach((key) => keep(key, null));
    this.mark();
  },

  /** Marks in the lists of tablos where something is. */
  mark() {
    const addresses = new Set([...keys(), ...typed.keys()].map(addressIn));
    for (const link of document.querySelectorAll("[data-tablos] [data-tablo] a")) {
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

/** All of the account, by key. */
function all() {
  return new Map([...keys().map((key) => [key, parse(inBrowser.get(key))]), ...typed]);
}

const keys = () => inBrowser.keys().filter((key) => key.startsWith(prefix));

function parse(kept) {
  try {
    const { text, clientId, replyTo } = JSON.parse(kept);
    return { text: text.toString(), clientId, replyTo };
  } catch {
    return { text: kept, clientId: null }; // of a version before
  }
}

function keep(key, draft) {
  if (draft) {
    typed.set(key, draft);
  } else {
    typed.delete(key);
  }
  return inBrowser.set(key, draft && JSON.stringify(draft));
}

/** What no page has open. */
async function takeOver(address) {
  for (const [key, draft] of all()) {
    if (addressIn(key) === address && key !== keyOf(address) && await hold(key, { isWaiting: false })) {
      keep(keyOf(address), draft);
      keep(key, null);
      return draft;
    }
  }
  return null;
}

/** Where a tab keeps nothing, the page after this one is another. */
function newTab() {
  const id = newId();
  inTab.set("xtablo-tab", id);
  return id;
}

drafts.mark();
window.addEventListener("storage", () => drafts.mark()); // another tab
window.addEventListener("pageshow", () => drafts.mark());
