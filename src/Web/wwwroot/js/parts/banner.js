/** A sentence below the head of the page, said once by a screen reader; answers its place. */
export function addBanner() {
  const banner = Object.assign(document.createElement("p"), { className: "banner", role: "status" });
  document.querySelector(".top, #main > h1").after(banner);
  return banner;
}
