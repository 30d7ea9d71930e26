// The keyboard on the screen. Where it only covers the page instead of making it smaller (iOS), the page is made as high as what
// is left. What the browser says while no field has the focus is not believed: it may be of a keyboard that has gone.
const { style, dataset } = document.documentElement;
const least = 100; // px: a keyboard is higher than the bars that a browser shows and hides

const isWritten = (element) => element?.matches("textarea, [contenteditable], input:not([type=checkbox], [type=radio])");

export function stayAboveKeyboard() {
  const seen = window.visualViewport;

  function fit() {
    const isZoomed = seen.scale > 1.1; // then it is smaller for another reason
    const isCovered = isWritten(document.activeElement) && !isZoomed && window.innerHeight - seen.height > least;
    dataset.keyboard = isCovered ? "open" : "closed";
    if (isCovered) {
      style.setProperty("--screen", `${seen.height}px`);
      window.scrollTo(0, 0); // the browser moved the page up, for the field to be seen
    } else {
      style.removeProperty("--screen");
    }
  }

  ["resize", "scroll"].forEach((moved) => seen.addEventListener(moved, fit));
  ["focusin", "focusout"].forEach((moved) => document.addEventListener(moved, fit));
}
