// The other language below each paragraph, beside it where there is room: taken from the same page in that language, whose
// sections, boxes, lists and tables are the same (`make check` holds them together). Paragraphs are free: where they do not
// fit one another, all of a run stand by all of the other, since a wrong pair is worse than a coarse one.

const root = document.documentElement;
const article = document.querySelector("article");
const kept = "clearlimit.both";

// ---- what belongs together --------------------------------------------------------------------------------------

// What scripts have added, and what says the same in either language.
const LEFT_OUT =
  ".cl-meta, .cl-print, .cl-print-address, .cl-cite, .cl-copy, .cl-by-hand, .cl-section-menu, .cl-folded-quiz, .cl-filters, " +
  ".cl-twin, .cl-words, .cl-reading, button, script, [data-empty]";
const isOfScripts = (block) => block.children.length > 0 && [...block.children].every((each) => each.matches("button:not(.cl-term), .cl-by-hand"));
const blocks = (parent) => [...parent.children].filter((each) => !each.matches(LEFT_OUT) && !isOfScripts(each));

const isText = (block) => block.localName === "p";
const isHeading = (block) => /^h[123]$/.test(block.localName);
const kind = (block) => `${block.localName} ${block.matches(".cl-box") ? block.className : ""}`;
const isAlike = (own, twin) => own.length === twin.length && own.every((each, at) => kind(each) === kind(twin[at]));
const links = (block) => [...block.querySelectorAll("a[href]")].map((link) => link.getAttribute("href")).sort().join(" ");

// The blocks of one section as pairs of runs, most of them of one block each: [[own…], [the other language's…]].
function runs(own, twin) {
  const frame = (all) => all.filter((block) => !isText(block));
  if (!isAlike(frame(own), frame(twin))) return [[own, twin]];
  const found = [];
  let [mine, its] = [own, twin];
  while (mine.length || its.length) {
    const [ahead, there] = [mine, its].map((all) => (all.every(isText) ? all.length : all.findIndex((block) => !isText(block))));
    const [texts, others] = [mine.slice(0, ahead), its.slice(0, there)];
    if (ahead === there && texts.every((text, at) => links(text) === links(others[at]))) {
      found.push(...texts.map((text, at) => [[text], [others[at]]]));
    }
    // A run that the other language lacks goes with what is before it.
    else if (ahead && there) found.push([texts, others]);
    else found.push(...[found.pop() ?? [[], []]].map(([before, its]) => [[...before, ...texts], [...its, ...others]]));
    if (mine[ahead]) found.push([[mine[ahead]], [its[there]]]);
    [mine, its] = [mine.slice(ahead + 1), its.slice(there + 1)];
  }
  return found;
}

// An article's blocks by the heading they stand under, itself the first.
function sections(of) {
  const found = new Map([["", []]]);
  let here = "";
  for (const block of blocks(of)) {
    if (isHeading(block)) found.set((here = block.id), []);
    found.get(here).push(block);
  }
  return found;
}

// Both articles as pairs of runs; a section that one of them lacks stands alone.
export function pairs(own, twin) {
  const there = sections(twin);
  return [...sections(own)].flatMap(([id, mine]) => (there.has(id) ? runs(mine, there.get(id)) : []));
}

// ---- putting it there -------------------------------------------------------------------------------------------

