// The keys that lead from place to place, on every page. What the switcher does is loaded when it is first needed.
import { sentences, tell } from "../parts/forms.js";
import { hasSingleKeys, isCommand, isComposing, isMac } from "../parts/keys.js";
import { goToRegion } from "./regions.js";
import { goToTablo } from "./tablos.js";

const switcher = document.getElementById("switcher");
const shortcuts = document.getElementById("shortcuts");
const field = switcher.querySelector("input");
let loading = null;

/** Where keys write, or choose what would be written. A field that has just been closed has the focus until the next frame. */
const isWritten = (element) => element.matches("input, textarea, select, [contenteditable]") && element.checkVisibility();

/** The letter that a key writes; of another alphabet, the one in its place. */
const letterOf = ({ key, code }) => (/^[a-z]$/i.test(key) ? key : code.replace(/^Key/, "")).toLowerCase();

export function startGoing() {
  // Before anything else hears of a key: what leads elsewhere does nothing here.
  document.addEventListener("keydown", (event) => {
    const way = isComposing(event) ? null : wayOf(event);
    if (way) {
      event.preventDefault();
      event.stopPropagation();
      way();
    }
  }, { capture: true });
  document.addEventListener("click", ({ target }) => {
    const opens = target.closest("[data-opens]")?.dataset.opens;
    if (opens) {
      (opens === "switcher" ? openSwitcher : openShortcuts)();
    }
  });
  for (const dialog of [switcher, shortcuts]) {
    dialog.addEventListener("keydown", (event) => event.stopPropagation()); // Esc means it alone
    dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close()); // beside it
  }
  // However soon after the text, and before the rest is here.
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !isComposing(event)) {
      event.preventDefault();
      load().then(({ go }) => go(), () => {});
    }
  });
  if (isMac) {
    document.querySelectorAll("kbd.ctrl").forEach((key) => { key.textContent = "⌘"; });
    document.querySelectorAll("kbd.alt").forEach((key) => { key.textContent = "⌥"; });
  }
}

/** What a key asks for; null for nothing of it. */
function wayOf(event) {
  if (isCommand(event) && !event.shiftKey && letterOf(event) === "k") {
    return () => (switcher.open ? switcher.close() : openSwitcher());
  }
  if (document.querySelector("dialog[open]") || event.ctrlKey || event.metaKey) {
    return null;
  }
  if (event.altKey) {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    return by && !event.getModifierState("AltGraph") && !hasUseFor(event) ? () => goToTablo(by, event.shiftKey) : null;
  }
  if (event.key === "F6") {
    return () => goToRegion(event.shiftKey ? -1 : 1);
  }
  return event.key === "?" && hasSingleKeys && !isWritten(event.target) ? openShortcuts : null;
}

/** Alt with an arrow moves the caret on a Mac, and opens what has a list elsewhere. */
function hasUseFor({ target }) {
  return isMac ? isWritten(target) : target.matches("select, input[type=date]");
}

function load() {
  loading ??= import("./switcher.js").catch((error) => {
    loading = null; // no line: the next time asks again
    throw error;
  });
  return loading;
}

function openSwitcher() {
  if (document.querySelector("dialog[open]")) {
    return;
  }
  field.value = "";
  switcher.showModal(); // at once: what is typed meanwhile belongs to it
  load().then(({ begin }) => begin(), () => {
    switcher.close();
    tell(sentences.failed);
  });
}

function openShortcuts() {
  shortcuts.showModal();
}
