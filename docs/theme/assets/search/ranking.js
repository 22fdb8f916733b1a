// How much of a query each section has.
import { namesIn } from "./index.js";
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
  const { sections, weights, references, answers } = index;
  const zeros = () => new Float64Array(sections.length);
  const [wanted, meant, unknown] = parts(query, index, byName);
  const [scored, shares] = [zeros(), zeros()];
  const whole = wanted.reduce((sum, part) => sum + (part.bonus ? 0 : part.weight), 0);
  if (!whole) return { scored, shares, wanted, meant };
  const [held, titledHeld, points] = [zeros(), zeros(), zeros()];
  const [foundBy, liftedBy] = [new Uint16Array(sections.length), new Uint16Array(sections.length)];
  wanted.forEach(({ places, worth, titled, explaining, weight, bonus }, before) => {
    const part = before + 1;
    const own = bonus ? 0 : weight;
    for (let at = 0; at < places.length; at += 1) {
      const place = places[at];
      foundBy[place] = part;
      points[place] += weight * worth[at];
      held[place] += own;
      if (titled[at]) titledHeld[place] += own;
    }
    for (const place of explaining) points[place] += weight * EXPLAINED * (weight / (whole + unknown));
    places.forEach((place, at) => {
      for (const below of titled[at] ? sections[place].under : []) {
        if (liftedBy[below] === part) continue;
        liftedBy[below] = part;
        points[below] += weight * ABOVE;
        if (foundBy[below] !== part) held[below] += 0.7 * own;
      }
    });
  });
  const least = 0.3 * whole;
  foundBy.forEach((by, place) => {
    if (!by || held[place] <= least) return;
    // Words in the text of a ledger entry, a source or a glossary entry are not its own.
    shares[place] = (references[place] ? Math.min(held[place], titledHeld[place] + least) : held[place]) / whole;
    scored[place] = (points[place] / whole) * (held[place] / whole) ** COVERED * (whole / (whole + unknown));
  });
  // A claim that is found is answered in a section.
  answers.forEach((answer, place) => {
    if (answer < 0 || !scored[place]) return;
    scored[answer] = Math.max(scored[answer], CLAIMED * scored[place]);
    shares[answer] = Math.max(shares[answer], shares[place]);
  });
  weights.forEach((weight, place) => (scored[place] *= weight));
  return { scored, shares, wanted, meant };
}

// Ledger, sources and glossary come after the page that answers, unless no page has much of the words.
function referencesLast(scored, shares, references) {
  let most = 0;
  let best = 0;
  references.forEach((isOne, place) => isOne || !scored[place] || (most = Math.max(most, shares[place])));
  references.forEach((isOne, place) => isOne || shares[place] <= 0.95 * most || (best = Math.max(best, scored[place])));
  references.forEach((isOne, place) => {
    if (isOne && (most > 0.4 || shares[place] <= 1.05 * most)) scored[place] = Math.min(scored[place], 0.85 * best);
  });
}

// By the place of a section, the points that a query gives it, and the query's parts; `meant` are the words found instead of some of
// its own.
export function ranked(query, index) {
  const { scored, shares, wanted } = scores(query, index, false);
  const meant = [];
  if (namesIn(query, index).length > 1) {
    const byName = scores(query, index, true);
    for (let place = 0; place < scored.length; place += 1) {
      scored[place] = Math.max(UNNAMED * scored[place], byName.scored[place]);
      shares[place] = Math.max(shares[place], byName.shares[place]);
    }
    wanted.push(...byName.wanted);
    meant.push(...byName.meant);
  }
  referencesLast(scored, shares, index.references);
  return { scored, wanted, meant };
}
