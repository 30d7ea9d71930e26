// The list above a field while a name or an emoji is written. The field keeps the focus; Enter and Tab pick what is chosen: a person
// whose name is begun is meant, an emoji only if the arrows say so, since ":DD" is a text too.
import { isComposing } from "../parts/keys.js";
import { emojiList } from "./emoji.js";
import { Options } from "./options.js";
import { People } from "./people.js";
import { say } from "./saying.js";
import { isField } from "./start.js";
import { replace } from "./typing.js";
import { wordAt } from "./words.js";

export function startSuggesting(address) {
  const kinds = { people: new People(address), emoji: emojiList };
  const options = new Options(pick);
  let field = null; // whose list is open
  let word = null;
  let left = null; // { field, start } of the word whose list was closed or that was picked: until another is written
  let turn = 0;

  async function follow() {
    const now = document.activeElement;
    const found = isField(now) ? wordAt(now) : null;
    if (!found || now !== left?.field || found.start !== left.start) {
      left = null;
    }
    if (!found || left) {
      close();
      return;
    }
    if (field === now && word.start === found.start && word.end === found.end && word.query === found.query) {
      return; // the caret was where it is
    }
    turn += 1;
    const mine = turn;
    const kind = kinds[found.kind];
    const list = await kind.find(found.query);
    if (mine !== turn) {
      return;
    }
    if (list.length === 0) {
      close();
      return;
    }
    if (field !== now) {
      close();
    }
    field = now;
    word = found;
    options.show(field, kind, list, found.query);
    say(kind.count(list));
  }

  function close() {
    turn += 1;
    if (field) {
      options.hide(field);
      say("");
    }
    field = null;
  }

  function leave() {
    left = { field, start: word.start };
    close();
  }

  function pick(option) {
    const [into, { start, end }] = [field, word];
    leave();
    option.picked?.();
    const isSpaced = option.text.endsWith(" ") && into.value[end] === " ";
    replace(into, start, isSpaced ? end + 1 : end, option.text);
  }

  document.addEventListener("input", follow);
  document.addEventListener("selectionchange", follow);
  document.addEventListener("focusout", ({ target }) => target === field && close());
  document.addEventListener("submit", close, { capture: true });
  document.addEventListener("scroll", ({ target }) => field && !options.contains(target) && options.place(field), { capture: true, passive: true });
  window.addEventListener("resize", () => field && options.place(field));
  document.addEventListener("keydown", (event) => {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    if (event.target !== field || !isPlain || isComposing(event)) {
      return;
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      options.move(field, event.key === "ArrowDown" ? 1 : -1);
    } else if ((event.key === "Enter" || event.key === "Tab") && options.chosen) {
      pick(options.chosen);
    } else if (event.key === "Escape") {
      leave();
    } else {
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
  }, { capture: true });
  follow();
}
