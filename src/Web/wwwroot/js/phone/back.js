// Back closes what is open before it leaves the page, in browsers that do not do so themselves. While something is open the page
// has one more entry in its history. Closed by other means, that entry stays for the next time, and Back then goes past it too:
// to take it out would end a navigation that has just begun.
const page = "xtablo-page";
const opened = "xtablo-opened";
const open = () => [...document.querySelectorAll("dialog[open], [popover]:not(.suggested, .reacted):popover-open")];

export function closeByBack() {
  function look() {
    if (open().length > 0 && history.state !== opened) {
      history.replaceState(page, "");
      history.pushState(opened, "");
    }
  }

  document.addEventListener("toggle", look, { capture: true }); // of popovers
  new MutationObserver(look).observe(document.body, { attributeFilter: ["open"], subtree: true }); // of dialogs
  window.addEventListener("popstate", ({ state }) => {
    const last = open().at(-1);
    if (state !== page) {
      return; // a link within the page
    }
    if (!last) {
      setTimeout(() => history.back()); // not within the step before: there some browsers do nothing
    } else if (last.matches("dialog")) {
      last.close();
    } else {
      last.hidePopover();
    }
  });
}
