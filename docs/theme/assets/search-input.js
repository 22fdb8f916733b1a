// The theme searches on `keyup` alone; text also comes by pasting, dictation, handwriting and input methods.
const field = document.querySelector("[data-md-component=search-query]");

function search() {
  field.dispatchEvent(new KeyboardEvent("keyup"));
}

field?.addEventListener("input", (event) => {
  // What an input method is still composing is no query yet; `compositionend` follows.
  if (!event.isComposing) search();
});
field?.addEventListener("compositionend", search);
