// What a query was meant to say.
import { begunBy, candidates } from "./index.js";
import { CHINESE, FILLERS, stem } from "./words.js";

// How many letters are changed, added, left out or swapped, up to `most`.
function isNear(a, b, most) {
  if (a === b) return true;
  if (!most || Math.abs(a.length - b.length) > most) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  let back = 0;
  while (back < a.length - at && back < b.length - at && a[a.length - 1 - back] === b[b.length - 1 - back]) back += 1;
  // Most words differ in more than one slip reaches, which is two letters where they are swapped.
  if (Math.max(a.length, b.length) - at - back > 2 * most) return false;
  const [x, y] = [a.slice(at), b.slice(at)];
  return [[x.slice(1), y.slice(1)], [x.slice(1), y], [x, y.slice(1)], ...(x[0] === y[1] && x[1] === y[0] ? [[x.slice(2), y.slice(2)]] : [])].some(
    ([c, d]) => isNear(c, d, most - 1),
  );
}

// The query without its slips, and the words then found instead: a word that stands nowhere and
// differs in a letter or two from one that does; a character whose pairs stand nowhere, where another makes a word.
export function repaired(query, index) {
  const { holders, latin, names } = index;
  const meant = [];
  const replace = (from, length, [first]) => {
    if (!first) return;
    text = text.slice(0, from) + first[0] + text.slice(from + length);
    meant.push(first[1]);
  };
  const byNumber = (one, other) => candidates(other, index).length - candidates(one, index).length;
  // Pinyin is written in one or in several.
  const joined = (run) => {
    const words = run.split(" ");
    for (let size = Math.min(6, words.length); size > 1; size -= 1) {
      for (let at = 0; at + size <= words.length; at += 1) {
        const name = words.slice(at, at + size).join("");
        if (names.has(name)) return joined([...words.slice(0, at), name, ...words.slice(at + size)].join(" "));
      }
    }
    return run;
  };
  query = query.replace(/\b[a-z]+(?: [a-z]+)+\b/g, joined);
  let text = query;
  // From the last to the first, so that places stay.
  for (const { 0: word, index: from } of [...query.matchAll(/\b[a-z]{5,}\b/g)].reverse()) {
    if (begunBy(word, index).length || index.stems.has(stem(word)) || index.inNames.has(word)) continue;
    const near = from + word.length === query.length && word.length > 5 ? [...names.keys()].filter((name) => name.startsWith(word)).slice(0, 1) : [];
    if (!near.length) near.push(...latin.filter((other) => isNear(word, other, 1)).sort(byNumber));
    if (!near.length && word.length >= 6) near.push(...latin.filter((other) => names.has(other) && other[0] === word[0] && isNear(word, other, 2)));
    replace(from, word.length, near.map((other) => [other, other]));
  }
  let masked = query.replace(FILLERS, (filler) => " ".repeat(filler.length));
  const stands = (at) => {
    const pair = masked.slice(at, at + 2);
    return /^[\u3400-\u9fff]{2}$/.test(pair) && (holders.has(pair) || index.inNames.has(pair));
  };
  for (let at = masked.length - 1; at >= 0; at -= 1) {
    // Where a pair begins or ends that stands somewhere, there is no slip, only two words side by side.
    const isAlone = !CHINESE.test(masked[at - 1] ?? "") && !CHINESE.test(masked[at + 1] ?? "");
    if (!CHINESE.test(masked[at]) || isAlone || stands(at - 1) || stands(at)) continue;
    const near = index.chinese.flatMap((word) =>
      [...word].flatMap((sign, back) =>
        back <= at && word === masked.slice(at - back, at) + sign + masked.slice(at + 1, at - back + word.length) ? [[sign, word]] : [],
      ),
    );
    // The longest, of those what most titles speak of, then the commonest.
    const titles = (word) => index.sections.filter(({ title, r }) => !r && title.includes(word)).length;
    replace(at, 1, near.sort(([, one], [, other]) => other.length - one.length || titles(other) - titles(one) || byNumber(one, other)));
    if (near.length) masked = masked.slice(0, at) + near[0][0] + masked.slice(at + 1);
  }
  return { text, meant };
}
