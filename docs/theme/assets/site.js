// Small conveniences on every page; each works on what is there and leaves the page whole without it.
import { asLine, button, copy, isState, missed, offerPrinting, offerTables, onEdit, texts, today } from "./in-app.js";

document.documentElement.classList.replace("no-js", "js");

// ---- the same section in the other language -----------------------------------------------------------------

for (const link of document.querySelectorAll("[data-language]")) {
  link.addEventListener("click", () => {
    link.hash = location.hash;
  });
}

// ---- the sign beside a heading opens what can be done with its link ------------------------------------------

document.addEventListener("click", (event) => {
  const sign = event.target.closest(".headerlink");
  if (!sign || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  if (!isState(location.hash)) history.replaceState(null, "", sign.hash);
  import("./section-menu.js").then(({ toggle }) => toggle(sign)).catch(() => location.replace(sign.hash));
});

// ---- facts that end: told from the reader's own date --------------------------------------------------------

function tellDates(part, said) {
  const now = today();
  for (const place of part.querySelectorAll("[data-ends]")) {
    const day = place.dataset.ends;
    place.textContent = (now < day ? said.ends : now === day ? said["ends-today"] : said.ended).replace("{day}", day);
    place.classList.toggle("cl-ended", now > day);
  }
  for (const place of part.querySelectorAll("[data-review]")) {
    const day = place.dataset.review;
    if (now > day) {
      place.textContent = said.review.replace("{day}", day);
      place.classList.add("cl-ended");
    }
  }
}

tellDates(document, texts);

// ---- filters of ledger, sources and glossary ----------------------------------------------------------------

for (const list of document.querySelectorAll("[data-filterable]")) {
  const form = list.querySelector("[data-filters]");
  const entries = [...list.querySelectorAll(":scope > article")];
  const groups = [...list.querySelectorAll(":scope > [data-group]")];
  const selects = [...form.querySelectorAll("[data-filter]")];
  const words = form.querySelector("[data-filter-text]");
  const count = form.querySelector("[data-count]");
  const empty = list.querySelector("[data-empty]");
  const plain = (text) => text.normalize("NFKC").toLowerCase();
  const contents = new Map(entries.map((entry) => [entry, plain(entry.textContent)]));

  const update = () => {
    const wanted = plain(words.value.trim());
    let shown = 0;
    for (const entry of entries) {
      const fits = selects.every((select) => {
        const value = entry.dataset[select.dataset.filter] ?? "";
        return !select.value || value.split(" ").includes(select.value);
      });
      entry.hidden = !(fits && contents.get(entry).includes(wanted));
      if (!entry.hidden) shown += 1;
    }
    for (const [at, group] of groups.entries()) {
      let next = group.nextElementSibling;
      let any = false;
      while (next && next !== groups[at + 1]) {
        any ||= next.matches("article") && !next.hidden;
        next = next.nextElementSibling;
      }
      group.hidden = !any;
    }
    count.textContent = count.dataset.count.replace("{shown}", shown).replace("{all}", entries.length);
    empty.hidden = shown > 0;
  };
  // A link to an entry that a filter hides must still lead there.
  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target?.hidden) {
      form.reset();
      update();
      target.scrollIntoView();
    }
  };
  form.hidden = false;
  onEdit(form, update);
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", reveal);
}

// ---- sections to tick and take along -------------------------------------------------------------------------

const picks = document.querySelector("[data-picks]");
if (picks) import("./section-picks.js").then(({ offerPicks }) => offerPicks(picks)).catch((fault) => console.warn(String(fault)));

// ---- a course's sections as pictures ----------------------------------------------------------------------------

const pictures = document.querySelector("[data-pictures]");
if (pictures) import("./course-pictures.js").then(({ offerPictures }) => offerPictures(pictures)).catch((fault) => console.warn(String(fault)));

// ---- what has changed since a course was built ----------------------------------------------------------------

const changes = document.querySelector("[data-changes]");
if (changes) import("./course-changes.js").then(({ offerChanges }) => offerChanges(changes)).catch((fault) => console.warn(String(fault)));

// ---- two languages together ----------------------------------------------------------------------------------

const both = document.querySelector("[data-both]");
if (both) offerBoth(JSON.parse(both.dataset.texts));

function offerBoth(said) {
  const told = document.createElement("span");
  told.setAttribute("role", "status");
  both.after(told);
  const say = (what) => {
    told.className = ["on", "off"].includes(what) ? "cl-out-of-sight" : "cl-by-hand";
    told.textContent = said[what] ?? texts[what] ?? what;
  };
  const press = () =>
    import("./both-languages.js").then(
      (module) => module.press(both, { tellDates, say }),
      async () => say(await missed(said.failed)),
    );
  both.addEventListener("click", press);
  both.addEventListener("keydown", ({ key }) => key === "Escape" && both.ariaPressed === "true" && press());
  try {
    // Asked for in this tab before, on this page or another.
    if (sessionStorage.getItem("clearlimit.both")) press();
  } catch {
    // Storage is refused.
  }
}

