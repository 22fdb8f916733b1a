// What a reader takes along: the report for paper, the result as text, the lines of Python. Loaded with the first button
// that asks for one. Python writes the report; here it is shown, printed and copied.
import { button, canPrint, copy, openInBrowser } from "./in-app.js";

// Printed modules of a QR code stay this large, in millimetres; more than this version holds is not drawn.
const MODULE = 0.36;
const LARGEST = 29;
const QUIET = 4;
// Sizes of letters in points, the largest first: down to the least at ease, then with lines closer together (report-tight).
const from = (largest, least) => Array.from({ length: Math.round((largest - least) / 0.2) + 1 }, (_, at) => largest - at * 0.2);
const SIZES = [...from(9.6, 7.8).map((size) => [size, false]), ...from(8.4, 6.6).map((size) => [size, true])];
const AT_EASE = [8.4, false];
// What they are tried on, and what a browser may lay out differently on paper. In millimetres.
const WIDTH = 191;
const PAGE = 277;
const SPARE = 6;

const shorten = (text) => text.replace(/\s+/g, " ").trim();

function plain(node) {
  const made = node.cloneNode(true);
  for (const drawn of made.querySelectorAll("svg, [hidden]")) drawn.remove();
  for (const ending of made.querySelectorAll("p, li, br")) ending.after(" ");
  for (const note of made.querySelectorAll(".calc-below")) note.before(" · ");
  return shorten(made.textContent);
}

// The text of what is shown, a line for each paragraph, entry or row of a table; tabs separate cells.
function asLines(from, wanted) {
  const lines = [];
  for (const node of from.querySelectorAll(wanted)) {
    if (node.closest("figure, [hidden], thead:empty") || node.parentElement.closest("p, li, dd, td, th")) continue;
    if (node.matches("tr")) lines.push([...node.cells].map(plain).join("\t"));
    else if (node.matches("div")) lines.push([...node.children].map(plain).filter(Boolean).join("\t"));
    else lines.push(plain(node));
  }
  return lines.filter(Boolean);
}

// Elements without text, tables that are folded away, and those that only a button needs.
const NO_TEXT = "svg, button, [hidden], details:not([open], .calc-fold), .calc-carry, .calc-export";
// What begins a line of its own, and what is apart on the page too.
const OWN_LINE = "p, div, section, ul, ol, li, dl, table, thead, tbody, tfoot, caption, details, summary, br, .calc-note, .calc-below, .calc-reason";

// All the sentences, lists, notes and tables of a result, a line each: entries are numbered or have a dash, cells, and what
// stands beside a heading's figure, are apart by tabs. Pictures show what a table says; a heading with nothing under it goes.
function asText(result) {
  const shown = result.cloneNode(true);
  for (const each of shown.querySelectorAll(NO_TEXT)) each.remove();
  for (const picture of shown.querySelectorAll("figure")) {
    const title = picture.previousElementSibling;
    const next = picture.nextElementSibling;
    if (title?.matches(".calc-title") && !(next?.matches("div") && next.querySelector("table"))) title.remove();
    picture.remove();
  }
  const lines = [{ text: "" }];
  const last = () => lines[lines.length - 1];
  const begin = (text = "", isTitle = false) => lines.push({ text, isTitle });
  const end = () => /^(?:- |\d+\. )?$/.test(last().text) || begin();
  const walk = (node) => {
    for (const each of node.childNodes) {
      if (each.nodeType === 3) last().text = (last().text + each.data.replace(/\s+/g, " ")).replace(/^ +/, "");
      if (each.nodeType !== 1) continue;
      if (each.matches("tr")) {
        begin([...each.cells].map(plain).join("\t"));
        begin();
      } else if (each.matches("li")) {
        const mark = node.matches("ol") ? `${node.start + [...node.children].indexOf(each)}. ` : "- ";
        // An item of the checklist is one entry, though its state, effect and notes are elements of their own.
        if (node.matches(".calc-items")) begin(mark + [...each.children].map(plain).filter(Boolean).join(" · "));
        else {
          begin(mark);
          walk(each);
        }
        begin();
      } else if (each.matches(OWN_LINE)) {
        end();
        if (each.matches(".calc-title")) begin("", true);
        walk(each);
        end();
      } else {
        if (each.matches("dd")) last().text += "\t";
        walk(each);
      }
    }
  };
  walk(shown);
  const trimmed = (text) => text.replace(/ {2,}/g, " ").replace(/ *\t */g, "\t").replace(/ +$/, "");
  const said = lines.map(({ text, isTitle }) => ({ text: trimmed(text), isTitle })).filter(({ text }) => text.trim());
  return said
    .filter(({ isTitle }, at) => !isTitle || (at + 1 < said.length && !said[at + 1].isTitle))
    .map(({ text, isTitle }, at) => (isTitle && at ? `\n${text}` : text))
    .join("\n");
}

