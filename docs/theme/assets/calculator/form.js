// The fields of a calculator's page: reading and writing them, rows, and 24 months by clicking. No rule about the
// subject is in this file. `ask` is called after every change that the reader's own hand made.
import { sheetKeys } from "./sheet.js";

// More than any field or pasted block may have (calculators/pasted_table.py).
const MOST_SIGNS = 300_000;

export function fieldsOf(root, ask) {
  const form = root.querySelector("[data-fields]");
  let composing = false;
  let touched = false;
  // Whether the example is the page's own, of which a sentence tells: not one that was opened.
  let isOwnExample = true;

  const named = () => [...form.querySelectorAll("[name]")];
  const rows = () => [...form.querySelectorAll("[data-line]")];
  const lastRow = () => rows().slice(-1)[0];
  const isTicked = (field) => field.type === "checkbox" || field.type === "radio";

  // ---- reading and writing ------------------------------------------------------------------------------------

  // Every field of every row in row order; an unticked box is ''. More than Python takes of a text is left out: it says that
  // it is too long, and a book pasted by mistake costs no seconds.
  function read() {
    const found = {};
    const ofRows = new Set();
    for (const field of named()) {
      if (field.closest("[data-line]")) ofRows.add(field.name);
      if (field.type === "radio" && !field.checked) {
        found[field.name] ??= [];
        continue;
      }
      const value = field.type === "checkbox" && !field.checked ? "" : field.value.slice(0, MOST_SIGNS);
      (found[field.name] ??= []).push(value);
    }
    for (const [name, values] of Object.entries(found)) {
      if (values.length < 2 && !ofRows.has(name)) found[name] = values[0] ?? "";
    }
    return found;
  }

  function set(field, value) {
    if (isTicked(field)) field.checked = field.value === value;
    else if (field.tagName === "SELECT" && ![...field.options].some((option) => option.value === value)) empty(field);
    else put(field, value);
  }

  // A field for a day drops what is no day of the calendar. It takes text then, so that the reader sees what stood there, and
  // Python says what is wrong with it; with the next value it is one for a day again.
  function put(field, value) {
    if ("typed" in field.dataset) field.type = "date";
    delete field.dataset.typed;
    field.value = value;
    if (field.type !== "date" || field.value === value) return;
    field.dataset.typed = "";
    field.type = "text";
    field.value = value;
  }

  function empty(field) {
    if (isTicked(field)) field.checked = field.dataset.cleared === "checked";
    else if (field.tagName === "SELECT") {
      const cleared = [...field.options].findIndex((each) => each.value === (field.dataset.cleared ?? ""));
      field.selectedIndex = Math.max(0, cleared);
    } else put(field, "");
  }

  // Texts by field, as `read` gives them. Rows are made and taken away to fit; `whole` empties what is not mentioned.
  function write(texts, { whole }) {
    isOwnExample = isOwnExample && !whole;
    const list = (name) => (Array.isArray(texts[name]) ? texts[name] : texts[name] === undefined ? [] : [texts[name]]).map(String);
    const template = form.querySelector("[data-line-template]");
    const columns = template ? [...new Set([...template.content.querySelectorAll("[name]")].map((field) => field.name))] : [];
    const mentionsRows = columns.some((name) => name in texts);
    if (mentionsRows || (whole && template)) {
      const wanted = Math.min(Number(form.dataset.mostRows), Math.max(1, ...columns.map((name) => list(name).length)));
      while (rows().length > wanted) lastRow().remove();
      while (rows().length < wanted) appendRow();
    }
    const seen = {};
    for (const field of named()) {
      const at = isTicked(field) && field.type === "radio" ? 0 : (seen[field.name] = (seen[field.name] ?? -1) + 1);
      if (field.name in texts) set(field, list(field.name)[at] ?? "");
      else if (whole || (mentionsRows && columns.includes(field.name))) empty(field);
      else if (field.matches("[data-example-flag]") && field.name.slice(0, -"-example".length) in texts) field.value = "";
    }
    // A reader must see the values in a folded part of the form.
    for (const field of named()) {
      if (!isTicked(field) && field.type !== "hidden" && field.tagName !== "SELECT" && field.value && field.name in texts) {
        for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
      }
    }
    follow();
  }

  // Whether `write(texts)` would take away anything the reader typed: a row of their own that is neither the example's nor
  // empty and does not stay in its order, or a text that is not `given` for it. Ticks and choices alone are nothing typed.
  function loses(texts, given) {
    const list = (name) => [texts[name] ?? []].flat().map(String);
    const isTyped = (field) => !isTicked(field) && field.type !== "hidden" && field.tagName !== "SELECT" && field.value.trim() !== "";
    const own = rows().filter((row) => !row.querySelector("[data-example-flag]")?.value && [...row.querySelectorAll("[name]")].some(isTyped));
    const stays = (field, at) => !isTyped(field) || list(field.name)[at] === field.value;
    const isMentioned = named().some((field) => field.closest("[data-line]") && field.name in texts);
    if (isMentioned && !own.every((row, at) => [...row.querySelectorAll("[name]")].every((field) => stays(field, at)))) return true;
    return named().some((field) => !field.closest("[data-line]") && field.name in texts && field.id !== given && !stays(field, 0));
  }

  // ---- rows ---------------------------------------------------------------------------------------------------

  function appendRow() {
    const template = form.querySelector("[data-line-template]");
    const number = (Number(form.dataset.nextRow) || rows().length) + 1;
    form.dataset.nextRow = number;
    const holder = document.createElement("template");
    holder.innerHTML = template.innerHTML.replaceAll("__ROW__", String(number - 1)).replaceAll("__NUMBER__", String(rows().length + 1));
    lastRow().after(holder.content);
  }

  // Not what is folded away, which cannot have the focus.
  const FIELD = "input:not([type=hidden]):not([type=checkbox]):not([type=radio]), select, textarea";
  const firstField = (place) => [...place.querySelectorAll(FIELD)].find((field) => !field.closest("details:not([open])"))?.focus();

  // A reader's own row begins with the first value of a list that no other row has.
  function beginRow(row) {
    for (const list of row.querySelectorAll("[data-first]")) {
      const values = list.dataset.first.split(" ");
      const others = rows().filter((each) => each !== row).map((each) => each.querySelector(`[name="${CSS.escape(list.name)}"]`).value);
      list.value = values.find((value) => !others.includes(value)) ?? values.slice(-1)[0];
    }
  }

  function addLine() {
    appendRow();
    beginRow(lastRow());
    firstField(lastRow());
    changed();
  }

  function removeLine(button) {
    if (rows().length < 2) return;
    const row = button.closest("[data-line]");
    const next = row.nextElementSibling?.matches("[data-line]") ? row.nextElementSibling : row.previousElementSibling;
    row.remove();
    tellExample();
    for (const [at, each] of rows().entries()) {
      for (const place of each.querySelectorAll("[data-number]")) place.textContent = String(at + 1);
    }
    firstField(next);
    changed();
  }

  // The box for pasted text has no name: it is no field of a form that Python gets.
  const boxes = () => [...form.querySelectorAll("textarea:not([name])")];

  // The form's whole contents, and a way to put them back.
  const everything = () => ({ texts: read(), pasted: boxes().map(({ value }) => value), isTouched: touched, isOwnExample });

  function putBack({ texts, pasted, isTouched, isOwnExample: wasOwn }) {
    write(texts, { whole: true });
    isOwnExample = wasOwn;
    follow();
    for (const [at, box] of boxes().entries()) box.value = pasted[at] ?? "";
    touched = isTouched;
    ask();
  }

  function clear() {
    for (const field of named()) empty(field);
    for (const box of boxes()) box.value = "";
    for (const place of form.querySelectorAll("[data-part-place]")) place.replaceChildren();
    while (rows().length > 1) lastRow().remove();
    for (const row of rows()) beginRow(row);
    follow();
    firstField(form);
    touched = false;
    ask();
  }

  // ---- editing ------------------------------------------------------------------------------------------------

  // What says whether the field still holds the example's value: its row's, that of the number before a unit, its own.
  function flagOf(field) {
    const row = field.closest("[data-line]") ?? (field.matches("[data-with-last]") && field.parentElement.previousElementSibling);
    if (row) return row.querySelector("[data-example-flag]");
    return (field.closest("[data-group]") ?? form).querySelector(`[name="${CSS.escape(field.name)}-example"]`);
  }

  function own(field) {
    const flag = flagOf(field);
    if (!flag?.value) return;
    flag.value = "";
    tellExample();
  }

  // The sentence about the example stands there only while one of its values does. What the dashes of its fields say
  // to the eye, their description says to the ear. A unit is part of the value before it.
  function tellExample() {
    const flags = [...form.querySelectorAll("[data-example-flag]")];
    for (const flag of flags) {
      const beside = flag.parentElement.nextElementSibling?.querySelectorAll("[data-with-last]") ?? [];
      for (const field of [...flag.parentElement.querySelectorAll(FIELD), ...beside]) {
        // What is folded below an item is the reader's own.
        if (field.closest("details") !== flag.closest("details")) continue;
        const ids = (field.getAttribute("aria-describedby") ?? "").replace(/ ?example-mark$/, "");
        field.setAttribute("aria-describedby", flag.value && field.value ? `${ids} example-mark` : ids);
      }
    }
    const isLeft = isOwnExample && flags.some(({ value }) => value);
    for (const place of form.querySelectorAll("[data-example]")) place.hidden = !isLeft;
  }

  function changed(field) {
    touched = true;
    if (field) own(field);
    if (!composing) ask();
  }

  function preset(button) {
    const field = form.querySelector(`[name="${CSS.escape(button.dataset.field)}"]`);
    field.value = button.dataset.value;
    follow();
    changed(field);
  }

  form.addEventListener("compositionstart", () => (composing = true));
  form.addEventListener("compositionend", (event) => {
    composing = false;
    if (event.target.name) changed(event.target);
  });
  const standing = (field) => (isTicked(field) ? field.checked : field.value);
  const heard = new WeakMap();
  function hear({ target }) {
    heard.set(target, standing(target));
    if (target === monthField || target.matches("select")) follow();
    if (target.name) changed(target);
  }
  form.addEventListener("input", hear);
  // Some keyboards, password managers and voices tell of nothing else.
  form.addEventListener("change", (event) => {
    if (heard.get(event.target) !== standing(event.target)) hear(event);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  sheetKeys(form, rows, addLine);

  // ---- what belongs to one choice: the others are set aside ------------------------------------------------------

  // Each names the list, and the value of it that it belongs to. Where none is chosen yet all of them stay.
  const parts = [...form.querySelectorAll("[data-choice]")];

  function showChosen() {
    const chosen = ({ dataset }) => form.querySelector(`[name="${dataset.choice}"]`).value === dataset.value;
    const some = parts.some(chosen);
    for (const part of parts) part.toggleAttribute("data-set-aside", some && !chosen(part));
  }

  // ---- 24 months by clicking: edits the text field, one code a button -------------------------------------------

  const months = form.querySelector("[data-codes]");
  const monthField = months && form.querySelector(`[name="${months.dataset.field}"]`);
  const monthButtons = [...(months?.querySelectorAll("button") ?? [])];
  // How Python reads the text: what it passes over, and how it takes what is written otherwise.
  const { skipped, taken } = JSON.parse(months?.dataset.read ?? "{}");

  function showMonths() {
    if (!months) return;
    const codes = [...monthField.value].filter((each) => !skipped.includes(each)).map((each) => taken[each] ?? each).slice(-monthButtons.length);
    for (const [at, button] of monthButtons.entries()) {
      const code = codes[at - (monthButtons.length - codes.length)] ?? "";
      const place = button.querySelector("[data-code]") ?? button;
      place.textContent = code || "–";
      button.dataset.value = code;
    }
  }

  function monthCode(button) {
    const { codes, fill } = months.dataset;
    const cycle = codes.split(" ");
    const at = monthButtons.indexOf(button);
    const values = monthButtons.map((each) => each.dataset.value ?? "");
    values[at] = cycle[(cycle.indexOf(values[at]) + 1) % cycle.length];
    const first = values.findIndex((value) => value);
    monthField.value = values.slice(first).map((value) => value || fill).join("");
    follow();
    changed(monthField);
  }

  // The page shows a note beside a field, made from the field's value.
  function follow() {
    tellExample();
    showMonths();
    showChosen();
  }

  follow();
  // No selector tells an empty field from one that was filled; paper shows what was.
  addEventListener("beforeprint", () => {
    for (const field of form.querySelectorAll("[type=date], [type=text], textarea")) field.toggleAttribute("data-blank", !field.value);
  });
  return {
    form,
    read,
    write,
    loses,
    clear,
    toFirst: () => firstField(form),
    everything,
    putBack,
    // Whether these are the reader's own figures, which nothing overwrites without asking.
    get isTouched() { return touched; },
    set isTouched(is) { touched = is; },
    actions: { "add-line": addLine, "remove-line": removeLine, clear, preset, "month-code": monthCode },
  };
}
