// The page of a discussion: its rows, its stream and its composer, put together.
import { openComposer } from "./composer.js";
import { antiforgeryOf } from "./forms.js";
import { Rows } from "./rows.js";
import { Stream } from "./stream.js";

const nearTheEnd = 100; // px: who is this close to the end reads along
const newest = "9223372036854775807"; // before this number are the newest rows

export function openDiscussion(log) {
  const { address } = log.dataset;
  const rows = new Rows(document.getElementById("rows"), Number(log.dataset.last), log.dataset.reachesEnd === "true");
  const foot = document.querySelector(".foot");
  const [older, newer, jump] = ["older", "newer", "jump"].map((id) => document.getElementById(id));
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
    const answer = await fetch(`${address}/read`, {
      method: "POST",
      headers: { RequestVerificationToken: antiforgeryOf(foot.querySelector("form")) },
      body: new URLSearchParams({ upTo: readUpTo }),
    }).catch(() => null);
    if (!answer?.ok) {
      readUpTo = 0; // the next look marks it again
    }
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

  /** Loads the newest rows in place of these, and answers their cursor; the composer keeps its text. */
  async function load() {
    const answer = await fetch(`${address}?before=${newest}`, { cache: "no-store" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("log");
    if (!fresh) {
      throw new Error(`The discussion could not be loaded: ${answer.status}`);
    }
    rows.replaceAll(page.getElementById("rows").children, Number(fresh.dataset.last), fresh.dataset.reachesEnd === "true");
    showMore();
    showMissed(0);
    toTheEnd();
    return fresh.dataset.cursor;
  }

  /** The ways to what the window does not hold. */
  function showMore() {
    older.parentElement.hidden = rows.first <= 1;
    newer.parentElement.hidden = rows.reachesEnd;
  }

  // Older rows join above; what is being read stays where it is.
  older.addEventListener("click", async (event) => {
    event.preventDefault();
    try {
      const html = await getRows(`before=${rows.first}`);
      const fromTheEnd = log.scrollHeight - log.scrollTop;
      rows.extend(html);
      showMore();
      log.scrollTop = log.scrollHeight - fromTheEnd;
    } catch {
      location.href = older.href; // the browser says best what is wrong
    }
  });
  jump.addEventListener("click", (event) => {
    event.preventDefault();
    if (rows.reachesEnd) {
      toTheEnd();
    } else {
      stream.reload();
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
  openComposer(foot, (html) => (rows.reachesEnd ? place(html, true) : stream.reload()));
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
  const stream = new Stream(`${address}/stream`, log.dataset.cursor, {
    apply: (html) => place(html, false),
    load,
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
