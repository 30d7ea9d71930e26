// What every form that htmx sends has in common: the antiforgery header, and a word when an answer could not be shown.
const toast = document.getElementById("toast");

/** The token of a form; a page may hold several, and after a refusal only the newest form's is good. */
export const antiforgeryOf = (form) => (form ?? document).querySelector("[name=__RequestVerificationToken]")?.value ?? "";

export function tell(sentence) {
  toast.querySelector("p").textContent = sentence;
  toast.hidden = false;
}

export function dismiss() {
  toast.hidden = true;
}

toast.querySelector("button").addEventListener("click", dismiss);

document.addEventListener("htmx:config:request", (event) => {
  const { ctx } = event.detail;
  ctx.request.headers.RequestVerificationToken = antiforgeryOf(ctx.sourceElement.closest("form"));
});

document.addEventListener("htmx:error", () => tell(toast.dataset.unreachable));

document.addEventListener("htmx:response:error", (event) => {
  const { status } = event.detail.ctx.response;
  if (![400, 401, 409, 422].includes(status)) { // to these the form has an answer of its own
    tell({ 413: toast.dataset.tooLarge, 429: toast.dataset.tooMany }[status] ?? toast.dataset.failed);
  }
});
