// What the sign beside a heading opens: the section's short address to copy, how to cite it, its QR code, a picture to send, and
// the lines that show it in a page of somebody else's. Without this the sign is the heading's plain link.
import { button, canSave, copy, missed, today } from "./in-app.js";
import { addSheet, embedLines, filled, made } from "./kit-parts.js";
import { WORDS } from "./section-words.js";

const lang = document.documentElement.lang === "en" ? "en" : "zh";
const words = WORDS[lang];
// The manifest lies at the root of the pages in this language, this file below the site's.
const here = new URL(".", document.querySelector("link[rel=manifest]").href).href;
const style = addSheet(new URL("./section-menu.css", import.meta.url));

function titleOf(heading) {
  const copied = heading.cloneNode(true);
  for (const sign of copied.querySelectorAll(".headerlink")) sign.remove();
  return copied.textContent.trim();
}

// A text to copy, in full, and its button.
function toCopy(text, tag = "p") {
  const shown = made(tag, text);
  if (tag === "pre") shown.tabIndex = 0;
  return made("div", [shown, button(words.copy, (pressed) => copy(text, shown, pressed))], "cl-section-part");
}

function cited(gaps) {
  const kind = gaps.title === gaps.page ? "page" : "section";
  return [toCopy(filled(words[`gbt-${kind}`], gaps)), toCopy(filled(words[`english-${kind}`], gaps))];
}

async function drawn({ title, address }) {
  const { qrPicture } = await import("./qr-picture.js");
  const picture = await qrPicture(address);
  picture.alt = filled(words["qr-of"], { title });
  return [picture, made("p", words["qr-how"])];
}

async function pictured({ id, title }) {
  const { sectionPicture } = await import("./section-picture.js");
  const picture = new Image();
  picture.src = (await sectionPicture(id, lang)).toDataURL();
  picture.alt = filled(words["picture-of"], { title });
  picture.className = "cl-section-picture";
  await picture.decode().catch(() => {});
  if (!canSave) return [made("p", words["picture-hold"]), picture];
  const save = made("a", words["picture-save"], "cl-copy");
  save.href = picture.src;
  save.download = `${id}.${lang}.png`;
  return [made("p", save), picture];
}

const embedded = (gaps) => [made("p", filled(words["embed-how"], gaps)), toCopy(embedLines([gaps]), "pre")];

function menuOf(heading, sign) {
  const id = sign.hash.slice(1);
  const title = titleOf(heading);
  const written = document.querySelector("[data-written]")?.dataset.written ?? "";
  const gaps = {
    title,
    id,
    height: sign.dataset.height,
    frame: `${here}embed/s/${id}/`,
    page: titleOf(document.querySelector("article h1")),
    written,
    day: today(),
    name: words.name,
    address: `${here}s/${id}/`,
  };
  const address = made("a", gaps.address);
  address.href = gaps.address;
  const place = made("div", "");
  const parts = { cite: cited, qr: drawn, picture: pictured, embed: embedded };
  const openers = Object.keys(parts).map((part) => {
    const opener = button(words[part], async () => {
      const isOpen = opener.getAttribute("aria-expanded") === "true";
      for (const each of openers) each.setAttribute("aria-expanded", each === opener && !isOpen);
      const failed = async (fault) => {
        console.info("section:", fault);
        return [made("p", await missed())];
      };
      place.replaceChildren(...(isOpen ? [] : await Promise.resolve(gaps).then(parts[part]).catch(failed)));
    });
    opener.setAttribute("aria-expanded", "false");
    return opener;
  });
  const actions = [button(words["copy-link"], (pressed) => copy(gaps.address, address, pressed)), ...openers, button(words.close, () => close(menu))];
  const menu = made("div", [made("p", address), made("p", actions.flatMap((each) => [each, " "])), place], "cl-section-menu");
  menu.setAttribute("role", "group");
  menu.setAttribute("aria-label", filled(words.menu, { title }));
  menu.addEventListener("keydown", ({ key }) => key === "Escape" && close(menu));
  return menu;
}

function close(menu) {
  const sign = menu.previousElementSibling.querySelector(".headerlink");
  sign.setAttribute("aria-expanded", "false");
  menu.remove();
  sign.focus({ preventScroll: true });
}

// Opens the menu below the sign's heading, or closes it again.
export async function toggle(sign) {
  await style;
  const heading = sign.parentElement;
  const there = heading.nextElementSibling;
  if (there?.matches(".cl-section-menu")) return close(there);
  heading.after(menuOf(heading, sign));
  sign.setAttribute("aria-expanded", "true");
}
