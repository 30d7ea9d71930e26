// Who writes at this moment: one line, for which there always is room, so that nothing moves when it comes and goes.
import { account } from "../parts/forms.js";

const forgottenAfter = 5_000; // ms; who goes on says so before

export class Typing {
  #place = document.getElementById("typing");
  #writers = new Map(); // account → { name, timer }, in the order in which they began
  #newest; // the number of the last row that was seen

  /** `list` is the <ol> of the rows: whose text comes there is no longer writing it. */
  constructor(list) {
    this.#newest = numberOf(list.lastElementChild);
    new MutationObserver((changes) => this.#look(changes)).observe(list, { childList: true });
  }

  hear({ id, name, on }) {
    if (id === account) {
      return; // in another tab, or on another device
    }
    if (on) {
      clearTimeout(this.#writers.get(id)?.timer);
      this.#writers.set(id, { name, timer: setTimeout(() => this.#forget(id), forgottenAfter) });
      this.#show();
    } else {
      this.#forget(id);
    }
  }

  forgetAll() {
    [...this.#writers.keys()].forEach((id) => this.#forget(id));
  }

  #forget(id) {
    clearTimeout(this.#writers.get(id)?.timer);
    if (this.#writers.delete(id)) {
      this.#show();
    }
  }

  /** A row is of a new text when nothing like it was there before, or when it replaces what was. */
  #look(changes) {
    for (const { addedNodes, removedNodes } of changes) {
      const replaced = [...removedNodes].map(({ id }) => id);
      for (const row of addedNodes) {
        if (numberOf(row) > this.#newest || replaced.includes(row.id)) {
          this.#forget(row.dataset.author);
        }
        this.#newest = Math.max(this.#newest, numberOf(row));
      }
    }
  }

  #show() {
    const names = [...this.#writers.values()].map(({ name }) => name);
    const { one, two, many } = this.#place.dataset;
    const sentence = ["", one, two][names.length] ?? many;
    this.#place.replaceChildren(...sentence.split(/(\{\d\})/).map((part) => (
      /^\{\d\}$/.test(part) ? Object.assign(document.createElement("bdi"), { textContent: names[part[1]] }) : part)));
  }
}

const numberOf = (row) => Number(row?.dataset?.number ?? 0);
