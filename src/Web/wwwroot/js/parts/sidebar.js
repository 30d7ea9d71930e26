// How much is unread in each tablo, as the stream says it.
const mostShown = 99;

export function showUnread({ tablo, unread }) {
  const item = [...document.querySelectorAll(".tablos li")].find((li) => li.dataset.tablo.replaceAll("-", "") === tablo);
  if (!item) {
    return; // made or joined since this page was loaded
  }
  item.classList.toggle("unread", unread > 0);
  item.querySelector(".count")?.remove();
  if (unread > 0) {
    const count = document.createElement("b");
    count.className = "count";
    count.textContent = unread > mostShown ? `${mostShown}+` : unread;
    count.ariaLabel = item.parentElement.dataset.unread.replace("{0}", unread);
    item.querySelector("a").append(count);
  }
}
