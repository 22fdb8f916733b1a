// What a query asks for.
import { namesIn } from "./index.js";
import { APART, standing, together } from "./standing.js";
import { CHINESE, ENDS, FAINT, FILLERS, IRREGULAR, LIGHT, NUMBER, SMALL, UNITS, named, stem } from "./words.js";

// What a name counts, beside two characters that stand together.
const NAMED = 2;
// What another word of the same meaning counts.
const OTHER = 0.8;

// What two characters count at least, and how many times as often as by chance they stand together where they are a word.
const LOOSE = 0.3;
const COHERENT = 20;

// Two characters that stand side by side by chance, the end of one word and the beginning of the next, say less than a word does.
function cohesion(pair, { holders, signs }) {
  const times = (key) => {
    const known = holders.get(key);
    return known ? (known.times ??= known.counts.reduce((sum, count) => sum + count, 0)) : 0;
  };
  const chance = (times(pair[0]) * times(pair[1])) / signs;
  return Math.min(1, Math.max(LOOSE, Math.log(times(pair) / chance) / Math.log(COHERENT) || 0));
}

// A query's parts: {standings, places, worth, titled, explaining, weight, bonus}: what each section has of it; a bonus only lifts what
// is found anyway, `standings` say by which patterns.
// With `byName`, a word that names a term finds all the words for it.
export function parts(query, index, byName) {
  const found = [];
  const meant = [];
  let unknown = 0;
  const { names, sections } = index;
  // `forms`: [text that it is looked up by, pattern, what it counts, 'begun' where its words only begin so, 'stem' where they may
  // only end otherwise].
  // `explaining` are the places of the sections that the glossary sends its readers to.
  const add = (forms, factor, bonus = false, explaining = []) => {
    const held = together(forms, index, explaining);
    const size = held.places.length;
    // What stands nowhere counts too, so that of two readings of a query the one that finds more of it wins.
    if (!size && !bonus) unknown += factor * Math.log(1 + sections.length);
    if (size) found.push({ ...held, bonus, weight: factor * Math.log(1 + sections.length / size) });
    return size;
  };
  const literal = (text, factor, bonus) => add([[text, text, 1]], factor, bonus);
  const name = (word, factor) => {
    if (!standing([word, named(word)], index).places.length) meant.push(names.get(word)[1] ?? word);
    return add(names.get(word).map((each) => [each, named(each), each === word ? 1 : OTHER]), factor, false, index.explained.get(word));
  };
  const number = (text) => {
    const [, digits, , unit] = text.replace(/,/g, "").match(/^(\d+(\.\d+)?) ?(.*)$/);
    const units = UNITS.find((row) => new RegExp(`^(?:${row})$`).test(unit));
    const bare = `${APART}${digits.replace(".", "\\.").replace(/\d(?=(?:\d{3})+$)/g, "$&,?")}(?!\\d|[.,]\\d)`;
    if (!units) return add([[digits, bare, 1]], 1.5);
    const forms = [[digits, `${bare}(?:[–~-]\\d+)? ?(?:${units})`, 1]];
    // A small number is also 'a few'.
    if (SMALL[digits]) forms.push(["几", `几 ?(?:${units})`, OTHER], ["few", `few (?:${units})`, OTHER]);
    for (const word of SMALL[digits] ?? []) if (word) forms.push([word, `${word}[ -]?(?:${units})`, 1]);
    if (unit === "万") forms.push([`${digits}0000`, bare.replace(digits, `${digits}0,?000`.replace(/(\d+)0,/, "$10,")), 1]);
    if (/^(?:元|块|yuan)$/.test(unit) && digits.endsWith("0000")) forms.push([digits.slice(0, -4), `${APART}${digits.slice(0, -4)} ?万`, 1]);
    return add(forms, 1.5) || (digits.length > 1 && add([[digits, bare, 1]], 1));
  };
  const chinese = (run) => {
    if (run.length === 1) literal(run, 0.5);
    for (let at = 0; at + 1 < run.length; at += 1) {
      const pair = run.slice(at, at + 2);
      if (!literal(pair, FAINT.test(pair) ? LOOSE : cohesion(pair, index))) for (const sign of pair) literal(sign, 0.3, true);
    }
    if (run.length > 2) literal(run, 1, true);
  };
  // Words that say little are looked up only where there is no other.
  const isEmpty = !(query.replace(FILLERS, "").match(/[\u3400-\u9fff]|[a-z0-9]+/g) ?? []).some((word) => !LIGHT.has(word));
  let before = "";
  const latin = (word, isLast) => {
    const light = LIGHT.has(word);
    if (light && !isEmpty) {
      before = "";
      return;
    }
    const isWhole = /\d|^..?$/.test(word);
    const start = isWhole ? word : stem(word);
    const other = IRREGULAR.get(start);
    // The last word may not be there to its end yet.
    const forms = [[start, `\\b${start}${isWhole ? "\\b" : isLast ? "" : ENDS}`, 1, isWhole ? "" : isLast ? "begun" : "stem"]];
    if (other) forms.push([other, `\\b${other}`, 1]);
    add(forms, 1);
    if (before) add([[`${before} ${start}`, `\\b${before}[a-z]*[^a-z0-9]{1,2}${start}`, 1, "begun"]], 1, true);
    before = /\d/.test(word) ? "" : start;
  };
  const pieces = byName ? namesIn(query, index) : [query];
  pieces.forEach((piece, at) => {
    if (at % 2) {
      before = "";
      name(piece, NAMED);
      return;
    }
    for (const [word] of piece.matchAll(new RegExp(`${NUMBER.source}|[\\u3400-\\u9fff]+|[a-z0-9]+`, "g"))) {
      const isLast = at === pieces.length - 1 && piece.endsWith(word);
      if (/^\d+[a-z]/.test(word) && !/(?:days?|years?|months?|times|x|yuan)$/.test(word)) latin(word, isLast);
      else if (/^\d/.test(word)) number(word);
      else if (CHINESE.test(word)) for (const run of (isEmpty ? word : word.replace(FILLERS, " ").trim()).split(/ +/).filter(Boolean)) chinese(run);
      else latin(word, isLast);
      if (!/^[a-z]/.test(word)) before = "";
    }
  });
  return [found, meant, unknown];
}
