// Where the outbox of an account is kept: in IndexedDB, one for all tabs of the browser. While that fails or does not answer,
// in localStorage, from where IndexedDB takes it once it is well again; and in memory where neither can be used.
import { within } from "../parts/patience.js";
import { join, Shelf } from "./shelf.js";

const name = "outbox";
const patience = 2000; // ms for an answer
const rest = 30_000; // ms until what did not answer is asked again

export class Store {
  #account;
  #shelf;
  #database = null; // the promise of one
  #seen = []; // what was in it last: with this goes on who loses it
  #gone = new Set(); // clientIds of what was sent or discarded while it did not answer
  #restsUntil = 0;

  constructor(account) {
    this.#account = account;
    this.#shelf = new Shelf(account);
  }

  /** Whether what is kept outlives the page. */
  get lasts() {
    return this.#shelf.lasts;
  }

  /**
   * Hands what the account has waiting, in the order written, to `work`, keeps what that makes of it, and answers what it
   * answers. It is one transaction: no other tab comes in between. One that fails is done again, so `work` may run twice.
   */
  async change(work) {
    for (let tries = 0; tries < 2 && Date.now() >= this.#restsUntil; tries++) {
      try {
        return await this.#transact(await this.#open(), work);
      } catch (failure) {
        this.#database = null; // a phone takes it away from pages that nobody sees
        if (failure?.name === "TimeoutError") {
          this.#restsUntil = Date.now() + rest;
        }
      }
    }
    return this.#changeElsewhere(work);
  }

  #changeElsewhere(work) {
    this.#shelf.add(this.#seen);
    this.#seen = [];
    const before = this.#shelf.entries();
    const answer = this.#shelf.change(work);
    const left = new Set(this.#shelf.entries().map(({ clientId }) => clientId));
    before.filter(({ clientId }) => !left.has(clientId)).forEach(({ clientId }) => this.#gone.add(clientId));
    return answer;
  }

  #open() {
    return this.#database ??= within(patience, new Promise((resolve, reject) => {
      const request = indexedDB.open("xtablo", 1);
      request.onupgradeneeded = () => request.result.createObjectStore(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    }));
  }

  #transact(database, work) {
    const transaction = database.transaction(name, "readwrite");
    const left = this.#shelf.entries();
    const done = new Promise((resolve, reject) => {
      const store = transaction.objectStore(name);
      const kept = store.get(this.#account);
      let answer;
      let entries;
      kept.onsuccess = () => {
        entries = (kept.result ?? []).filter(({ clientId }) => !this.#gone.has(clientId));
        join(entries, left);
        answer = work(entries);
        try {
          if (entries.length > 0) {
            store.put(entries, this.#account);
          } else {
            store.delete(this.#account);
          }
        } catch (failure) {
          reject(failure);
        }
      };
      transaction.oncomplete = () => {
        this.#seen = structuredClone(entries);
        resolve(answer);
      };
      transaction.onabort = () => reject(transaction.error);
    });
    return within(patience, done).then(
      (answer) => { this.#shelf.drop(left); return answer; },
      (failure) => { end(transaction); throw failure; });
  }
}

function end(transaction) {
  try {
    transaction.abort();
  } catch {
    // It has ended already.
  }
}
