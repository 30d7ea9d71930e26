// One line to the server, kept up for as long as somebody follows it. A new EventSource on every attempt: a native one
// dies for good on a single 401, 502 or 503, and forgets its place. Runs in a worker and in a page alike.
import { kinds, read } from "./frames.js";

const firstDelay = 500; // ms, doubled with each attempt
const longestDelay = 30_000;
const goodAfter = 30_000; // a line that held this long was a good one: begin with short delays again
const offlineAfter = 5_000; // a shorter interruption is not worth a word
const silence = 35_000; // without any event, beats included, a line counts as dead
const glance = 5_000; // how often that is looked at
const justNow = 1_000;

// Only the wall clock goes on in sleep, and only the other cannot be set back. So what watches for silence also sees a wake.
const now = () => ({ wall: Date.now(), steady: performance.now() });
const since = (then) => Math.max(Date.now() - then.wall, performance.now() - then.steady);

/** How Xtablo answers at an address; 0 when it does not. A proxy before it has refusals of its own, which end nothing. */
export async function statusOf(address) {
  const answer = await fetch(address, { method: "HEAD", cache: "no-store", redirect: "manual" }).catch(() => null);
  return answer?.headers.has("Content-Security-Policy") ? answer.status : 0;
}

export class Connection {
  #source = null;
  #attempts = 0;
  #retry;
  #inDoubt = null; // the timer that ends in "offline"
  #isNew = true;
  #begun; // this attempt
  #opened = null;
  #heard; // any event

  /**
   * `address()` is asked on every attempt, so that each begins where the rows are. `receive(frame)` gets what
   * frames.js reads; a new line announces itself as "opened". `changed(state)` hears "connecting",
   * "suspect" and "offline": whether it is live can only tell who gets the frames. `refused(status)` hears 401 and 404.
   */
  constructor({ address, receive, changed, refused }) {
    Object.assign(this, { address, receive, changed, refused });
    setInterval(() => this.#source && since(this.#heard) > silence && this.#lost(), glance);
  }

  get isOpen() { return this.#opened !== null; }

  /** Begins anew, from wherever the rows are now. */
  open() {
    this.#drop();
    if (this.#isNew) {
      this.#doubt("connecting");
    }
    this.#begun = this.#heard = now();
    const source = new EventSource(this.address());
    this.#source = source;
    source.onopen = () => {
      this.#opened = this.#heard = now();
      this.receive({ kind: "opened" });
    };
    source.onerror = () => this.#lost();
    for (const name of Object.values(kinds)) {
      source.addEventListener(name, (event) => this.#hear(event));
    }
  }

  /** Begins anew at once, as when the network is back; not if it has just done so. */
  retry() {
    if (!this.#source || since(this.#begun) > justNow) {
      this.#doubt("suspect");
      this.open();
    }
  }

  /** Begins anew after a while; not if it is about to. */
  again() {
    if (!this.#source) {
      return;
    }
    this.#drop();
    this.#doubt("suspect");
    const longest = Math.min(longestDelay, firstDelay * 2 ** this.#attempts);
    this.#attempts += 1;
    // Full jitter: after an outage the browsers of a team must not all come back in the same moment.
    this.#retry = setTimeout(() => this.open(), Math.random() * longest);
  }

  close() {
    this.#drop();
    this.settle();
    this.#isNew = true;
  }

  #hear(event) {
    this.#heard = now();
    const frame = read(event);
    if (frame.kind === kinds.ready) {
      this.settle();
      this.#isNew = false;
    }
    this.receive(frame);
  }

  async #lost() {
    const { url } = this.#source;
    this.again();
    // EventSource does not say why. One question tells an ended session or membership from an outage.
    const status = await statusOf(url);
    if ((status === 401 || status === 404) && !this.isOpen) {
      this.refused(status);
    }
  }

  #doubt(state) {
    if (this.#inDoubt === null) {
      this.changed(state);
      this.#inDoubt = setTimeout(() => this.changed("offline"), offlineAfter);
    }
  }

  /** It is as it should be, which no frame says on a line that follows no tablo. */
  settle() {
    clearTimeout(this.#inDoubt);
    this.#inDoubt = null;
  }

  #drop() {
    clearTimeout(this.#retry);
    this.#source?.close();
    this.#source = null;
    if (this.isOpen && since(this.#opened) > goodAfter) {
      this.#attempts = 0;
    }
    this.#opened = null;
  }
}
