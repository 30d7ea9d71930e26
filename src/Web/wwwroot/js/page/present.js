// Who has the discussion open: faces in its header. A page says it of itself while it is visible, and when it goes.
import { faceOf } from "../parts/face.js";
import { account } from "../parts/forms.js";

const often = 30_000; // ms; the server believes it for a minute
const seldom = 2_000; // ms between two that answer the same frame
const isNarrow = matchMedia("(width < 48rem)");

export class Present {
  #place = document.getElementById("present");
  #tell;
  #toldAt = null; // null when this page has never said so, or has left

  /** `tell(on, options)` says it to the server, in its own time; the options are those of fetch. */
  constructor(tell) {
    this.#tell = tell;
    setInterval(() => this.tell(), often);
    document.addEventListener("visibilitychange", () => this.tell());
    window.addEventListener("pageshow", ({ persisted }) => persisted && this.tell());
    window.addEventListener("pagehide", () => this.#leave());
    document.addEventListener("xtablo:sign-out", ({ detail: lastWords }) => lastWords.push(this.#leave()));
  }

  tell() {
    if (document.visibilityState === "visible") {
      this.#toldAt = Date.now();
      this.#tell(true);
    }
  }

  show({ here, more }) {
    const others = here.filter(({ id }) => id !== account);
    const isMissed = more === 0 && others.length === here.length; // another page of mine has left, and this one has not
    if (isMissed && this.#toldAt !== null && Date.now() - this.#toldAt > seldom) {
      this.tell();
    }
    const all = others.length + more;
    const faces = others.slice(0, isNarrow.matches ? 3 : 5).map(faceOf);
    const rest = all - faces.length;
    if (rest > 0) {
      faces.push(Object.assign(document.createElement("span"), { className: "face rest", textContent: `+${rest}` }));
    }
    this.#place.hidden = all === 0;
    this.#place.ariaLabel = this.#sentence(others.map(({ name }) => name), all);
    this.#place.replaceChildren(...faces);
  }

  async #leave() {
    if (this.#toldAt !== null) {
      this.#toldAt = null;
      await this.#tell(false, { keepalive: true });
    }
  }

  /** "Here: Ada, Bob and 3 others". */
  #sentence(names, all) {
    const { present, and, oneMore, more } = this.#place.dataset;
    const named = names.slice(0, all > 3 ? 2 : 3).map(isolated);
    const rest = all - named.length;
    const parts = rest === 0 ? named : [...named, rest === 1 ? oneMore : more.replace("{0}", rest)];
    const last = parts.pop() ?? "";
    return fill(present, parts.length === 0 ? last : fill(and, parts.join(", "), last));
  }
}

/** So that a name written from right to left does not turn what stands around it (UAX 9, 2.4). */
const isolated = (name) => `\u2068${name}\u2069`;

const fill = (sentence, ...values) => sentence.replace(/\{(\d)\}/g, (_, index) => values[index]);
