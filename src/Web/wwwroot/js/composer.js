// Where one writes. htmx posts the form; a text that could not be sent comes back to it.
import { dismiss } from "./forms.js";

const refusals = [400, 409, 422];
const hasFinePointer = matchMedia("(pointer: fine)").matches;

/** A random UUID. crypto.randomUUID does not exist on plain http off loopback, where many teams begin. */
function newClientId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40; // version 4, RFC 9562
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** `stored(html)` gets the row of a message that was posted. An archived tablo has no form. */
export function openComposer(foot, stored) {
  const form = foot.querySelector("form.composer");
  if (!form) {
    return;
  }
  const field = form.elements.body;
  let givenBack = ""; // what could not be sent stands before what is being typed
  if (hasFinePointer && !location.hash) {
    field.focus();
  }

  foot.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.target !== field) {
      return;
    }
    // With a touch keyboard Enter is the only way to break a line, so there the button sends.
    if (event.ctrlKey || event.metaKey || (!event.shiftKey && hasFinePointer)) {
      event.preventDefault();
      form.requestSubmit();
    }
  });

  foot.addEventListener("submit", (event) => {
    if (field.value.trim() === "") {
      event.preventDefault();
      event.stopPropagation(); // before htmx hears of it
      field.focus();
    }
  }, { capture: true });

  // The text goes with the request and the field is free for the next one: who types on while a message is on its way
  // writes another message. htmx sends them one after the other.
  foot.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
    ctx.sent = { body: field.value, clientId: form.elements.clientId.value };
    field.value = "";
    givenBack = "";
    form.elements.clientId.value = newClientId();
  });

  foot.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
    const status = ctx.response?.status;
    showError(null);
    if (status === 200 && ctx.text !== undefined) {
      dismiss();
      stored(ctx.text);
    } else {
      giveBack(ctx.sent);
      if (status === 401) {
        form.submit(); // as a plain form it gets the sign-in page, which carries the text along
      } else if (refusals.includes(status)) {
        learnFrom(ctx.text);
      }
    }
    field.focus();
  });

  /** Puts a text that is not stored, or of which that is not known, back where it was typed; sending it again is safe. */
  function giveBack({ body, clientId }) {
    const typed = field.value.slice(givenBack.length).replace(/^\n/, "");
    givenBack = [givenBack, body].filter(Boolean).join("\n");
    field.value = givenBack + (typed && `\n${typed}`);
    form.elements.clientId.value = clientId;
  }

  /** A refusal is the form again. This one stays, since someone may be typing in it, and takes over what is new. */
  function learnFrom(html) {
    const answer = new DOMParser().parseFromString(html, "text/html").querySelector("form.composer");
    for (const name of ["clientId", "__RequestVerificationToken"]) {
      form.elements[name].value = answer.elements[name].value;
    }
    showError(answer.querySelector(".error"));
  }

  function showError(error) {
    form.querySelector(".error")?.remove();
    field.toggleAttribute("aria-invalid", false);
    if (error) {
      form.prepend(error);
      field.setAttribute("aria-invalid", "true");
      field.setAttribute("aria-describedby", error.id);
    }
  }
}
