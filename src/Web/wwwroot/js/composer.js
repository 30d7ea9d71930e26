// Where one writes. htmx posts the form; this clears it once the message is stored, and keeps the text otherwise.
const hasFinePointer = matchMedia("(pointer: fine)").matches;

/** A random UUID. crypto.randomUUID does not exist on plain http off loopback, where many teams begin. */
function newClientId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40; // version 4, RFC 9562
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** `stored(html)` gets the row of a message that was posted. The form may be replaced by an answer, so it is looked up each time. */
export function openComposer(foot, stored) {
  const form = () => foot.querySelector("form.composer");
  const field = () => foot.querySelector("textarea");
  if (hasFinePointer && !location.hash) {
    field()?.focus();
  }

  foot.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.target !== field()) {
      return;
    }
    // With a touch keyboard Enter is the only way to break a line, so there the button sends.
    if (event.ctrlKey || event.metaKey || (!event.shiftKey && hasFinePointer)) {
      event.preventDefault();
      form().requestSubmit();
    }
  });

  foot.addEventListener("submit", (event) => {
    if (field().value.trim() === "") {
      event.preventDefault();
      event.stopPropagation(); // before htmx hears of it
      field().focus();
    }
  }, { capture: true });

  foot.addEventListener("htmx:after:request", (event) => {
    const { ctx } = event.detail;
    if (ctx.sourceElement !== form() || ctx.response.status !== 200) {
      return;
    }
    const sent = ctx.request.body.get("body");
    const { value } = field();
    // Line ends are CR LF in what a form sends. What was typed while it was on its way stays, for the next message.
    field().value = value.startsWith(sent.replaceAll("\r\n", "\n")) ? value.slice(sent.replaceAll("\r\n", "\n").length).trimStart() : value;
    form().elements.clientId.value = newClientId();
    form().querySelector(".error")?.remove();
    field().removeAttribute("aria-invalid");
    field().focus();
    stored(ctx.text);
  });

  // A form that came back with an error goes on where the person was.
  foot.addEventListener("htmx:after:swap", () => field()?.focus());
}
