// The start of every page's script. Without any of it each page still works as forms and links.
import { startCopying } from "./copy.js";
import { openDiscussion } from "./discussion.js";
import { account } from "./forms.js";
import { Outbox } from "./outbox.js";
import { startSending } from "./sending.js";
import { askBeforeSigningOut } from "./sign-out.js";
import { localTimes } from "./times.js";

localTimes(document);
startCopying();
const outbox = new Outbox(account);
startSending(outbox);
askBeforeSigningOut(outbox);
const log = document.getElementById("log");
if (log) {
  openDiscussion(log, outbox);
}
outbox.read();
