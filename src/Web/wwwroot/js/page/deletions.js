// Deleting a message: for five seconds the row only shows as going, and can stay. Then the deletion is sent; the server
// never undoes one. A crash in between leaves the row.
import { attach, holdsFocus } from "../parts/attach.js";
import { post, postByFetch, sentences, tell } from "../parts/forms.js";
import { messageOf } from "../parts/ids.js";

const undoFor = 5000; // ms
const template = document.getElementById("going");

export class Deletions {
  #address;
  #place;
  #going = new Map(); // id of the row → {form, timer}

  constructor(address, place) {
    this.#address = address;
    this.#place = place;
    window.addEventListener("pagehide", () => this.#sendAllNow());
    document.addEventListener("xtablo:sign-out", ({ detail }) => detail.push(this.#sendAllNow()));
  }

  has(row) { return this.#going.has(row.id); }

  start(row) {
    const { id } = row;
    const form = template.content.firstElementChild.cloneNode(true);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#end(id);
    });
    this.#going.set(id, { form, timer: setTimeout(() => this.#send(id), undoFor) });
    this.stay();
    form.querySelector("button").focus();
  }

  /** The rows of the page show it, also those that the stream has replaced. */
  stay() {
    for (const [id, { form }] of this.#going) {
      const row = document.getElementById(id);
      if (row?.matches(".deleted")) {
        this.#end(id);
      } else if (row) {
        row.classList.add("going");
        attach(row.querySelector(":scope > div"), form);
      }
    }
  }

  async #send(id) {
    const { form } = this.#going.get(id);
    form.querySelector("button").hidden = true;
    const answer = await post(form, this.#addressOf(id), {});
    if (answer.row) {
      this.#place(answer.html);
    }
    if (this.#going.has(id) && !answer.row) {
      tell(`${sentences.notDeleted} ${answer.reason}`);
    }
    this.#end(id);
  }

  /** The page is left: there is no waiting any more. What is on its way may be cut, and a second deletion does nothing. */
  #sendAllNow() {
    return Promise.allSettled([...this.#going.keys()].map((id) => {
      this.#end(id);
      return postByFetch(this.#addressOf(id), {}, { keepalive: true, headers: { "HX-Request": "true" } });
    }));
  }

  #end(id) {
    const { form, timer } = this.#going.get(id) ?? {};
    if (!form) {
      return; // its tombstone came by the stream
    }
    const row = document.getElementById(id);
    const isFocused = holdsFocus(form);
    clearTimeout(timer);
    this.#going.delete(id);
    form.remove();
    row?.classList.remove("going");
    if (isFocused) {
      row?.focus();
    }
  }

  #addressOf(id) { return `${this.#address}/messages/${messageOf(id)}/delete`; }
}
