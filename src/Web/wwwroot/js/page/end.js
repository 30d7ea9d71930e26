// The end of the rows. Whoever reads along there stays there, whatever becomes of the heights.
const near = 100; // px: who is this close to it reads along

export class End {
  #log;
  #rows;
  #follows = false; // whoever reads along
  #top = 0; // how far down the log was scrolled last
  #height; // of the log, when it last changed

  /** `scrolled(follows)` hears of each scrolling. */
  constructor(log, rows, scrolled) {
    this.#log = log;
    this.#rows = rows;
    this.#height = log.clientHeight;
    log.addEventListener("scroll", () => {
      // Only who goes up leaves the end: it may also have moved away, with a height that changed since.
      this.#follows = this.isReached || (this.#follows && log.scrollTop >= this.#top);
      this.#top = log.scrollTop;
      scrolled(this.#follows);
    }, { passive: true });
    // A keyboard that opens, or a text that grows, takes of its height: the end stays in sight. Whoever has just come there may not
    // be told of yet.
    new ResizeObserver(() => {
      const wasReached = this.#isWithin(this.#height);
      this.#height = log.clientHeight;
      if (this.#follows || wasReached) {
        this.go();
      }
    }).observe(log);
  }

  get isReached() { return this.#isWithin(this.#log.clientHeight); }

  go() {
    this.#log.scrollTop = this.#log.scrollHeight;
  }

  /** One begins where the log is now. */
  begin() {
    this.#follows = this.isReached;
    this.#top = this.#log.scrollTop;
  }

  #isWithin(height) {
    const { scrollHeight, scrollTop } = this.#log;
    return this.#rows.reachesEnd && scrollHeight - scrollTop - height < near;
  }
}
