// What stands above the messages, but for the name of the tablo: how many are in it, what its owner alone may do, and how many
// messages are pinned. It is asked for anew when a row says that it may have changed.
import { account, pageNow } from "../parts/forms.js";

const parts = [".to-members", ".to-settings", "#pins"];

/** Shows it as a page of this discussion has it. */
export function showTop(page) {
  document.getElementById("log").dataset.owner = page.getElementById("log").dataset.owner;
  for (const part of parts) {
    const [old, now] = [document, page].map((each) => each.querySelector(part));
    if (old && !old.isEqualNode(now)) {
      const isReached = old.contains(document.activeElement);
      old.replaceWith(now);
      if (isReached) {
        (now.matches("a") ? now : now.querySelector("a")).focus();
      }
    }
  }
}

export function keepTop(list, address) {
  let due = null;

  async function renew() {
    due = null;
    const page = await pageNow(address);
    if (page?.getElementById("log")?.dataset.account === account) {
      showTop(page);
    }
  }

  // A pin and who comes or goes have a notice, which comes at the end; a pinned message that is deleted goes with its row.
  const says = ({ addedNodes, removedNodes, nextSibling }) =>
    (!nextSibling && [...addedNodes].some((node) => node.classList?.contains("notice"))) ||
    [...removedNodes].some((node) => node.dataset?.pinned);
  new MutationObserver((changes) => {
    if (changes.some(says)) {
      due ??= setTimeout(renew, 100);
    }
  }).observe(list, { childList: true });
}
