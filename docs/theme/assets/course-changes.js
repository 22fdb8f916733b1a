// Compares a course with the site as it is now: the sections that its package links, or those of the build whose number is
// typed. Packages are read here and sent nowhere.
import { button, missed } from "./in-app.js";
import { addSheet, fetched, filled, made, shortAddress } from "./kit-parts.js";
import { MOST, zipFiles } from "./zip-files.js";

const lang = document.documentElement.lang === "en" ? "en" : "zh";

// What a package holds of this site: the sections' ids, the digests that it carries, its build number and language.
async function course(file) {
  const texts = await zipFiles(file, /\.(xml|html?|txt|json)$/i);
  const sections = new Map();
  let which = "zh";
  for (const [, text] of texts) {
    const own = [...text.matchAll(/<!-- clearlimit ([a-z0-9-]+) ([0-9a-f]{8}) -->/g)];
    for (const [, id, digest] of own) sections.set(id, digest);
    for (const [, english, id] of text.matchAll(/\/(en\/)?s\/([a-z0-9-]+)\//g)) {
      if (english) which = "en";
      // A file that says what it holds only leads on to the others.
      if (!own.length && !sections.has(id)) sections.set(id, null);
    }
  }
  const number = texts.map(([, text]) => /clearlimit[a-z-]{0,60}-([0-9a-f]{8})\b/.exec(text)?.[1]).find(Boolean);
  return { sections, number, which };
}

// Paragraphs of one text that the other has not.
const without = (text, other) => {
  const there = new Set(other.split("\n"));
  return text.split("\n").filter((line) => !there.has(line));
};

export function offerChanges(root) {
  const words = JSON.parse(root.dataset.changes);
  addSheet(new URL("./course-changes.css", import.meta.url));
  const shown = made("div", "");
  const status = made("p", "");
  status.setAttribute("role", "status");

  function link(id, title) {
    const element = made("a", title);
    element.href = shortAddress(id, lang);
    return element;
  }

  function difference(before, after, which) {
    if (!before) return [made("p", words["no-text"])];
    const side = (name, lines, tag) => {
      if (!lines.length) return "";
      const part = made("div", [made("p", made("b", words[name])), ...lines.map((line) => made("p", made(tag, line)))]);
      part.lang = which === "zh" ? "zh-Hans" : "en";
      return part;
    };
    const folded = made("details", [made("summary", words.see), side("before", without(before, after), "del"), side("after", without(after, before), "ins")]);
    return [folded];
  }

  // `sections`: id to the digest that the course has of it, or null; `old`: the release it was built of, where that is known.
  function tell({ sections, number, which }, now) {
    const old = now.releases[number]?.sections ?? {};
    const counts = { all: sections.size, same: 0, changed: 0, moved: 0, withdrawn: 0 };
    const rows = [];
    let isUnsure = false;
    for (const [id, carried] of sections) {
      const [page, digest, title] = now.now[id] ?? [];
      const [was, recorded] = old[id] ?? [];
      const before = carried ?? recorded ?? (number === now.build ? digest : null);
      const said = [];
      if (!page) {
        let heir = now.heirs[id];
        while (now.heirs[heir]) heir = now.heirs[heir];
        counts.withdrawn += 1;
        said.push(heir ? made("p", [words.withdrawn, link(heir, now.now[heir][2])]) : made("p", words.gone));
      }
      if (page && was && was !== page) {
        counts.moved += 1;
        said.push(made("p", filled(words.moved, { from: now.pages[was] ?? was, to: now.pages[page] })));
      }
      isUnsure ||= Boolean(page && !before);
      if (page && before && before !== digest) {
        counts.changed += 1;
        said.push(made("p", words.changed), ...difference(now.texts[before], now.texts[digest], which));
      }
      if (!said.length) counts.same += 1;
      else rows.push(made("li", [made("p", link(id, title ?? id)), ...said]));
    }
    status.textContent = filled(words.summary, counts);
    shown.replaceChildren(...(isUnsure ? [made("p", words.unsure)] : []), made("ul", rows));
  }

  async function compare(read) {
    shown.replaceChildren();
    let found;
    try {
      found = await read();
    } catch (fault) {
      console.info("changes:", fault);
      return (status.textContent = fault.message === "too large" ? filled(words.large, { most: MOST / 1e6 }) : words.unreadable);
    }
    try {
      const now = JSON.parse(await fetched(`changes.${found.which}.json`));
      if (!found.sections) {
        const release = now.releases[found.number];
        if (!release && found.number !== now.build) return (status.textContent = words["unknown-number"]);
        found.sections = new Map(Object.keys(release?.sections ?? now.now).map((id) => [id, null]));
      }
      for (const id of now.cases) found.sections.delete(id);
      if (!found.sections.size) return (status.textContent = words["no-sections"]);
      tell(found, now);
    } catch (fault) {
      console.info("changes:", fault);
      status.textContent = await missed(words.failed);
    }
  }

  const picked = document.createElement("input");
  picked.type = "file";
  picked.accept = ".imscc,.zip";
  picked.addEventListener("change", () => picked.files[0] && compare(() => course(picked.files[0])));
  const typed = document.createElement("input");
  typed.maxLength = 8;
  typed.autocomplete = "off";
  typed.spellcheck = false;
  const byNumber = () => compare(async () => ({ number: typed.value.trim().toLowerCase(), which: lang, sections: null }));
  typed.addEventListener("keydown", ({ key }) => key === "Enter" && byNumber());

  const place = made("div", [
    made("p", made("label", [made("span", words.drop), picked])),
    made("p", [made("label", [made("span", words.number), typed]), " ", button(words.compare, byNumber)]),
    made("p", words.private, "cl-pick-about"),
    status,
    shown,
  ], "cl-changes");
  place.addEventListener("dragover", (event) => event.preventDefault());
  place.addEventListener("drop", (event) => {
    event.preventDefault();
    const [file] = event.dataTransfer.files;
    if (file) compare(() => course(file));
  });
  root.prepend(place);
}
