// The fields in which one writes grow with their text: here in browsers in which the style alone does not do that (field-sizing).
const fields = () => [document, document.getElementById("editing")?.content]
  .flatMap((part) => [...part?.querySelectorAll(".composer textarea, .editing textarea") ?? []]);

export function growWithText() {
  for (const field of fields()) {
    const { get, set } = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value");

    function fit() {
      field.style.height = "auto";
      if (field.scrollHeight > 0) { // else it is not in the page
        field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
      }
    }

    // Of what a script puts in, no event tells.
    Object.defineProperty(field, "value", {
      get,
      set(text) {
        set.call(field, text);
        fit();
      },
    });
    field.addEventListener("input", fit);
    field.addEventListener("focus", fit); // in another row
    window.addEventListener("resize", fit);
    fit();
  }
}
