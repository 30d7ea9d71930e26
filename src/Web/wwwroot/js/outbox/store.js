// Where the outbox of an account is kept: in IndexedDB, one for all tabs of the browser; in memory where that cannot be used.
const name = "outbox";

async function open() {
  const request = indexedDB.open("xtablo", 1);
  request.onupgradeneeded = () => request.result.createObjectStore(name);
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

export class Store {
  #account;
  #database;
  #seen = []; // what memory begins with, should the database fail later

  constructor(account) {
    this.#account = account;
    this.#database = open().catch(() => null);
  }

  /**
   * Hands what the account has waiting, in the order written, to `work`, keeps what that makes of it, and answers what it
   * answers. It is one transaction: no other tab comes in between.
   */
  async change(work) {
    const database = await this.#database;
    try {
      return await (database ? this.#transact(database, work) : work(this.#seen));
    } catch (failure) {
      if (!database) {
        throw failure;
      }
      this.#database = null;
      return work(this.#seen);
    }
  }

  #transact(database, work) {
    return new Promise((resolve, reject) => {
      const transaction = database.transaction(name, "readwrite");
      const shelf = transaction.objectStore(name);
      const kept = shelf.get(this.#account);
      let entries;
      let answer;
      kept.onsuccess = () => {
        entries = kept.result ?? [];
        answer = work(entries);
        if (entries.length > 0) {
          shelf.put(entries, this.#account);
        } else {
          shelf.delete(this.#account);
        }
      };
      transaction.oncomplete = () => { this.#seen = entries; resolve(answer); };
      transaction.onabort = () => reject(transaction.error);
    });
  }
}
