// Writes the lists of emoji that the pages search, one for each language, of the data of emojibase-data (MIT). In this folder:
// npm ci --ignore-scripts && node emoji.mjs
import { readFileSync, writeFileSync } from "node:fs";

const read = (path) => JSON.parse(readFileSync(`node_modules/emojibase-data/${path}.json`, "utf8"));
const needless = /(?<=\p{Emoji_Presentation})\u{FE0F}/gu; // as in src/Domain/Discussions/emoji.mjs
const components = 2; // the group of skin tones and hair, which are no emoji by themselves
const isOfRegion = (emoji) => /^\p{RI}/u.test(emoji); // a flag: the browser knows what the region is called
const most = { en: 4, fr: 2 }; // words beside the name: with them all the list would not be loaded while someone types
const wordsOf = (text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => !filling.has(word));
const filling = new Set(["avec", "des", "les", "une", "aux", "sur", "dans", "pour", "par", "émoticône", "the", "with", "and"]);
const shortcodes = read("en/shortcodes/github");

for (const language of ["en", "fr"]) {
  const groups = read(`${language}/messages`).groups;
  const lines = ["# Names of emojibase-data (MIT), as src/Web/emoji.mjs writes them."];
  let group;
  const emoji = read(`${language}/data`).filter((each) => each.group !== undefined && each.group !== components);
  for (const each of emoji.sort((one, other) => one.order - other.order)) {
    if (each.group !== group) {
      group = each.group;
      const { message } = groups.find(({ order }) => order === group);
      lines.push(`# ${message[0].toUpperCase()}${message.slice(1)}`);
    }
    if (isOfRegion(each.emoji)) {
      lines.push(each.emoji);
      continue;
    }
    const names = [shortcodes[each.hexcode] ?? []].flat();
    const known = wordsOf([each.label, ...names].join(" "));
    const words = [...new Set(wordsOf((each.tags ?? []).join(" ")))].filter((word, at, all) =>
      word.length > 2 && ![...known, ...all.filter((other) => other !== word)].some((other) => other.startsWith(word))).slice(0, most[language]);
    const parts = [each.emoji.replace(needless, ""), each.label, names.join(" "), words.join(" ")];
    lines.push(parts.join("\t").trimEnd());
  }
  writeFileSync(`wwwroot/emoji/${language}.txt`, `${lines.join("\n")}\n`);
}
