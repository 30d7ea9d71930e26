// The days between the rows, and a button above them, lead to a date of one's choice.
import { placeBeside } from "../compose/place.js";
import { dayOf, zoneHere } from "../parts/times.js";

export function openDates(list) {
  const form = document.getElementById("to-date");
  const button = document.querySelector("[popovertarget=to-date]");
  let opener = button;
  form.elements.tz.value = zoneHere();
  form.addEventListener("toggle", ({ newState }) => {
    if (newState === "open") {
      placeBeside(form, opener);
    } else {
      opener = button;
    }
  });
  list.addEventListener("click", ({ target }) => {
    if (target.matches(".day")) {
      opener = target;
      form.elements.on.value = dayOf(Date.parse(target.parentElement.querySelector("time").dateTime));
      form.showPopover();
      form.elements.on.focus();
    }
  });
}
