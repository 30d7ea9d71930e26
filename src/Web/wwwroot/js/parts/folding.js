// As the search has them: Folding.cs.
const letters = { æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", ħ: "h", ı: "i", ς: "σ", "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'" };

/** A text as names are compared: without case, width and the accents of European letters. Marks of other scripts make other letters. */
export const folded = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff]/g, "").normalize("NFC")
  .toUpperCase().toLowerCase().replace(/[æœøłđðħıς’‘ʼʻ]/g, (letter) => letters[letter]).replace(/\s+/gu, " ");