// `byId` finds what has an id in the other language's article; `said` are its notes.
function put(all, byId, said, lang) {
  const beside = (own, twin) => {
    own.classList.add("cl-own");
    twin.classList.add("cl-twin");
    twin.lang = lang;
    // The menu of a heading goes by the heading before it.
    const menu = own.nextElementSibling;
    (menu?.matches(".cl-section-menu") ? menu : own).after(twin);
  };
  // A second heading for the eye alone: the page's outline stays.
  const line = (heading) => {
    const made = document.createElement("p");
    made.className = `cl-twin-${heading.localName}`;
    made.append(...heading.childNodes);
    return made;
  };
  const point = (own, twin, at) => {
    if (own.parentElement.localName === "ol") twin.value = at + 1;
    beside(own, twin);
  };
  const inside = (own, twin, place) => {
    const [mine, its] = [own, twin].map(blocks);
    if (!isAlike(mine, its)) return beside(own, twin);
    own.classList.add("cl-pairs");
    for (const [at, each] of mine.entries()) place(each, its[at], at);
  };
  // Words to send stay in one piece.
  const box = (own, twin) => (own.matches(".cl-message") ? beside(own, twin) : inside(own, twin, beside));
  // In the order of this page: the other numbers them as they come in its own text.
  const sources = (own) => {
    own.classList.add("cl-pairs");
    for (const [at, each] of [...own.children].entries()) if (byId.has(each.id)) point(each, byId.get(each.id), at);
  };
  // An entry of the glossary has its name in both languages already.
  const entry = (own, twin) => {
    const rest = (of) => blocks(of).filter((each) => !each.matches(".cl-said"));
    own.classList.add("cl-pairs");
    for (const run of runs(rest(own), rest(twin))) place(...run);
  };
  const entries = (own) => {
    for (const each of own.querySelectorAll("article[id]")) if (byId.has(each.id)) entry(each, byId.get(each.id));
  };
  function block(own, twin) {
    if (isHeading(own)) beside(own, line(twin));
    else if (own.matches("ul, ol")) inside(own, twin, point);
    else if (own.matches(".cl-boxes")) inside(own, twin, box);
    else if (own.matches(".footnote")) sources(own.querySelector("ol"));
    else if (own.matches("[data-filterable]")) entries(own);
    else beside(own, twin);
    if (own.matches("details")) own.addEventListener("toggle", () => (twin.open = own.open));
  }
  function place(own, twin) {
    if (own.length === 1 && twin.length === 1) return block(own[0], twin[0]);
    if (!own.length || !twin.length) return;
    const [mine, its] = [own, twin].map(() => Object.assign(document.createElement("div"), { className: "cl-run" }));
    own[0].before(mine);
    mine.append(...own);
    its.append(...twin.map((each) => (isHeading(each) ? line(each) : each)));
    beside(mine, its);
  }
  article.classList.add("cl-pairs");
  for (const side of document.querySelectorAll(".md-sidebar")) side.classList.add("cl-gives-way");
  for (const run of all) place(...run);
  // What its words say when they are pressed.
  if (said) beside(article.lastElementChild, said);
}

function takeAway() {
  for (const each of article.querySelectorAll(".cl-twin")) each.remove();
  for (const each of article.querySelectorAll(".cl-run")) each.replaceWith(...each.childNodes);
  article.classList.remove("cl-pairs");
  for (const each of article.querySelectorAll(".cl-own, .cl-pairs")) each.classList.remove("cl-own", "cl-pairs");
}

// ---- the other page's article, made ready for this page -----------------------------------------------------------

// Names within it that lead from one of its parts to another; an address in it leads where it led, or to this page's section.
const NAMES = ["aria-controls", "aria-describedby", "aria-labelledby", "for", "popovertarget"];

function ready(twin, address) {
  for (const each of twin.querySelectorAll(".headerlink, .footnote-backref, button:not([popovertarget])")) each.remove();
  for (const link of twin.querySelectorAll("a[href]")) {
    const to = new URL(link.getAttribute("href"), address);
    link.setAttribute("href", to.pathname === address.pathname && to.hash ? to.hash : to.href);
  }
  const sources = [...article.querySelectorAll(".footnote > ol > li")].map(({ id }) => `#${id}`);
  for (const note of twin.querySelectorAll(".footnote-ref")) note.textContent = sources.indexOf(note.getAttribute("href")) + 1;
}

