// The parts of a page, one after the other: each with where the focus goes in it, the first of these that is there.
const regions = [
  { of: ".side", to: [".side [aria-current]", ".side .tablos a", ".side a"] },
  { of: "#log", to: ["#rows > [tabindex='0']", "#log"] },
  { of: "main .foot", to: ["#composer-text"] },
  { of: "main:not(.discussion)", to: ["main:not(.discussion) :is(a, button, input:not([type=hidden]))"] },
];

const placeIn = ({ to }) => to.map((one) => document.querySelector(one)).find((place) => place?.checkVisibility());

/** Moves the focus to the next part (1), or the one before (-1). Goes round. */
export function goToRegion(by) {
  const there = regions.filter(placeIn);
  const at = there.findIndex(({ of }) => document.activeElement?.closest(of));
  const next = at < 0 && by < 0 ? -1 : at + by;
  const place = there.length > 0 && placeIn(there.at(next % there.length));
  place?.focus?.();
}
