// Saves a message for later at once, and offers times to be reminded of it.
import { placeBeside } from "../compose/place.js";
import { now } from "../parts/clock.js";
import { tell } from "../parts/forms.js";
import { dayOf, minuteOf, timeShown, zoneHere } from "../parts/times.js";
import { isSaved, noteSaved } from "./remind.js";

const box = document.getElementById("times"); // not on every page
const form = box?.querySelector("form");
const day = 86_400_000; // ms
const hour = 3_600_000;
const monday = 1; // as Date has them
let answer = () => {}; // to whoever asked last

/** Saves a row, or takes it off. `send(row, fields)` answers whether the server did so; `anchor` has the button of it. */
export async function keep(row, anchor, send) {
  const isOn = isSaved(row);
  if (!await send(row, { on: !isOn })) {
    return;
  }
  noteSaved(row, !isOn);
  const at = isOn ? null : await chooseTime(anchor);
  if (at === "done") {
    await send(row, { on: false }) && noteSaved(row, false);
  } else if (at && await send(row, { on: true, at, tz: zoneHere() })) {
    noteSaved(row, true);
    tell(box.dataset.reminds.replace("{0}", () => timeShown(at)), true);
  }
}

/** Answers a local time, "done", or null for no reminder. */
function chooseTime(anchor) {
  answer(null);
  return new Promise((resolve) => {
    answer = resolve;
    const { when, at } = form.elements;
    at.value = "";
    at.min = minuteOf(now());
    [...when].find(({ value }) => value === "monday").hidden = timeOf("monday") === timeOf("tomorrow");
    box.hidePopover();
    box.showPopover();
    placeBeside(box, anchor);
    when[0].focus();
  });
}

/** As a clock shows it: what moment that is, and on which side of a change of the clocks, the server knows. */
function timeOf(when) {
  const today = Date.parse(dayOf(now()));
  const until = when === "monday" ? (monday + 7 - new Date(today).getUTCDay()) % 7 || 7 : 1; // days
  return when === "hour" ? minuteOf(now() + hour) : `${new Date(today + until * day).toISOString().slice(0, 10)}T09:00`;
}

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  const when = event.submitter?.value ?? "own";
  const { at } = form.elements;
  if (when === "own" && at.value === "") {
    at.focus();
    return;
  }
  answer(when === "done" ? when : when === "own" ? at.value : timeOf(when));
  box.hidePopover();
});

form?.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() === "l" && event.target.matches("button") && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault(); // again: not for later
    answer("done");
    box.hidePopover();
  }
});

box?.addEventListener("toggle", ({ newState }) => {
  if (newState === "closed" && !box.matches(":popover-open")) {
    answer(null);
  }
});
