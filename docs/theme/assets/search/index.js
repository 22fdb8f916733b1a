// The index as it is looked up in, made from what build_scripts/site/search.py writes.
import { fold, keys, lang, named, plain } from "./words.js";

export function indexed({ words, sections }) {
  const pages = new Map();
  // The places of the sections that hold a key.
  const holders = new Map();
  let above;
  sections.forEach((section, place) => {
    section.page = section.l.split("#")[0];
    section.title = fold(section.t);
    section.text = fold(section.x);
    section.lead = section.text.slice(0, section.b ?? 0);
    // An id says in English what its section is about, and stays when the heading becomes a question.
    section.id = lang === "en" && !section.r ? section.l.replace(/[^a-z0-9]+/g, " ") : "";
    if (!pages.has(section.page)) pages.set(section.page, section);
    section.top = pages.get(section.page);
    section.above = section.h ? above : section.top;
    if (!section.h) above = section;
    for (const key of keys(`${section.title} ${section.text} ${section.id}`)) {
      const known = holders.get(key);
      if (!known) holders.set(key, [place]);
      else if (known[known.length - 1] !== place) known.push(place);
    }
  });
  // All names for what a name means, and the sections that explain it.
  const names = new Map();
  const explained = new Map();
  for (const row of words) {
    const same = [...new Set(row.filter((word) => typeof word === "string").map(plain))];
    for (const name of same) {
      names.set(name, [...new Set([...(names.get(name) ?? [name]), ...same])]);
      explained.set(name, [...(explained.get(name) ?? []), ...row.filter((place) => typeof place === "number").map((place) => sections[place])]);
    }
  }
  return {
    sections,
    measured: new Map(),
    holders,
    names,
    explained,
    inNames: new Set([...names.keys()].flatMap(keys)),
    // The longest first: 'credit card utilisation' before 'utilisation'.
    namesPattern: new RegExp(`(${[...names.keys()].sort((a, b) => b.length - a.length).map(named).join("|")})`),
    latin: [...new Set([...holders.keys(), ...names.keys()].join(" ").match(/\b[a-z]{4,}\b/g))],
    // What a slip may have meant: the glossary's words, and longer ones that mean the same.
    chinese: [...new Set([...words.map(([own]) => plain(own)), ...[...names.keys()].filter((name) => name.length > 2)])].filter((word) => /^[\u3400-\u9fff]{2,5}$/.test(word)),
  };
}

// The sections that may hold a text: those that hold the rarest of its keys; with `isBegun`, its last word is the beginning of one.
export function candidates(text, { holders, latin }, isBegun) {
  const lists = keys(text).map((key, at, all) => {
    if (!isBegun || at + 1 < all.length || !/^[a-z]/.test(key)) return holders.get(key) ?? [];
    return [...new Set([key, ...latin.filter((word) => word.startsWith(key))].flatMap((word) => holders.get(word) ?? []))];
  });
  return lists.reduce((fewest, list) => (list.length < fewest.length ? list : fewest), lists[0] ?? []);
}
