// Which guides a reader has read: by their names, the same in both languages, in this browser's storage and only once the reader
// said so. site.js brings it when they do, or have.
import { button } from "./in-app.js";

const KEY = "clearlimit.read";

// The names, null where there are none, or "unreadable" for what another version or a fault left there.
function kept() {
  let text = null;
  try {
    text = localStorage.getItem(KEY);
    if (text === null) return null;
    const names = JSON.parse(text);
    return Array.isArray(names) ? names : "unreadable";
  } catch {
    return text === null ? null : "unreadable";
  }
}

// Whether the browser lets it be kept. What cannot be read is not written over: it is put aside until all is removed.
function keep(names) {
  try {
    if (names) {
      let place = `${KEY}.aside`;
      for (let next = 2; localStorage.getItem(place) !== null; next += 1) place = `${KEY}.aside.${next}`;
      if (kept() === "unreadable") localStorage.setItem(place, localStorage.getItem(KEY));
      localStorage.setItem(KEY, JSON.stringify(names));
    } else {
      for (const name of Object.keys(localStorage)) if (name === KEY || name.startsWith(`${KEY}.aside`)) localStorage.removeItem(name);
    }
    return true;
  } catch {
    return false;
  }
}

export function startReading(place, isAsked) {
  const texts = JSON.parse(place.dataset.texts);
  const guides = place.dataset.guides.split(" ");
  const own = place.dataset.reading;
  const offer = [...place.childNodes];
  const told = document.createElement("p");
  told.role = "status";

  function show(said = "") {
    const found = kept();
    const names = Array.isArray(found) ? found : null;
    const read = guides.filter((name) => names?.includes(name));
    for (const link of document.querySelectorAll(".cl-index-name > a")) {
      link.parentNode.querySelector(".cl-read")?.remove();
      if (!read.includes(new URL(link.href).pathname.split("/").slice(-2)[0])) continue;
      const mark = document.createElement("span");
      mark.className = "cl-read";
      mark.textContent = texts.read;
      link.after(" ", mark);
    }
    if (names) {
      told.textContent = texts.count.replace("{read}", read.length).replace("{all}", guides.length);
      const without = names.filter((name) => name !== own);
      const made = [button(texts.erase, () => press(null, texts.erased))];
      if (own) made.unshift(read.includes(own) ? button(texts.unmark, () => press(without)) : button(texts.mark, () => press([...without, own])));
      place.replaceChildren(told, ...made.flatMap((each) => [each, " "]));
    } else {
      told.textContent = said || (found ? texts.unreadable : "");
      place.replaceChildren(...offer, told, ...(found ? [button(texts.erase, () => press(null, texts.erased))] : []));
    }
  }

  function press(names, said) {
    show(keep(names) ? said : texts.refused);
    place.querySelector("button").focus({ preventScroll: true });
  }

  // Kept or removed in another tab.
  addEventListener("storage", ({ key }) => (key === KEY || key === null) && show());
  offer.find(({ localName }) => localName === "button").addEventListener("click", () => press(own ? [own] : []));
  if (isAsked) press(own ? [own] : []);
  else show();
}
