// A finger that moves a row sideways. What scrolls by itself, the edge that leads back, and a slanting way are no swipe.
const far = 64; // px
const edge = 24; // px, where the system's own gesture begins

/** `may(row)` says whether it can be swiped; `swiped(row)` hears of it. */
export function onSwipe(list, may, swiped) {
  let start = null;
  list.addEventListener("touchstart", (event) => {
    const [touch] = event.touches;
    const row = event.target.closest("li.row");
    const isOurs = event.touches.length === 1 && row && may(row) && !event.target.closest("pre, .reactions, textarea")
      && touch.clientX > edge && touch.clientX < innerWidth - edge;
    start = isOurs ? { row, x: touch.clientX, y: touch.clientY } : null;
  }, { passive: true });
  list.addEventListener("touchend", (event) => {
    const [touch] = event.changedTouches;
    const [across, down] = start ? [touch.clientX - start.x, Math.abs(touch.clientY - start.y)] : [0, 0];
    const forward = getComputedStyle(list).direction === "rtl" ? -across : across;
    if (forward > far && down < far / 2 && getSelection().isCollapsed) {
      swiped(start.row);
    }
    start = null;
  }, { passive: true });
  list.addEventListener("touchcancel", () => { start = null; }, { passive: true });
}
