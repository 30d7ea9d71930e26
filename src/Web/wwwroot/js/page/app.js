// The start of every page's script. Without any of it each page still works as forms and links.
import { startGoing } from "../going/start.js";
import { Line } from "../line/line.js";
import { drafts } from "../outbox/drafts.js";
import { Outbox } from "../outbox/outbox.js";
import { startSending } from "../outbox/sending.js";
import { startCopying } from "../parts/copy.js";
import { account } from "../parts/forms.js";
import { showHere } from "../parts/sidebar.js";
import { askBeforeSigningOut } from "../parts/sign-out.js";
import { keepTimes, localTimes, sayZone } from "../parts/times.js";
import { openDiscussion } from "./discussion.js";
import { listedPlaces, Tablos } from "./tablos.js";
import { markSaved, startReminding } from "./remind.js";
import { keepTheme } from "./theme.js";

/** On a busy machine a browser may say for half a minute and longer that it has no time: it is not asked for ever. */
const whenAtRest = (work) => (window.requestIdleCallback ? requestIdleCallback(work, { timeout: 2_000 }) : setTimeout(work, 1_000));

document.documentElement.classList.add("scripted");
const { leadsTo } = document.getElementById("main")?.dataset ?? {};
if (leadsTo) {
  location.replace(leadsTo); // a message is read where it was said
}
keepTheme();
localTimes(document);
keepTimes();
sayZone();
startCopying();
showHere();
startGoing();
const outbox = new Outbox(account);
startSending(outbox);
askBeforeSigningOut(outbox, drafts);
let line = null;
const tablos = new Tablos(() => {
  drafts.mark();
  line?.lists(listedPlaces());
});
const log = document.getElementById("log");
if (log) {
  openDiscussion(log, outbox, tablos);
} else {
  line = new Line({ account, listed: listedPlaces() }, (frame) => tablos.hear(frame));
}
outbox.read();
startReminding(() => document.querySelectorAll("#rows > .row").forEach(markSaved));
if (document.documentElement.dataset.asOf) { // the service worker answered with what it had kept
  import("../phone/as-of.js");
}
window.addEventListener("load", () => whenAtRest(() => import("../phone/start.js")));
