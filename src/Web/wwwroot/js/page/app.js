// The start of every page's script. Without any of it each page still works as forms and links.
import { Line } from "../line/line.js";
import { drafts } from "../outbox/drafts.js";
import { Outbox } from "../outbox/outbox.js";
import { startSending } from "../outbox/sending.js";
import { startCopying } from "../parts/copy.js";
import { account } from "../parts/forms.js";
import { showHere } from "../parts/sidebar.js";
import { askBeforeSigningOut } from "../parts/sign-out.js";
import { keepTimes, localTimes } from "../parts/times.js";
import { openDiscussion } from "./discussion.js";
import { Tablos } from "./tablos.js";

document.documentElement.classList.add("scripted");
const { leadsTo } = document.getElementById("main")?.dataset ?? {};
if (leadsTo) {
  location.replace(leadsTo); // a message is read where it was said
}
localTimes(document);
keepTimes();
startCopying();
showHere();
const outbox = new Outbox(account);
startSending(outbox);
askBeforeSigningOut(outbox, drafts);
const tablos = new Tablos(() => drafts.mark());
const log = document.getElementById("log");
if (log) {
  openDiscussion(log, outbox, tablos);
} else {
  new Line({ account }, (frame) => tablos.hear(frame));
}
outbox.read();
