// Back closes what is open before it leaves the page, in browsers that do not do so themselves. While something is open the page
// has one more entry in its history. Closed by other means, that entry is taken out, a moment later: to do so at once would end a
// navigation that has just begun. Where one has, the entry stays for when one comes back.
const page = "xtablo-page";
const opened = "xtablo-opened";
const moment = 300; // ms; by then who is led elsewhere is on their way
const open = () => [...document.querySelectorAll("dialog[open], [popover]:not(.suggested, .reacted):popover-open")];

function leave(last) {
  if (!last) {
    setTimeout(() => history.back()); // not within the step before: there some browsers do nothing
  } else if (last.matches("dialog")) {
    last.close();
  } else {
    last.hidePopover();
  }
}

export function closeByBack() {
  let due = null;
  let isLeaving = false;
  let isTakingOut = false; // then it is not a person who goes back

  const noteLeaving = () => { isLeaving = true; };

  function look() {
    clearTimeout(due);
    if (open().length > 0) {
      isLeaving = false;
      window.addEventListener("beforeunload", noteLeaving); // only for so long: with it some browsers keep no page
      if (history.state !== opened) {
        history.replaceState(page, "");
        history.pushState(opened, "");
      }
    } else if (history.state === opened && !isTakingOut) {
      due = setTimeout(takeOut, moment);
    }
  }

  function rest() {
    clearTimeout(due);
    window.removeEventListener("beforeunload", noteLeaving);
  }

  function takeOut() {
    rest();
    if (!isLeaving) {
      isTakingOut = true;
      history.back();
    }
  }

  document.addEventListener("toggle", look, { capture: true }); // of popovers
  new MutationObserver(look).observe(document.body, { attributeFilter: ["open"], subtree: true }); // of dialogs
  window.addEventListener("pageshow", () => {
    isLeaving = false;
    look();
  });
  look();
  window.addEventListener("popstate", ({ state }) => {
    const last = open().at(-1);
    rest();
    if (isTakingOut) {
      isTakingOut = false;
      look(); // something may have been opened meanwhile
    } else if (state === page) { // else it is a link within the page
      leave(last);
    }
  });
}
