// One page of a browser at a time has what is kept under a key: by the locks of the browser, and over plain http, where there are none,
// by asking the others.
import { within } from "../parts/patience.js";

const patience = 500; // ms: as long as a page that is left may take to let go
const answersWithin = 250; // ms: one that is asleep does not answer, and loses nothing that stands in it
const mine = new Set(); // keys, where there are no locks
const others = navigator.locks ? null : new BroadcastChannel("xtablo-held");

others?.addEventListener("message", ({ data: { asked } }) => mine.has(asked) && others.postMessage({ held: asked }));

/** Takes what stands under a key for this page until it is left; answers false when another has it. */
export async function hold(key, { isWaiting = true } = {}) {
  if (!navigator.locks) {
    return holdByAsking(key);
  }
  const held = new Promise((resolve) => {
    const options = isWaiting ? { signal: AbortSignal.timeout(patience) } : { ifAvailable: true };
    const untilLeft = (lock) => {
      resolve(lock !== null);
      return lock && whenLeft();
    };
    navigator.locks.request(key, options, untilLeft).catch(() => resolve(false));
  });
  return within(2 * patience, held).catch(() => true);
}

async function holdByAsking(key) {
  let hear;
  const isHeld = new Promise((resolve) => {
    hear = ({ data }) => data.held === key && resolve(true);
    others.addEventListener("message", hear);
  });
  others.postMessage({ asked: key });
  const answer = await within(answersWithin, isHeld).catch(() => false);
  others.removeEventListener("message", hear);
  if (answer) {
    return false;
  }
  mine.add(key);
  whenLeft().then(() => mine.delete(key));
  return true;
}

const whenLeft = () => new Promise((leave) => window.addEventListener("pagehide", leave, { once: true }));
