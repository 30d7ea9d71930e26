// The page that is shown when a page was not kept: it leads to those that were.
const list = document.getElementById("kept");

async function show() {
  const names = (await caches.keys()).filter((name) => name.startsWith("pages "));
  for (const name of names) {
    const pages = await caches.open(name);
    for (const { url } of await pages.keys()) {
      const { pathname } = new URL(url);
      const page = new DOMParser().parseFromString(await (await pages.match(url)).text(), "text/html");
      const called = document.createElement("bdi");
      called.textContent = page.querySelector("h1").textContent;
      const link = Object.assign(document.createElement("a"), { href: pathname });
      link.append(called);
      const item = document.createElement("li");
      item.append(link);
      list[pathname === "/tablos" ? "prepend" : "append"](item);
    }
  }
  list.hidden = document.getElementById("kept-title").hidden = list.childElementCount === 0;
}

show();
window.addEventListener("online", () => location.reload());
