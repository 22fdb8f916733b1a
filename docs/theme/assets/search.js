// The search worker behind the search field; build_scripts/site/search.py writes what it reads.
// Its name is the language, zh or en. In: a query. Out: {query, found, meant, near}: pages, best first, each a list of the page itself
// and then its sections, best first, as {location, title, text, score}; no `found` where the index could not be fetched, but
// `failed`, the file's name and what the host answered.
// `meant` are the guides' words for those that stand nowhere in them: slips, and words of the same meaning. `near` are pages to
// look at where nothing is found.
// Chinese is matched by pairs of characters, Latin words by their beginning, numbers by their value and unit; a section counts by
// the share of the query it holds, rare words for more, titles and answers in bold for more, neighbouring words for more.
import { closeTheNetwork } from "./search/closing.js";
import { indexed } from "./search/index.js";
import { ranked } from "./search/ranking.js";
import { excerpt, marked, nearest, patternsIn } from "./search/showing.js";
import { repaired } from "./search/slips.js";
import { lang, read } from "./search/words.js";

const LONGEST = 100;
const [PAGES, SECTIONS] = [20, 8];
const INDEX = "search/sections.json";

let loading;
let isAsked = false;

async function load() {
  const answer = await fetch(new URL(`../${lang === "en" ? "en/" : ""}${INDEX}`, self.location.href));
  if (!answer.ok) throw Object.assign(new Error(`${answer.status}`), { status: answer.status });
  const sections = await answer.json();
  closeTheNetwork(self);
  return indexed(sections);
}

// Fetched once; where it did not come the next key tries again.
const whole = () =>
  (loading ??= load().catch((fault) => {
    loading = undefined;
    throw fault;
  }));

// The places of the pages to show, best first: by the best section of each, and a little by the next.
function bestPages(scored, { tops }) {
  const [best, next] = [scored.map(() => 0), scored.map(() => 0)];
  const found = [];
  scored.forEach((score, place) => {
    const top = tops[place];
    if (!score) return;
    if (!best[top]) found.push(top);
    next[top] = Math.max(next[top], Math.min(score, best[top]));
    best[top] = Math.max(best[top], score);
  });
  const points = (top) => best[top] + 0.01 * next[top];
  return found.sort((one, other) => points(other) - points(one)).slice(0, PAGES);
}

function items(query, index) {
  const { text: asked, meant } = repaired(read(query.slice(0, LONGEST)), index);
  const { scored, wanted, meant: other } = ranked(asked, index);
  const shown = bestPages(scored, index).map((from) => {
    const top = index.sections[from];
    const held = top.own.filter(({ place }) => scored[place]).sort((one, other) => scored[other.place] - scored[one.place]);
    // The page heads its group, found or not.
    return [top, ...held.slice(0, SECTIONS).filter((section) => section !== top)].map((section) => [section, scored[section.place]]);
  });
  const patterns = patternsIn(new Set(shown.flatMap((held) => held.map(([section]) => section))), wanted, index);
  const item = ([section, score], isTold = score > 0) => {
    const own = patterns.get(section) ?? [];
    return { location: section.l, title: marked(section.t, section.title, own), text: isTold ? excerpt(section, own) : "", score };
  };
  const near = shown.length ? [] : nearest(asked, index).map((section) => [item([section, 0], true)]);
  return { found: shown.map((held) => held.map((each) => item(each))), near, meant: [...new Set([...meant, ...other])] };
}

// The first query of a script that has never run takes five times as long as the tenth: until one comes, it looks up some answers.
function rehearse(index) {
  const leads = index.sections.filter(({ lead, r }) => lead && !r).slice(0, 12);
  const next = () => {
    if (isAsked || !leads.length) return;
    items(leads.pop().lead, index);
    setTimeout(next);
  };
  next();
}

// Whoever enters the field means to search: the index comes while they type.
if (!navigator.connection?.saveData) {
  whole().then(rehearse).catch(() => {});
}

self.onmessage = async ({ data: query }) => {
  isAsked = true;
  let answer = { found: [], meant: [], near: [] };
  if (query.trim()) {
    try {
      answer = items(query, await whole());
    } catch (fault) {
      answer = { failed: fault.status ? `${INDEX}: ${fault.status}` : INDEX };
      console.warn(`search: ${fault}`);
    }
  }
  self.postMessage({ query, ...answer });
};
