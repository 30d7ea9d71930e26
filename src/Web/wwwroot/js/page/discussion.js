// The page of a discussion: its rows, its stream and its composer, put together.
import { Stream } from "../line/stream.js";
import { postByFetch } from "../parts/forms.js";
import { copyAsText } from "./copying.js";
import { Reading } from "./reading.js";
import { makeOneStop } from "./stops.js";
import { openWriting } from "./writing.js";

const glance = 250; // ms: what only rushes by is not read

export function openDiscussion(log, outbox, tablos) {
  const { account, address, cursor } = log.dataset;
  const foot = document.querySelector(".foot");
  const reading = new Reading(log);
  const { rows } = reading;
  let readUpTo = 0;
  let due = null;

  async function markRead() {
    const seen = reading.isAtTheEnd ? rows.last : reading.lastInView;
    if (document.visibilityState !== "visible" || !document.hasFocus() || seen <= readUpTo) {
      return;
    }
    readUpTo = seen;
    const answer = await postByFetch(`${address}/read`, { upTo: readUpTo }).catch(() => null);
    if (!answer?.ok) {
      readUpTo = 0; // the next look marks it again
    }
  }

  async function place(fragments) {
    await reading.place(fragments);
    markRead();
  }

  document.getElementById("jump").addEventListener("click", (event) => {
    event.preventDefault();
    (event.detail === 0 ? log : document.getElementById("composer-text")).focus({ preventScroll: true }); // the button goes
    if (rows.reachesEnd) {
      reading.toTheEnd();
    } else {
      stream.reload();
    }
  });
  log.addEventListener("scroll", () => {
    due ??= setTimeout(() => {
      due = null;
      markRead();
    }, glance);
  }, { passive: true });
  window.addEventListener("focus", markRead);
  document.addEventListener("visibilitychange", markRead);

  const close = openWriting(log, rows.list, outbox, {
    written: () => (rows.reachesEnd ? reading.toTheEnd() : stream.reload()),
    place: (html) => place([html]),
    renew: (row) => reading.renew(row),
  });
  reading.begin();
  copyAsText(rows.list);
  makeOneStop(log, rows.list);

  const status = document.getElementById("connection");
  const archivedSentence = document.getElementById("archived");
  let trouble;
  let isArchived = log.dataset.archived === "true";

  function showState() {
    status.textContent = trouble ?? (isArchived ? status.dataset.archived : "");
    status.classList.toggle("trouble", Boolean(trouble));
  }

  function archive() {
    archivedSentence.hidden = !isArchived;
    close(isArchived);
    showState();
  }

  if (isArchived) {
    archive();
  }
  tablos.changed = ({ archived }) => {
    if (archived !== isArchived) {
      isArchived = archived;
      archive();
    }
  };

  const tablo = address.split("/")[2].replaceAll("-", ""); // as the stream writes it
  const stream = new Stream({ account, tablo, cursor }, {
    apply: place,
    load: (toTheEnd) => reading.load(toTheEnd),
    others: (frame) => tablos.hear(frame),
    answers: () => outbox.probe(),
    changed: (state, why) => {
      log.dataset.stream = state;
      if (state === "live") {
        outbox.hurry(true);
      }
      const { offline, signedOut, gone } = status.dataset;
      log.dataset.signedOut = why === "signed-out";
      outbox.read(); // what is not sent is shown with it
      trouble = { offline, "signed-out": signedOut, gone }[why ?? state];
      showState();
      if (why === "signed-out") {
        reading.forget(); // the stream loads them anew once someone has signed in who may see them
      }
      if (why === "gone") {
        const closed = document.getElementById("closed").content.cloneNode(true);
        log.replaceChildren(closed, document.getElementById("pending")); // what is mine and unsent stays
        close(true);
        archivedSentence.hidden = document.getElementById("jump").hidden = true;
        foot.hidden = document.querySelector("form.composer").hidden; // else what was typed is there to be copied
        document.querySelector(`.side [data-tablo="${address.split("/")[2]}"]`)?.remove();
        document.querySelectorAll(".top .quiet, .to-members").forEach((way) => way.remove());
      }
    },
  });
  markRead();
}
