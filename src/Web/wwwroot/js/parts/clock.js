// What time it is by the server's clock: that of a device may be wrong by minutes, or by days.
const least = 60_000; // ms; less may be what the answer took
let ahead = 0; // ms

export const now = () => Date.now() + ahead;

/** Of an answer that has just come: one that lay in a cache is of another time. */
export function learnTime(response) {
  const before = ahead;
  const difference = Date.parse(response?.headers.get("Date")) - Date.now();
  if (Number.isNaN(difference)) {
    return; // there was no answer, or it does not say
  }
  ahead = Math.abs(difference) > least ? difference : 0;
  if (Math.abs(ahead - before) > least) {
    document.dispatchEvent(new Event("xtablo:clock"));
  }
}
