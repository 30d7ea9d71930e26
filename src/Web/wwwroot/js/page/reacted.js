// A finger that stays on a reaction is told who reacted: it has no pointer that could rest there.
import { placeBeside } from "../compose/place.js";

const stays = 500; // ms

export function tellWhoReacted(list) {
  const box = document.body.appendChild(document.createElement("p"));
  box.className = "reacted";
  box.popover = "manual"; // the end of the very touch that opens it would close another kind
  box.role = "status";
  let due;
  let wasTold = false; // then the end of the touch is no click

  list.addEventListener("touchstart", (event) => {
    const names = event.target.closest(".reactions a");
    wasTold = false;
    if (names) {
      due = setTimeout(() => {
        wasTold = true;
        box.showPopover();
        box.textContent = names.title;
        placeBeside(box, names);
      }, stays);
    }
  }, { passive: true });
  ["touchmove", "touchend", "touchcancel"].forEach((end) => list.addEventListener(end, () => clearTimeout(due), { passive: true }));
  document.addEventListener("pointerdown", () => box.hidePopover());
  list.addEventListener("contextmenu", (event) => {
    if (event.pointerType === "touch" && event.target.closest(".reactions")) {
      event.preventDefault(); // that of a link
    }
  });
  list.addEventListener("click", (event) => {
    if (wasTold) {
      event.preventDefault();
      event.stopImmediatePropagation();
      wasTold = false;
    }
  }, { capture: true });
}
