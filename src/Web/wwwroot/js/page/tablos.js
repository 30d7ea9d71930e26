// The tablos of the account as they are now, on whatever page is open: in the lists of them, and wherever the page names
// one. What a name is comes with the frame; who comes, goes or moves in a list has the lists fetched anew.
import { kinds } from "../line/frames.js";
import { withDashes } from "../parts/ids.js";
import { isolated } from "../parts/isolated.js";
import { renew, showUnread, shows } from "../parts/sidebar.js";
import { localTimes } from "../parts/times.js";
import { FreshPage } from "./fresh.js";
import { compare } from "./newer.js";

const here = document.querySelector(".side .tablos").dataset.here; // the tablo of the page, or ""
const asked = document.getElementById("in-use") ? location.search.replace("?", "&") : ""; // which page of the long list
const lists = () => [...document.querySelectorAll("[data-tablos]")];
const icon = document.querySelector("link[rel=icon]");
const { href: plainIcon } = icon;
const mostInTitle = 999;
const mostListed = 50; // of the places of one line

/** Up to where the page says of each tablo how it ends, as a line takes it; nothing on a page that does not say. */
export const listedPlaces = () => [...document.querySelectorAll("[data-tablo][data-cursor]")].slice(0, mostListed)
  .map(({ dataset: { tablo, cursor } }) => ({ tablo: tablo.replaceAll("-", ""), cursor }));

const root = document.documentElement;

export class Tablos {
  /** Hears of the tablo of the page what its frame says; of a list that was fetched, `{ archived }`. */
  changed = () => {};

  #renewed;
  #unread = new Map(); // of each tablo
  #counted = ""; // what stands in front of the title
  #fresh = new FreshPage(`/tablos?here=${here}${asked}`, (page) => this.#take(page));
  #wasOpen = Boolean(root.dataset.asOf); // a page that was kept lacks what went since

  /** `renewed()` hears that lists were put in place. */
  constructor(renewed) {
    this.#renewed = renewed;
  }

  /** Takes what the line says of all tablos. */
  hear(frame) {
    if (frame.kind === kinds.unread) {
      this.#hearOf({ ...frame, id: withDashes(frame.tablo) });
    } else if (frame.kind === "opened") {
      if (this.#wasOpen) {
        this.#unread.clear(); // all of it comes anew
        this.#fresh.want(); // what went while there was no line, no frame says
      }
      this.#wasOpen = true;
    } else if (frame.kind === "moved") {
      this.#fresh.want();
    } else if (frame.why === "signed-out" && root.dataset.asOf) {
      location.reload();
    }
  }

  /** In front of the title how much is unread in all, so that it is seen from other tabs. */
  #count({ id, gone, unread }) {
    this.#unread.set(id, gone ? 0 : unread);
    this.#showCount();
  }

  #showCount() {
    const all = [...this.#unread.values()].reduce((sum, one) => sum + one, 0);
    const title = document.title.startsWith(this.#counted) ? document.title.slice(this.#counted.length) : document.title;
    this.#counted = all === 0 ? "" : `(${all > mostInTitle ? `${mostInTitle}+` : all}) `;
    document.title = this.#counted + title;
    icon.href = all === 0 ? plainIcon : icon.dataset.unread;
  }

  #hearOf(tablo) {
    if (this.#fresh.isOnItsWay || lists().some((list) => !shows(list, tablo))) {
      this.#fresh.want(); // also when an answer is on its way: it may not know this yet
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
  #show(tablo) {
    const { id, name } = tablo;
    for (const place of document.querySelectorAll(`[data-tablo="${id}"] .name, [data-name-of="${id}"]`)) {
      const isPlain = place.matches("title, textarea"); // where no bdi can be
      const counted = place.matches("title") ? this.#counted : "";
      const text = counted + (place.dataset.sentence ?? "{0}").replace("{0}", () => (isPlain ? isolated(name) : name));
      const property = place.matches("textarea") ? "placeholder" : "textContent";
      if (place[property] !== text) {
        place[property] = text;
      }
    }
    if (id === here) {
      this.changed(tablo);
    }
  }

  #take(page) {
    compare(page);
    for (const item of page.querySelectorAll("main [data-tablo]")) {
      const archived = item.closest("[data-tablos]").dataset.tablos === "archived";
      this.#show({ id: item.dataset.tablo, name: item.querySelector(".name").textContent, archived });
    }
    localTimes(page);
    if (!document.getElementById("log")) {
      delete root.dataset.asOf; // else its rows decide
    }
    for (const list of lists()) {
      renew(list, page.getElementById(list.id));
    }
    this.#showCount();
    this.#renewed();
  }
}
