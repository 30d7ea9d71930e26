// What stands above the messages, but for the name of the tablo: how many are in it, what its owner alone may do, and how many
// messages are pinned. It is put in place anew when a row says that it may have changed.
import { FreshPage } from "./fresh.js";

const parts = [".to-members", ".to-settings", "#pins"];
const settles = 1_000; // ms
const isNeeded = () => document.querySelector(".to-members"); // gone with the tablo

// A pin and who comes or goes have a notice, which comes at the end; a pinned message that is deleted goes with its row.
const says = ({ addedNodes, removedNodes, nextSibling }) =>
  (!nextSibling && [...addedNodes].some((node) => node.classList?.contains("notice"))) ||
  [...removedNodes].some((node) => node.dataset?.pinned);

export class Top {
  #changes;
  #fresh;

  constructor(list, address) {
    this.#fresh = new FreshPage(address, put, { settles, isNeeded });
    this.#changes = new MutationObserver((changes) => changes.some(says) && this.#fresh.want());
    this.#changes.observe(list, { childList: true });
  }

  /** Shows it as a page of this discussion has it, of which the rows are in place. */
  show(page) {
    this.#changes.takeRecords(); // its rows say nothing that it does not show
    if (this.#fresh.isOnItsWay) {
      this.#fresh.want();
    }
    put(page);
  }
}

function put(page) {
  const [log, newer] = [document, page].map((each) => each.getElementById("log"));
  log.dataset.owner = newer?.dataset.owner ?? log.dataset.owner;
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
