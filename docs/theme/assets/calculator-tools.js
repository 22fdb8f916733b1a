// A reader's other ways to use a case than typing it: links, files, worked cases, pasted tables, the checklist.
// Loaded with the first button that needs it.
import { button, canSave, copy, isState, openInBrowser } from "./in-app.js";
import { decode, encode, handedOn, isKnown } from "./state-link.js";

const CARRIED = "clearlimit.carried";

// Far more than 100 rows hold; with more the page would freeze for seconds.
const MOST_BYTES = 1_000_000;
const MOST_SIGNS = 300_000;

export function toolsOf(page) {
  const { root, fields, bar, words, notice } = page;
  const { form } = fields;
  const method = Number(root.dataset.method);

  // ---- asking ------------------------------------------------------------------------------------------------

  // Whether the reader's own text may be replaced. The keyboard is then back where it was, or in the form.
  function mayReplace(question) {
    const before = document.activeElement;
    return new Promise((answer) => {
      const done = (may) => {
        bar.hidden = true;
        if (before?.isConnected && before !== document.body) before.focus({ preventScroll: true });
        else fields.toFirst();
        answer(may);
      };
      const line = notice(question, button(words.replace, () => done(true)), button(words.keep, () => done(false)));
      line.focus();
      line.scrollIntoView({ block: "nearest" });
    });
  }

  // ---- opening a case ---------------------------------------------------------------------------------------

  // Another calculator's link goes on to its page as it is; a file has to be opened there again.
  function tellOther(calculator, what) {
    if (!isKnown(calculator)) return notice(words.other);
    const named = (text) => text.replace("{name}", words.names[calculator]);
    const onward = document.createElement("a");
    onward.href = new URL(`../${calculator}/${what === "link" ? location.hash : ""}`, location.href).href;
    onward.textContent = named(words[`${what}Onward`]);
    return notice(named(words[`${what}Other`]), onward);
  }

  // `what` it is: a link or a file. Whether the case is in the form now.
  async function open({ calculator, day, fields: texts, figures }, { version, whole, what = "link", isCase = false }) {
    // Of a damaged one the name may be what was damaged: only one that was written is believed.
    if (calculator && calculator !== root.dataset.calculator && (whole || isKnown(calculator))) {
      tellOther(calculator, what);
      return false;
    }
    // Where the form holds an example only, it asks nobody.
    if (fields.isTouched && !(await mayReplace(words.question))) {
      // Or the address would open another case than the one shown.
      if (isState(location.hash)) history.replaceState(null, "", location.pathname + location.search);
      return false;
    }
    fields.write(texts, { whole: true });
    fields.isTouched = !isCase;
    page.day = day && day !== page.today() ? day : "";
    const answered = page.answered();
    page.ask();
    const lines = [];
    const told = (text) => text.replace("{what}", words[what]);
    if (!whole) lines.push(told(words.damaged));
    else if (version > method) lines.push(told(words.newer));
    else if (version < method) lines.push(told(words.older));
    // What the desk worked out by other rules than the page's says by which, as sixteen digits and nothing else.
    const rules = String(texts["house-rules"]);
    if (/^[\da-f]{16}$/.test(rules)) lines.push(words.house.replace("{digest}", rules));
    const useToday = button(words.today, () => {
      page.day = "";
      page.ask();
      bar.hidden = true;
    });
    const isOfAnotherDay = day && day !== page.today();
    if (isOfAnotherDay) lines.push(words.day.replace("{day}", day));
    if (isCase) lines.unshift(words.case);
    const say = () => (lines.length ? notice(lines.join(" "), ...(isOfAnotherDay ? [useToday] : [])) : (bar.hidden = true));
    say();
    if (isCase || !Object.keys(figures).length) return true;
    await answered;
    const { html } = await page.part("compare", JSON.stringify({ before: figures, isOlder: whole && version < method }));
    if (html) {
      if (whole && version === method) lines.push(told(words.differs));
      say();
      const place = document.createElement("div");
      place.innerHTML = html;
      bar.append(place);
      bar.hidden = false;
    }
    return true;
  }

  async function openLink(hash, what = "link") {
    const { state, version, whole } = decode(handedOn(hash).slice("#s=".length));
    if (!state || !Object.keys(state.fields).length) {
      notice(what === "link" ? words.unreadable : words.notOurs);
      return false;
    }
    const heard = page.answered();
    const isOpen = await open(state, { version, whole, what });
    if (isOpen && what === "link") {
      await heard;
      const result = root.querySelector("[data-result]");
      // Where the result is out of sight, who follows a link is led to it, or to what is wrong with the link.
      if (result.getBoundingClientRect().top > innerHeight) (whole && version === method ? result : bar).scrollIntoView({ block: "start" });
    }
    return isOpen;
  }

  function fill(written) {
    const { form: texts, day } = JSON.parse(written);
    return open({ calculator: "", day, fields: texts, figures: {} }, { version: method, whole: true, isCase: true });
  }

  // A page of a case shows its form once that holds the case.
  async function openOwnCase() {
    const { openCase } = root.dataset;
    delete root.dataset.openCase;
    await fill(openCase);
  }

  // The button is below the result, so it leads the reader back to the form.
  async function openCase(pressed) {
    if (!(await fill(pressed.dataset.case))) return;
    bar.firstElementChild?.focus({ preventScroll: true });
    bar.scrollIntoView({ block: "start" });
  }

  // ---- links and files ----------------------------------------------------------------------------------------

  function state({ names }) {
    const texts = {};
    for (const [name, value] of Object.entries(fields.read())) {
      if (!names && form.querySelector(`[name="${CSS.escape(name)}"]`).matches("[data-named]")) continue;
      if (Array.isArray(value) ? value.some(Boolean) : value) texts[name] = value;
    }
    return encode({ c: root.dataset.calculator, d: page.day, f: texts, r: page.figures }, method);
  }

  const withNames = () => Boolean(root.querySelector("[data-share-names]")?.checked);
  const link = () => `${location.origin}${location.pathname}#s=${state({ names: withNames() })}`;

  function save({ name, type, text }, place) {
    if (!canSave) {
      const shown = document.createElement("pre");
      shown.className = "calc-kept-text";
      shown.tabIndex = 0;
      shown.textContent = text;
      const copying = button(words.copyText, () => copy(text, shown, copying));
      place.closest("p").after(copying, " ", openInBrowser(words.toSave), shown);
      return;
    }
    const address = URL.createObjectURL(new Blob([text], { type }));
    const anchor = document.createElement("a");
    anchor.href = address;
    anchor.download = name;
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }

  function chooseFile(accept) {
    return new Promise((chosen) => {
      const field = document.createElement("input");
      field.type = "file";
      field.accept = accept;
      field.addEventListener("change", () => chosen(field.files[0]));
      field.click();
    });
  }

  // UTF-8, UTF-16 where its mark says so, or what spreadsheets on Chinese machines write.
  async function textOf(file) {
    const bytes = await file.arrayBuffer();
    const [first, second] = new Uint8Array(bytes);
    if (first === 0x50 && second === 0x4b) return sheetOf(file.name, bytes);
    if (first + second === 0xff + 0xfe) return new TextDecoder(first === 0xff ? "utf-16le" : "utf-16be").decode(bytes);
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
      return new TextDecoder("gb18030").decode(bytes);
    }
  }

  // A workbook's first sheet as text; nothing where it cannot be read, which has been told then.
  async function sheetOf(name, bytes) {
    const { text, told, said } = await page.part("workbook", name, new Uint8Array(bytes));
    if (told ?? said) notice(told ?? said);
    return text;
  }

  async function openState() {
    const file = await chooseFile(".json,application/json");
    if (!file) return;
    let kept;
    try {
      if (file.size > MOST_BYTES) throw new RangeError();
      kept = String(JSON.parse(await textOf(file)).state ?? "");
    } catch {
      kept = "";
    }
    if (kept) await openLink(`#s=${kept}`, "file");
    else notice(words.notOurs);
  }

  function saveState(pressed) {
    const text = JSON.stringify({ site: document.title, calculator: root.dataset.calculator, day: page.day, state: state({ names: true }) }, null, 1);
    save({ name: `clearlimit-${root.dataset.calculator}-${page.day}.json`, type: "application/json", text: `${text}\n` }, pressed);
  }

  // ---- parts: what Python makes besides the result ------------------------------------------------------------

  async function part(name, given, pressed) {
    if (given?.length > MOST_SIGNS) return notice(words.tooLong);
    const found = await page.part(name, given);
    const place = form.querySelector(`[data-part-place="${name}"]`) ?? root.querySelector(`[data-part-place="${name}"]`);
    if (found.html !== undefined && place) place.innerHTML = found.html;
    if (found.said) page.say(found.said);
    if (found.fill && (!fields.loses(found.fill, pressed.dataset.given) || (await mayReplace(words.lines)))) {
      fields.write(found.fill, { whole: false });
      fields.isTouched = true;
      page.ask();
    }
    for (const file of found.files ?? []) save(file, pressed);
    if (place && found.html) {
      place.tabIndex = -1;
      place.focus({ preventScroll: true });
      place.scrollIntoView({ block: "nearest" });
    }
    return found;
  }

  // The page's words beside the fields, which Python does not have: a line for each place, its name and its cells.
  const cells = (place) => [...place.querySelectorAll("[data-cell]")].map((cell) => cell.href ?? cell.textContent);
  const rows = ({ rows }) => (rows ? [...root.querySelectorAll(rows)].map((place) => [place.dataset.item, ...cells(place)].join("\t")) : []);
  const given = ({ dataset }) => [document.getElementById(dataset.given)?.value ?? dataset.given ?? "", ...rows(dataset)].join("\n");

  async function openFile(pressed) {
    const file = await chooseFile(".xlsx,.csv,.tsv,.txt,text/csv,text/plain");
    if (!file) return;
    const box = document.getElementById(pressed.dataset.given);
    if (file.size > MOST_BYTES) return notice(words.tooLong);
    const text = await textOf(file);
    if (text === undefined) return;
    if (box.value.trim() && box.value !== text && !(await mayReplace(words.box))) return;
    box.value = text;
    await part(pressed.dataset.part, given(pressed), pressed);
  }

  async function paste(place, text) {
    const asking = place.querySelector(`[data-action="part"][data-part="${place.dataset.paste}"]`);
    const kept = document.getElementById(asking.dataset.given);
    // The reader still has to correct the rows that an earlier block left in the box.
    if (kept.value.trim() && kept.value !== text && !(await mayReplace(words.box))) return null;
    kept.value = text;
    for (let fold = kept.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    return part(place.dataset.paste, text, asking);
  }

  // ---- to the checklist -----------------------------------------------------------------------------------------

  function kept() {
    try {
      return JSON.parse(sessionStorage.getItem(CARRIED)) ?? {};
    } catch {
      return {};
    }
  }

  // Only in this tab, and only after the reader's own press.
  function carry(pressed) {
    const line = pressed.parentElement.querySelector("[role=status]") ?? document.createElement("span");
    line.setAttribute("role", "status");
    pressed.after(" ", line);
    try {
      sessionStorage.setItem(CARRIED, JSON.stringify({ ...kept(), [root.dataset.calculator]: pressed.dataset.value }));
      line.textContent = words.carried;
    } catch {
      line.textContent = words.refused;
    }
  }

  function showCarried() {
    const place = root.querySelector("[data-carried]");
    const text = Object.values(kept()).filter((each) => typeof each === "string").join(" ");
    place.hidden = !text;
    const shown = place.querySelector("[data-carried-text]");
    if (shown) shown.textContent = text;
  }

  function useCarried() {
    const most = Number(form.querySelector("[data-most]").dataset.most);
    const pairs = Object.values(kept()).join(" ").split(" ");
    while (pairs.join(" ").length > most) pairs.pop();
    fields.write({ carried: pairs.join(" ") }, { whole: false });
    fields.isTouched = true;
    root.querySelector("[data-carried]").hidden = true;
    return toResult();
  }

  // The button is gone by then; the result says what it did, far below the form on a phone.
  async function toResult() {
    const answered = page.answered();
    page.ask();
    await answered;
    const result = root.querySelector("[data-result]");
    result.tabIndex = -1;
    result.focus({ preventScroll: true });
    result.scrollIntoView({ block: "start" });
  }

  function dropCarried(pressed) {
    try {
      sessionStorage.removeItem(CARRIED);
    } catch {
      // Nothing was kept there.
    }
    fields.write({ carried: "" }, { whole: false });
    showCarried();
    if (pressed.closest("[data-result]")) return toResult();
    page.ask();
    fields.toFirst();
  }

  // ---- the buttons ----------------------------------------------------------------------------------------------

  const report = () => import("./report.js").then((module) => module.reportOf({ page, root, part: page.part, link: async () => link(), copy, save }));
  const actions = {
    case: openCase,
    "copy-link": () => {
      const text = link();
      const shown = root.querySelector("[data-share-link]");
      shown.textContent = text;
      shown.hidden = false;
      return { text, shown };
    },
    "save-file": saveState,
    "open-state": openState,
    "open-file": openFile,
    part: (pressed) => part(pressed.dataset.part, given(pressed), pressed),
    carry,
    "use-carried": useCarried,
    "drop-carried": dropCarried,
  };

  return {
    press: (pressed) => (actions[pressed.dataset.action] ?? (() => report().then((found) => found.press(pressed), page.missing)))(pressed),
    paste,
    openLink,
    openOwnCase,
    showCarried,
  };
}
