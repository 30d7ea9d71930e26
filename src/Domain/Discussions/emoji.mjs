// Writes emoji.txt, the emoji that a reaction may be: npm pack emojibase-data@17, unpack it, and
// node emoji.mjs package/en/data.json > emoji.txt
import { readFileSync } from "node:fs";

const tones = /[\u{1F3FB}-\u{1F3FF}]/gu;
const needless = /(?<=\p{Emoji_Presentation})\u{FE0F}/gu; // drawn in colour without it, so not part of the emoji
const components = 2; // the group of skin tones and hair, which are no emoji by themselves
const emoji = JSON.parse(readFileSync(process.argv[2], "utf8")).filter(each => each.group !== undefined && each.group !== components);

console.log("# The emoji of Unicode 17, fully qualified, one a line: those of emojibase-data (MIT), as emoji.mjs writes them.");
console.log("# A line with * stands for emoji with skin tones in its places.");
for (const each of emoji.sort((one, other) => one.order - other.order)) {
  const places = (each.skins ?? []).map(skin => skin.emoji.replace(needless, "").replace(tones, "*"));
  console.log([each.emoji.replace(needless, ""), ...new Set(places)].join("\n"));
}
