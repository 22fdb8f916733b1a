// The search worker behind the search field; build_scripts/site/search.py writes what it reads.
// Its name is the language, zh or en. In: a query. Out: {query, found}: pages, best first, each a list of the page itself and
// then its sections, best first, as {location, title, text, score}; no `found` where the index could not be fetched.
// Chinese is matched by pairs of characters, Latin words by their beginning; a section counts by the share of the
// query it holds, rare words for more, titles for more, neighbouring words for more.
"use strict";

// Traditional and simplified, in pairs: the characters that readers of this site may type.
const PAIRS =
  "額额還还貸贷費费幣币銀银機机構构徵征報报賬账帳账戶户號号碼码驗验證证騙骗詐诈財财務务產产經经營营業业員员個个資资質质險险規规則则權权維维護护訴诉訟讼債债負负擔担賠赔償偿標标準准條条約约簽签續续結结終终" +
  "編编線线絡络網网頁页題题類类數数據据庫库時时間间開开關关閉闭問问應应該该說说話话請请認认識识記记錄录計计評评審审議议論论調调談谈課课謝谢讓让變变單单獨独隱隐實实對对導导屬属層层帶带幫帮後后從从慮虑掛挂" +
  "損损擇择換换擴扩斷断會会東东檢检氣气決决沒没淨净減减測测滯滞滿满漲涨為为無无煩烦獎奖現现環环異异當当療疗盜盗監监確确禮礼種种稱称穩稳積积節节範范簡简糾纠級级組组細细給给統统絕绝總总績绩習习聯联職职腦脑" +
  "處处螞蚂蟻蚁補补製制複复見见視视親亲覽览覺觉觸触訂订設设許许詢询試试詳详誤误諮咨譽誉讀读買买賣卖賺赚購购賴赖趕赶輸输轉转辦办過过達达違违遠远適适選选遲迟郵邮錢钱錯错鏈链門门閱阅際际隨随難难電电項项順顺" +
  "須须預预頭头願愿顧顾顯显風风養养餘余體体點点齡龄唄呗價价優优億亿儘尽兒儿內内兩两冊册凍冻劃划動动勢势區区協协參参雙双發发啟启嗎吗圍围圖图團团執执堅坚場场壞坏夠够夥伙學学寶宝專专將将尋寻幾几廣广螢荧輿舆" +
  "強强張张麼么這这來来們们樣样誰谁國国罰罚貼贴匯汇鎖锁聲声觀观極极裡里響响車车領领託托緊紧";
const SIMPLE = new Map(PAIRS.match(/../gu).map((pair) => [...pair]));

// Words that say little about the query: dropped in Chinese (unless nothing else is there), light in English.
const FILLERS = /怎么办|怎么样|怎么|如何|为什么|什么|请问|哪里|多少|有没有|是不是|有人说|突然|现在|到底|可以|应该|[吗呢啊吧了的]/g;
const LIGHT = new Set("a an and are at be by can did do does for from get have how i if in is it me my of on or should that the there this to was what when where which who why will with you your".split(" "));
// A pair with one of these is seldom a word.
const FAINT = /[会我你是就都也要能被把一很给]/;
const CHINESE = /[\u3400-\u9fff]/;

const LONGEST = 100;

const lang = self.name === "en" ? "en" : "zh";
let loading;

// Keeps every character's place, so that a match can be marked in the text as written.
const fold = (text) => text.toLowerCase().replace(/iz(?=[aei])/g, "is").replace(/[‘’]/g, "'");
// A query or name; what is written with or without a space between the scripts is one.
const plain = (text) =>
  fold(text.normalize("NFKC"))
    .replace(/[\u3400-\u9fff]/g, (sign) => SIMPLE.get(sign) ?? sign)
    .replace(/([\u3400-\u9fff]) (?=\w)|(\w) (?=[\u3400-\u9fff])/g, "$1$2");
