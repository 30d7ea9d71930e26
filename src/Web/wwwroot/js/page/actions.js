// What can be done with a row: one toolbar that moves to the row in question. Rows come, change and go at any time, so the
// listeners are on the list, and what stands in a row is put back after the stream has replaced it.
import { Deletions } from "./deletions.js";
import { Editor } from "./editor.js";
import { account, sentences, tell } from "../parts/forms.js";
import { attach } from "../parts/attach.js";
import { copyText } from "../parts/copy.js";
import { hasFinePointer, isComposing } from "../parts/keys.js";
import { fitStops } from "./inside.js";
import { keep } from "./keeping.js";
import { openMarks } from "./marks.js";
import { chooseEmoji } from "./quick.js";
import { isSaved } from "./remind.js";
import { pressByKey } from "./rowkeys.js";
import { permalink } from "./rows.js";
import { onSwipe } from "./swiping.js";

const isByKeyboard = (event) => event.detail === 0; // a click that no pointer made

/**
 * `place(html)` puts a row in the page, `renew(row)` asks for it anew, `setBack(row)` has all from it on unread again; `composer`
 * is {field, giveBack, reply}. While its field takes nothing, nothing is offered. Answers how to take back what is offered.
 */
export function openActions(log, list, { place, renew, setBack }, composer) {
  const { address } = log.dataset;
  const toolbar = document.getElementById("actions");
  const [react, reply, edit, pin, later, , link, remove] = toolbar.children;
  const buttons = () => [...toolbar.children].filter((button) => !button.hidden);
  const [pinSays, laterSays, linkSays] = [pin, later, link].map(({ textContent }) => textContent);
  const marks = openMarks(list, address, place);
  const home = toolbar.parentElement; // rows are as the server made them while nobody is at them
  const deletions = new Deletions(address, place);
  const editor = new Editor(address, place, renew, composer.giveBack);
  const isOpen = () => !composer.field.readOnly;
  const isMine = (row) => row.dataset.author === account;
  const isSettled = (row) => !row.matches(".deleted") && !editor.isIn(row) && !deletions.has(row);
  let offered = ""; // the id of the row that the toolbar is for
  let offeredBefore = ""; // as the finger came down: with it may come the focus

  function offer(row) {
    const isOffered = Boolean(row?.dataset.author) && isSettled(row);
    toolbar.hidden = !isOffered;
    if (isOffered) {
      react.hidden = reply.hidden = !isOpen();
      edit.hidden = !isOpen() || !isMine(row);
      remove.hidden = pin.hidden = !isOpen() || !(isMine(row) || log.dataset.owner === "true");
      pin.textContent = row.dataset.pinned ? pin.dataset.unpin : pinSays;
      later.textContent = isSaved(row) ? later.dataset.done : laterSays;
    }
    if (row?.id !== offered) {
      link.textContent = linkSays;
    }
    offered = isOffered ? row.id : "";
    attach(isOffered ? row : home, toolbar);
    if (isOffered) {
      fitStops(row);
      toolbar.style.setProperty("--height", `${toolbar.offsetHeight}px`);
      // Also at a row that begins far above.
      toolbar.style.setProperty("--in-sight", `${log.getBoundingClientRect().top - row.getBoundingClientRect().top}px`);
    }
  }

  /** Whoever came by the keyboard goes on at the row, everybody else where they write. */
  function goOnAt(row, byKeyboard) {
    if (byKeyboard) {
      const now = document.getElementById(row.id);
      offer(now);
      (toolbar.hidden ? now ?? log : buttons()[0]).focus();
    } else if (hasFinePointer) {
      composer.field.focus();
    }
  }

  function startEditing(row, back) {
    editor.open(row, back);
    offer(null);
  }

  async function keepForLater(row, byKeyboard) {
    await keep(row, toolbar, marks.later);
    if (byKeyboard) {
      document.getElementById(row.id)?.focus(); // where L takes it off again
    } else {
      goOnAt(row);
    }
  }

  async function leaveUnread(row, byKeyboard) {
    if (!await setBack(row)) {
      tell(sentences.unreachable);
    }
    goOnAt(row, byKeyboard);
  }

  async function startReacting(row, byKeyboard) {
    const emoji = await chooseEmoji(react);
    if (emoji) {
      marks.react(row, emoji, true);
    }
    goOnAt(row, byKeyboard);
  }

  onSwipe(list, (row) => row.dataset.author && isSettled(row) && isOpen(), composer.reply);

  list.addEventListener("pointerover", (event) => {
    if (event.pointerType === "mouse" && !toolbar.querySelector(":focus-visible")) {
      offer(event.target.closest("li.row"));
    }
  });
  log.addEventListener("pointerleave", (event) => {
    if (event.pointerType === "mouse" && !toolbar.contains(document.activeElement)) {
      offer(null);
    }
  });
  list.addEventListener("pointerdown", () => { offeredBefore = offered; });
  document.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "touch" && !event.target.closest("#rows, .actions")) {
      offer(null);
    }
  });
  list.addEventListener("focusin", (event) => offer(event.target.closest("li.row")));
  list.addEventListener("click", (event) => {
    const row = event.target.closest("li.row");
    if (event.pointerType === "touch" && !event.target.closest(".body a, .reactions, .quote, button, textarea")) {
      event.preventDefault(); // the time leads elsewhere, and a finger is as wide as it
      offer(row.id === offeredBefore ? null : row); // a tap shows it, another hides it
    } else if (event.target.closest(permalink) && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      leadTo(row);
    }
  });
  pressByKey(list, toolbar);

  toolbar.addEventListener("click", (event) => {
    const row = toolbar.closest("li.row");
    const byKeyboard = isByKeyboard(event);
    const { value } = event.target;
    if (value === "link") {
      copyText(row.querySelector(permalink).href);
      link.textContent = link.dataset.done;
    } else if (value === "react") {
      startReacting(row, byKeyboard);
    } else if (value === "reply") {
      composer.reply(row);
      offer(null);
    } else if (value === "pin") {
      marks.pin(row).then(() => goOnAt(row, byKeyboard));
    } else if (value === "later") {
      keepForLater(row, byKeyboard);
    } else if (value === "unread") {
      leaveUnread(row, byKeyboard);
    } else if (value === "edit") {
      startEditing(row, () => goOnAt(row, byKeyboard));
    } else if (value === "delete") {
      deletions.start(row);
      offer(null);
    }
  });
  toolbar.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step) {
      buttons().at((buttons().indexOf(event.target) + step) % buttons().length).focus();
    }
  });

  function withdraw() {
    if (toolbar.contains(document.activeElement)) {
      toolbar.closest("li.row").focus();
    }
    offer(null);
  }

  /** The address of the page becomes that of the row, which lights up. */
  function leadTo(row) {
    history.replaceState(null, "", `${address}?around=${row.dataset.number}`);
    location.replace(`#${row.id}`);
  }

  composer.field.addEventListener("keydown", (event) => {
    const last = [...list.children].findLast((row) => isMine(row) && isSettled(row));
    if (event.key === "ArrowUp" && !isComposing(event) && composer.field.value === "" && last) {
      event.preventDefault();
      startEditing(last, () => composer.field.focus());
    }
  });

  new MutationObserver(() => {
    editor.stay();
    deletions.stay();
    if (offered && !toolbar.isConnected) {
      offer(document.getElementById(offered));
    }
  }).observe(list, { childList: true, subtree: true });

  return withdraw;
}
