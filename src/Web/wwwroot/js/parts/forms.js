// What every post has in common: the way through htmx, the antiforgery header, and a word when something went wrong.
import { learnTime } from "./clock.js";

const toast = document.getElementById("toast");
const outbox = document.getElementById("outbox");
const glance = 6_000; // ms
const answersWithin = 15_000; // ms; after that its ending is unknown

/** Whose page this is. Someone else may have signed in since, in another tab. */
export const { account } = outbox.dataset;

/** What scripts may have to say, in the language of the page. */
export const sentences = outbox.dataset;

const tokens = () => document.querySelectorAll("[name=__RequestVerificationToken]");

/** One token is good for all forms of a page. */
export const antiforgery = () => tokens()[0]?.value ?? "";

let passed;

/** Says that something went wrong, until someone closes it; or, when it passes, that something was done. */
export function tell(sentence, passes = false) {
  clearTimeout(passed);
  toast.role = passes ? "status" : "alert";
  toast.classList.toggle("passes", passes);
  toast.querySelector("p").textContent = sentence;
  toast.hidden = false;
  if (passes) {
    passed = setTimeout(() => { toast.hidden = true; }, glance);
  }
}

toast.querySelector("button").addEventListener("click", () => { toast.hidden = true; });

const going = new WeakMap(); // of each form, what was posted last

/**
 * Posts through htmx, and once more by itself when the antiforgery field was stale. Never throws: how it ended is in the
 * answer. One request at a time goes out of a form, in the order in which they were asked for.
 */
export function post(form, address, fields) {
  const answer = Promise.resolve(going.get(form)).then(() => postUntilFresh(form, address, fields));
  going.set(form, answer);
  return answer;
}

async function postUntilFresh(form, address, fields) {
  const answer = await postOnce(form, address, fields);
  if (answer.status !== 400 && answer.status !== 404) {
    return answer;
  }
  // A stale field, or a tablo that is closed: to me, or to someone else who signed in since? A fresh field must not send
  // this text under another name.
  const now = await pageNow("/tablos");
  const who = now?.getElementById("outbox")?.dataset.account;
  answer.isForAnother = Boolean(who) && who !== account;
  if (who !== account || answer.status === 404) {
    return answer;
  }
  const fresh = now.querySelector("[name=__RequestVerificationToken]").value;
  tokens().forEach((field) => { field.value = fresh; });
  return postOnce(form, address, fields);
}

/** Posts by a script alone, without htmx; answers as fetch does, and throws as it does. `options` are those of fetch. */
export async function postByFetch(address, fields, { headers, ...options } = {}) {
  const response = await fetch(address, {
    method: "POST",
    headers: { RequestVerificationToken: antiforgery(), ...headers },
    body: new URLSearchParams(fields),
    ...options,
  });
  learnTime(response);
  return response;
}

/** A page as it is for whoever is signed in now; null when it cannot be had. */
export async function pageNow(address) {
  try {
    const answer = await fetch(address, { cache: "no-store" });
    return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  } catch {
    return null;
  }
}

async function postOnce(form, address, fields) {
  let answer = new Answer();
  try {
    if (window.htmx) {
      await htmx.ajax("POST", address, {
        source: form,
        values: fields,
        swap: "none",
        finished: (ctx) => { answer = new Answer(ctx.response, ctx.text); },
      });
    } else {
      answer = await postWithoutHtmx(form, address, fields);
    }
  } catch {
    // Whatever became of it: its ending is unknown.
  }
  return answer;
}

/** The same request, where the script of htmx could not be had. */
async function postWithoutHtmx(form, address, fields) {
  const all = { ...Object.fromEntries(new FormData(form)), ...fields };
  const response = await postByFetch(address, all, {
    headers: { "HX-Request": "true" },
    signal: AbortSignal.timeout(answersWithin),
  });
  return new Answer(response, await response.text());
}

document.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
  ctx.request.headers.RequestVerificationToken = antiforgery();
  ctx.request.timeout = answersWithin;
});
document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => ctx.finished?.(ctx));

/** How a post ended. */
class Answer {
  isForAnother = false;

  constructor(response, html) {
    learnTime(response);
    const isWhole = html !== undefined; // the line may be cut in the middle of it
    this.status = isWhole ? response.status : 0;
    this.html = html ?? "";
    this.page = new DOMParser().parseFromString(this.html, "text/html");
    this.retryAfter = Number(response?.headers.get("Retry-After") ?? 0) * 1000 || 0;
  }

  /** Nothing is known of what became of it: repeating it is safe. A page that is no answer of ours counts as none. */
  get isUnknown() { return this.status < 400 || this.status >= 500 || this.status === 408; }

  /** The row that the server made of it. */
  get row() { return this.status === 200 ? this.page.querySelector("li.row") : null; }

  /** The form again, after a refusal. */
  get form() { return this.page.querySelector("form"); }

  /** Why it was refused, in the words of the server where it has some. */
  get reason() {
    if (this.isForAnother) {
      return sentences.otherAccount;
    }
    const said = this.form?.querySelector(".error")?.textContent.trim();
    const usual = { 401: sentences.signedOut, 404: sentences.closed, 413: sentences.tooLarge, 429: sentences.tooMany };
    return said || (usual[this.status] ?? sentences.failed);
  }
}
