// The service worker. It keeps the pages of tablos that were loaded last, each with the scripts and styles that it came with,
// and answers with them while there is no line, and only then: a page is always asked of the network, however long that takes.
// Streams, posts, fragments, the API, signing in: whatever is not named in `fetch` below never passes through it.
const pagePath = /^\/tablos(?:\/[0-9a-f-]{36}\/discussion)?$/;
const assetPath = /^\/assets\/[0-9a-f]{12}\//; // of one build
const mostDiscussions = 10;
const tooOld = 7 * 24 * 3_600_000; // ms
const offline = "/offline"; // says that a page was not kept, and which ones were
const unnamed = ["js/phone/as-of.js", "js/line/worker.js", "js/going/switcher.js"]; // what a page needs and does not name

// Caches: the pages of an account, the assets of a build, and the page that says there is nothing.
const pagesOf = (account) => `pages ${account}`;
const isPages = (name) => name.startsWith("pages ");
const isBuild = (name) => name.startsWith("/assets/");
let forgotten = 0; // how often: what was asked for before is not kept after
let turn = Promise.resolve(); // one page is kept after the other, with all that it needs

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(keepOffline());
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) {
    return;
  }
  if (assetPath.test(pathname)) {
    event.respondWith(asset(event));
  } else if (request.mode === "navigate" && (pathname === "/" || pagePath.test(pathname))) {
    event.respondWith(page(event));
  } else if (request.mode === "navigate" && pathname === "/sign-in" && navigator.onLine) {
    event.waitUntil(forgetPages(null)); // however the session ended; the page itself is none of ours
  }
});

self.addEventListener("message", (event) => {
  const { keep: path, renew, forget } = event.data;
  event.waitUntil(forget ? forgetPages(forget === "all" ? null : forget) : keepAnew(path ?? renew, Boolean(renew)));
});

// What is under the name of a build never changes: kept or fetched, it is the same. A build that the server no longer has
// lives on for as long as a page of it is kept.
async function asset(event) {
  const { request } = event;
  const [build] = new URL(request.url).pathname.match(assetPath);
  const kept = await caches.match(request.url, { cacheName: build });
  if (kept) {
    return kept;
  }
  const answer = await fetch(request);
  if (answer.status === 200) {
    const copy = answer.clone();
    event.waitUntil(caches.open(build).then((cache) => cache.put(request.url, copy)));
  }
  return answer;
}

async function page(event) {
  const { pathname, search } = new URL(event.request.url);
  const begun = forgotten;
  let answer;
  try {
    // A redirect comes back unread, and the browser follows it itself: it takes none that was followed for it.
    answer = await fetch(event.request);
  } catch {
    return keptPage(pathname);
  }
  if (pathname !== "/") {
    event.waitUntil(note(pathname, search, answer.clone(), begun).catch(() => {})); // there may be no room for it
  }
  return answer;
}

/** Keeps what was answered, or learns from it what must be kept no longer. */
async function note(path, search, answer, begun) {
  if (answer.type === "opaqueredirect" || answer.status === 401) {
    await forgetPages(null); // to sign in
  } else if (answer.status === 404) {
    await forgetPages(path);
  } else if (answer.status === 200 && search === "") {
    await keep(path, answer, begun);
  }
}

async function keepAnew(path, onlyIfKept) {
  const begun = forgotten;
  if (pagePath.test(path) && (!onlyIfKept || await find(path))) {
    await note(path, "", await fetch(path, { redirect: "manual" }), begun);
  }
}

async function keep(path, answer, begun) {
  const html = await answer.text();
  const account = html.match(/<div id="outbox" hidden data-account="([0-9a-f-]{36})"/)?.[1];
  const build = buildOf(html);
  const headers = new Headers(answer.headers); // its policy too
  ["Content-Encoding", "Content-Length"].forEach((name) => headers.delete(name));
  headers.set("X-Kept", `${Date.now()} ${build}`);
  turn = turn.catch(() => {}).then(async () => {
    if (!account || !build || begun !== forgotten) {
      return;
    }
    await keepAssets(build, html);
    const pages = await caches.open(pagesOf(account));
    await pages.put(path, new Response(html, { headers }));
    if (begun !== forgotten) {
      await pages.delete(path); // meanwhile
    }
    if (path === "/tablos" && !html.includes(" data-part=")) { // else it lists some of them alone
      const left = (await pages.keys()).filter(({ url }) => !html.includes(new URL(url).pathname));
      await Promise.all(left.map((request) => pages.delete(request)));
    }
    await keepOffline(html);
    await tidy(account);
  });
  await turn;
}

