// The page of a discussion: its rows, its stream and its composer, put together.
import { Stream } from "../line/stream.js";
import { isComposing } from "../parts/keys.js";
import { Announcer } from "./announcer.js";
import { copyAsText } from "./copying.js";
import { openDates } from "./dates.js";
import { stick } from "./newer.js";
import { Reading } from "./reading.js";
import { Seen } from "./seen.js";
import { makeOneStop } from "./stops.js";
import { openTogether } from "./together.js";
import { openWriting } from "./writing.js";

export function openDiscussion(log, outbox, tablos) {
  const { account, address, cursor } = log.dataset;
  const foot = document.querySelector(".foot");
  const reading = new Reading(log);
  const announcer = new Announcer(log);
  const { rows } = reading;

  async function place(fragments) {
    announcer.hear(await reading.place(fragments));
    seen.look();
  }

  document.getElementById("jump").addEventListener("click", (event) => {
    event.preventDefault();
    (event.detail === 0 ? log : document.getElementById("composer-text")).focus({ preventScroll: true }); // the button goes
    const beyond = reading.jump();
    if (beyond) {
      stream.reload(beyond);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && !isComposing(event)) { // it closed nothing else
      seen.passAll();
    }
  });

  const close = openWriting(log, rows.list, outbox, {
    written: () => {
      seen.passAll({ isKnown: true });
      return rows.reachesEnd ? reading.toTheEnd() : stream.reload();
    },
    place: (html) => place([html]),
    renew: (row) => reading.renew(row),
    setBack: (row) => seen.setBack(row),
  });
  reading.begin();
  const seen = new Seen(log, reading);
  openDates(rows.list);
  copyAsText(rows.list);
  makeOneStop(log, rows.list);
  const together = openTogether(address, rows.list);

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
  tablos.changed = ({ archived, ...frame }) => {
    if (frame.mark !== undefined) {
      seen.hear(frame);
    }
    if (archived !== isArchived) {
      isArchived = archived;
      archive();
    }
  };

  const tablo = address.split("/")[2].replaceAll("-", ""); // as the stream writes it
  const stream = new Stream({ account, tablo, cursor }, {
    apply: place,
    load: (to) => reading.load(to),
    failed: stick,
    others: (frame) => tablos.hear(frame),
    answers: () => outbox.probe(),
    passes: together.passes,
    changed: (state, why) => {
      log.dataset.stream = state;
      together.changed(state);
      if (state === "live" || state === "stopped") {
        delete document.documentElement.dataset.asOf;
      }
      if (state === "live") {
        announcer.speak();
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
}
