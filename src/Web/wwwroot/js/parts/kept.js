// What a page tells the service worker (sw.js) of the pages that it keeps. Without one, as on plain http, none are kept.
const worker = () => navigator.serviceWorker?.controller;

/** No kept page of a discussion is shown any longer, or none at all. Ends once they are gone. */
export async function forgetKept(address = "all") {
  worker()?.postMessage({ forget: address }); // it may be about to keep another
  if (window.caches) {
    const pages = (await caches.keys()).filter((name) => name.startsWith("pages "));
    await Promise.all(pages.map((name) => (address === "all" ? caches.delete(name) : caches.open(name).then((kept) => kept.delete(address)))));
  }
}

let due = null;

/** What this page was when it was kept shows what it must show no longer. Not all browsers of a team ask in the same moment. */
export function renewKept() {
  due ??= worker() && setTimeout(() => {
    due = null;
    [location.pathname, "/tablos"].forEach((renew) => worker()?.postMessage({ renew }));
  }, Math.random() * 5_000);
}
