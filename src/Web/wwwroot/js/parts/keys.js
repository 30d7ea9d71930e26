/** Whether a key belongs to a composition: Safari ends it first, and tells by the code of the key alone (UI Events, 5.6.2). */
export const isComposing = (event) => event.isComposing || event.keyCode === 229;

export const isMac = /Mac OS X|iPhone|iPad/.test(navigator.userAgent);

/** On a Mac Ctrl with a letter moves the caret: there it is ⌘ alone. AltGr is Ctrl+Alt elsewhere, and writes letters of its own. */
export function isCommand(event) {
  const isOurs = isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  return isOurs && !event.altKey && !event.getModifierState("AltGraph");
}

/** Without one there is a keyboard on the screen, which comes with the focus, and whose Enter breaks the line. */
export const hasFinePointer = matchMedia("(pointer: fine)").matches;

/** Whether a single key may be a shortcut, outside a field: some speak to their computer, and every word would be several. */
export const hasSingleKeys = document.body.dataset.singleKeys !== "off";
