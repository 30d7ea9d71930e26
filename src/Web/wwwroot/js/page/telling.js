// Tells the others that someone types: at once, then every few seconds, and when they have stopped. The text itself ends it too.
const often = 3_000; // ms
const over = 5_000; // ms after the last key

/** `tell(on)` says it to the server. Fields are the composer and an editor, whichever are there. */
export function tellTyping(tell) {
  let toldAt = -often;
  let due = null;
  let ending = null;

  function tellNow() {
    clearTimeout(due);
    due = null;
    toldAt = performance.now();
    tell(true);
  }

  /** Says nothing more of what was typed so far. */
  function drop() {
    clearTimeout(due);
    clearTimeout(ending);
    due = ending = null;
  }

  document.addEventListener("input", ({ target }) => {
    if (!target.matches(".composer textarea, .editing textarea")) {
      return;
    }
    if (target.value.trim() === "") {
      clearTimeout(due);
      due = null;
      return;
    }
    clearTimeout(ending);
    ending = setTimeout(() => {
      drop();
      tell(false);
    }, over);
    const rest = often - (performance.now() - toldAt);
    if (rest <= 0) {
      tellNow();
    } else {
      due ??= setTimeout(tellNow, rest);
    }
  });
  document.addEventListener("submit", drop, { capture: true });
}
