// The grid of a picker: groups of emoji, through which the arrows go while the focus stays in the field above.
const active = "picked-emoji"; // the id of the one that the arrows are on

export class Grid {
  element = document.createElement("div");
  #cells = []; // { each, cell, group: index, place: index in it }
  #sizes = [];
  #at = -1;
  #pick;
  #name;
  #filling = 0;

  /** `pick(emoji)` hears what was picked, `name(each)` what the arrows or the mouse are on. */
  constructor(pick, name) {
    this.#pick = pick;
    this.#name = name;
    this.element.id = "emoji-grid";
    this.element.className = "emoji-grid";
    this.element.role = "listbox";
    this.element.addEventListener("mousedown", (event) => event.preventDefault());
    this.element.addEventListener("click", ({ target }) => this.#of(target) && pick(this.#of(target).each.emoji));
    this.element.addEventListener("mouseover", ({ target }) => this.#of(target) && name(this.#of(target).each));
  }

  #of(element) { return this.#cells.find(({ cell }) => cell === element); }

  /** In their order, under the names of their groups; those of a search under none, and the first of them is chosen. */
  fill(emoji, query, field) {
    clearTimeout(this.#filling);
    this.#choose(-1, field);
    this.element.replaceChildren();
    this.element.scrollTop = 0;
    this.element.ariaLabel = field.placeholder;
    this.#cells = [];
    this.#sizes = [];
    const groups = query === "" ? Object.values(Object.groupBy(emoji, ({ group }) => group)) : [emoji];
    const next = () => {
      const group = groups.shift();
      if (group?.length > 0) {
        this.#add(group, query === "" ? group[0].group : "");
        this.#filling = setTimeout(next); // a group a task: they are many, and whoever types does not wait for them
      }
    };
    next();
    if (query !== "" && emoji.length > 0) {
      this.#choose(0, field);
    }
  }

  #add(group, title) {
    const part = document.createElement("div");
    const index = this.#sizes.push(group.length) - 1;
    if (title) {
      const heading = document.createElement("p");
      heading.textContent = title;
      heading.ariaHidden = "true";
      this.element.append(heading);
      part.role = "group";
      part.ariaLabel = title;
    }
    part.append(...group.map((each, place) => {
      const cell = document.createElement("span");
      cell.role = "option";
      cell.ariaSelected = "false";
      cell.ariaLabel = each.label;
      cell.textContent = each.emoji;
      this.#cells.push({ each, cell, group: index, place });
      return cell;
    }));
    this.element.append(part);
  }

  /** Keys of the field above. */
  key(event, field) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) {
      return;
    }
    const isIn = this.#at >= 0;
    const steps = { ArrowDown: () => this.#down(), ArrowUp: () => this.#up() };
    if (isIn) {
      Object.assign(steps, { ArrowRight: () => Math.min(this.#at + 1, this.#cells.length - 1), ArrowLeft: () => Math.max(this.#at - 1, 0) });
    }
    if (event.key === "Enter") {
      event.preventDefault();
      if (isIn) {
        this.#pick(this.#cells[this.#at].each.emoji);
      }
    } else if (steps[event.key]) {
      event.preventDefault();
      this.#choose(steps[event.key](), field);
    }
  }

  get #columns() {
    return getComputedStyle(this.element.querySelector("div")).gridTemplateColumns.split(" ").length;
  }

  #down() {
    if (this.#at < 0) {
      return this.#cells.length > 0 ? 0 : -1;
    }
    const { group, place } = this.#cells[this.#at];
    const [columns, size] = [this.#columns, this.#sizes[group]];
    const isLastRow = Math.floor(place / columns) === Math.floor((size - 1) / columns);
    const first = this.#at - place + size; // of the next group
    const next = Math.min(place % columns, (this.#sizes[group + 1] ?? 0) - 1);
    return isLastRow ? (next < 0 ? this.#at : first + next) : Math.min(this.#at + columns, first - 1);
  }

  #up() {
    if (this.#at < 0) {
      return -1;
    }
    const { group, place } = this.#cells[this.#at];
    const columns = this.#columns;
    if (place >= columns) {
      return this.#at - columns;
    }
    const size = this.#sizes[group - 1];
    const last = size && size - 1 - ((size - 1) % columns); // where the last row of the group above begins
    return size ? this.#at - place - size + Math.min(last + place, size - 1) : -1;
  }

  #choose(at, field) {
    const before = this.#cells[this.#at]?.cell;
    before?.removeAttribute("id");
    before?.setAttribute("aria-selected", "false");
    this.#at = at;
    const now = this.#cells[at];
    if (now) {
      now.cell.id = active;
      now.cell.ariaSelected = "true";
      now.cell.scrollIntoView({ block: "nearest" });
      field.setAttribute("aria-activedescendant", active);
    } else {
      field.removeAttribute("aria-activedescendant");
    }
    this.#name(now?.each);
  }
}
