// Marks in a row what is about me: the row itself is the same for everybody.
import { account } from "../parts/forms.js";
import { markSaved } from "./remind.js";
import { noteText } from "./renewing.js";

const isMe = (ids) => ids === "all" || ids.split(" ").includes(account);

export function markMine(row) {
  noteText(row);
  markSaved(row);
  for (const mention of row.querySelectorAll(".body .mention")) {
    mention.classList.toggle("is-me", isMe(mention.dataset.account));
  }
  row.classList.toggle("calls-me", isMe(row.dataset.mentions ?? "") && row.dataset.author !== account);
  for (const chip of row.querySelectorAll(".reactions > li")) {
    const link = chip.querySelector("a");
    link.setAttribute("role", "button"); // with scripts it adds and takes away; without it leads to the page of the message
    link.setAttribute("aria-pressed", String(isMe(chip.dataset.by)));
  }
}
