// The catalogue of sections and worked cases: boxes to tick, and what was ticked as links, Markdown, a table, a handout or a
// course package. All of it is made here of course/links.csv and cases.csv, which come when something is first taken.
import { button, canPrint, canSave, copy, missed, openInBrowser } from "./in-app.js";
import { addSheet, embedLines, fetched, filled, made, saveFile, shortAddress } from "./kit-parts.js";

// The rows of a CSV file as objects by the names in its first row.
function table(text) {
  const rows = [];
  for (const [line] of text.replace(/^\ufeff/, "").matchAll(/(?:"(?:[^"]|"")*"|[^"\r\n])+/g)) {
    const cells = line.match(/(?:^|,)(?:"(?:[^"]|"")*"|[^",]*)/g).map((each, at) => (at ? each.slice(1) : each));
    rows.push(cells.map((each) => (each.startsWith('"') ? each.slice(1, -1).replace(/""/g, '"') : each)));
  }
  const [names, ...found] = rows;
  return found.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at]])));
}

const cell = (text) => (/[",\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);

// Rows under the titles of their pages.
function grouped(rows, all) {
  const groups = [];
  for (const row of rows) {
    const group = groups.find(({ page }) => page === row.page);
    const title = all.find(({ page, lang, level }) => page === row.page && lang === row.lang && level === "1").title;
    if (group) group.links.push(row);
    else groups.push({ page: row.page, id: row.page.replace(/\W+/g, "-"), title, links: [row] });
  }
  return groups;
}

const inMarkdown = (text) => text.replace(/[\\[\]*_`<>]/g, "\\$&");

export function offerPicks(root) {
  const words = JSON.parse(root.dataset.picks);
  addSheet(new URL("./section-picks.css", import.meta.url));

  // ---- ticking ------------------------------------------------------------------------------------------------

  const entries = [...root.querySelectorAll("[data-pick]")];
  const boxes = entries.map((entry) => {
    const box = document.createElement("input");
    box.type = "checkbox";
    box.value = entry.dataset.pick;
    box.setAttribute("aria-label", filled(words.tick, { title: entry.querySelector("a").textContent }));
    entry.prepend(box);
    return box;
  });
  const minutes = entries.map((entry) => Number(/\d+/.exec(entry.querySelector(":scope > .cl-pick-about").textContent)[0]));
  const ticked = () => boxes.filter((box) => box.checked).map((box) => box.value);
  const count = made("output", "");
  const shown = made("div", "", "cl-picks-shown");
  const status = made("p", "");
  status.setAttribute("role", "status");

  function follow() {
    // A whole page counts once, with or without its sections.
    const whole = new Set(entries.filter((entry, at) => boxes[at].checked && entry.matches(".cl-pick-1")).map((entry) => entry.dataset.page));
    const sum = entries.reduce((all, entry, at) => {
      const counts = boxes[at].checked && (entry.matches(".cl-pick-1") || !whole.has(entry.dataset.page));
      return all + (counts ? minutes[at] : 0);
    }, 0);
    taking.hidden = !ticked().length;
    if (taking.hidden) onward.remove();
    count.textContent = filled(words.picked, { count: ticked().length, minutes: sum });
  }

  // By keyboard the bar stands after hundreds of stops: behind the box that was ticked last comes a way there, seen when it is
  // reached, and the bar begins with a way back.
  let last = boxes[0];
  const onward = button(words.onward, () => kinds[0].focus(), "cl-copy cl-picks-way");
  const back = button(words.back, () => last.focus(), "cl-copy cl-picks-way");

  function tick(isOn) {
    for (const [at, box] of boxes.entries()) if (!isOn || !entries[at].hidden) box.checked = isOn;
    follow();
  }

  // ---- taking along ---------------------------------------------------------------------------------------------

  const language = document.createElement("select");
  for (const lang of ["zh", "en"]) language.append(new Option(words[lang], lang, false, document.documentElement.lang.startsWith(lang)));

  let list = null;
  const rows = () => (list ??= Promise.all(["links.csv", "cases.csv"].map(fetched)).then((texts) => {
    const found = texts.flatMap(table);
    for (const row of found) row.url = shortAddress(row.id, row.lang);
    return found;
  }, (fault) => {
    list = null;
    throw fault;
  }));

  function show(text) {
    const place = made("pre", text);
    place.tabIndex = 0;
    shown.replaceChildren(button(words.copy, (pressed) => copy(text, place, pressed)), " ", closing(), place);
  }

  const closing = () => button(words.close, () => shown.replaceChildren());

  function saved(name, content, type, said) {
    if (!canSave) return shown.replaceChildren(openInBrowser(words.save));
    saveFile(name, content, type);
    status.textContent = filled(said, { file: name });
  }

  const heights = Object.fromEntries(entries.map(({ dataset }) => [dataset.pick, dataset.height]));

  const takers = {
    links: (groups) => show(groups.flatMap(({ links }) => links.map(({ title, url }) => `${title}\n${url}`)).join("\n\n")),
    markdown: (groups) => {
      const listed = (links) => links.map((each) => `- [${inMarkdown(each.title)}](${each.url})`);
      show(groups.map(({ title, links }) => [`## ${inMarkdown(title)}`, "", ...listed(links)].join("\n")).join("\n\n"));
    },
    csv: (groups, lang) => {
      const found = groups.flatMap(({ links }) => links);
      const lines = [Object.keys(found[0]), ...found.map((row) => Object.values(row))].map((row) => row.map(cell).join(","));
      saved(`clearlimit-links.${lang}.csv`, `\ufeff${lines.join("\r\n")}\r\n`, "text/csv", words.saved);
    },
    embed: (groups, lang) => {
      const frame = ({ url }) => url.replace(/(s\/[^/]+\/)$/, "embed/$1");
      const framed = (each) => ({ ...each, frame: frame(each), name: words.names[lang], height: heights[each.id] });
      show(embedLines(groups.flatMap(({ links }) => links.map(framed))));
    },
    handout: async (groups, lang) => {
      const { handout } = await import("./link-handout.js");
      const sheet = await handout(groups, lang, words);
      const actions = [canPrint ? button(words.print, () => window.print()) : openInBrowser(words.print), " ", closing()];
      shown.replaceChildren(...actions, sheet);
    },
    pictures: async (groups, lang) => {
      if (!canSave) return saved();
      const { pictureZip } = await import("./section-picture.js");
      const ids = groups.flatMap(({ links }) => links.map(({ id }) => id));
      const tell = (done) => (status.textContent = filled(words.drawing, { done, count: ids.length }));
      saved(`clearlimit-pictures.${lang}.zip`, await pictureZip(ids, lang, tell), "", words.saved);
    },
    cartridge: async (groups, lang) => {
      const { cartridge } = await import("./link-cartridge.js");
      const now = JSON.parse(await fetched(`changes.${lang}.json`));
      for (const each of groups.flatMap(({ links }) => links)) each.digest = now.now[each.id]?.[1];
      const said = filled(words.build, { build: now.build });
      const about = { title: words.title, description: said, lang: lang === "zh" ? "zh-Hans" : "en", groups, build: now.build };
      saved(`clearlimit-links.${lang}.imscc`, cartridge(about), "", words.made);
    },
  };

  async function take(kind) {
    status.textContent = "";
    shown.replaceChildren();
    const wanted = new Set(ticked());
    try {
      const all = await rows();
      const found = all.filter(({ id, lang }) => lang === language.value && wanted.has(id));
      await takers[kind](grouped(found, all), language.value);
    } catch (fault) {
      console.info("picks:", fault);
      status.textContent = await missed(list ? undefined : words.failed);
    }
  }

  const kinds = Object.keys(takers).map((kind) => {
    const taker = button(words[kind], () => take(kind));
    taker.dataset.take = kind;
    return taker;
  });
  language.setAttribute("aria-label", words.language);
  const ticking = made("div", [count, button(words.all, () => tick(true)), button(words.clear, () => tick(false))], "cl-picks-row");
  const taking = made("div", [made("div", [back, language, ...kinds], "cl-picks-row"), status, shown]);
  const bar = made("div", [ticking, taking], "cl-picks-bar");
  bar.setAttribute("role", "region");
  bar.setAttribute("aria-label", words.bar);
  bar.addEventListener("keydown", ({ key }) => key === "Escape" && last.focus());
  root.addEventListener("change", ({ target }) => {
    if (!target.matches("[data-pick] > input")) return;
    last = target;
    target.after(onward);
    follow();
  });
  root.querySelector("[data-empty]").after(bar);
  // Whatever gets the focus is scrolled to where the bar does not lie over it (WCAG 2.4.11).
  const room = () => getComputedStyle(bar).position === "sticky" ? `${bar.offsetHeight + 8}px` : "";
  // In the next frame: WebKit reports a loop where an observer's own change lays the page out anew.
  new ResizeObserver(() => requestAnimationFrame(() => (document.documentElement.style.scrollPaddingBottom = room()))).observe(bar);
  follow();
}
