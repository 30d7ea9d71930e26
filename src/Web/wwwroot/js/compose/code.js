// What of a text is code, as the server reads it: nothing in there is a mark, a name or a link.

const fence = /^(?:> ?)* {0,3}(`{3,}|~{3,})(.*)$/;

/** Whether a place in a text is within a block of code that has begun, or within `code` in a line. */
export function isInCode(text, at) {
  const above = text.slice(0, at).split("\n").slice(0, -1);
  let open = "";
  let begun = 0; // where the paragraph begins
  let place = 0;
  for (const line of above) {
    const [, run = "", rest = ""] = fence.exec(line) ?? [];
    place += line.length + 1;
    if (open === "" && run !== "") {
      open = run;
    } else if (run[0] === open[0] && run.length >= open.length && rest.trim() === "") {
      open = "";
      begun = place;
    } else if (line.trim() === "") {
      begun = place;
    }
  }
  return open !== "" || isInSpan(text.slice(begun).split(/\n\s*\n/)[0], at - begun);
}

function isInSpan(paragraph, at) {
  return [...paragraph.matchAll(/(?<!`)(`+)(?!`)[^]*?[^`]\1(?!`)/g)]
    .some(({ 0: span, 1: run, index }) => index + run.length <= at && at <= index + span.length - run.length);
}
