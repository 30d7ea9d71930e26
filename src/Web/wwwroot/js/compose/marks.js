// The keys that make a selection bold, italic, code, a list or a quotation, or take that back.
import { isCommand } from "../parts/keys.js";
import { isInCode } from "./code.js";
import { replace } from "./typing.js";

const around = { b: "**", i: "_", e: "`" };
const before = {
  Digit7: { one: /^\d+[.)] /, put: (at) => `${at + 1}. ` },
  Digit8: { one: /^[-*+] /, put: () => "- " },
  Digit9: { one: /^> ?/, put: () => "> " },
};
const anyList = /^(?:\d+[.)]|[-*+]) /;

/**
 * What a key asks for, to be called with the field; undefined when nothing of it. Letters go by what they write and digits
 * by where they are: Shift+7 is "/" on some keyboards.
 */
export function markOf(event) {
  if (!isCommand(event)) {
    return undefined;
  }
  const [mark, lines] = event.shiftKey ? [undefined, before[event.code]] : [around[event.key.toLowerCase()], undefined];
  return (mark && ((field) => wrap(field, mark))) ?? (lines && ((field) => prefix(field, lines)));
}

function wrap(field, mark) {
  const { value } = field;
  let { selectionStart: start, selectionEnd: end } = field;
  if (mark === "`" && value.slice(start, end).includes("\n")) {
    wrapInFence(field, start, end);
    return;
  }
  while (start < end && /\s/.test(value[start])) {
    start += 1; // a mark stands close to its words
  }
  while (end > start && /\s/.test(value[end - 1])) {
    end -= 1;
  }
  const { length } = mark;
  const chosen = value.slice(start, end);
  if (chosen.length >= 2 * length && chosen.startsWith(mark) && chosen.endsWith(mark)) {
    put(field, start, end, chosen.slice(length, -length), 0);
  } else if (value.slice(0, start).endsWith(mark) && value.slice(end).startsWith(mark)) {
    put(field, start - length, end + length, chosen, 0);
  } else {
    put(field, start, end, `${mark}${chosen}${mark}`, length);
  }
}

/** Chooses what stands between two marks of a length, so that the same key takes them back. */
function put(field, start, end, text, length) {
  replace(field, start, end, text);
  field.setSelectionRange(start + length, start + text.length - length);
}

/** A block of code of what stands from `start` to `end`; its fence is longer than any in it. */
export function wrapInFence(field, start, end) {
  const { value } = field;
  const code = value.slice(start, end).replace(/\n+$/, "");
  const runs = code.match(/`{3,}/g) ?? [];
  const fence = "`".repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
  const above = start === 0 || value[start - 1] === "\n" ? "" : "\n";
  const below = value[end] === "\n" ? "" : "\n";
  replace(field, start, end, `${above}${fence}\n${code}\n${fence}${below}`);
}

function prefix(field, { one, put: of }) {
  const { value, selectionStart, selectionEnd } = field;
  if (isInCode(value, selectionStart)) {
    return;
  }
  const start = value.lastIndexOf("\n", selectionStart - 1) + 1;
  const next = value.indexOf("\n", Math.max(start, selectionEnd - Number(selectionEnd > selectionStart)));
  const end = next < 0 ? value.length : next;
  const lines = value.slice(start, end).split("\n");
  const isBack = lines.some((line) => line !== "") && lines.every((line) => line === "" || one.test(line));
  let count = 0;
  const text = lines.map((line) => {
    if (isBack || (line === "" && lines.length > 1)) {
      return line.replace(one, "");
    }
    count += 1;
    return of(count - 1) + (one.source.startsWith("^>") ? line : line.replace(anyList, ""));
  }).join("\n");
  replace(field, start, end, text);
  if (selectionStart !== selectionEnd) {
    field.setSelectionRange(start, start + text.length);
  }
}
