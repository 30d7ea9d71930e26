// The page of a discussion: its rows, its stream and its composer, put together.
import { openComposer } from "./composer.js";
import { antiforgery } from "./forms.js";
import { Rows } from "./rows.js";
import { Stream } from "./stream.js";

const nearTheEnd = 100; // px: who is this close to the end reads along

export function openDiscussion(log) {
  const { address } = log.dataset;
  const rows = new Rows(document.getElementById("rows"), Number(log.dataset.last), log.dataset.reachesEnd === "true");
  const foot = document.querySelector(".foot");
  const jump = document.getElementById("jump");
  let missed = 0;
  let readUpTo = 0;

  const atTheEnd = () => rows.reachesEnd && log.scrollHeight - log.scrollTop - log.clientHeight < nearTheEnd;
  const toTheEnd = () => { log.scrollTop = log.scrollHeight; };
  const getRows = async (query) => {
    const answer = await fetch(`${address}?${query}`, { headers: { "HX-Request": "true" }, cache: "no-store" });
    if (!answer.ok) {
      throw new Error(`The rows could not be loaded: ${answer.status}`);
    }
    return answer.text();
  };

  function showMissed(count) {
    missed = count;
    jump.hidden = missed === 0;
    jump.textContent = missed === 1 ? jump.dataset.one : jump.dataset.many.replace("{0}", missed);
  }

  async function markRead() {
    if (document.visibilityState !== "visible" || !document.hasFocus() || !atTheEnd() || rows.last <= readUpTo) {
      return;
    }
    readUpTo = rows.last;
    await fetch(`${address}/read`, {
      method: "POST",
      headers: { RequestVerificationToken: antiforgery() },
      body: new URLSearchParams({ upTo: readUpTo }),
    }).catch(() => { readUpTo = 0; }); // the next look marks it again
  }

  /** Puts in place a row that the stream brought, or that is mine. */
  async function place(html, isMine) {
    const follow = isMine || atTheEnd();
    const outcome = rows.upsert(html);
    document.getElementById("empty")?.remove();
    if (outcome === "ahead") {
      rows.extend(await getRows(`after=${rows.last}`)); // mine came before the stream brought those in between
    }
    if (follow && rows.reachesEnd) {
      toTheEnd();
    } else if (outcome === "placed" || (outcome === "outside" && !rows.reachesEnd)) {
      showMissed(missed + 1);
    }
    markRead();
  }

  /** Loads the newest rows in place of these; the composer keeps its text. */
  async function reload() {
    const answer = await fetch(address, { cache: "no-store" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("log");
    if (!fresh) {
      throw new Error(`The discussion could not be loaded: ${answer.status}`);
    }
    rows.replaceAll(page.getElementById("rows").children, fresh.dataset.reachesEnd === "true");
    toTheEnd();
    return fresh.dataset.cursor;
  }

  /** Older or newer rows join at their end; what is being read stays where it is. */
  async function more(link, query) {
    const fromTheEnd = log.scrollHeight - log.scrollTop;
    const older = link.id === "older";
    await getRows(query).then((html) => rows.extend(html), () => { location.href = link.href; });
    if (older) {
      log.scrollTop = log.scrollHeight - fromTheEnd;
      link.parentElement.hidden = rows.first <= 1;
    }
  }

  document.getElementById("older")?.addEventListener("click", (event) => {
    event.preventDefault();
    more(event.currentTarget, `before=${rows.first}`);
  });
  jump.addEventListener("click", (event) => {
    if (rows.reachesEnd) {
      event.preventDefault();
      toTheEnd();
    }
  });
  log.addEventListener("scroll", () => {
    if (atTheEnd()) {
      showMissed(0);
      markRead();
    }
  }, { passive: true });
  window.addEventListener("focus", markRead);
  document.addEventListener("visibilitychange", markRead);

  // A message of mine is at the end; if the page shows another part, it goes there.
  openComposer(foot, (html) => (rows.reachesEnd ? place(html, true) : reload()));
  const firstUnread = log.querySelector(`[data-number="${log.dataset.firstUnread}"]`);
  if (location.hash) {
    document.getElementById(location.hash.slice(1))?.scrollIntoView({ block: "center" });
  } else if (firstUnread) {
    firstUnread.scrollIntoView({ block: "center" });
  } else {
    toTheEnd();
  }

  const status = document.getElementById("connection");
  const usual = status.textContent;
  new Stream(`${address}/stream`, log.dataset.cursor, {
    apply: (html) => place(html, false),
    reload,
    changed: (state) => {
      log.dataset.stream = state;
      const trouble = { offline: status.dataset.offline, "signed-out": status.dataset.signedOut, gone: status.dataset.gone }[state];
      status.textContent = trouble ?? usual;
      status.classList.toggle("trouble", Boolean(trouble));
      if (state === "gone") {
        log.replaceChildren();
        foot.hidden = true;
      }
    },
  });
  markRead();
}
