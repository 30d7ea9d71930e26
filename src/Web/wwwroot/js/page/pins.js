// The line that says how many messages are pinned: asked for anew when it may have changed.
export function keepPins(list, address) {
  let due = null;

  async function renew() {
    due = null;
    const answer = await fetch(`${address}/pinned`, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (answer?.ok) {
      const line = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("pins");
      document.getElementById("pins").replaceWith(line);
    }
  }

  // A pin comes with its notice; a pinned message that is deleted goes with its row.
  new MutationObserver((changes) => {
    const added = changes.flatMap(({ addedNodes }) => [...addedNodes]).filter((node) => node.classList?.contains("of-pin"));
    const removed = changes.flatMap(({ removedNodes }) => [...removedNodes]).filter((node) => node.dataset?.pinned);
    if (added.length > 0 || removed.length > 0) {
      due ??= setTimeout(renew, 100);
    }
  }).observe(list, { childList: true });
}
