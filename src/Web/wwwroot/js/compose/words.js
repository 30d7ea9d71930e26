// What is being written at the caret: a name behind an @, or an emoji behind a colon.
import { isInCode } from "./code.js";

const longest = 60; // more letters than a name has
// As the server reads them: not within a word, but letters without case are mostly of scripts that have no spaces.
const emoji = /(?<![\p{Lu}\p{Ll}\p{Lt}\p{N}:]):(?<query>\p{L}{2}[\p{L}\p{N}_+-]*|[+-]1)$/u;
const person = /(?<![\p{Lu}\p{Ll}\p{Lt}\p{N}_])@(?<query>(?:[^\s@][^@]*)?)$/u;

/** Answers { kind, query, start, end }; null where nothing of the kind is being written. */
export function wordAt({ value, selectionStart, selectionEnd }) {
  const line = value.slice(value.lastIndexOf("\n", selectionStart - 1) + 1, selectionStart);
  const near = line.slice(-longest);
  const kind = emoji.test(near) ? "emoji" : "people";
  const found = selectionStart === selectionEnd && (emoji.exec(near) ?? person.exec(near));
  if (!found) {
    return null;
  }
  const start = selectionStart - near.length + found.index;
  return isInCode(value, start) ? null : { kind, query: found.groups.query, start, end: selectionStart };
}
