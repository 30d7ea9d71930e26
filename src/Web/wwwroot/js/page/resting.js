// While a finger is on the screen, or a list glides on after it, some browsers move what one reads when rows come above it, and take
// no other place for it.
const glides = 150; // ms after the last step; some browsers do not say when it ends

/** Answers `rest()`, which resolves once nothing moves the list. */
export function watchRest(list) {
  let fingers = 0;
  let isMoving = false;
  let due = null;
  let waiting = [];

  function look() {
    if (fingers === 0 && !isMoving) {
      waiting.forEach((resolve) => resolve());
      waiting = [];
    }
  }

  function end() {
    clearTimeout(due);
    isMoving = false;
    look();
  }

  const count = ({ touches }) => {
    fingers = touches.length;
    look();
  };

  list.addEventListener("touchstart", (event) => {
    count(event);
    // Where it began it ends, whatever became of that meanwhile.
    ["touchend", "touchcancel"].forEach((kind) => event.target.addEventListener(kind, count, { passive: true }));
  }, { passive: true });
  list.addEventListener("scroll", () => {
    isMoving = true;
    clearTimeout(due);
    due = setTimeout(end, glides);
  }, { passive: true });
  list.addEventListener("scrollend", end);

  return () => new Promise((resolve) => {
    waiting.push(resolve);
    look();
  });
}
