// Blocks of code: a button that copies, and colours in the language that their author named. Never guessed: that would hold up
// the page. Loaded with the first block, and a language with its first.
import { copyText } from "../parts/copy.js";
import { sentences } from "../parts/forms.js";
import { fitStops } from "./inside.js";

const known = new Set(("bash c cpp csharp css diff dockerfile go ini java javascript json kotlin lua makefile nginx php powershell python ruby "
  + "rust sql swift typescript xml yaml").split(" "));
const alsoCalled = {
  cs: "csharp", "c#": "csharp", "c++": "cpp", js: "javascript", jsx: "javascript", ts: "typescript", tsx: "typescript", py: "python", rb: "ruby",
  rs: "rust", sh: "bash", shell: "bash", zsh: "bash", console: "bash", yml: "yaml", html: "xml", svg: "xml", kt: "kotlin", golang: "go",
  docker: "dockerfile", make: "makefile", ps1: "powershell", toml: "ini", jsonc: "json", patch: "diff",
};
const mostColoured = 20_000; // characters; more would be felt

export function dressCode(row) {
  for (const block of row.querySelectorAll("pre > code")) {
    if (!block.parentElement.querySelector(".copy-code")) {
      block.parentElement.append(copyButton(block));
      colour(block, linesOf(block));
    }
  }
  fitStops(row);
}

function copyButton(block) {
  const button = Object.assign(document.createElement("button"), {
    type: "button", className: "copy-code", textContent: sentences.copyCode,
  });
  button.addEventListener("click", async () => {
    await copyText(block.textContent.replace(/\n$/u, "")); // a last line end would run it in a terminal
    button.textContent = sentences.copiedCode;
  });
  return button;
}

/** What the keyboard reaches of it, to scroll it: of a block that scrolls some browsers make a stop of the Tab key by themselves. */
function linesOf(block) {
  const lines = Object.assign(document.createElement("span"), { className: "lines" });
  lines.append(...block.childNodes);
  block.append(lines);
  block.tabIndex = -1;
  return lines;
}

async function colour(block, lines) {
  const [, named] = /language-(\S+)/u.exec(block.className) ?? [];
  const language = alsoCalled[named] ?? named;
  if (!known.has(language) || block.textContent.length > mostColoured) {
    return;
  }
  const [{ default: highlighter }, { default: grammar }] = await Promise.all([
    import("../../lib/highlight/core.min.js"), import(new URL(`../../lib/highlight/${language}.min.js`, import.meta.url)),
  ]);
  if (!highlighter.getLanguage(language)) {
    highlighter.registerLanguage(language, grammar);
  }
  lines.innerHTML = highlighter.highlight(block.textContent, { language }).value; // escaped by it
}
