// Where a pattern stands, and what it counts there.
import { begunBy, candidates } from "./index.js";
import { count, stem } from "./words.js";

// What a word counts in a title, more the more of the title it is; in the answer in bold.
const TITLED = 1.5;
const SHARED = 1.5;
const ANSWERED = 0.5;
// In what people ask who need the section.
const ASKED = 1.25;
// A text of so many characters counts a word half where it holds it once.
const LONG = 600;
// What comes before a number, in a group of its own, which is not marked: no other digit, and no month before a day.
export const APART = "(^|[^\\d.,月 ]|[^月] )";
// So many patterns are kept, since the next key asks for most of them again.
const MEASURED = 400;
// What is a key itself, or the beginning of some, need not be looked for in any text.
const KEY = /^(?:\\b[a-z]{3,}(?:(?:\(\?:[a-z|]+\)\?)?\\b)?|[\u3400-\u9fff]{1,2})$/;

// The places of the sections that hold it, what it counts in each, and whether its title does.
// A form: as in parts.js.
export function standing([text, source, , reach], index) {
  const known = index.measured.get(source);
  if (known) return known;
  const held = { source, places: [], worth: [], titled: [] };
  if (KEY.test(source)) readKeys(text, held, index, reach);
  else readTexts(text, held, index, reach);
  if (index.measured.size > MEASURED) index.measured.clear();
  index.measured.set(source, held);
  return held;
}

// Made when it is needed: of all names of a thing, most stand nowhere.
export const patternOf = (held) => (held.pattern ??= new RegExp(held.source, "g"));

function hold(held, place, section, letters, isAnswered, times, isAsked) {
  held.places.push(place);
  held.titled.push(letters > 0);
  const ofTitle = letters ? TITLED + (SHARED * letters) / section.title.length : 0;
  const ofText = times / (times + 0.5 + section.text.length / LONG);
  held.worth.push(ofTitle + (isAnswered ? ANSWERED : 0) + (isAsked ? ASKED : 0) + ofText);
}

function readKeys(text, held, index, reach) {
  const { sections, holders } = index;
  const begun = reach ? begunBy(text, index) : [text];
  const lists = (reach === "stem" ? begun.filter((key) => stem(key) === text) : begun).map((key) => holders.get(key)).filter(Boolean);
  const add = (place, titled, answered, times, asked) => hold(held, place, sections[place], titled * text.length, answered, times, asked);
  if (lists.length === 1) {
    const [{ places, counts }] = lists;
    places.forEach((place, at) => add(place, counts[4 * at], counts[4 * at + 1], counts[4 * at + 2], counts[4 * at + 3]));
    return;
  }
  // One number for each section and kind, since a beginning like 'pay' stands in most.
  const sums = new Float64Array(4 * sections.length);
  const found = [];
  for (const { places, counts } of lists) {
    places.forEach((place, at) => {
      const sum = 4 * place;
      if (!(sums[sum] + sums[sum + 1] + sums[sum + 2] + sums[sum + 3])) found.push(place);
      for (let kind = 0; kind < 4; kind += 1) sums[sum + kind] += counts[4 * at + kind];
    });
  }
  for (const place of found) add(place, sums[4 * place], sums[4 * place + 1], sums[4 * place + 2], sums[4 * place + 3]);
}

function readTexts(text, held, index, reach) {
  const places = candidates(text, index, reach);
  if (!places.length) return;
  const pattern = patternOf(held);
  // Most digits are part of another number or count something else, which is seen faster from the digit on.
  const sieve = held.source.startsWith(APART) ? new RegExp(held.source.slice(APART.length)) : /^/;
  for (const place of places) {
    const section = index.sections[place];
    const letters = sieve.test(section.title) ? (section.title.match(pattern)?.join("").length ?? 0) : 0;
    const times = (sieve.test(section.text) ? count(section.text, pattern) : 0) + (section.id ? count(section.id, pattern) : 0);
    const isAsked = section.asked.search(pattern) >= 0;
    if (letters || times || isAsked) hold(held, place, section, letters, times > 0 && section.lead.search(pattern) >= 0, times, isAsked);
  }
}

// What several forms of one word count together, in each section the form that counts most; in those that explain it, none needs
// to stand.
export function together(forms, index, explaining) {
  if (forms.length === 1 && !explaining.length) {
    const only = standing(forms[0], index);
    if (forms[0][2] === 1) return { standings: [only], places: only.places, worth: only.worth, titled: only.titled, explaining };
  }
  const standings = forms.map((form) => standing(form, index));
  const most = new Float64Array(index.sections.length);
  const inTitle = new Uint8Array(index.sections.length);
  const found = [];
  standings.forEach(({ places, worth, titled }, form) => {
    places.forEach((place, at) => {
      if (!most[place]) found.push(place);
      most[place] = Math.max(most[place], forms[form][2] * worth[at]);
      if (titled[at]) inTitle[place] = 1;
    });
  });
  for (const place of explaining) if (!most[place]) found.push(place);
  return { standings, places: found, worth: found.map((place) => most[place]), titled: found.map((place) => inTitle[place]), explaining };
}
