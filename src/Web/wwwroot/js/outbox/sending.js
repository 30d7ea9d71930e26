// Sends what is in the outbox, from whatever page is open: in each discussion one at a time, in the order written.
import { post, sentences } from "../parts/forms.js";

export function startSending(outbox) {
  const senders = new Map();
  const sendAll = (orGaveUp) => {
    for (const address of new Set(outbox.entries.map((entry) => entry.address))) {
      senders.set(address, senders.get(address) ?? new Sender(outbox, address));
      senders.get(address).send(orGaveUp);
    }
  };
  outbox.addEventListener("change", () => sendAll(false));
  outbox.addEventListener("probe", () => sendAll(true));
  window.addEventListener("online", () => outbox.hurry(true));
  window.addEventListener("pageshow", () => outbox.hurry(false));
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && outbox.hurry(false));
}

class Sender {
  #outbox;
  #address;
  #form;
  #isBusy = false;
  #alarm;

  constructor(outbox, address) {
    this.#outbox = outbox;
    this.#address = address;
  }

  /** Does nothing while it is at it. Comes back by itself when an entry has to wait, or another tab is at it. */
  async send(orGaveUp = false) {
    if (this.#isBusy) {
      return;
    }
    this.#isBusy = true;
    clearTimeout(this.#alarm);
    let next;
    while ((next = await this.#outbox.claim(this.#address, orGaveUp))?.entry) {
      if (!await this.#try(next.entry)) {
        next = null;
        break;
      }
    }
    this.#isBusy = false;
    if (next) {
      this.#alarm = setTimeout(() => this.send(), next.wait);
    }
  }

  /** Answers whether to go on. */
  async #try({ clientId, text, replyTo = "", all = false }) {
    const outbox = this.#outbox;
    const lease = setInterval(() => outbox.holdOn(clientId), 1000);
    const fields = { body: text, clientId, replyTo, all };
    const answer = await post(this.#source(), this.#address, fields).finally(() => clearInterval(lease));

    if (answer.row?.dataset.clientId === clientId) {
      outbox.trouble = null;
      outbox.dispatchEvent(new CustomEvent("stored", { detail: { address: this.#address, html: answer.html } }));
      await outbox.stored(clientId);
    } else if (answer.status === 401 || answer.isForAnother) {
      await outbox.hold(clientId, answer.isForAnother ? "otherAccount" : "signedOut");
      return false;
    } else if (answer.isUnknown || answer.status === 429) {
      await outbox.postpone(clientId, answer.retryAfter, answer.status === 429 ? answer.reason : sentences.unreachable);
    } else {
      // After a conflict the form has a fresh clientId: under the old one the server keeps another text.
      const { clientId: fresh, all: asked } = answer.form?.elements ?? {};
      await outbox.refuse(clientId, answer.reason, fresh?.value ?? clientId, Boolean(asked));
    }
    return true;
  }

  /** The composer of the discussion; from elsewhere a form of its own, for htmx lets one request at a time out of each. */
  #source() {
    const composer = document.querySelector(`form.composer[action="${this.#address}"]`);
    if (composer) {
      return composer;
    }
    this.#form ??= document.body.appendChild(document.createElement("form"));
    this.#form.hidden = true;
    return this.#form;
  }
}
