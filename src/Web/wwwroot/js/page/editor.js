// Editing a message in place. What was typed stays whatever happens to the row in the meantime.
import { attach } from "../parts/attach.js";
import { isSend } from "./composer.js";
import { post } from "../parts/forms.js";
import { isComposing } from "../parts/keys.js";
import { textOf } from "./rows.js";

export class Editor {
  #form = document.getElementById("editing").content.firstElementChild;
  #field = this.#form.elements.body;
  #address;
  #place;
  #renew;
  #giveBack;
  #id = ""; // of the row; empty while nothing is edited
  #back;
  #text;
  #revision;

  constructor(address, place, renew, giveBack) {
    this.#address = address;
    this.#place = place;
    this.#renew = renew;
    this.#giveBack = giveBack;
    this.#field.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !isComposing(event)) {
        this.#close();
      } else if (isSend(event)) {
        event.preventDefault();
        this.#form.requestSubmit();
      }
    });
    this.#form.querySelector(".cancel").addEventListener("click", () => this.#close());
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#save();
    });
  }

  get #row() { return document.getElementById(this.#id); }

  isIn(row) { return this.#id === row.id; }

  /** `back()` gives the focus back. Another message that is being edited comes first: its text is not given up. */
  open(row, back) {
    if (!this.#id) {
      this.#id = row.id;
      this.#back = back;
      this.#text = textOf(row);
      this.#revision = row.dataset.revision;
      this.#field.value = this.#text;
      this.#say("");
      this.#form.classList.remove("conflict");
      this.stay();
    }
    this.#field.focus();
    this.#field.setSelectionRange(this.#field.value.length, this.#field.value.length);
    this.#form.scrollIntoView({ block: "nearest" });
  }

  /** Back into the row, when the stream has replaced it; when the page no longer has it, what was typed goes to the composer. */
  stay() {
    if (!this.#id) {
      return;
    }
    if (this.#row) {
      attach(this.#row.querySelector(".said"), this.#form);
    } else {
      const typed = this.#field.value;
      const isChanged = typed !== this.#text;
      this.#id = "";
      if (isChanged) {
        this.#giveBack(typed);
      }
    }
  }

  async #save() {
    if (this.#field.value === this.#text) {
      this.#close();
      return;
    }
    const id = this.#id;
    const revision = this.#text === null ? this.#row.dataset.revision : this.#revision;
    const answer = await post(this.#form, `${this.#address}/messages/${id.replace("message-", "")}/edit`, { revision });
    if (this.#id !== id) {
      return; // cancelled in the meantime
    }
    if (answer.row) {
      this.#close();
      this.#place(answer.html);
    } else {
      this.#say(answer.reason);
      if (answer.status === 409) {
        await this.#showPresent();
      }
    }
  }

  /** The text was changed meanwhile: it is shown as it is now, and saving again replaces what is shown. */
  async #showPresent() {
    this.#form.classList.add("conflict");
    this.#text = null;
    await this.#renew(this.#row).catch(() => {}); // then the stream brings it
    this.#form.scrollIntoView({ block: "nearest" });
  }

  #close() {
    this.#id = "";
    this.#form.remove();
    this.#back();
  }

  #say(sentence) {
    const error = this.#form.querySelector(".error");
    error.textContent = sentence;
    error.hidden = sentence === "";
  }
}