export function reportOf({ root, part, link }) {
  const block = root.querySelector("[data-report-block]");
  const words = JSON.parse(block.dataset.texts);
  const place = block.querySelector("[data-report]");
  const status = block.querySelector("[data-report-status]");
  const result = root.querySelector("[data-result]");
  let style = null;

  const tell = (text) => (status.textContent = text);

  // ---- on paper: only what leads to the report, and the report -------------------------------------------------

  function alone(isAlone) {
    for (let each = place.parentElement; each; each = each.parentElement) each.toggleAttribute("data-report-path", isAlone);
    if (style) style.disabled = !isAlone;
  }

  function withStyle() {
    if (style) return Promise.resolve();
    style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = new URL("./report.css", import.meta.url).href;
    return new Promise((done) => {
      style.addEventListener("load", done);
      style.addEventListener("error", () => {
        style.remove();
        style = null;
        done();
      });
      document.head.append(style);
    });
  }

  // ---- the QR code -----------------------------------------------------------------------------------------------

  // Whether all that was asked for is there.
  async function drawQr(text) {
    const room = place.querySelector("[data-report-qr]");
    if (!room) return true;
    const without = () => {
      room.remove();
      place.querySelector("[data-report-qr-holds]").remove();
    };
    let encode;
    try {
      ({ encode } = await import("./qr.js"));
    } catch (error) {
      console.info("report:", error);
      without();
      return false;
    }
    let found = null;
    for (const ecc of ["M", "L"]) {
      try {
        found ??= encode(text, { ecc, border: 0, maxVersion: LARGEST });
      } catch {
        found = null;
      }
    }
    if (!found) {
      without();
      place.querySelector("[data-report-qr-too-long]").hidden = false;
      return true;
    }
    const size = found.size + 2 * QUIET;
    let path = "";
    for (const [y, row] of found.data.entries()) {
      for (const [x, isDark] of row.entries()) if (isDark) path += `M${x + QUIET} ${y + QUIET}h1v1h-1z`;
    }
    const side = `${(size * MODULE).toFixed(1)}mm`;
    room.innerHTML =
      `<svg viewBox="0 0 ${size} ${size}" width="${side}" height="${side}" role="img" shape-rendering="crispEdges">` +
      `<rect width="${size}" height="${size}" fill="#fff"/><path d="${path}" fill="#000"/></svg>`;
    room.firstChild.setAttribute("aria-label", words.qr);
    return true;
  }

  // Takes out the parts that may stay on the page where paper has no room, and shows the sentence that says so. Whether there is such a part.
  function leaveOut(article) {
    const optional = article.querySelectorAll("[data-report-if-room]");
    for (const each of optional) each.hidden = true;
    for (const each of article.querySelectorAll("[data-report-no-room]")) each.hidden = false;
    return optional.length > 0;
  }

  // The largest letters with which all of it fits on one page, else all that has to be there; where none are small enough,
  // pages are set at ease. Whether it is one.
  function fit(article) {
    const sheet = document.createElement("div");
    sheet.className = "md-typeset report-measure";
    const tried = article.cloneNode(true);
    sheet.append(tried);
    document.body.append(sheet);
    const millimetre = sheet.getBoundingClientRect().width / WIDTH;
    const set = (on, [size, isTight]) => {
      on.style.setProperty("--report-size", `${size.toFixed(1)}pt`);
      on.classList.toggle("report-tight", isTight);
    };
    const largest = () =>
      SIZES.find((size) => {
        set(tried, size);
        return tried.getBoundingClientRect().height <= (PAGE - SPARE) * millimetre;
      });
    let found = largest();
    if (found === undefined && leaveOut(tried)) {
      found = largest();
      if (found !== undefined) leaveOut(article);
    }
    sheet.remove();
    set(article, found ?? AT_EASE);
    return found !== undefined;
  }

  // ---- making, printing, closing -----------------------------------------------------------------------------------

  function languages() {
    return block.querySelector('[name="report-langs"]:checked').dataset.langs.split(" ");
  }

  async function make() {
    const address = await link();
    const asked = {
      langs: languages(),
      label: block.querySelector('[name="report-label"]').value,
      link: address,
      qr: block.querySelector("[data-report-with-qr]").checked,
    };
    const [{ html }] = await Promise.all([part("report", JSON.stringify(asked)), withStyle()]);
    place.innerHTML = html;
    const article = place.firstElementChild;
    const isDrawn = await drawQr(address);
    const isOne = fit(article);
    const copying = button(words.copy, () => copy(`${asLines(article, "p, li, dl > div, tr, caption").join("\n")}\n`, article, copying));
    const controls = document.createElement("p");
    controls.className = "report-controls";
    controls.append(copying, " ");
    if (!canPrint) controls.append(openInBrowser(words.print), " ");
    controls.append(button(words.close, close));
    place.prepend(controls);
    place.hidden = false;
    alone(true);
    tell((isOne ? words.made : words.long) + (isDrawn ? "" : words["no-qr"]));
    watch.disconnect();
    watch.observe(result, { childList: true, subtree: true, characterData: true });
  }

  const watch = new MutationObserver(() => tell(words.stale));

  function close() {
    watch.disconnect();
    place.hidden = true;
    place.replaceChildren();
    alone(false);
    tell("");
    block.querySelector('[data-action="report"]').focus();
  }

  async function show() {
    try {
      await make();
      return true;
    } catch (error) {
      console.info("report:", error);
      tell(words.failed);
      return false;
    }
  }

  async function report() {
    if (!(await show())) return;
    place.focus({ preventScroll: true });
    place.scrollIntoView({ block: "start" });
  }

  async function print() {
    if (!canPrint) return report();
    if (await show()) window.print();
  }

  // ---- the result as text --------------------------------------------------------------------------------------------

  function copyText() {
    const foot = [words["not-a-decision"], root.dataset.day, document.title, location.href.split("#")[0]];
    return { text: `${asText(result)}\n\n${foot.join("\n")}\n`, shown: result };
  }

  // ---- the lines of Python ---------------------------------------------------------------------------------------------

  const fold = root.querySelector("[data-python]");
  const shownLines = fold.querySelector("[data-python-lines]");

  async function writeLines() {
    const install = fold.querySelector("[data-python-install]");
    // The last word is the package: with its whole address, whatever the site's address.
    install.textContent = install.textContent.replace(/\S+$/, fold.querySelector("[data-python-wheel]").href);
    try {
      shownLines.textContent = (await part("python", "")).text;
    } catch (error) {
      console.info("python:", error);
    }
  }

  const changes = new MutationObserver(() => fold.open && writeLines());

  function python() {
    changes.observe(result, { childList: true, subtree: true });
    return writeLines();
  }

  const actions = {
    report,
    "print-report": print,
    "copy-text": copyText,
    "copy-python": () => ({ text: shownLines.textContent, shown: shownLines }),
    python,
  };

  return { press: (pressed) => actions[pressed.dataset.action]?.(pressed) };
}
