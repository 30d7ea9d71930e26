// Where one goes by a few letters of a name: the tablos as they stand beside the page, the people in them, and what can be done
// from everywhere.
// What is chosen is found at once, in the page: Enter never opens what an answer has just put in place of another.
import { folded } from "../parts/folding.js";
import { isComposing } from "../parts/keys.js";

const dialog = document.getElementById("switcher");
const field = dialog.querySelector("input");
const list = dialog.querySelector("ul");
const none = dialog.querySelector(".none");
const mostShown = 50; // nobody reads further
const freshFor = 60_000; // ms; who joins meanwhile is found after that

let places = []; // { option, name }: as they were on opening, so that nothing moves below the selection while counts do
let filtered = null; // by this text
let at = -1;
let people = []; // as places; only what is typed finds them
let peopleAt = -freshFor;

/** Takes the tablos as they are now, for what stands in the field. */
export function begin() {
  const tablos = [...document.querySelectorAll(".side [data-tablo]")];
  const rank = (item) => (item.querySelector("[aria-current]") ? 2 : item.classList.contains("unread") ? 0 : 1);
  const commands = [...dialog.querySelector("template").content.cloneNode(true).children]
    .filter(({ dataset: { presses } }) => !presses || document.querySelector(presses));
  places = [...tablos.sort((one, other) => rank(one) - rank(other)).map(optionOf), ...commands].map(placeOf);
  filter();
  askForPeople();
}

/** They come when they come: at the end, so that nothing moves of what has been found so far. */
async function askForPeople() {
  if (performance.now() - peopleAt < freshFor) {
    return;
  }
  peopleAt = performance.now();
  const answer = await fetch("/search/people", { headers: { "HX-Request": "true" }, cache: "no-store" }).catch(() => null);
  const html = answer?.ok ? await answer.text().catch(() => null) : null;
  if (html === null) {
    peopleAt = -freshFor; // the next time asks again
    return;
  }
  people = [...new DOMParser().parseFromString(html, "text/html").body.children].map(placeOf);
  if (dialog.open && filtered.trim()) {
    show(found(people));
    choose(at);
  }
}

const placeOf = (option) => ({ option, name: folded(option.querySelector(".name").textContent) });

/** Goes where the text of the field leads. */
export function go() {
  if (filtered !== field.value) {
    filter();
  }
  if (dialog.open && list.children[at]) {
    take(list.children[at]);
  }
}

function optionOf(item) {
  const option = document.createElement("li");
  const link = item.querySelector("a");
  option.role = "option";
  option.className = item.className;
  option.dataset.address = link.getAttribute("href");
  option.append(...[...link.children].map((part) => part.cloneNode(true)));
  return option;
}

function filter() {
  filtered = field.value;
  list.replaceChildren();
  show(found(filtered.trim() ? [...places, ...people] : places));
  list.scrollTop = 0;
  choose(0);
}

/** Those that the text means, the best first. */
function found(all) {
  const text = folded(filtered).trim();
  return all
    .map((place) => ({ ...place, rank: rankOf(place.name, text) }))
    .filter(({ rank }) => rank >= 0)
    .sort((one, other) => one.rank - other.rank)
    .map(({ option }) => option);
}

/** Below what is shown already. */
function show(options) {
  list.append(...options.slice(0, mostShown - list.children.length));
  const { length } = list.children;
  [...list.children].forEach((option, i) => { option.id = `place-${i}`; });
  list.hidden = length === 0;
  none.textContent = length === 0 ? none.dataset.none : "";
  field.ariaExpanded = String(length > 0);
}

/** The smaller, the better a name fits: it begins so, its words do, they are in it; -1 when they are not. */
function rankOf(name, text) {
  const words = text.split(/\s+/);
  const begins = (word) => name.split(/[^\p{L}\p{N}]+/u).some((part) => part.startsWith(word));
  if (name.startsWith(text)) {
    return 0;
  }
  return words.every(begins) ? 1 : words.every((word) => name.includes(word)) ? 2 : -1;
}

function choose(next) {
  at = next;
  for (const [i, option] of [...list.children].entries()) {
    option.ariaSelected = String(i === at);
  }
  const chosen = list.children[at];
  chosen?.scrollIntoView({ block: "nearest" });
  if (chosen) {
    field.setAttribute("aria-activedescendant", chosen.id);
  } else {
    field.removeAttribute("aria-activedescendant");
  }
}

function take({ dataset: { address, presses } }) {
  dialog.close();
  if (presses) {
    document.querySelector(presses)?.click(); // it may have gone since
  } else {
    location.assign(address);
  }
}

field.addEventListener("input", filter);
field.addEventListener("keydown", (event) => {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const count = list.children.length;
  if (by && count > 0 && !event.ctrlKey && !event.metaKey && !event.altKey && !isComposing(event)) {
    event.preventDefault();
    choose((at + by + count) % count);
  }
});
list.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the field
list.addEventListener("click", ({ target }) => {
  const option = target.closest("[role=option]");
  if (option) {
    take(option);
  }
});
