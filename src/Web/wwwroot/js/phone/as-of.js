// A page that was kept says of when it is, and what one can do meanwhile, until it is up to date by itself.
import { addBanner } from "../parts/banner.js";
import { sentences } from "../parts/forms.js";
import { renewKept } from "../parts/kept.js";
import { timeName } from "../parts/times.js";

const root = document.documentElement;
const banner = addBanner();
banner.classList.add("as-of");

const canWrite = document.querySelector("form.composer:not([hidden])");
const said = sentences.asOf.replace("{0}", () => timeName(Number(root.dataset.asOf)));
banner.textContent = canWrite ? `${said} ${sentences.sentLater}` : said;

new MutationObserver(() => {
  if (!root.dataset.asOf) {
    banner.remove();
    renewKept();
  }
}).observe(root, { attributeFilter: ["data-as-of"] });
