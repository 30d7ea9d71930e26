// Picking an emoji from all of them: a popover with a field to search and a grid, of use to whoever needs one emoji.
import { hasFinePointer, isComposing } from "../parts/keys.js";
import { allEmoji, findEmoji, useEmoji, usedEmoji } from "./emoji.js";
import { Grid } from "./grid.js";
import { placeBeside } from "./place.js";
import { counted, say, sentences } from "./saying.js";

const usual = hasFinePointer ? sentences.keys : "";
let open = null; // { anchor, end }

/**
 * Opens the picker beside an element, and does not cover `frame`. Answers the emoji that was picked; null when it was closed without, by Esc, by a click
 * elsewhere, or by asking for it again from the same element. The focus goes back to the element, unless it was taken elsewhere.
 */
export function pickEmoji(anchor, frame = anchor) {
  const isAgain = open?.anchor === anchor;
  open?.end(null);
  if (isAgain) {
    return Promise.resolve(null);
  }
  return new Promise((resolve) => {
    const picker = new Picker(end);
    const closed = new AbortController();
    const { signal } = closed;
    window.CloseWatcher && new CloseWatcher({ signal }).addEventListener("close", () => end(null)); // Back, on a phone

    function end(emoji, isElsewhere = false) {
      if (open?.end !== end) {
        return; // the focus left as it was closed
      }
      open = null;
      closed.abort();
      picker.remove(isElsewhere ? null : anchor);
      if (emoji) {
        useEmoji(emoji);
      }
      resolve(emoji);
    }

    function leave({ target }) {
      if (!picker.contains(target) && !anchor.contains(target)) {
        end(null, true);
      }
    }

    open = { anchor, end };
    picker.show(anchor, frame);
    document.addEventListener("pointerdown", leave, { signal, capture: true });
    document.addEventListener("focusin", leave, { signal });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !isComposing(event)) {
        event.preventDefault();
        event.stopImmediatePropagation(); // it ends nothing else
        end(null);
      }
    }, { signal, capture: true });
    window.addEventListener("resize", () => picker.place(anchor, frame), { signal });
  });
}

class Picker {
  #popup = document.createElement("div");
  #search = document.createElement("input");
  #naming = document.createElement("p");
  #grid;

  constructor(pick) {
    this.#grid = new Grid(pick, (each) => this.#name(each));
    this.#popup.className = "picker";
    this.#popup.popover = "manual";
    this.#popup.addEventListener("toggle", ({ newState }) => newState === "closed" && pick(null));
    this.#popup.tabIndex = -1;
    this.#popup.role = "dialog";
    this.#popup.ariaLabel = sentences.emoji;
    Object.assign(this.#search, { type: "search", autocomplete: "off", placeholder: sentences.search, role: "combobox" });
    Object.entries({ label: sentences.search, expanded: true, controls: this.#grid.element.id, autocomplete: "list" })
      .forEach(([name, value]) => this.#search.setAttribute(`aria-${name}`, value));
    this.#naming.className = "naming hint";
    this.#naming.ariaHidden = "true";
    this.#popup.append(this.#search, this.#grid.element, this.#naming);
    this.#search.addEventListener("input", () => this.#fill());
    this.#popup.addEventListener("keydown", (event) => !isComposing(event) && this.#grid.key(event, this.#search));
  }

  contains(element) { return this.#popup.contains(element); }

  show(anchor, frame) {
    document.body.append(this.#popup);
    this.#popup.showPopover();
    this.#fill();
    this.place(anchor, frame);
    (hasFinePointer ? this.#search : this.#popup).focus(); // a touch keyboard would cover what is to be picked from
  }

  place(anchor, frame) { placeBeside(this.#popup, anchor, frame); }

  remove(anchor) {
    const isIn = this.#popup.contains(document.activeElement);
    this.#popup.remove();
    say("");
    if (isIn) {
      anchor?.focus();
    }
  }

  async #fill() {
    const query = this.#search.value.trim();
    const all = await allEmoji().catch(() => []); // no line: there are none, and the next letter asks again
    const found = query === "" ? all : await findEmoji(query).catch(() => []);
    if (query !== this.#search.value.trim()) {
      return;
    }
    const used = query === "" ? usedEmoji().map((emoji) => all.find((each) => each.emoji === emoji)).filter(Boolean) : [];
    this.#grid.fill([...used.map((each) => ({ ...each, group: sentences.used })), ...found], query, this.#search);
    say(query === "" ? "" : counted(found.length, sentences.oneEmoji, sentences.manyEmoji));
    if (found.length === 0) {
      this.#naming.textContent = sentences.none;
    }
  }

  #name(each) {
    this.#naming.textContent = each ? [each.label, each.names[0] && `:${each.names[0]}:`].filter(Boolean).join("  ") : usual;
  }
}
