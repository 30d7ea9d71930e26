// What stands above the messages, but for the name of the tablo: how many are in it, what its owner alone may do, and how many
// messages are pinned. It is asked for anew when a row says that it may have changed: one page at a time, and none for a tab
// that nobody sees.
import { account, pageNow } from "../parts/forms.js";

const parts = [".to-members", ".to-settings", "#pins"];
const rest = 1_000; // ms: up to this, so that not all ask at once
const patience = 5_000; // ms until a page that could not be had is asked for again
const after = (time) => new Promise((resolve) => setTimeout(resolve, time));

// A pin and who comes or goes have a notice, which comes at the end; a pinned message that is deleted goes with its row.
const says = ({ addedNodes, removedNodes, nextSibling }) =>
  (!nextSibling && [...addedNodes].some((node) => node.classList?.contains("notice"))) ||
  [...removedNodes].some((node) => node.dataset?.pinned);

export class Top {
  #address;
  #changes;
  #isWanted = false;
  #isAsking = false; // or rests

  constructor(list, address) {
    this.#address = address;
    this.#changes = new MutationObserver((changes) => {
      this.#isWanted ||= changes.some(says);
      this.#ask();
    });
    this.#changes.observe(list, { childList: true });
    document.addEventListener("visibilitychange", () => this.#ask());
  }

  /** Shows it as a page of this discussion has it, of which the rows are in place. */
  show(page) {
    this.#changes.takeRecords(); // its rows say nothing that it does not show
    this.#isWanted ||= this.#isAsking; // what is on its way may be older
    put(page);
  }

  async #ask() {
    if (this.#isAsking) {
      return;
    }
    this.#isAsking = true;
    while (this.#isWanted && document.visibilityState === "visible" && document.querySelector(".to-members")) {
      await after(Math.random() * rest);
      this.#isWanted = false;
      const page = await pageNow(this.#address);
      if (page?.getElementById("log")?.dataset.account === account) {
        put(page);
      } else if (!page) {
        this.#isWanted = true;
        await after(patience);
      }
    }
    this.#isAsking = false;
  }
}

function put(page) {
  const log = document.getElementById("log");
  log.dataset.owner = page.getElementById("log").dataset.owner;
  for (const part of parts) {
    const [old, now] = [document, page].map((each) => each.querySelector(part));
    if (old && now && !old.isEqualNode(now)) { // a server of an older build may not have it
      const isReached = old.contains(document.activeElement);
      old.replaceWith(now);
      if (isReached) {
        (now.hidden ? log : (now.querySelector("a") ?? now)).focus({ preventScroll: true });
      }
    }
  }
}
