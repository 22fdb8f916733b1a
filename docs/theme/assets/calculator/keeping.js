// This browser keeps the typed values only when the reader says so; they go along to the page in the other language.

// `remember` keeps or drops the fields' values, as the box says; `forget` empties both. `wasKept` tells that the
// fields hold an earlier visit's case.
export function keepingOf(root, fields, texts) {
  const box = fields.form.querySelector("[data-remember]");
  const key = `clearlimit.${root.dataset.calculator}`;

  function stored() {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  }

  function remember() {
    if (!box) return;
    try {
      if (box.checked) localStorage.setItem(key, JSON.stringify(fields.read()));
      else localStorage.removeItem(key);
    } catch {
      if (box.checked) refused();
      box.checked = false;
    }
  }

  // The calculator works all the same; only the promise beside the box is not kept.
  function refused() {
    const place = box.closest("p, div, fieldset");
    const line = place.querySelector("[role=alert]") ?? document.createElement("span");
    line.className = "calc-error";
    line.setAttribute("role", "alert");
    place.append(line);
    line.textContent = texts.refused;
  }

  function forget() {
    if (box) box.checked = false;
    remember();
    fields.clear();
  }

  const kept = box && stored();
  if (kept) {
    box.checked = true;
    fields.write(Object.fromEntries(Object.entries(kept).filter(([, value]) => typeof value === "string")), { whole: false });
    fields.isTouched = true;
  }
  if (box) box.addEventListener("change", remember);
  return { remember, forget, wasKept: Boolean(kept) };
}

// The page in the other language goes on with these values; this tab keeps it until then, a minute at most. What a
// link brought is in the address, which goes along. `day.fixed` is the day a link or a file is worked out for.
// Returned is what hands them over by itself, for a page that is loaded again.
export function handOver(root, fields, day, isLink) {
  const handed = "clearlimit.handed";
  const first = JSON.stringify(fields.everything());
  const hand = () => {
    const all = fields.everything();
    if (isLink() || JSON.stringify(all) === first) return;
    try {
      sessionStorage.setItem(handed, JSON.stringify([root.dataset.calculator, Date.now(), day.fixed, all]));
    } catch {
      // Storage is refused: the other page begins with its example.
    }
  };
  for (const link of document.querySelectorAll("[data-language]")) {
    link.addEventListener("click", (event) => {
      const isElsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
      if (!isElsewhere) hand();
    });
  }
  try {
    const [calculator, since, its, all] = JSON.parse(sessionStorage.getItem(handed));
    sessionStorage.removeItem(handed);
    if (calculator !== root.dataset.calculator || Date.now() - since > 60_000) return;
    day.fixed = its;
    fields.putBack(all);
  } catch {
    // Nothing was handed over.
  }
  return hand;
}
