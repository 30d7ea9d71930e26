// All emoji by their names, in the language of the page, and those that were used last here.
import { folded } from "../parts/folding.js";
import { inBrowser } from "../parts/storage.js";
import { counted, sentences } from "./saying.js";

const shown = 8; // in the list behind a colon
const most = 8; // kept of those used last
const key = "xtablo.emoji";
let loading = null;

/** In the order of Unicode: { emoji, label, names, words, group }; names are shortcodes. Throws where the line is down. */
export function allEmoji() {
  loading ??= load().catch((failure) => {
    loading = null;
    throw failure;
  });
  return loading;
}

async function load() {
  const { lang } = document.documentElement;
  const answer = await fetch(new URL(`../../emoji/${lang === "fr" ? "fr" : "en"}.txt`, import.meta.url));
  if (!answer.ok) {
    throw new Error(`emoji: ${answer.status}`);
  }
  const regions = new Intl.DisplayNames([lang], { type: "region" });
  const all = [];
  let group = "";
  for (const line of (await answer.text()).trimEnd().split("\n")) {
    const [emoji, label, names = "", words = ""] = line.split("\t");
    if (line.startsWith("# ")) {
      group = line.slice(2);
    } else {
      all.push(label ? { emoji, label, names: names.split(" "), words, group } : { ...ofRegion(emoji, regions), group });
    }
  }
  return all;
}

/** A flag of two letters: its region has a name wherever there is a browser. */
function ofRegion(emoji, regions) {
  const code = String.fromCharCode(...[...emoji].map((letter) => letter.codePointAt(0) - 0x1F1E6 + 65));
  return { emoji, label: regions.of(code), names: [code.toLowerCase()], words: sentences.flag };
}

/** Those that a query may mean: first by a name that is it, then by how names, labels and other words begin. */
export async function findEmoji(query) {
  const sought = folded(query).split(/[\s_]+/).filter(Boolean);
  const ranked = (await allEmoji()).map((each) => {
    each.sought ??= [each.names.join(" "), each.label, each.words].map((part) => ` ${folded(part).replaceAll(/[_:’'-]+/g, " ")} `);
    const [names, label] = each.sought;
    const whole = sought.join(" ").replaceAll("-", " ");
    const starts = (part) => part.includes(` ${whole}`);
    if (!sought.every((word) => each.sought.some((part) => part.includes(` ${word.replaceAll("-", " ")}`)))
      && !each.names.includes(query)) {
      return { each, rank: -1 };
    }
    const isIt = each.names.includes(query) || names.trim() === whole || label.trim() === whole;
    return { each, rank: isIt ? 0 : names.startsWith(` ${whole}`) ? 1 : starts(names) || starts(label) ? 2 : 3 };
  });
  return ranked.filter(({ rank }) => rank >= 0).sort((one, other) => one.rank - other.rank).map(({ each }) => each);
}

/** The last used first. Where nothing can be kept there are none. */
export function usedEmoji() {
  try {
    const used = JSON.parse(inBrowser.get(key) ?? "[]");
    return Array.isArray(used) ? used.filter((emoji) => typeof emoji === "string").slice(0, most) : [];
  } catch {
    return []; // not ours
  }
}

export function useEmoji(emoji) {
  inBrowser.set(key, JSON.stringify([...new Set([emoji, ...usedEmoji()])].slice(0, most)));
}

/** The list behind a colon. */
export const emojiList = {
  name: sentences.emoji,
  async find(query) {
    const found = await findEmoji(query).catch(() => []);
    return found.slice(0, shown).map(({ emoji, label, names }) => ({
      text: emoji,
      label,
      hint: names[0] && `:${names[0]}:`,
      face: emoji,
      faceClass: "glyph",
      picked: () => useEmoji(emoji),
    }));
  },
  count: (options) => counted(options.length, sentences.oneEmoji, sentences.manyEmoji),
};