const needs = /(?:(?:^|;)import\b[^;"(]*"|url\("?)(\.[^")]+)/gm; // the modules of a module, the pictures of a style

/** What stands in a text has no `<` of its own: a tag is one of ours. */
const buildOf = (html) => html.match(/<link rel="icon" href="(\/assets\/[0-9a-f]{12}\/)/)?.[1];

async function keepAssets(build, html) {
  const cache = await caches.open(build);
  const taken = new Set();
  async function take(address) {
    taken.add(address);
    const file = await cache.match(address) ?? await cache.add(address).then(() => cache.match(address));
    const text = /\.(?:css|js)$/.test(address) ? await file.text() : "";
    const needed = [...text.matchAll(needs)].map(([, path]) => new URL(path, new URL(address, location)).pathname);
    await Promise.all(needed.filter((each) => !taken.has(each)).map(take));
  }
  const named = [...html.matchAll(/<(?:link|script)\b[^>]*? (?:href|src)="(\/assets\/[^"]+)"/g)].map(([, address]) => address);
  await Promise.all(named.filter((address) => address.startsWith(build)).map(take));
  await Promise.all(unnamed.map((path) => take(build + path).catch(() => {}))); // another build may have no such file
}

/** Kept again when pages look otherwise by now: of another build, in another language or theme. */
async function keepOffline(like) {
  const looks = (html) => html.match(/<html[^>]*>/)[0] + buildOf(html);
  const kept = await caches.match(offline, { cacheName: offline });
  if (kept && (!like || looks(await kept.text()) === looks(like))) {
    return;
  }
  const answer = await fetch(offline, { redirect: "error" });
  if (answer.ok) {
    const html = await answer.clone().text();
    await keepAssets(buildOf(html), html);
    await (await caches.open(offline)).put(offline, answer);
  }
}

const find = async (path) => (await Promise.all((await caches.keys()).filter(isPages)
  .map((cacheName) => caches.match(path, { cacheName })))).find(Boolean);

async function keptPage(path) {
  if (path === "/") {
    return Response.redirect("/tablos", 303);
  }
  const kept = await find(path);
  const at = parseInt(kept?.headers.get("X-Kept"), 10);
  if (Math.abs(Date.now() - at) < tooOld) { // the clock may have been set back
    const html = await kept.text();
    return new Response(html.replace("<html ", `<html data-as-of="${at}" `), { headers: kept.headers });
  }
  return await caches.match(offline, { cacheName: offline }) ?? Response.error();
}

/** All pages, or one. */
async function forgetPages(path) {
  forgotten += 1;
  for (const name of (await caches.keys()).filter(isPages)) {
    await (path ? caches.open(name).then((pages) => pages.delete(path)) : caches.delete(name));
  }
}

/** The pages of one account, the newest of them, and the assets that they need: whatever else there is goes. */
async function tidy(account) {
  const others = (await caches.keys()).filter((name) => isPages(name) && name !== pagesOf(account));
  if (others.length > 0) {
    forgotten += 1; // what is still on its way to someone else
    await Promise.all(others.map((name) => caches.delete(name)));
  }
  const pages = await caches.open(pagesOf(account));
  const kept = await Promise.all((await pages.keys()).map(async ({ url }) => {
    const [at, build] = (await pages.match(url)).headers.get("X-Kept").split(" ");
    return { url, at: Number(at), build };
  }));
  const tooMany = kept.filter(({ url }) => url.endsWith("/discussion")).sort((one, other) => other.at - one.at).slice(mostDiscussions);
  const old = kept.filter((each) => Math.abs(Date.now() - each.at) >= tooOld || tooMany.includes(each));
  await Promise.all(old.map(({ url }) => pages.delete(url)));
  const needed = kept.filter((each) => !old.includes(each)).map(({ build }) => build);
  needed.push(buildOf(await (await caches.match(offline, { cacheName: offline }))?.text() ?? ""));
  await Promise.all((await caches.keys()).filter((name) => isBuild(name) && !needed.includes(name)).map((name) => caches.delete(name)));
}
