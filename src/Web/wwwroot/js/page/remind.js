// What the account has saved for later: which rows of the page, and how many reminders are due. The page asks anew when the next
// one is due, when it becomes visible, and when something was saved here or in another tab; never just to see.
import { account } from "../parts/forms.js";
import { messageOf } from "../parts/ids.js";
import { inBrowser } from "../parts/storage.js";

const link = document.getElementById("to-later");
const box = document.getElementById("reminder");
const here = document.querySelector(".side .tablos").dataset.here; // the tablo of the page, or ""
const step = 60_000; // ms: a timer stands still while the device sleeps, and takes no more than 24 days
const patience = 30_000; // ms until what could not be had is asked for again
const fresh = 30_000; // ms for which becoming visible asks nothing
const told = "xtablo-reminded"; // what was said last in this browser: "ACCOUNT TIME"
const others = new BroadcastChannel("xtablo-later");
let saved = new Set(link.dataset.saved.split(" "));
let askedAt = performance.now();
let asked = 0;
let due;
let changed = () => {};

export const isSaved = (row) => saved.has(messageOf(row.id));

/** Marks a row of one's own list; the row itself is the same for everybody. */
export function markSaved(row) {
  const mark = row.querySelector(":scope > .bookmark");
  if (!isSaved(row)) {
    mark?.remove();
  } else if (!mark) {
    const { mark: name } = link.dataset;
    const fields = { className: "bookmark", role: "img", title: name, ariaLabel: name };
    row.append(Object.assign(document.createElement("span"), fields));
  }
}

/** A row was saved here, or taken off. */
export function noteSaved(row, isOn) {
  saved[isOn ? "add" : "delete"](messageOf(row.id));
  markSaved(row);
  others.postMessage(account);
  ask();
}

/** `then()` hears that other rows may be saved than before. */
export function startReminding(then) {
  changed = then;
  others.addEventListener("message", ({ data }) => data === account && ask());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && performance.now() - askedAt > fresh) {
      ask();
    } else {
      tell();
    }
  });
  wait();
  tell();
}

async function ask() {
  const turn = asked += 1;
  askedAt = performance.now();
  const answer = await fetch(`/later?here=${here}`, { headers: { "HX-Request": "true" }, cache: "no-store" }).catch(() => null);
  const html = answer?.ok ? await answer.text().catch(() => "") : "";
  const newer = new DOMParser().parseFromString(html, "text/html").getElementById("to-later");
  if (turn !== asked) {
    return; // a later answer knows more
  }
  if (newer?.dataset.account === account) {
    Object.assign(link.dataset, newer.dataset);
    link.replaceChildren(...newer.childNodes);
    saved = new Set(link.dataset.saved.split(" "));
    changed();
    wait();
    tell();
  } else if (!answer || answer.status >= 500 || (answer.ok && html === "")) { // or the line broke in the middle of it
    clearTimeout(due);
    due = setTimeout(ask, patience);
  }
}

/** Until the next one is due: the server says how long that is, and the time in which the device sleeps counts. */
function wait() {
  clearTimeout(due);
  const { nextIn } = link.dataset;
  const [at, awake] = [Date.now(), performance.now()];
  const look = () => {
    const left = nextIn - Math.max(Date.now() - at, performance.now() - awake); // the one may be set back, the other sleeps too
    due = setTimeout(left > 0 ? look : come, Math.min(left, step));
  };
  if (nextIn !== "") {
    look();
  }
}

/** A page that nobody sees asks once somebody does. */
function come() {
  askedAt = -fresh;
  if (document.visibilityState === "visible") {
    ask();
  }
}

/** Once in a browser, late rather than never: whichever tab is looked at first says it. */
function tell() {
  const { dueSince } = link.dataset;
  if (document.visibilityState !== "visible" || dueSince === "") {
    return;
  }
  const [who, until] = (inBrowser.get(told) ?? "").split(" ");
  if (who === account && until >= dueSince) {
    return;
  }
  inBrowser.set(told, `${account} ${dueSince}`);
  const { one, many, show, close } = box.dataset;
  const count = Number(link.dataset.due);
  const sentence = Object.assign(document.createElement("p"), { textContent: count === 1 ? one : many.replace("{0}", count) });
  const way = Object.assign(document.createElement("a"), { href: "/later", textContent: show });
  const end = Object.assign(document.createElement("button"), { type: "button", className: "quiet", textContent: close });
  end.addEventListener("click", () => box.replaceChildren());
  box.replaceChildren(sentence, way, end);
}
