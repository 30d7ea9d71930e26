// The face beside a name, of an id and a name alone, as the server makes it: Face.cs.
const hues = 12;
const graphemes = new Intl.Segmenter();

function hueOf(id) {
  const hex = id.replaceAll("-", "");
  const part = (...places) => parseInt(places.map((place) => hex.slice(place, place + 2)).join(""), 16);
  const hash = part(0, 2, 4, 6) ^ part(12, 14, 8, 10) ^ part(22, 20, 18, 16) ^ part(30, 28, 26, 24);
  return `hue-${(hash >>> 0) % hues}`;
}

function initialsOf(name) {
  const all = name.split(" ").filter(Boolean);
  const spoken = all.filter((word) => /^[\p{L}\p{Nd}]/u.test(word));
  const words = spoken.length > 0 ? spoken : all;
  return [...new Set([words[0], words.at(-1)])].map(initialOf).join("");
}

function initialOf(word) {
  const [{ segment: letter }] = graphemes.segment(word);
  const upper = letter.toUpperCase();
  return upper.length === letter.length ? upper : letter; // a sharp s stays one
}

export function faceOf({ id, name }) {
  const face = Object.assign(document.createElement("span"), { textContent: initialsOf(name), title: name });
  face.className = `face ${hueOf(id)}`;
  return face;
}
