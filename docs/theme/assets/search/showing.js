// What is shown of a section: its title and a stretch of its text, with what was found marked.
import { patternOf } from "./standing.js";
import { lang } from "./words.js";

const escaped = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt()};`);

// `folded` is the text as it is looked up in, each character at its place.
export function marked(text, folded, patterns) {
  const spans = [];
  for (const pattern of patterns) {
    pattern.lastIndex = 0;
    for (let hit; (hit = pattern.exec(folded)); ) spans.push([hit.index + (hit[1]?.length ?? 0), pattern.lastIndex]);
  }
  spans.sort((a, b) => a[0] - b[0]);
  let html = "";
  let done = 0;
  for (let at = 0; at < spans.length; at += 1) {
    let [from, to] = spans[at];
    while (spans[at + 1]?.[0] <= to) to = Math.max(to, spans[(at += 1)][1]);
    html += `${escaped(text.slice(done, from))}<mark data-md-highlight>${escaped(text.slice(from, to))}</mark>`;
    done = to;
  }
  return html + escaped(text.slice(done));
}

// For each of the sections the patterns that it holds, those that say most first. Light words are not worth a mark.
export function patternsIn(sections, wanted, index) {
  const top = Math.max(0, ...wanted.map(({ weight }) => weight));
  const telling = wanted.filter(({ weight }) => weight > top / 8).sort((one, other) => other.weight - one.weight);
  const held = new Map([...sections].map((section) => [section, []]));
  for (const standing of new Set(telling.flatMap(({ standings }) => standings))) {
    for (const place of standing.places) held.get(index.sections[place])?.push(patternOf(standing));
  }
  return held;
}

// The stretch around the hit of the first pattern, the one that says most.
export function excerpt(section, patterns) {
  if (!section.x) return "";
  const size = lang === "en" ? 240 : 120;
  let at = -1;
  for (const pattern of patterns) if ((at = section.text.search(pattern)) >= 0) break;
  let from = Math.max(0, at - size / 4);
  if (from) from += section.x.slice(from, from + size / 4).search(/[ ，。；：]/) + 1;
  let to = Math.min(section.x.length, from + size);
  if (to < section.x.length && lang === "en") to = section.x.lastIndexOf(" ", to);
  const shown = marked(section.x.slice(from, to), section.text.slice(from, to), patterns);
  return `<p>${from > 0 ? "…" : ""}${shown}${to < section.x.length ? "…" : ""}</p>`;
}

// Where to look when nothing is found: two sections and a word of the glossary whose titles have half of the query's characters or
// beginnings of words, then the list of needs on the home page and the glossary.
export function nearest(query, { sections }) {
  const wanted = [...new Set(query.match(/[\u3400-\u9fff]|\b[a-z]{4}/g))];
  const close = sections
    .map((section) => ({ section, share: wanted.filter((sign) => section.title.includes(sign)).length / wanted.length }))
    .filter(({ share }) => share >= 0.5 && wanted.length > 1)
    .sort((one, other) => other.share - one.share)
    .map(({ section }) => section);
  const explaining = close.filter(({ l }) => l.startsWith("glossary/#")).slice(0, 1);
  return [...close.filter(({ r }) => !r).slice(0, 2), ...explaining, ...sections.filter(({ l }) => l === "#home-by-need" || l === "glossary/")];
}
