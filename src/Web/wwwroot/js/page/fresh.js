// A page as the server has it now, for whoever hears that what is shown may be older: one at a time, none for a tab that nobody
// sees, and again when it could not be had.
import { account, pageNow } from "../parts/forms.js";

const rest = 1_000; // ms between two pages, however much goes on
const patience = 5_000; // ms until a page that could not be had is asked for again
const after = (time) => new Promise((resolve) => setTimeout(resolve, time));

export class FreshPage {
  #address;
  #take;
  #settles;
  #isNeeded;
  #isWanted = false;
  #isAsking = false; // or rests
  #isOnItsWay = false;

  /**
   * `take(page)` hears of each that is for the account of this page. `settles` are ms: up to this it waits before it asks,
   * so that not all who heard the same ask at once. None is asked for while it is not needed.
   */
  constructor(address, take, { settles = 0, isNeeded = () => true } = {}) {
    this.#address = address;
    this.#take = take;
    this.#settles = settles;
    this.#isNeeded = isNeeded;
    document.addEventListener("visibilitychange", () => this.#ask());
  }

  /** An answer that is on its way may not know yet what happens now. */
  get isOnItsWay() { return this.#isOnItsWay; }

  want() {
    this.#isWanted = true;
    this.#ask();
  }

  async #ask() {
    if (this.#isAsking) {
      return;
    }
    this.#isAsking = true;
    while (this.#isWanted && this.#isNeeded() && document.visibilityState === "visible") {
      await after(Math.random() * this.#settles);
      this.#isWanted = false;
      this.#isOnItsWay = true;
      const page = await pageNow(this.#address);
      this.#isOnItsWay = false;
      if (page?.getElementById("outbox")?.dataset.account === account) { // else signed out, or someone else is in by now
        this.#take(page);
      }
      await after(page ? rest : patience);
      this.#isWanted ||= !page;
    }
    this.#isAsking = false;
  }
}
