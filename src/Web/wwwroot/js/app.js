// The start of every page's script. Without any of it each page still works as forms and links.
import "./forms.js";
import { localTimes } from "./times.js";
import { openDiscussion } from "./discussion.js";

localTimes(document);
const log = document.getElementById("log");
if (log) {
  openDiscussion(log);
}
