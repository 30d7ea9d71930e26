// Shows what is in the outbox of a discussion, below its rows, each in the look of a message until its row is in the page.
import { copy } from "../parts/copy.js";
import { account, sentences } from "../parts/forms.js";

const template = document.getElementById("pending-row");

/** `giveBack(text, clientId, replyTo)` puts a text back in the composer. */
export function showPending(list, rows, address, outbox, giveBack) {
  const log = list.closest(".log");
  const signIn = document.getElementById("sign-in-again");
  const shown = new Map(); // clientId → element
  const mine = () => outbox.entries.filter((entry) => entry.address === address);
  const rowOf = ({ clientId }) => rows.querySelector(`[data-author="${account}"][data-client-id="${clientId}"]`);

  function show() {
    const follow = log.scrollHeight - log.scrollTop - log.clientHeight < 1;
    const entries = mine().filter((entry) => !rowOf(entry));
    const isHere = new Set(entries.map((entry) => entry.clientId));
    for (const [clientId, element] of shown) {
      if (!isHere.has(clientId)) {
        element.remove();
        shown.delete(clientId);
      }
    }
    for (const entry of entries) {
      if (!shown.has(entry.clientId)) {
        shown.set(entry.clientId, make(entry));
        list.append(shown.get(entry.clientId));
      }
      update(shown.get(entry.clientId), entry);
    }
    list.firstElementChild?.classList.toggle("goes-on", rows.lastElementChild?.dataset.author === account);
    const trouble = outbox.trouble ?? (log.dataset.signedOut === "true" ? "signedOut" : null);
    signIn.hidden = !trouble;
    if (follow) {
      log.scrollTop = log.scrollHeight;
    }
    say(signIn.querySelector("span"), sentences[trouble] ?? "");
  }

  function make(entry) {
    const element = template.content.firstElementChild.cloneNode(true);
    element.querySelector(".body").textContent = entry.text;
    element.classList.add("goes-on"); // all but the first follow one of mine
    const on = (name, act) => element.querySelector(`.${name}`).addEventListener("click", () => {
      log.focus(); // the button goes
      act();
    });
    on("retry", () => outbox.retry(entry.clientId));
    on("discard", () => outbox.remove(entry.clientId));
    const copying = element.querySelector(".copying");
    copying.addEventListener("click", () => copy(element.querySelector(".body"), copying));
    on("edit", () => {
      giveBack(entry.text, entry.clientId, entry.replyTo); // first: a crash in between must find it in one of the two
      outbox.remove(entry.clientId);
    });
    return element;
  }

  function update(element, { state, reason }) {
    const isUnsent = state === "unsent";
    element.classList.toggle("not-sent", isUnsent);
    element.querySelector(".unsent").hidden = !isUnsent;
    say(element.querySelector(".reason"), isUnsent ? reason : "");
    say(element.querySelector(".state"), isUnsent ? "" : stateOf(reason));
  }

  function stateOf(reason) {
    if (outbox.trouble) {
      return sentences.waiting;
    }
    return reason === sentences.unreachable ? sentences.noLine : sentences.sending;
  }

  outbox.addEventListener("change", show);
  // A row may come by the stream before the answer to its post, or instead of it.
  new MutationObserver(() => {
    show();
    mine().filter(rowOf).forEach((entry) => outbox.remove(entry.clientId));
  }).observe(rows, { childList: true });
  show();
}

/** Only when it is another: an alert that is set again is read out again. */
function say(element, sentence) {
  if (element.textContent !== sentence) {
    element.textContent = sentence;
  }
}
