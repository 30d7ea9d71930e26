// Follows the stream of a discussion for as long as the page is open. A new EventSource on every attempt: a native one
// dies for good on a single 401, 502 or 503, and forgets its place on a reload.
const firstDelay = 500; // ms
const longestDelay = 30_000;
const silence = 35_000; // without any event, beats included, the line counts as dead
const liveFor = 30_000; // a line that held this long was a good one: begin with short delays again

export class Stream {
  #cursor;
  #source = null;
  #attempts = 0;
  #retry;
  #watchdog;
  #openedAt = 0;
  #work = Promise.resolve();

  /**
   * `apply(html)` puts a row in the page and `load()` loads the list anew, answering its cursor; only when they have
   * done so does the cursor move. `changed(state)` hears "connecting", "live", "offline", or why it stopped:
   * "signed-out" or "gone".
   */
  constructor(address, cursor, { apply, load, changed }) {
    this.address = address;
    this.#cursor = cursor;
    this.apply = apply;
    this.load = load;
    this.changed = changed;
    this.state = null;
    const now = () => this.#reconnectNow();
    window.addEventListener("online", now);
    window.addEventListener("pageshow", (event) => event.persisted && now());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.state !== "live" && now());
    window.addEventListener("pagehide", () => this.#close());
    this.#connect();
  }

  get #stopped() { return this.state === "signed-out" || this.state === "gone"; }

  #become(state) {
    if (this.state !== state) {
      this.state = state;
      this.changed(state);
    }
  }

  #connect() {
    this.#close();
    if (this.#attempts === 0) {
      this.#become("connecting");
    }
    const source = new EventSource(`${this.address}?after=${encodeURIComponent(this.#cursor)}`);
    this.#source = source;
    this.#watch();
    source.onopen = () => { this.#openedAt = performance.now(); this.#watch(); };
    source.onerror = () => this.#lost(source);
    this.#on(source, "message", async (event) => {
      await this.apply(event.data);
      this.#cursor = event.lastEventId;
    });
    this.#on(source, "ready", () => this.#become("live"));
    this.#on(source, "beat", () => this.#become("live"));
    this.#on(source, "reset", () => this.reload());
    this.#on(source, "bye", (event) => {
      const { reason } = JSON.parse(event.data);
      this.#close();
      if (reason === "signed-out" || reason === "removed") {
        this.#become(reason === "removed" ? "gone" : reason);
      } else {
        this.#later();
      }
    });
  }

  /** Loads the list anew and goes on from there. No row is applied in between, so none can fall into the gap. */
  async reload() {
    this.#close();
    try {
      this.#cursor = await this.load();
      this.#connect();
    } catch {
      this.#later(); // from the old cursor
    }
  }

  // One event after the other: what a row needs to be put in place may take a moment.
  #on(source, name, handle) {
    source.addEventListener(name, (event) => {
      if (source === this.#source) {
        this.#watch();
        this.#work = this.#work
          .then(() => source === this.#source && handle(event))
          .catch(() => this.#lost(source));
      }
    });
  }

  #watch() {
    clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(() => this.#lost(this.#source), silence);
  }

  async #lost(source) {
    if (source !== this.#source) {
      return;
    }
    this.#close();
    this.#later();
    // EventSource does not say why. One question tells an ended session or membership from an outage.
    try {
      const answer = await fetch(this.address, { method: "HEAD", cache: "no-store", redirect: "manual" });
      if (answer.status === 401 || answer.status === 404) {
        this.#close();
        this.#become(answer.status === 401 ? "signed-out" : "gone");
      }
    } catch {
      // No connection: the retry is on its way.
    }
  }

  #later() {
    if (this.#stopped) {
      return;
    }
    const longest = Math.min(longestDelay, firstDelay * 2 ** this.#attempts);
    this.#attempts += 1;
    if (this.#attempts > 2) {
      this.#become("offline");
    }
    clearTimeout(this.#retry);
    // Full jitter: after an outage the browsers of a team must not all come back in the same moment.
    this.#retry = setTimeout(() => this.#connect(), Math.random() * longest);
  }

  #reconnectNow() {
    if (!this.#stopped) {
      clearTimeout(this.#retry);
      this.#connect();
    }
  }

  #close() {
    clearTimeout(this.#watchdog);
    clearTimeout(this.#retry);
    this.#source?.close();
    this.#source = null;
    if (this.#openedAt && performance.now() - this.#openedAt > liveFor) {
      this.#attempts = 0;
    }
    this.#openedAt = 0;
  }
}
