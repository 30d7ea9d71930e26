// What every form that htmx sends has in common: the antiforgery header, and a word when an answer could not be shown.
const toast = document.getElementById("toast");

export const antiforgery = () => document.querySelector("[name=__RequestVerificationToken]")?.value ?? "";

export function tell(sentence) {
  toast.querySelector("p").textContent = sentence;
  toast.hidden = false;
}

toast?.querySelector("button").addEventListener("click", () => { toast.hidden = true; });

document.addEventListener("htmx:config:request", (event) => {
  event.detail.ctx.request.headers.RequestVerificationToken = antiforgery();
});

document.addEventListener("htmx:error", () => tell(toast.dataset.unreachable));

document.addEventListener("htmx:response:error", (event) => {
  const { status } = event.detail.ctx.response;
  const form = event.detail.ctx.sourceElement.closest("form");
  if (form?.hasAttribute(`hx-status:${status}`)) {
    return; // the form itself comes back and says what was wrong
  }
  if (status === 401 && form) {
    form.submit(); // as a plain form it gets the sign-in page, which carries the text along
  } else {
    tell({ 413: toast.dataset.tooLarge, 429: toast.dataset.tooMany }[status] ?? toast.dataset.failed);
  }
});