const escaped = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt()};`);
const count = (text, pattern) => text.match(pattern)?.length ?? 0;
const stem = (word) => word.replace(/^(.{3,})ing$|^(.{4,}?)(?:ed|es|s|e)$|^(.{2,}[^s])s$/, "$1$2$3");
// A name as a pattern: whole Latin words, '4倍LPR' also as '4 倍 LPR', 'four times' also as 'four-times'.
const named = (name) =>
  (/^\w/.test(name) ? "\\b" : "") +
  name.replace(/[^\p{L}\p{N} ]/gu, "\\$&").replace(/([\u3400-\u9fff])(?=\w)|(\w)(?=[\u3400-\u9fff])/g, "$1$2 ?").replace(/(\w) (?=\w)/g, "$1[ -]") +
  (/\w$/.test(name) ? "\\b" : "");

async function load() {
  const answer = await fetch(new URL(`../${lang === "en" ? "en/" : ""}search/sections.json`, self.location.href));
  if (!answer.ok) throw new Error(`${answer.status}`);
  const { words, sections } = await answer.json();
  const pages = new Map();
  for (const section of sections) {
    section.page = section.l.split("#")[0];
    section.title = fold(section.t);
    section.text = fold(section.x);
    // An id says in English what its section is about, and stays when the heading becomes a question.
    section.id = lang === "en" && !isReference(section) ? section.l.replace(/[^a-z0-9]+/g, " ") : "";
    if (!pages.has(section.page)) pages.set(section.page, section);
    section.top = pages.get(section.page);
  }
  const names = new Map();
  for (const row of words) {
    const same = [...new Set(row.map(plain))];
    const source = same.map(named).join("|");
    for (const name of same) if (!names.has(name)) names.set(name, source);
  }
  const all = sections.map((section) => `${section.title} ${section.text} ${section.id}`);
  return {
    sections,
    all,
    pages,
    names,
    // The longest first: 'credit card utilisation' before 'utilisation'.
    namesPattern: new RegExp(`(${[...names.keys()].sort((a, b) => b.length - a.length).map(named).join("|")})`),
    latin: [...new Set([...all, ...names.keys()].join(" ").match(/\b[a-z]{4,}/g))],
  };
}

function isOneEditAway(a, b) {
  if (Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  const [x, y] = [a.slice(at), b.slice(at)];
  return x.slice(1) === y.slice(1) || x.slice(1) === y || x === y.slice(1) || (x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2));
}

// A query's parts: {pattern, weight, bonus} where a bonus only lifts what is found anyway.
// With `byName`, a word that names a term finds all the words for it.
function parts(query, index, byName) {
  const found = [];
  const add = (source, factor, bonus = false) => {
    const pattern = new RegExp(source, "g");
    const holds = index.all.filter((text) => text.search(pattern) >= 0).length;
    if (holds) found.push({ pattern, bonus, weight: factor * Math.log(1 + index.all.length / holds) });
    return holds;
  };
  let before = "";
  const pieces = byName ? query.split(index.namesPattern) : [query];
  const words = pieces.flatMap((piece, at) => (at % 2 ? [piece] : piece.match(/[\u3400-\u9fff]+|[a-z0-9]+/g) ?? []));
  for (const word of words) {
    if (byName && index.names.has(word)) {
      before = "";
      add(index.names.get(word), word.length > 2 && word.match(/[\u3400-\u9fff]{3}| /) ? 2 : 1);
      continue;
    }
    if (CHINESE.test(word)) {
      before = "";
      const short = word.replace(FILLERS, " ").trim() || word;
      for (const run of short.split(/ +/)) {
        if (run.length === 1) add(run, 0.5);
        for (let at = 0; at + 1 < run.length; at += 1) {
          if (!add(run.slice(at, at + 2), FAINT.test(run.slice(at, at + 2)) ? 0.3 : 1)) for (const sign of run.slice(at, at + 2)) add(sign, 0.1);
        }
        if (run.length > 2) add(run, 1, true);
      }
      continue;
    }
    const light = LIGHT.has(word);
    const start = /\d|^..?$/.test(word) ? `${word}\\b` : stem(word);
    if (!add(`\\b${start}`, light ? 0.05 : 1) && word.length >= 5) {
      const near = index.latin.filter((other) => isOneEditAway(word, other));
      if (near.length) add(near.map((other) => index.names.get(other) ?? `\\b${other}`).join("|"), 0.8);
    }
    if (before && !light) add(`\\b${before}[a-z]*[^a-z0-9]{1,2}${start}`, 1, true);
    before = light || /\d/.test(word) ? "" : stem(word);
  }
  return found;
}

// Pages that name everything (the weights in build_scripts/site/search.py).
const isReference = ({ w }) => w <= 0.25;

function scores(query, index, byName) {
  const wanted = parts(query, index, byName);
  const whole = wanted.reduce((sum, part) => sum + (part.bonus ? 0 : part.weight), 0);
  const scored = new Map();
  const shares = new Map();
  if (!whole) return [scored, wanted, shares];
  for (const section of index.sections) {
    let held = 0;
    let points = 0;
    let own = false;
    for (const { pattern, weight, bonus } of wanted) {
      const titled = count(section.title, pattern) > 0;
      const times = count(section.text, pattern) + count(section.id, pattern);
      const above = section.top !== section && count(section.top.title, pattern) > 0;
      own ||= titled || times > 0;
      if (!bonus) held += weight * (titled || times ? 1 : above ? 0.7 : 0);
      points += weight * ((titled ? 1.5 : 0) + (above ? 0.5 : 0) + times / (times + 0.5 + section.text.length / 600));
    }
    if (!own || held <= 0.3 * whole) continue;
    shares.set(section, held / whole);
    scored.set(section, ((points * held * held) / whole ** 3) * (section.w ?? 1) * (section.top === section ? 1.2 : 1));
  }
  return [scored, wanted, shares];
}

// Ledger, sources and glossary come after the page that answers, unless they alone have all the words.
function referencesLast(scored, shares) {
  const answers = [...scored.keys()].filter((section) => !isReference(section));
  const most = Math.max(0, ...answers.map((section) => shares.get(section)));
  const best = Math.max(0, ...answers.filter((section) => shares.get(section) > 0.95 * most).map((section) => scored.get(section)));
  for (const [section, score] of scored) {
    if (isReference(section) && shares.get(section) <= 1.05 * most) scored.set(section, Math.min(score, 0.85 * best));
  }
}

function marked(text, patterns) {
  const spans = patterns.flatMap((pattern) => [...fold(text).matchAll(pattern)].map((hit) => [hit.index, hit.index + hit[0].length])).sort((a, b) => a[0] - b[0]);
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

// The stretch around the hit that says most.
function excerpt(section, wanted) {
  const size = lang === "en" ? 240 : 120;
  const best = wanted.filter(({ pattern }) => section.text.search(pattern) >= 0).sort((a, b) => b.weight - a.weight)[0];
  let from = Math.max(0, (best ? section.text.search(best.pattern) : 0) - size / 4);
  if (from) from += section.x.slice(from, from + size / 4).search(/[ ，。；：]/) + 1;
  let to = Math.min(section.x.length, from + size);
  if (to < section.x.length && lang === "en") to = section.x.lastIndexOf(" ", to);
  return [from > 0 ? "…" : "", section.x.slice(from, to), to < section.x.length ? "…" : ""];
}

function items(query, index) {
  const asked = plain(query.slice(0, LONGEST));
  const [scored, wanted, shares] = scores(asked, index, false);
  if (index.namesPattern.test(asked)) {
    const [others, more, held] = scores(asked, index, true);
    for (const [section, score] of others) {
      scored.set(section, Math.max(score, scored.get(section) ?? 0));
      shares.set(section, Math.max(held.get(section), shares.get(section) ?? 0));
    }
    wanted.push(...more);
  }
  referencesLast(scored, shares);
  // Light words are not worth a mark.
  const top = Math.max(0, ...wanted.map((part) => part.weight));
  const shown = wanted.filter((part) => part.weight > top / 8);
  const patterns = shown.map((part) => part.pattern);
  const pages = new Map();
  for (const [section, score] of [...scored].sort((a, b) => b[1] - a[1])) {
    if (!pages.has(section.page)) pages.set(section.page, []);
    const [before, text, after] = excerpt(section, shown);
    pages.get(section.page).push({ location: section.l, title: marked(section.t, patterns), text: `<p>${before}${marked(text, patterns)}${after}</p>`, score });
  }
  const groups = [...pages].map(([page, sections]) => {
    const points = sections[0].score + 0.1 * (sections[1]?.score ?? 0);
    sections.splice(8);
    // The page heads its group, found or not.
    const at = sections.findIndex((item) => item.location === page);
    const [top] = at < 0 ? [{ location: page, title: marked(index.pages.get(page).t, patterns), text: "", score: 0 }] : sections.splice(at, 1);
    return [points, [top, ...sections]];
  });
  return groups.sort((a, b) => b[0] - a[0]).slice(0, 20).map(([, group]) => group);
}

// Whoever enters the field means to search: the index comes while they type.
if (!navigator.connection?.saveData) (loading = load()).catch(() => (loading = undefined));

self.onmessage = async ({ data: query }) => {
  let found = [];
  if (query.trim()) {
    try {
      found = items(query, await (loading ??= load()));
    } catch (fault) {
      // The next key tries again.
      loading = undefined;
      found = undefined;
      console.warn(`search: ${fault}`);
    }
  }
  self.postMessage({ query, found });
};
