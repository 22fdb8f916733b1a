// Which guides a reader has read: by their names, the same in both languages, in this browser's storage and only once the reader
// said so. site.js brings it when they do, or have.
import { button } from "./in-app.js";

const KEY = "clearlimit.read";

function kept() {
  try {
    const names = JSON.parse(localStorage.getItem(KEY));
    return Array.isArray(names) ? names : null;
  } catch {
    return null;
  }
}

// Whether the browser lets it be kept.
function keep(names) {
  try {
    if (names) localStorage.setItem(KEY, JSON.stringify(names));
    else localStorage.removeItem(KEY);
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
    const names = kept();
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
      told.textContent = said;
      place.replaceChildren(...offer, told);
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