// ---- words that explain themselves ---------------------------------------------------------------------------

if (document.querySelector(".cl-term")) import("./explained-words.js").catch((fault) => console.warn(String(fault)));

// ---- which guides were read: nothing is fetched for it, and nothing kept, until the reader says so ----------------

for (const place of document.querySelectorAll("[data-reading]")) {
  const start = (isAsked) =>
    import("./reading-kept.js").then(
      ({ startReading }) => startReading(place, isAsked),
      async (fault) => {
        console.warn(String(fault));
        if (!isAsked) return;
        offer();
        const told = place.querySelector("[role=status]") ?? place.appendChild(document.createElement("p"));
        told.setAttribute("role", "status");
        told.textContent = await missed();
      },
    );
  function offer() {
    place.querySelector("button").addEventListener("click", () => start(true), { once: true });
  }
  let isKept = false;
  try {
    isKept = localStorage.getItem("clearlimit.read") !== null;
  } catch {
    // Storage is refused.
  }
  if (isKept) start(false);
  else offer();
  place.hidden = false;
}

// ---- copying ------------------------------------------------------------------------------------------------

for (const text of document.querySelectorAll("[data-copy], [data-cite]")) {
  text.after(" ", button(texts.copy, (made) => copy(text.textContent.trim(), text, made)));
}
// A message to send: its points are its lines, and are copied without the label. The button stands beside the label, where
// somebody in a hurry sees it without scrolling; a label that folds the message is a button itself and takes none in.
for (const message of document.querySelectorAll(".cl-message")) {
  const [label, ...lines] = message.children;
  const text = lines.map(asLine).join("\n");
  const place = label.localName === "summary" ? document.createElement(lines[0].localName) : label;
  place.append(" ", button(texts["copy-message"], (made) => copy(text, lines, made)));
  if (place !== label) message.append(place);
}
offerTables();

// ---- questions: marked where they stand, once somebody looks at them ----------------------------------------------

function offerQuiz(root) {
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = new URL("./quiz.css", import.meta.url).href;
  document.head.append(sheet);
  import("./quiz.js").then(({ startQuiz }) => startQuiz(root)).catch((fault) => console.warn(String(fault)));
}
for (const root of document.querySelectorAll("[data-quiz]")) {
  const folded = root.closest("details");
  if (folded) folded.addEventListener("toggle", () => offerQuiz(root), { once: true });
  else offerQuiz(root);
}

// ---- printing: parts folded on the screen are open on paper ------------------------------------------------

offerPrinting();

addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll("article details:not([open])")) {
    folded.open = true;
    folded.dataset.reopened = "";
  }
});
addEventListener("afterprint", () => {
  for (const opened of document.querySelectorAll("details[data-reopened]")) {
    opened.open = false;
    delete opened.dataset.reopened;
  }
});

// ---- without a network: begins when the page, and a calculator's Python, have what they need ----------------

function begun() {
  const calculator = document.querySelector("[data-calculator]");
  if (!calculator) return Promise.resolve();
  return new Promise((resolve) => {
    const follow = () => /ready|failed/.test(calculator.dataset.state) && resolve();
    new MutationObserver(follow).observe(calculator, { attributeFilter: ["data-state"] });
    follow();
    setTimeout(resolve, 10000);
  });
}

if ("serviceWorker" in navigator && document.querySelector("meta[name=version]")?.content) {
  const loaded = document.readyState === "complete" ? Promise.resolve() : new Promise((resolve) => addEventListener("load", resolve));
  const idle = () =>
    new Promise((resolve) => (window.requestIdleCallback ? requestIdleCallback(resolve, { timeout: 3000 }) : setTimeout(resolve, 500)));
  loaded.then(begun).then(idle).then(() => import("./keep-offline.js")).catch(() => {});
}

// ---- pointing at a link to a calculator fetches Python ahead --------------------------------------------------

const runtime = document.querySelector('meta[name="runtime"]')?.content;
if (runtime && !navigator.connection?.saveData) {
  const folder = new URL(runtime, location.href);
  const files = ["worker.js", "pyodide.js", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.wasm", "shared.wasm"];
  const pointed = new AbortController();
  const ahead = ({ target }) => {
    const link = target.closest?.("a[href]");
    const calculator = link && /\/calculators\/(?!method)([a-z-]+)\/$/.exec(new URL(link.href).pathname)?.[1];
    if (!calculator) return;
    pointed.abort();
    for (const name of [...files, `${calculator}.wasm`]) fetch(new URL(name, folder), { priority: "low" }).then((file) => file.arrayBuffer()).catch(() => {});
  };
  for (const event of ["pointerover", "focusin", "touchstart"]) {
    addEventListener(event, ahead, { passive: true, signal: pointed.signal });
  }
}
