// A page of one build at a server of another: its scripts may not understand what newer rows look like. It is loaded anew where
// that disturbs nobody; else it says that it is old, and whoever reads it chooses the moment.
import { addBanner } from "../parts/banner.js";
import { sentences } from "../parts/forms.js";
import { inTab } from "../parts/storage.js";

const leftKey = "xtablo-left"; // the build whose page was given up in this tab, and when
const update = 10 * 60_000; // ms for which nodes of both builds may answer: who left one does not go back to it
const turn = 60_000; // ms between two pages that a tab loads by itself, whichever builds answer
const rest = 5 * 60_000; // ms without a sign of anybody, after which a page in view is nobody's
const pause = 3_000; // ms without one, where nothing that comes can be shown

const buildOf = (page) => page.querySelector("link[rel=icon]").getAttribute("href").split("/")[2];
const own = buildOf(document);
let isOld = false;
let isStuck = false;
let sign = 0; // when a key or a pointer last said that someone is here; of who has just come back, nothing yet

/** Learns from a page that the server has just made whether this one is older. */
export function compare(page) {
  const [build, ago] = left();
  if (!isOld && buildOf(page) !== own && (build !== buildOf(page) || ago > update)) {
    isOld = true;
    say();
    setInterval(loadAnew, pause);
    document.addEventListener("visibilitychange", loadAnew);
    loadAnew();
  }
}

/** What came could not be put in place. */
export function stick() {
  isStuck = isOld;
}

function say() {
  const way = Object.assign(document.createElement("a"), { href: "", textContent: sentences.loadAnew });
  addBanner().append(`${sentences.updated} `, way);
}

function loadAnew() {
  const since = document.visibilityState === "hidden" ? Infinity : performance.now() - sign;
  if (!isWritten() && left()[1] > turn && (isStuck ? since > pause : since > rest && isAtThePlace())) {
    inTab.set(leftKey, `${own} ${Date.now()}`);
    location.replace(location.pathname + location.search); // to where one reads, not to what a link once pointed at
  }
}

/** The build that was given up here last, and how many ms ago: long ago when that is yet to come, for the clock was set back. */
function left() {
  const [build, at = -Infinity] = inTab.get(leftKey)?.split(" ") ?? [];
  return [build, at > Date.now() ? Infinity : Date.now() - at];
}

/** A text in any field, or in none yet: what waits to be sent, and what a dialog asks. */
const isWritten = () => Boolean(document.querySelector("dialog[open], #pending > *"))
  || [...document.querySelectorAll("main :is(textarea, input:not([type=hidden]))")].some(({ value }) => value !== "");

/** A form would not be the same again, and who reads further up would not come back to that place. */
const isAtThePlace = () => Boolean(document.querySelector(".home, #jump[hidden]"));

for (const kind of ["keydown", "pointerdown", "wheel"]) {
  document.addEventListener(kind, () => { sign = performance.now(); }, { capture: true, passive: true });
}
document.addEventListener("visibilitychange", () => { sign = -Infinity; });
