// This browser keeps the typed values only when the reader says so; they go along to the page in the other language.
import { isDay } from "../in-app.js";

// `remember` keeps the fields' values where the box says so; `forget` empties both. `wasKept` tells that the
// fields hold an earlier visit's case.
export function keepingOf(root, fields, texts) {
  // A page of a case shows that case, and keeps nothing.
  const box = root.dataset.openCase ? null : fields.form.querySelector("[data-remember]");
  const key = `clearlimit.${root.dataset.calculator}`;
  // What other versions of the page kept and this one cannot read, until the reader erases it.
  const aside = `${key}.aside`;

  // Something is kept under `key` that could not be put aside: nothing is written over it.
  let isHeld = false;

  // What was kept: its whole text, the values of the fields that are here, and whether there were others.
  function stored() {
    let text = null;
    try {
      text = localStorage.getItem(key);
      if (text === null) return null;
      const kept = Object.entries(JSON.parse(text));
      const names = Object.keys(fields.read());
      const known = kept.filter(([name, value]) => typeof value === "string" && names.includes(name));
      if (known.length) return { text, known, isPart: known.length < kept.length };
    } catch {
      if (text === null) return null;
    }
    if (setAside(text, texts.unreadable)) localStorage.removeItem(key);
    return null;
  }

  // Nothing kept is ever lost in silence: the whole text is put aside, with a word, beside what stands there already.
  function setAside(text, words) {
    tell(words);
    try {
      let place = aside;
      for (let next = 2; ![null, text].includes(localStorage.getItem(place)); next += 1) place = `${aside}.${next}`;
      localStorage.setItem(place, text);
    } catch {
      isHeld = true;
    }
    return !isHeld;
  }

  function remember() {
    if (!box || (isHeld && !box.checked)) return;
    try {
      if (isHeld) throw new Error("no room");
      if (box.checked) localStorage.setItem(key, JSON.stringify(fields.read()));
      else localStorage.removeItem(key);
    } catch {
      // The calculator works all the same; only the promise beside the box is not kept.
      if (box.checked) tell(texts.refused);
      box.checked = false;
    }
  }

  function tell(words) {
    const place = box.closest("p, div, fieldset");
    const line = place.querySelector("[role=alert]") ?? document.createElement("span");
    line.className = "calc-error";
    line.setAttribute("role", "alert");
    place.append(line);
    line.textContent = words;
  }

  function forget() {
    if (box) box.checked = isHeld = false;
    remember();
    try {
      for (const name of Object.keys(localStorage)) if (name.startsWith(aside)) localStorage.removeItem(name);
    } catch {
      // Nothing was kept there.
    }
    fields.clear();
  }

  const kept = box && stored();
  if (kept) {
    fields.write(Object.fromEntries(kept.known), { whole: false });
    fields.isTouched = true;
    // A choice may be gone whose field is still here.
    const now = fields.read();
    const isWhole = !kept.isPart && kept.known.every(([name, value]) => now[name] === value);
    box.checked = isWhole || setAside(kept.text, texts.older);
    remember();
  }
  if (box) box.addEventListener("change", remember);
  // An answer drops nothing: another tab may keep what this one does not.
  return { remember: () => box?.checked && remember(), forget, wasKept: Boolean(kept) };
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
    const age = Date.now() - since;
    if (calculator !== root.dataset.calculator || !(age >= 0 && age < 60_000)) return;
    fields.putBack(all);
    // Another version may have written something else there, and for what is no day Python has no answer.
    if (isDay(its)) day.fixed = its;
  } catch {
    // Nothing was handed over.
  }
  return hand;
}
