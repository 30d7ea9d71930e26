// The tablos of the account as they are now, on whatever page is open: in the lists of them, and wherever the page names
// one. What a name is comes with the frame; who comes, goes or moves in a list has the lists fetched anew.
import { kinds } from "../line/frames.js";
import { account, pageNow } from "../parts/forms.js";
import { withDashes } from "../parts/ids.js";
import { renew, showUnread, shows } from "../parts/sidebar.js";

const here = document.querySelector(".side .tablos").dataset.here; // the tablo of the page, or ""
const asked = document.getElementById("in-use") ? location.search.replace("?", "&") : ""; // which page of the long list
const lists = () => [...document.querySelectorAll("[data-tablos]")];
const mostInTitle = 999;
const patience = 5_000; // ms until a page that could not be had is asked for again

export class Tablos {
  /** Hears `{ archived }` of the tablo of the page. */
  changed = () => {};

  #renewed;
  #unread = new Map(); // of each tablo
  #counted = ""; // what stands in front of the title
  #isWanted = false;
  #isAsking = false;
  #wasOpen = false;

  /** `renewed()` hears that lists were put in place. */
  constructor(renewed) {
    this.#renewed = renewed;
    document.addEventListener("visibilitychange", () => this.#isWanted && this.#ask());
  }

  /** Takes what the line says of all tablos. */
  hear(frame) {
    if (frame.kind === kinds.unread) {
      this.#hearOf({ ...frame, id: withDashes(frame.tablo) });
    } else if (frame.kind === "opened") {
      if (this.#wasOpen) {
        this.#renew(); // what went while there was no line, no frame says
      }
      this.#wasOpen = true;
    }
  }

  /** In front of the title how much is unread in all, so that it is seen from other tabs. */
  #count({ id, gone, unread }) {
    this.#unread.set(id, gone ? 0 : unread);
    const all = [...this.#unread.values()].reduce((sum, one) => sum + one, 0);
    const title = document.title.startsWith(this.#counted) ? document.title.slice(this.#counted.length) : document.title;
    this.#counted = all === 0 ? "" : `(${all > mostInTitle ? `${mostInTitle}+` : all}) `;
    document.title = this.#counted + title;
  }

  #hearOf(tablo) {
    if (this.#isAsking || lists().some((list) => !shows(list, tablo))) {
      this.#renew(); // also when an answer is on its way: it may not know this yet
    }
    if (!tablo.gone) {
      showUnread(tablo);
      if (!tablo.isOld) {
        this.#show(tablo);
      }
    }
    this.#count(tablo);
  }

  /** As what is written in the page, not as HTML. */
  #show({ id, name, archived }) {
    for (const place of document.querySelectorAll(`[data-tablo="${id}"] .name, [data-name-of="${id}"]`)) {
      const text = (place.dataset.sentence ?? "{0}").replace("{0}", () => name);
      const property = place.matches("textarea") ? "placeholder" : "textContent";
      if (place[property] !== text) {
        place[property] = text;
      }
    }
    if (id === here) {
      this.changed({ archived });
    }
  }

  #renew() {
    this.#isWanted = true;
    this.#ask();
  }

  /** One page at a time, and none for a tab that nobody sees. */
  async #ask() {
    if (this.#isAsking) {
      return;
    }
    this.#isAsking = true;
    while (this.#isWanted && document.visibilityState === "visible") {
      this.#isWanted = false;
      const page = await pageNow(`/tablos?here=${here}${asked}`);
      if (page) {
        this.#take(page);
      } else {
        await new Promise((resolve) => setTimeout(resolve, patience));
        this.#isWanted = true;
      }
    }
    this.#isAsking = false;
  }

  #take(page) {
    if (page.getElementById("outbox")?.dataset.account !== account) {
      return; // signed out, or someone else is in by now
    }
    for (const item of page.querySelectorAll("main [data-tablo]")) {
      const archived = item.closest("[data-tablos]").dataset.tablos === "archived";
      this.#show({ id: item.dataset.tablo, name: item.querySelector(".name").textContent, archived });
    }
    for (const list of lists()) {
      renew(list, page.getElementById(list.id));
    }
    this.#renewed();
  }
}
