// The theme that the account has chosen comes with the page. Pages that were there before, in other tabs, kept to go back to or for
// where there is no line, take it over; "as my device" is left to the styles.
import { account } from "../parts/forms.js";
import { inBrowser } from "../parts/storage.js";

const key = "xtablo-theme";
const root = document.documentElement;

export function keepTheme() {
  if (root.dataset.asOf) {
    take(inBrowser.get(key));
  } else {
    inBrowser.set(key, `${account} ${root.dataset.theme ?? ""}`);
  }
  window.addEventListener("storage", (event) => event.key === key && take(event.newValue));
  window.addEventListener("pageshow", ({ persisted }) => persisted && take(inBrowser.get(key)));
}

function take(chosen) {
  const [whose, theme] = (chosen ?? "").split(" ");
  if (whose !== account) {
    return;
  }
  if (theme) {
    root.dataset.theme = theme;
  } else {
    delete root.dataset.theme;
  }
  document.querySelector("meta[name=color-scheme]").content = theme || "light dark";
  const colours = [...document.querySelectorAll("meta[name=theme-color]")]; // for a device in the light, and in the dark
  colours.forEach((colour, i) => { colour.content = colours[["light", "dark"].indexOf(theme)]?.dataset.own ?? colours[i].dataset.own; });
}
