/** Opens the tablo that stands before (-1) or after (1) the open one in the list; of the unread ones alone, if so. Goes round. */
export function goToTablo(by, isUnread) {
  const items = [...document.querySelectorAll(".side [data-tablo]")];
  const at = items.findIndex((item) => item.querySelector("[aria-current]"));
  const begin = at < 0 && by < 0 ? items.length : at;
  const others = items.map((_, i) => items.at((begin + by * (i + 1)) % items.length));
  const next = others.find((item) => item !== items[at] && (!isUnread || item.classList.contains("unread")));
  next?.querySelector("a").click();
}
