// Buttons that copy a text.

/** Those beside a link. The server may not know by which name people reach it; the browser does. */
export function startCopying() {
  for (const button of document.querySelectorAll("[data-copies]")) {
    const input = document.getElementById(button.dataset.copies);
    input.value = new URL(input.value, location).href;
    input.addEventListener("focus", () => input.select());
    button.hidden = false;
    button.addEventListener("click", () => copy(input, button));
  }
}

/** Copies what is in a field, and has the button say so. */
export async function copy(field, button) {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    document.execCommand("copy"); // on plain http off loopback there is no clipboard
  }
  button.textContent = button.dataset.done;
}
