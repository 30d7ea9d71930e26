// Has a screen reader say what comes: each message once, and many as one sentence. The log itself is silent, for it would also
// say what changes in a row and what is loaded above.
import { account } from "../parts/forms.js";
import { isolated } from "../parts/isolated.js";
import { authorOf } from "./rows.js";

const rest = 2_000; // ms between two utterances
const most = 300; // characters of a text

export class Announcer {
  #log;
  #place = document.getElementById("announcer");
  #waiting = 0;
  #first = null; // of those that wait, said by itself if no other comes; a page that nobody looks at must not hold on to all of them
  #due = null;

  /** While the page catches up, of which `log` tells, it gathers. */
  constructor(log) {
    this.#log = log;
    document.addEventListener("visibilitychange", () => this.speak());
  }

  /** Hears of rows that have come at the end. One's own, and notices, are nothing new to say. */
  hear(rows) {
    const news = rows.filter((row) => row.dataset.author && row.dataset.author !== account && row.querySelector(".body"));
    this.#waiting += news.length;
    this.#first = this.#waiting === 1 ? this.#first ?? news[0] : null;
    this.speak();
  }

  /** Nothing while it rests, or nobody listens: what comes meanwhile is said in one sentence then. */
  speak() {
    const isReady = this.#due === null && this.#log.dataset.stream === "live" && document.visibilityState === "visible";
    if (this.#waiting === 0 || !isReady) {
      return;
    }
    const { said, many } = this.#place.dataset;
    const row = this.#first;
    const sentence = row
      ? said.replace("{0}", () => isolated(authorOf(row))).replace("{1}", () => textOf(row))
      : many.replace("{0}", this.#waiting);
    this.#waiting = 0;
    this.#first = null;
    this.#place.replaceChildren(Object.assign(document.createElement("p"), { textContent: sentence })); // anew: also the same words
    this.#due = setTimeout(() => {
      this.#due = null;
      this.speak();
    }, rest);
  }
}

/** Without the buttons that stand in it. */
function textOf(row) {
  const body = row.querySelector(".body").cloneNode(true);
  body.querySelectorAll("button").forEach((button) => button.remove());
  return body.textContent.trim().slice(0, most);
}
