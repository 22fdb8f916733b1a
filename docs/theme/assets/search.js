// The search worker behind the search field; build_scripts/site/search.py writes what it reads.
// Its name is the language, zh or en. In: a query. Out: {query, found, meant, near}: pages, best first, each a list of the page itself
// and then its sections, best first, as {location, title, text, score}; no `found` where the index could not be fetched, but
// `failed`, the file's name and what the host answered.
// `meant` are the guides' words for those that stand nowhere in them: slips, and words of the same meaning. `near` are pages to
// look at where nothing is found.
// Chinese is matched by pairs of characters, Latin words by their beginning, numbers by their value and unit; a section counts by
// the share of the query it holds, rare words for more, titles and answers in bold for more, neighbouring words for more.
import { indexed } from "./search/index.js";
import { ranked } from "./search/ranking.js";
import { excerpt, marked, nearest, patternsIn } from "./search/showing.js";
import { repaired } from "./search/slips.js";
import { lang, read } from "./search/words.js";

const LONGEST = 100;
const INDEX = "search/sections.json";

let loading;

async function load() {
  const answer = await fetch(new URL(`../${lang === "en" ? "en/" : ""}${INDEX}`, self.location.href));
  if (!answer.ok) throw Object.assign(new Error(`${answer.status}`), { status: answer.status });
  return indexed(await answer.json());
}

function items(query, index) {
  const { text: asked, meant } = repaired(read(query.slice(0, LONGEST)), index);
  const { scored, wanted, meant: other } = ranked(asked, index);
  const pages = new Map();
  for (const section of index.sections) {
    if (!scored[section.place]) continue;
    if (!pages.has(section.top)) pages.set(section.top, []);
    pages.get(section.top).push([section, scored[section.place]]);
  }
  for (const held of pages.values()) held.sort((one, other) => other[1] - one[1]);
  const shown = [...pages]
    .map(([top, held]) => ({ top, held, points: held[0][1] + 0.1 * (held[1]?.[1] ?? 0) }))
    .sort((one, other) => other.points - one.points)
    .slice(0, 20)
    // The page heads its group, found or not.
    .map(({ top, held }) => [[top, scored[top.place]], ...held.slice(0, 8).filter(([section]) => section !== top)]);
  const patterns = patternsIn(new Set(shown.flatMap((held) => held.map(([section]) => section))), wanted, index);
  const item = ([section, score], isTold = score > 0) => {
    const own = patterns.get(section) ?? [];
    const [before, text, after] = isTold ? excerpt(section, own) : ["", "", ""];
    return { location: section.l, title: marked(section.t, own), text: text && `<p>${before}${marked(text, own)}${after}</p>`, score };
  };
  const near = shown.length ? [] : nearest(asked, index).map((section) => [item([section, 0], true)]);
  return { found: shown.map((held) => held.map((each) => item(each))), near, meant: [...new Set([...meant, ...other])] };
}

// Whoever enters the field means to search: the index comes while they type.
if (!navigator.connection?.saveData) (loading = load()).catch(() => (loading = undefined));

self.onmessage = async ({ data: query }) => {
  let answer = { found: [], meant: [], near: [] };
  if (query.trim()) {
    try {
      answer = items(query, await (loading ??= load()));
    } catch (fault) {
      // The next key tries again.
      loading = undefined;
      answer = { failed: fault.status ? `${INDEX}: ${fault.status}` : INDEX };
      console.warn(`search: ${fault}`);
    }
  }
  self.postMessage({ query, ...answer });
};
