// Where something that pops up is put: beside what it belongs to, on the side that has more room, within the window.
const gap = 6; // px

/**
 * `popup` is shown already; `frame` is what it must not cover. Above, where there is room for it, so that it grows away from
 * what is being typed; towards the middle of the window.
 */
export function placeBeside(popup, anchor, frame = anchor) {
  const at = frame.getBoundingClientRect();
  const above = at.top - 2 * gap;
  const below = innerHeight - at.bottom - 2 * gap;
  popup.style.setProperty("--room", `${Math.max(above, below)}px`);
  const { height, width } = popup.getBoundingClientRect();
  const isAbove = above >= height || above >= below;
  const { clientWidth } = document.documentElement;
  const { left: from, right: to } = anchor.getBoundingClientRect();
  const wanted = from > clientWidth / 2 ? to - width : from;
  const left = Math.max(gap, Math.min(wanted, clientWidth - width - gap));
  popup.style.inset = isAbove ? `auto auto ${innerHeight - at.top + gap}px ${left}px` : `${at.bottom + gap}px auto auto ${left}px`;
}
