// What is copied of several rows reads as in a mail: who and when, and what was said. Within one row it is what was selected.
import { authorOf } from "./rows.js";

export function copyAsText(list) {
  list.addEventListener("copy", (event) => {
    const selection = getSelection();
    const rows = [...list.children].filter((row) => selection.containsNode(row, true));
    if (rows.length > 1) {
      event.preventDefault();
      event.clipboardData.setData("text/plain", textOf(rows, selection.getRangeAt(0)));
    }
  });
}

function textOf(rows, selected) {
  return rows.map((row, i) => {
    const said = row.querySelector(".body, .gone") ?? row.firstElementChild;
    const text = partOf(said, selected);
    const goesOn = i > 0 && row.classList.contains("goes-on");
    return row.matches(".notice") || goesOn ? text : `${i > 0 ? "\n" : ""}${headOf(row)}\n${text}`;
  }).join("\n");
}

const headOf = (row) => `${authorOf(row)}, ${row.querySelector("time").textContent}`;

/** The part of a text that is selected. */
function partOf(said, selected) {
  const part = document.createRange();
  part.selectNodeContents(said);
  if (selected.compareBoundaryPoints(Range.START_TO_START, part) > 0) {
    part.setStart(selected.startContainer, selected.startOffset);
  }
  if (selected.compareBoundaryPoints(Range.END_TO_END, part) < 0) {
    part.setEnd(selected.endContainer, selected.endOffset);
  }
  return wordsOf(part.cloneContents());
}

/** What stands on lines of its own stays so. */
function wordsOf(fragment) {
  fragment.querySelectorAll(".copy-code").forEach((button) => button.remove());
  fragment.querySelectorAll("br").forEach((line) => line.replaceWith("\n"));
  fragment.querySelectorAll("li, pre").forEach((block) => block.after("\n"));
  fragment.querySelectorAll("p").forEach((block) => block.after(block.nextElementSibling ? "\n\n" : ""));
  return fragment.textContent.trim();
}
