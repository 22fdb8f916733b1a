// The index as it is looked up in, made from what build_scripts/site/search.py writes.
import { CHINESE, fold, keys, lang, plain, stem } from "./words.js";

const WORD = /\w/;

// Every section has the same fields, whatever the index leaves out: what reads thousands of them reads them faster so.
function section({ l, t, x, a = -1, b = 0, h = 0, q = [], r = 0, w = 1 }, place) {
  const text = fold(x);
  // An id says in English what its section is about, and stays when the heading becomes a question.
  const id = lang === "en" && !r ? l.replace(/[^a-z0-9]+/g, " ") : "";
  return { l, t, x, a, h, r, w, place, id, text, title: fold(t), lead: text.slice(0, b), asked: fold(q.join(" | ")), top: null, under: [], own: [] };
}

export function indexed({ words, sections: listed }) {
  const sections = listed.map(section);
  const pages = new Map();
  // Where a key stands: the places of the sections that hold it and, four for each, how often it does in its title, in the answer
  // in bold, in the text and in what people ask it. Read once, so that no query reads all texts.
  const holders = new Map();
  const note = (text, place, kind) => {
    for (const key of keys(text)) {
      let known = holders.get(key);
      if (!known) holders.set(key, (known = { places: [], counts: [] }));
      const { places, counts } = known;
      if (places[places.length - 1] !== place) {
        places.push(place);
        counts.push(0, 0, 0, 0);
      }
      counts[counts.length - 4 + kind] += 1;
    }
  };
  let above;
  sections.forEach((section, place) => {
    const page = section.l.split("#")[0];
    if (!pages.has(page)) pages.set(page, section);
    section.top = pages.get(page);
    section.top.own.push(section);
    // What stands in the title of the page, or of the heading above, lifts what stands below.
    for (const higher of new Set([section.h ? above : section.top, section.top])) if (higher !== section) higher.under.push(place);
    if (!section.h) above = section;
    [section.title, section.lead, `${section.text} ${section.id}`, section.asked].forEach((text, kind) => note(text, place, kind));
  });
  // All names for what a name means, and the sections that explain it.
  const names = new Map();
  const explained = new Map();
  for (const row of words) {
    const same = [...new Set(row.filter((word) => typeof word === "string").map(plain))];
    for (const name of same) {
      names.set(name, [...new Set([...(names.get(name) ?? [name]), ...same])]);
      explained.set(name, [...(explained.get(name) ?? []), ...row.filter((place) => typeof place === "number")]);
    }
  }
  const latinKeys = [...holders.keys()].filter((key) => /^[a-z]/.test(key));
  let signs = 0;
  for (const [key, { counts }] of holders) if (CHINESE.test(key) && key.length === 1) for (const count of counts) signs += count;
  return {
    sections,
    // How many Chinese characters there are.
    signs,
    // What ranking asks of every section, in a row: a query does not visit thousands of objects.
    weights: Float64Array.from(sections, ({ w }) => w),
    references: Uint8Array.from(sections, ({ r }) => r),
    tops: Int32Array.from(sections, ({ top }) => top.place),
    answers: Int32Array.from(sections, ({ a }) => a),
    measured: new Map(),
    holders,
    begun: new Map(),
    names,
    explained,
    inNames: new Set([...names.keys()].flatMap(keys)),
    longestName: Math.max(...[...names.keys()].map((name) => name.length)),
    latinKeys,
    stems: new Set(latinKeys.map(stem)),
    latin: [...new Set([...holders.keys(), ...names.keys()].join(" ").match(/\b[a-z]{4,}\b/g))],
    // What a slip may have meant: the glossary's words, and longer ones that mean the same.
    chinese: [...new Set([...words.map(([own]) => plain(own)), ...[...names.keys()].filter((name) => name.length > 2)])].filter((word) =>
      /^[\u3400-\u9fff]{2,5}$/.test(word),
    ),
  };
}

// The query cut at the names in it: every second piece is one. The longest first: 'credit card utilisation' before 'utilisation'; Latin
// words whole; 'four-times' is the name 'four times'.
export function namesIn(query, { names, longestName }) {
  const spaced = query.replace(/-/g, " ");
  const isEdge = (at) => !(WORD.test(query[at - 1] ?? "") && WORD.test(query[at] ?? ""));
  const pieces = [];
  let from = 0;
  for (let at = 0; at < query.length; at += 1) {
    if (!isEdge(at)) continue;
    for (let to = Math.min(query.length, at + longestName); to > at; to -= 1) {
      if (!isEdge(to)) continue;
      const name = [query.slice(at, to), spaced.slice(at, to)].find((each) => names.has(each));
      if (!name) continue;
      pieces.push(query.slice(from, at), name);
      from = to;
      at = to - 1;
      break;
    }
  }
  return [...pieces, query.slice(from)];
}

// The keys that begin so, of Latin words.
export function begunBy(start, { begun, holders, latinKeys }) {
  if (!/^[a-z]/.test(start)) return holders.has(start) ? [start] : [];
  if (!begun.has(start)) begun.set(start, latinKeys.filter((key) => key.startsWith(start)));
  return begun.get(start);
}

// The places of the sections that may hold a text: those that hold all of its keys; with a `reach`, words that begin so.
export function candidates(text, index, reach) {
  const { holders, sections } = index;
  const lists = keys(text).map((key) => (reach ? begunBy(key, index) : [key]).flatMap((each) => holders.get(each) ?? []));
  // Most names stand nowhere.
  if (!lists.every((held) => held.length)) return [];
  const passed = new Uint8Array(sections.length);
  lists.forEach((held, at) => {
    for (const { places } of held) for (const place of places) if (passed[place] === at) passed[place] += 1;
  });
  const found = [];
  passed.forEach((times, place) => times && times === lists.length && found.push(place));
  return found;
}
