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

// What stands beside the fields: what was written short, in full, and what is wrong. Each by a field's name, or by
// `name[at]` where several fields share one.
export function showBeside(form, { readings = {}, errors }) {
  tellPlaces(form, "inFull", readings);
  for (const place of tellPlaces(form, "error", errors)) {
    for (const field of form.querySelectorAll(`[aria-describedby~="${CSS.escape(place.id)}"]`)) {
      if (place.textContent) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
    }
  }
}

// The places whose text became another.
function tellPlaces(form, kind, texts) {
  const count = {};
  return [...form.querySelectorAll(kind === "error" ? "[data-error]" : "[data-in-full]")].filter((place) => {
    const name = place.dataset[kind];
    const at = (count[name] = (count[name] ?? -1) + 1);
    const text = texts[`${name}[${at}]`] ?? (at === 0 ? texts[name] : undefined) ?? "";
    const isOther = place.textContent !== text;
    if (isOther) place.textContent = text;
    return isOther;
  });
}
