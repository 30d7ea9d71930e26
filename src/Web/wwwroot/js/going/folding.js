/**
 * A name as it is compared: without case, width, and the accents of Latin and Greek letters. Marks of other scripts make other
 * letters.
 */
export function folded(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}+/gu, (marks, place, whole) =>
    (/[\p{sc=Latin}\p{sc=Greek}]/u.test(whole[place - 1] ?? "") ? "" : marks));
  return plain.normalize("NFC").toUpperCase().toLowerCase().replaceAll("ς", "σ").replace(/\s+/gu, " ");
}
