import { inBrowser } from "../parts/storage.js";

/** Adds to entries what they do not have. */
export function join(entries, others) {
  entries.push(...others.filter((other) => !entries.some(({ clientId }) => clientId === other.clientId)));
}

/** What an account has waiting while there is no better place for it, in the order written: the same for all its tabs. */
export class Shelf {
  #key;
  #unkept = null; // what could not even be kept here

  constructor(account) {
    this.#key = `xtablo-outbox ${account}`;
  }

  get lasts() {
    return this.#unkept === null;
  }

  /** A copy. */
  entries() {
    if (this.#unkept) {
      return structuredClone(this.#unkept);
    }
    try {
      return JSON.parse(inBrowser.get(this.#key)) ?? [];
    } catch {
      return []; // not ours
    }
  }

  /** Takes over what it does not have. */
  add(others) {
    if (others.length > 0) {
      this.change((entries) => join(entries, others));
    }
  }

  /** As `Store.change`. */
  change(work) {
    const entries = this.entries();
    const answer = work(entries);
    const isKept = inBrowser.set(this.#key, entries.length > 0 ? JSON.stringify(entries) : null);
    this.#unkept = isKept ? null : entries;
    return answer;
  }

  /** They are elsewhere now. */
  drop(entries) {
    if (entries.length > 0) {
      const elsewhere = new Set(entries.map(({ clientId }) => clientId));
      this.change((left) => left.splice(0, Infinity, ...left.filter(({ clientId }) => !elsewhere.has(clientId))));
    }
  }
}
