// How much of a query each section has.
import { parts } from "./parts.js";

// What a word counts in the title above.
const ABOVE = 0.6;
// What a claim counts for the section that answers it; what a word of the glossary counts in the one that explains
// it, where the word is all that is asked.
const CLAIMED = 0.7;
const EXPLAINED = 4;
// What a query counts that is read without the names in it.
const UNNAMED = 0.7;
// By which power the share of the query counts.
const COVERED = 1.5;

// By the place of a section, the points that it has and the share of the query that it holds.
function scores(query, index, byName) {
  const { sections } = index;
  const zeros = () => new Float64Array(sections.length);
  const [wanted, meant, unknown] = parts(query, index, byName);
  const [scored, shares, held, titledHeld, points, foundBy, liftedBy] = [zeros(), zeros(), zeros(), zeros(), zeros(), zeros(), zeros()];
  const whole = wanted.reduce((sum, part) => sum + (part.bonus ? 0 : part.weight), 0);
  if (!whole) return { scored, shares, wanted, meant };
  wanted.forEach(({ places, worth, titled, explaining, weight, bonus }, part) => {
    places.forEach((place, at) => {
      foundBy[place] = part + 1;
      points[place] += weight * worth[at];
      if (bonus) return;
      held[place] += weight;
      if (titled[at]) titledHeld[place] += weight;
    });
    for (const place of explaining) points[place] += weight * EXPLAINED * (weight / whole);
    places.forEach((place, at) => {
      for (const below of titled[at] ? sections[place].under : []) {
        if (liftedBy[below] === part + 1) continue;
        liftedBy[below] = part + 1;
        points[below] += weight * ABOVE;
        if (!bonus && foundBy[below] !== part + 1) held[below] += 0.7 * weight;
      }
    });
  });
  sections.forEach((section, place) => {
    if (!foundBy[place] || held[place] <= 0.3 * whole) return;
    // Words in the text of a ledger entry, a source or a glossary entry are not its own.
    shares[place] = (section.r ? Math.min(held[place], titledHeld[place] + 0.3 * whole) : held[place]) / whole;
    scored[place] = (points[place] / whole) * (held[place] / whole) ** COVERED * (whole / (whole + unknown));
  });
  // A claim that is found is answered in a section.
  sections.forEach(({ a: answer }, place) => {
    if (answer < 0 || !scored[place]) return;
    scored[answer] = Math.max(scored[answer], CLAIMED * scored[place]);
    shares[answer] = Math.max(shares[answer], shares[place]);
  });
  sections.forEach(({ w: weight }, place) => (scored[place] *= weight));
  return { scored, shares, wanted, meant };
}

// Ledger, sources and glossary come after the page that answers, unless no page has much of the words.
function referencesLast(scored, shares, sections) {
  let most = 0;
  let best = 0;
  for (const { r, place } of sections) if (!r && scored[place]) most = Math.max(most, shares[place]);
  for (const { r, place } of sections) if (!r && shares[place] > 0.95 * most) best = Math.max(best, scored[place]);
  for (const { r, place } of sections) {
    if (r && (most > 0.4 || shares[place] <= 1.05 * most)) scored[place] = Math.min(scored[place], 0.85 * best);
  }
}

// By the place of a section, the points that a query gives it, and the query's parts; `meant` are the words found instead of some of
// its own.
export function ranked(query, index) {
  const { scored, shares, wanted } = scores(query, index, false);
  const meant = [];
  if (index.namesPattern.test(query)) {
    const byName = scores(query, index, true);
    for (let place = 0; place < scored.length; place += 1) {
      scored[place] = Math.max(UNNAMED * scored[place], byName.scored[place]);
      shares[place] = Math.max(shares[place], byName.shares[place]);
    }
    wanted.push(...byName.wanted);
    meant.push(...byName.meant);
  }
  referencesLast(scored, shares, index.sections);
  return { scored, wanted, meant };
}
