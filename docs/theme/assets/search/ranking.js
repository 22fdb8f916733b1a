// How much of a query each section has.
import { candidates } from "./index.js";
import { CHINESE, FAINT, FILLERS, IRREGULAR, LIGHT, NUMBER, SMALL, UNITS, count, named, stem } from "./words.js";

// What comes before a number, in a group of its own, which is not marked: no other digit, and no month before a day.
const APART = "(^|[^\\d.,月 ]|[^月] )";
// What a word counts in a title, more the more of the title it is; in the answer in bold; in the title above.
const TITLED = 1.5;
const SHARED = 1.5;
const ANSWERED = 0.5;
const ABOVE = 0.6;
// What a claim counts for the section that answers it; what a word of the glossary counts in the one that explains
// it, where the word is all that is asked.
const CLAIMED = 0.7;
const EXPLAINED = 4;
// What a name counts, beside two characters that stand together.
const NAMED = 1.5;
// A text of so many characters counts a word half where it holds it once.
const LONG = 400;
// What a query counts that is read without the names in it.
const UNNAMED = 0.8;
// By which power the share of the query counts.
const COVERED = 1.5;
// So many patterns are kept.
const MEASURED = 400;
// What the page itself counts beside its sections.
const TOP = 1.05;
// What another word of the same meaning counts.
const OTHER = 0.8;

// The sections that hold a pattern, what it counts in each, and whether its title does. Kept, since the next key asks for most
// of them again.
function measured(text, source, index, isBegun) {
  const known = index.measured.get(source);
  if (known) return known;
  const pattern = new RegExp(source, "g");
  const holding = [];
  for (const place of candidates(text, index, isBegun)) {
    const section = index.sections[place];
    const titled = section.title.match(pattern)?.join("").length ?? 0;
    const times = count(section.text, pattern) + count(section.id, pattern);
    if (!titled && !times) continue;
    const answered = section.lead.search(pattern) >= 0 ? ANSWERED : 0;
    holding.push([section, (titled ? TITLED + (SHARED * titled) / section.title.length : 0) + answered + times / (times + 0.5 + section.text.length / LONG), titled > 0]);
  }
  if (index.measured.size > MEASURED) index.measured.clear();
  index.measured.set(source, { pattern, holding });
  return { pattern, holding };
}

// A query's parts: {patterns, hits, weight, bonus}: what each section has of it; a bonus only lifts what is found anyway.
// With `byName`, a word that names a term finds all the words for it.
function parts(query, index, byName) {
  const found = [];
  const meant = [];
  let unknown = 0;
  const { names, sections } = index;
  // `forms`: [text that it is looked up by, pattern, what it counts, whether its last word is only begun].
  // `explaining` are the sections that the glossary sends its readers to.
  const add = (forms, factor, bonus = false, explaining = []) => {
    const hits = new Map();
    const patterns = [];
    for (const [text, source, counts, isBegun] of forms) {
      const { pattern, holding } = measured(text, source, index, isBegun);
      for (const [section, worth, titled] of holding) {
        const known = hits.get(section);
        hits.set(section, { worth: Math.max(counts * worth, known?.worth ?? 0), titled: titled || known?.titled });
      }
      if (holding.length) patterns.push(pattern);
    }
    for (const section of explaining) {
      const known = hits.get(section);
      hits.set(section, { worth: 0, ...known, explains: true });
    }
    // What stands nowhere counts too, so that of two readings of a query the one that finds more of it wins.
    if (!hits.size && !bonus) unknown += factor * Math.log(1 + sections.length);
    if (hits.size) found.push({ patterns, hits, bonus, weight: factor * Math.log(1 + sections.length / hits.size) });
    return hits.size;
  };
  const literal = (text, factor, bonus) => add([[text, text, 1]], factor, bonus);
  const name = (word, factor) => {
    if (!candidates(word, index).some((place) => new RegExp(named(word)).test(`${sections[place].title} ${sections[place].text}`))) meant.push(names.get(word)[1] ?? word);
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
      if (!literal(pair, FAINT.test(pair) ? 0.3 : 1)) for (const sign of pair) literal(sign, 0.3, true);
    }
    if (run.length > 2) literal(run, 1, true);
  };
  // Words that say little are looked up only where there is no other.
  const isEmpty = !(query.replace(FILLERS, "").match(/[\u3400-\u9fff]|[a-z0-9]+/g) ?? []).some((word) => !LIGHT.has(word));
  let before = "";
  const latin = (word) => {
    const light = LIGHT.has(word);
    if (light && !isEmpty) {
      before = "";
      return;
    }
    const isWhole = /\d|^..?$/.test(word);
    const start = isWhole ? word : stem(word);
    const other = IRREGULAR.get(start);
    const forms = [[start, `\\b${start}${isWhole ? "\\b" : ""}`, 1, !isWhole]];
    if (other) forms.push([other, `\\b${other}`, 1]);
    add(forms, 1);
    if (before) add([[`${before} ${start}`, `\\b${before}[a-z]*[^a-z0-9]{1,2}${start}`, 1, true]], 1, true);
    before = /\d/.test(word) ? "" : start;
  };
  const pieces = byName ? query.split(index.namesPattern) : [query];
  pieces.forEach((piece, at) => {
    if (at % 2) {
      before = "";
      name(piece, piece.length > 2 && /[\u3400-\u9fff]{3}| /.test(piece) ? 2 : NAMED);
      return;
    }
    for (const [word] of piece.matchAll(new RegExp(`${NUMBER.source}|[\\u3400-\\u9fff]+|[a-z0-9]+`, "g"))) {
      if (/^\d+[a-z]/.test(word) && !/(?:days?|years?|months?|times|x|yuan)$/.test(word)) latin(word);
      else if (/^\d/.test(word)) number(word);
      else if (CHINESE.test(word)) for (const run of (isEmpty ? word : word.replace(FILLERS, " ").trim()).split(/ +/).filter(Boolean)) chinese(run);
      else latin(word);
      if (!/^[a-z]/.test(word)) before = "";
    }
  });
  return [found, meant, unknown];
}

