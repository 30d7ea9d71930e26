// What is done with a paste, beside pasting it.
import { isInCode } from "./code.js";
import { wrapInFence } from "./marks.js";
import { say, sentences } from "./saying.js";

const anyLink = /:\/\/|\]\(|^\s*(?:www\.|mailto:)/i;

/** A link with the selection as its text; null where that would be brackets in brackets, or brackets in code. */
export function linkOf(value, start, end, url) {
  const chosen = value.slice(start, end);
  if (chosen.trim() === "" || chosen.includes("\n") || anyLink.test(chosen) || isInCode(value, start) || isInCode(value, end)) {
    return null;
  }
  const [, ahead, text, behind] = /^(\s*)(.*?)(\s*)$/s.exec(chosen);
  const isBalanced = url.split("(").length === url.split(")").length;
  const address = isBalanced ? url : url.replaceAll("(", "%28").replaceAll(")", "%29");
  return `${ahead}[${text.replace(/\\(?=[[\]]|$)|[[\]]/g, "\\$&")}](${address})${behind}`;
}

const isIndented = /^(?:\t| {2,})\S/;
const isLikeCode = /[;{}]\s*$|^\s*[}\])]+[;,]?\s*$|=>|[!=]==?|:=|&&|\w\(.*\)\s*[:;{]?\s*$|^\s*(?:#include|import|from|export|def|class|function|const|let|var|public|private|return|if|for|while|using|select|\$|<\/?\w+|\/\/|#!)(?=\W|$).*[\w;:{}()>"'`]$/i;

function looksLikeCode(text) {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const sure = lines.filter((line) => isLikeCode.test(line)).length;
  const indented = lines.filter((line) => isIndented.test(line) && !isLikeCode.test(line)).length;
  return lines.length > 1 && sure > 0 && (sure + indented) / lines.length >= 0.5;
}

/** Offers to make a block of code of what was pasted as it is; the next thing typed says no. */
export function offerCode(field, start, text) {
  if (!looksLikeCode(text) || field.value.slice(start, start + text.length) !== text || isInCode(field.value, start)) {
    return;
  }
  document.querySelector(".as-code")?.remove();
  const button = document.createElement("button");
  button.type = "button";
  button.className = "as-code";
  button.textContent = sentences.asCode;
  const typed = new AbortController();
  const withdraw = () => {
    button.remove();
    typed.abort();
    say("");
  };
  button.addEventListener("click", () => {
    withdraw();
    wrapInFence(field, start, start + text.length);
  });
  document.addEventListener("input", withdraw, { signal: typed.signal });
  field.form.addEventListener("submit", withdraw, { signal: typed.signal, capture: true });
  field.after(button);
  say(sentences.asCode);
}