// An id is on this page already; only what is called by it, within a picture say, keeps one.
function rename(twin) {
  const all = [...twin.querySelectorAll("*")];
  const isCalled = new Set();
  const other = (name) => `both-${name}`;
  for (const each of all) {
    for (const name of NAMES) {
      if (!each.hasAttribute(name)) continue;
      const called = each.getAttribute(name).split(" ");
      for (const id of called) isCalled.add(id);
      each.setAttribute(name, called.map(other).join(" "));
    }
    for (const { name, value } of each.attributes) {
      const id = /^url\(["']?#(.*?)["']?\)$/.exec(value)?.[1] ?? (each.localName === "use" && name === "href" ? value.slice(1) : "");
      if (!id) continue;
      isCalled.add(id);
      each.setAttribute(name, value.replace(id, other(id)));
    }
  }
  for (const each of all) {
    if (isCalled.has(each.id)) each.id = other(each.id);
    else each.removeAttribute("id");
  }
}

// ---- the place in the text --------------------------------------------------------------------------------------

// What the reader looks at stays where it is while the page grows or shrinks above it.
function keepPlace(change) {
  const bar = document.querySelector(".md-header").getBoundingClientRect().bottom;
  const own = [...article.querySelectorAll(":is(h1, h2, h3, p, li, dt, dd, tr):not(.cl-twin, .cl-twin *)")];
  const looked = scrollY && own.find((each) => each.getBoundingClientRect().bottom > bar);
  const before = looked && looked.getBoundingClientRect().top;
  root.style.overflowAnchor = "none";
  change();
  if (looked) scrollBy({ top: looked.getBoundingClientRect().top - before, behavior: "instant" });
  requestAnimationFrame(() => (root.style.overflowAnchor = ""));
}

// ---- the button -------------------------------------------------------------------------------------------------

let style = null;
let isAsked = false;

function styled() {
  style ??= new Promise((done, fail) => {
    const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL("./both-languages.css", import.meta.url).href });
    sheet.addEventListener("load", done);
    sheet.addEventListener("error", () => {
      sheet.remove();
      style = null;
      fail(new Error(sheet.href));
    });
    document.head.append(sheet);
  });
  return style;
}

// The article of the same page in the other language, or what is wrong.
async function other(link) {
  const address = new URL(link.href);
  address.hash = "";
  const [answer] = await Promise.all([fetch(address), styled()]);
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const version = (of) => of.querySelector("meta[name=version]")?.content;
  const twin = page.querySelector("article");
  if (!twin) throw new Error(`no page: ${address}`);
  if (version(page) !== version(document)) return { isOlder: true };
  return { address, twin, texts: JSON.parse(page.querySelector("script[data-texts]").dataset.texts) };
}

function remember(isOn) {
  try {
    if (isOn) sessionStorage.setItem(kept, "yes");
    else sessionStorage.removeItem(kept);
  } catch {
    // Refused: it holds for this page.
  }
}

// Shows the other language, or takes it away. `tellDates` says in a part of the page which facts have ended, `say` tells the
// reader one of the button's texts.
export async function press(pressed, { tellDates, say }) {
  if (isAsked) return;
  const isOn = root.classList.contains("cl-both");
  if (isOn) {
    keepPlace(() => {
      takeAway();
      root.classList.remove("cl-both");
    });
    remember(false);
    pressed.setAttribute("aria-pressed", "false");
    return say("off");
  }
  isAsked = true;
  try {
    const link = document.querySelector("[data-language]");
    const { isOlder, address, twin, texts } = await other(link);
    if (isOlder) return say("older");
    const byId = new Map([...twin.querySelectorAll("[id]")].map((each) => [each.id, each]));
    const all = pairs(article, twin);
    ready(twin, address);
    tellDates(twin, texts);
    rename(twin);
    keepPlace(() => {
      put(all, byId, twin.querySelector(".cl-words"), link.hreflang);
      root.classList.add("cl-both");
    });
    remember(true);
    pressed.setAttribute("aria-pressed", "true");
    // Without a network the two are there together again.
    navigator.serviceWorker?.controller?.postMessage({ version: document.querySelector("meta[name=version]").content, seen: [address.href] });
    say("on");
  } catch (fault) {
    console.info("both languages:", String(fault));
    say("failed");
  } finally {
    isAsked = false;
  }
}