function scores(query, index, byName) {
  const [wanted, meant, unknown] = parts(query, index, byName);
  const whole = wanted.reduce((sum, part) => sum + (part.bonus ? 0 : part.weight), 0);
  const scored = new Map();
  const shares = new Map();
  if (whole) {
    for (const section of new Set(wanted.flatMap(({ hits }) => [...hits.keys()]))) {
      let held = 0;
      let titled = 0;
      let points = 0;
      for (const { hits, weight, bonus } of wanted) {
        const own = hits.get(section);
        const above = [section.above, section.top].some((other) => other && other !== section && hits.get(other)?.titled);
        if (!bonus) held += weight * (own ? 1 : above ? 0.7 : 0);
        if (!bonus && own?.titled) titled += weight;
        points += weight * ((own?.worth ?? 0) + (own?.explains ? (EXPLAINED * weight) / whole : 0) + (above ? ABOVE : 0));
      }
      if (held <= 0.3 * whole) continue;
      // Words in the text of a ledger entry, a source or a glossary entry are not its own.
      shares.set(section, section.r ? Math.min(held, titled + 0.3 * whole) / whole : held / whole);
      scored.set(section, (points / whole) * (held / whole) ** COVERED * (whole / (whole + unknown)) * (section.top === section ? TOP : 1));
    }
    // A claim that is found is answered in a section.
    for (const [section, score] of [...scored]) {
      const answer = index.sections[section.a];
      if (!answer) continue;
      scored.set(answer, Math.max(scored.get(answer) ?? 0, CLAIMED * score));
      shares.set(answer, Math.max(shares.get(answer) ?? 0, shares.get(section)));
    }
    for (const [section, score] of scored) scored.set(section, score * (section.w ?? 1));
  }
  return { scored, shares, wanted, meant };
}

// Ledger, sources and glossary come after the page that answers, unless no page has much of the words.
function referencesLast(scored, shares) {
  const answers = [...scored.keys()].filter((section) => !section.r);
  const most = Math.max(0, ...answers.map((section) => shares.get(section)));
  const best = Math.max(0, ...answers.filter((section) => shares.get(section) > 0.95 * most).map((section) => scored.get(section)));
  for (const [section, score] of scored) {
    if (section.r && (most > 0.4 || shares.get(section) <= 1.05 * most)) scored.set(section, Math.min(score, 0.85 * best));
  }
}

// The sections that a query finds, with their points, and its parts; `meant` are the words found instead of some of its own.
export function ranked(query, index) {
  const { scored, shares, wanted } = scores(query, index, false);
  const meant = [];
  if (index.namesPattern.test(query)) {
    const byName = scores(query, index, true);
    for (const section of scored.keys()) scored.set(section, scored.get(section) * UNNAMED);
    for (const [section, score] of byName.scored) {
      scored.set(section, Math.max(score, scored.get(section) ?? 0));
      shares.set(section, Math.max(byName.shares.get(section), shares.get(section) ?? 0));
    }
    wanted.push(...byName.wanted);
    meant.push(...byName.meant);
  }
  referencesLast(scored, shares);
  return { scored, wanted, meant };
}
