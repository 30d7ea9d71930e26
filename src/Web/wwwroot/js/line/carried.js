// The tablos on the present connection: how far it has brought each, and who is there.
import { covers } from "./cursors.js";
import { kinds } from "./frames.js";

export const most = 50; // tablos on one connection

export class Carried {
  #isGone;
  #tablos = new Map(); // tablo → { cursor, ready, present }

  /** `isGone(tablo)`: whether it is known not to be the account's any longer. */
  constructor(isGone) {
    this.#isGone = isGone;
  }

  get size() { return this.#tablos.size; }

  get(tablo) { return this.#tablos.get(tablo); }

  names() { return this.#tablos.keys(); }

  /**
   * Begins anew, and answers from where. What a tab shows resumes where the one is that is furthest behind; what tabs only list,
   * where the connection before was, for they were told of all until then, and only as far as there is room.
   */
  resume(tabs) {
    const before = this.#tablos;
    this.#tablos = new Map();
    tabs.filter(({ tablo }) => tablo).forEach((tab) => this.#resumeAt(tab));
    for (const { tablo, cursor } of tabs.flatMap(({ listed }) => listed).filter((place) => !this.#isGone(place.tablo))) {
      const reached = before.get(tablo)?.cursor;
      this.#resumeAt({ tablo, cursor: reached && covers(reached, cursor) ? reached : cursor });
    }
    return [...this.#tablos].map(([tablo, { cursor }]) => `${tablo}.${cursor}`);
  }

  #resumeAt({ tablo, cursor }) {
    const other = this.get(tablo);
    if (other ? covers(other.cursor, cursor) : this.size < most) {
      this.#tablos.set(tablo, { cursor, ready: false });
    }
  }

  /** Takes note of a frame that goes to the tabs. */
  note(frame) {
    const carried = this.get(frame.tablo);
    if (carried) { // a beat may be of no tablo
      carried.cursor = frame.cursor ?? carried.cursor;
      carried.ready ||= frame.kind === kinds.ready;
      carried.present = frame.kind === kinds.presence ? frame : carried.present;
    }
  }

  /** Whether a tab lacks nothing that was on this connection before it came. */
  serves({ tablo, cursor }) {
    return !tablo || (this.#tablos.has(tablo) && covers(cursor, this.get(tablo).cursor));
  }

  /** Whether a tab that lists these places would hear of more of them if the connection began anew. */
  misses(listed) {
    return this.size < most && listed.some(({ tablo }) => !this.#tablos.has(tablo) && !this.#isGone(tablo));
  }

  /** Whether it has brought a tablo to another place than where a tab has listed it. */
  isElsewhere({ tablo, cursor }) {
    return this.#tablos.has(tablo) && this.get(tablo).cursor !== cursor;
  }
}
