// What the answer changes in the page: the result, and the errors beside the fields.

// The result becomes the new one; what is the same stays, so that the browser lays out the rest alone, and what a reader
// has unfolded stays so. A text that changed is a new node, since screen readers and others watch for those.
export function becomes(old, fresh) {
  let at = old.firstChild;
  for (let next = fresh.firstChild; next; ) {
    const made = next;
    next = next.nextSibling;
    const was = at;
    at = at && at.nextSibling;
    if (!was) old.append(made);
    else if (!was.isEqualNode(made)) {
      if (was.nodeType !== 1 || kindOf(was) !== kindOf(made)) was.replaceWith(made);
      else {
        for (const { name, value } of made.attributes) if (was.getAttribute(name) !== value) was.setAttribute(name, value);
        becomes(was, made);
      }
    }
  }
  while (at) {
    const gone = at;
    at = at.nextSibling;
    gone.remove();
  }
}

// The name of an element and those of its attributes, in order; unfolding is the reader's.
function kindOf(node) {
  return [node.nodeName, ...[...(node.attributes ?? [])].map(({ name }) => name).filter((name) => name !== "open")].join(" ");
}

// `errors` by a field's name, or by `name[at]` where several fields share one.
export function showErrors(form, errors) {
  const count = {};
  for (const place of form.querySelectorAll("[data-error]")) {
    const name = place.dataset.error;
    const at = (count[name] = (count[name] ?? -1) + 1);
    const text = errors[`${name}[${at}]`] ?? (at === 0 ? errors[name] : undefined) ?? "";
    if (place.textContent !== text) place.textContent = text;
    for (const field of form.querySelectorAll(`[aria-describedby~="${CSS.escape(place.id)}"]`)) {
      if (text) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
    }
  }
}
