// The few emoji that most reactions are, and the way to all others.
import { placeBeside } from "../compose/place.js";

const box = document.getElementById("quick"); // not on every page
let answer = null; // to whoever asked last and was not answered yet

/** Answers what was chosen; null for nothing, and when someone else asks. `anchor` has the focus again then. */
export function chooseEmoji(anchor) {
  answer?.(null);
  return new Promise((resolve) => {
    answer = (emoji) => {
      answer = null;
      if (box.contains(document.activeElement) || document.activeElement === document.body) {
        anchor.focus();
      }
      resolve(emoji);
    };
    box.hidePopover();
    box.showPopover({ source: anchor });
    placeBeside(box, anchor);
    box.querySelector("button").focus();
    chooseAmongAll = async () => {
      const mine = answer;
      const emoji = await import("../compose/picker.js").then(({ pickEmoji }) => pickEmoji(anchor)).catch(() => null);
      mine?.(emoji);
    };
  });
}

let chooseAmongAll = () => {};

box?.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.value === "more") {
    isLeaving = true;
    box.hidePopover();
    chooseAmongAll();
  } else if (button) {
    answer?.(button.value);
    box.hidePopover();
  }
});

let isLeaving = false; // for the picker, which answers instead

box?.addEventListener("toggle", (event) => {
  if (event.newState === "closed" && !isLeaving && !box.matches(":popover-open")) {
    answer?.(null);
  }
  isLeaving = false;
});

box?.addEventListener("keydown", (event) => {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (step) {
    const all = [...box.querySelectorAll("button")];
    all.at((all.indexOf(event.target) + step) % all.length).focus();
  }
});
