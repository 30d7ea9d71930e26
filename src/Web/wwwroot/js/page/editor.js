// Editing a message in place. What was typed stays whatever happens to the row in the meantime.
import { attach } from "../parts/attach.js";
import { isSend } from "./composer.js";
import { post, sentences } from "../parts/forms.js";
import { messageOf } from "../parts/ids.js";
import { isComposing } from "../parts/keys.js";

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
  #loading;
  #mayCallAll = false;
  #turn = 0;
  #revision;
  #edit; // one for each time that a row is opened: { saving, isAsked }: what is on its way, or null, and whether more shall follow

  constructor(address, place, renew, giveBack) {
    this.#address = address;
    this.#place = place;
    this.#renew = renew;
    this.#giveBack = giveBack;
    this.#field.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !isComposing(event)) {
        event.preventDefault();
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
      this.#edit = { saving: null, isAsked: false };
      this.#back = back;
      this.#text = this.#field.value = "";
      this.#mayCallAll = false;
      this.#say("");
      this.#form.classList.remove("conflict");
      this.stay();
      this.#loading = this.#fetchSource(row.id);
    }
    this.#begin();
  }

  /** What stands in the row is the text as it is shown. Whoever types meanwhile goes on behind it. */
  async #fetchSource(id) {
    const turn = ++this.#turn; // what an earlier one hears does not count any more
    this.#field.ariaBusy = "true";
    try {
      const answer = await fetch(`${this.#address}/messages/${messageOf(id)}`, { headers: { "HX-Request": "true" } });
      const form = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("form.edit");
      if (this.#turn === turn) {
        this.#revision = form.elements.revision.value;
        this.#text = form.elements.body.value;
        this.#field.value = this.#text + this.#field.value;
        this.#field.ariaBusy = null;
        this.#begin();
      }
    } catch {
      if (this.#turn === turn) {
        this.#say(sentences.unreachable);
      }
    }
  }

  #begin() {
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
      attach(this.#row.querySelector(":scope > div"), this.#form);
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
    await this.#loading;
    if (this.#field.ariaBusy) { // it could not be had: once more, and what it is added to is looked at before it is saved
      this.#loading = this.#fetchSource(this.#id);
      return;
    }
    if (this.#field.value === this.#text) {
      this.#close();
      return;
    }
    const edit = this.#edit;
    const sent = this.#field.value;
    const revision = this.#text === null ? this.#row.dataset.revision : this.#revision;
    if (edit.saving !== null) {
      edit.isAsked = sent !== edit.saving; // else by a second Enter: what is on its way has the text
      return;
    }
    Object.assign(edit, { saving: sent, isAsked: false });
    const fields = { body: sent, revision, all: this.#mayCallAll }; // it may wait, and the form be that of another row by then
    const answer = await post(this.#form, `${this.#address}/messages/${messageOf(this.#id)}/edit`, fields);
    edit.saving = null;
    if (!this.#id || this.#edit !== edit) {
      return; // cancelled in the meantime
    }
    if (answer.row) {
      await this.#saved(sent, answer.html);
    } else {
      this.#say(answer.reason);
      this.#mayCallAll = Boolean(answer.form?.elements.all); // saving again is the answer to that question
      if (answer.status === 409) {
        await this.#showPresent();
      }
    }
  }

  /** Who sent by a key and typed on is writing the next message; who went on within the text is still editing. */
  async #saved(sent, html) {
    const typed = this.#field.value;
    if (typed.startsWith(sent)) {
      this.#close();
      this.#place(html);
      if (typed !== sent) {
        this.#giveBack(typed.slice(sent.length));
      }
    } else {
      await this.#place(html);
      this.#text = sent;
      this.#revision = this.#row?.dataset.revision;
      if (this.#id && this.#edit.isAsked) {
        await this.#save();
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
    this.#turn += 1;
    this.#form.remove();
    this.#back();
  }

  #say(sentence) {
    const error = this.#form.querySelector(".error");
    error.textContent = sentence;
    error.hidden = sentence === "";
  }
}
