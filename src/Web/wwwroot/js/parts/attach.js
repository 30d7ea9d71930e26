let focused = null;
document.addEventListener("focusin", (event) => { focused = event.target; });

/** Whether the focus is in an element, or was lost with it when what it stood in was replaced. */
export function holdsFocus(element) {
  const isLost = !element.isConnected && document.activeElement === document.body;
  return element.contains(isLost ? focused : document.activeElement);
}

/** Puts an element at the end of another, with the focus if it holds it. */
export function attach(parent, element) {
  if (element.parentElement !== parent) {
    const isFocused = holdsFocus(element);
    parent.append(element);
    if (isFocused) {
      focused.focus();
    }
  }
}
