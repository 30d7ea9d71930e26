// The sentences of this folder, in the language of the page, and where they are said aloud.
const status = document.getElementById("help-status");

export const sentences = status.dataset;

/** Says something when it differs from what was said last, politely. */
export function say(sentence) {
  if (status.textContent !== sentence) {
    status.textContent = sentence;
  }
}

/** Such as "3 members". */
export const counted = (count, one, many) => (count === 1 ? one : many.replace("{0}", count));
