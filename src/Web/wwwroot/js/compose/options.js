// The list itself: a popover, so that nothing cuts it off, and of the field by what the field says of it.
import { placeBeside } from "./place.js";
import { sentences } from "./saying.js";

export class Options {
  #popup = document.createElement("div");
  #list = document.createElement("ul");
  #options = [];
  #at = -1;

  constructor(pick) {
    const hint = document.createElement("p");
    this.#list.id = "suggested";
    this.#list.role = "listbox";
    hint.textContent = sentences.keys;
    hint.className = "hint";
    this.#popup.className = "suggested";
    this.#popup.popover = "manual";
    this.#popup.append(this.#list, hint);
    this.#popup.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the field
    this.#popup.addEventListener("click", ({ target }) => {
      const at = [...this.#list.children].indexOf(target.closest("[role=option]"));
      if (at >= 0) {
        pick(this.#options[at]);
      }
    });
    document.querySelector("main").append(this.#popup);
  }

  /** What Enter picks; undefined for nothing. */
  get chosen() { return this.#options[this.#at]; }

  contains(element) { return this.#popup.contains(element); }

  show(field, kind, options, query) {
    this.#options = options;
    this.#list.ariaLabel = kind.name;
    this.#list.replaceChildren(...options.map(row));
    this.#list.scrollTop = 0;
    this.#popup.showPopover();
    field.setAttribute("aria-controls", this.#list.id);
    this.#choose(field, kind.isFirstMeant?.(query, options) ? 0 : -1);
    this.place(field);
  }

  hide(field) {
    this.#options = [];
    this.#popup.hidePopover();
    field.removeAttribute("aria-controls");
    this.#choose(field, -1);
  }

  place(field) { placeBeside(this.#popup, field.closest(".write") ?? field); }

  move(field, by) {
    const count = this.#options.length;
    this.#choose(field, this.#at < 0 && by < 0 ? count - 1 : (this.#at + by + count) % count);
  }

  #choose(field, at) {
    this.#list.children[this.#at]?.setAttribute("aria-selected", "false");
    this.#at = at;
    const chosen = this.#list.children[at];
    chosen?.setAttribute("aria-selected", "true");
    chosen?.scrollIntoView({ block: "nearest" });
    if (chosen) {
      field.setAttribute("aria-activedescendant", chosen.id);
    } else {
      field.removeAttribute("aria-activedescendant");
    }
  }
}

function row({ label, hint, face, faceClass }, at) {
  const option = document.createElement("li");
  option.id = `suggested-${at}`;
  option.role = "option";
  option.ariaSelected = "false";
  const parts = [[face, faceClass], [label, "name"], [hint, "hint"]].filter(([text]) => text);
  option.append(...parts.map(([text, classes]) => {
    const part = document.createElement(classes === "name" ? "bdi" : "span");
    part.textContent = text;
    part.className = classes;
    part.ariaHidden = text === face ? "true" : null;
    return part;
  }));
  return option;
}
