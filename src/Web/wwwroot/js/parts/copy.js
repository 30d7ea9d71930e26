// Buttons that copy a text.

/** Those beside what is shown only once. Of a link the server may not know by which name people reach it; the browser does. */
export function startCopying() {
  for (const button of document.querySelectorAll("[data-copies]")) {
    const source = document.getElementById(button.dataset.copies);
    if (source.matches("input")) {
      source.value = new URL(source.value, location).href;
      source.addEventListener("focus", () => source.select());
      source.matches(":focus") && source.select();
    }
    button.hidden = false;
    button.addEventListener("click", () => copy(source, button));
  }
}

/** Copies what is in a field or stands in an element, and has the button say so. */
export async function copy(source, button) {
  if ("select" in source) {
    source.select();
  } else {
    getSelection().selectAllChildren(source);
  }
  await copyText(source.value ?? source.innerText);
  button.textContent = button.dataset.done;
}

/** On plain http off loopback there is no clipboard, and a text is copied out of a field. */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const held = document.activeElement;
    const field = document.createElement("textarea");
    field.value = text;
    field.style.position = "fixed"; // nothing scrolls to it
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
    held.focus({ preventScroll: true });
  }
}
