// The lists of tablos: beside every page, and on the page of all of them.
const mostShown = 999; // counting stops above it

const itemIn = (list, id) => list.querySelector(`[data-tablo="${id}"]`);

/** The tablo of the page is in sight, also far down a long list. */
export function showHere() {
  document.querySelector(".side [aria-current]")?.scrollIntoView({ block: "nearest" });
}

/** How much is unread, and how often one is called in it, as the stream says it. */
export function showUnread({ id, unread, mentions }) {
  for (const item of document.querySelectorAll(`[data-tablos] [data-tablo="${id}"]`)) {
    const { one, many, oneMention, manyMentions } = item.closest("[data-tablos]").dataset;
    item.classList.toggle("unread", unread > 0);
    item.querySelectorAll(".count, .unseen").forEach((part) => part.remove());
    item.querySelector("a").append(
      ...countOf(unread, "count", "", one, many), ...countOf(mentions, "count at", "@", oneMention, manyMentions));
  }
}

function countOf(number, className, sign, one, many) {
  if (!(number > 0)) {
    return [];
  }
  const shown = number > mostShown ? `${mostShown}+` : `${number}`;
  const count = Object.assign(document.createElement("b"), { className, textContent: sign + shown });
  count.ariaLabel = number === 1 ? one : many.replace("{0}", shown);
  return [Object.assign(document.createElement("span"), { className: "unseen", textContent: ", " }), count];
}

/**
 * Whether a list shows a tablo as it is: under its name, if it belongs there. The tablo of the page always stands beside it.
 * A list that is a part of a longer one says so in data-part: who is not in it is elsewhere, unless unread ones come first.
 */
export function shows(list, { id, name, archived, gone, unread }) {
  const belongs = !gone && (archived === (list.dataset.tablos === "archived") || list.dataset.here === id);
  const item = itemIn(list, id);
  if (list.dataset.part && !item) {
    return !belongs || list.dataset.part !== "unread-first" || unread === 0 || !list.querySelector("[data-tablo]:not(.unread)");
  }
  return belongs
    ? item?.dataset.archived === String(archived) && item.querySelector(".name").textContent === name
    : !item;
}

/** Puts a list in place that was fetched. Who was in it with the keyboard stays there. */
export function renew(list, fresh) {
  const address = list.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  list.hidden = fresh.hidden;
  list.toggleAttribute("data-part", false);
  Object.assign(list.dataset, fresh.dataset);
  list.replaceChildren(...fresh.childNodes);
  if (address) {
    const links = [...list.querySelectorAll("a")];
    (links.find((link) => link.getAttribute("href") === address) ?? links[0])?.focus({ preventScroll: true });
  }
}
