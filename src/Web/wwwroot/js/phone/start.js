// What a phone needs of a page, and what any browser may have: loaded once the page is at rest.
import { hasFinePointer } from "../parts/keys.js";
import { closeByBack } from "./back.js";
import { growWithText } from "./growing.js";
import { stayAboveKeyboard } from "./keyboard.js";

/**
 * Has the service worker keep pages from now on; also this one, if it did not pass through one. Whether one controls the page by
 * now says nothing of that: it claims pages that are open, and may have done so before this is looked at.
 */
async function keepPages() {
  const { serviceWorker } = navigator; // not on plain http, unless it is this very machine
  const registration = await serviceWorker?.register("/sw.js", { updateViaCache: "none" });
  const [{ workerStart }] = performance.getEntriesByType("navigation");
  if (registration && !workerStart) {
    const { active } = await serviceWorker.ready;
    active.postMessage({ keep: location.pathname });
  }
}

keepPages().catch(() => {}); // some browsers forbid it: then nothing is kept
if (!hasFinePointer) {
  stayAboveKeyboard();
}
if (!CSS.supports("field-sizing", "content")) {
  growWithText();
}
if (!("CloseWatcher" in window) && matchMedia("(width < 48rem)").matches) {
  closeByBack();
}
