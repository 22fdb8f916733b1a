// A calculator's page: reads the fields, asks the worker, shows the answer. No rule about the subject stands here.

const root = document.querySelector("[data-calculator]");
if (root) begin(root);

function begin(root) {
  const form = root.querySelector("[data-fields]");
  const result = root.querySelector("[data-result]");
  const output = root.querySelector("output");
  const status = root.querySelector("[data-status]");
  const alertBox = root.querySelector("[data-alert]");
  const texts = JSON.parse(root.dataset.texts);
  const total = Number(root.dataset.bytes);
  const silence = 30000;

  let worker = null;
  let ready = false;
  let lastSign = 0;
  let asked = 0;
  let answered = 0;
  let waiting = false;
  let composing = false;
  let shown = "";
  let sentence = output.textContent;
  let sentenceTimer = 0;
  let watch = 0;

  // ---- the worker -------------------------------------------------------------------------------------------

  function start() {
    stop();
    ready = false;
    asked = answered = 0;
    waiting = false;
    root.dataset.state = root.dataset.state === "ready" ? "ready" : "loading";
    alertBox.replaceChildren();
    show(texts.loading);
    sign();
    try {
      worker = new Worker(new URL("worker.js", new URL(root.dataset.runtime, location.href)), { type: "module" });
    } catch (error) {
      fail(error);
      return;
    }
    worker.onmessage = ({ data }) => hear(data);
    worker.onerror = (event) => fail(event.message);
    worker.onmessageerror = (event) => fail(event.type);
    watch = setInterval(() => {
      const busy = !ready || answered < asked;
      if (busy && performance.now() - lastSign > silence) fail("silence");
    }, 1000);
    ask();
  }

  function stop() {
    clearInterval(watch);
    if (worker) worker.terminate();
    worker = null;
  }

  function sign() {
    lastSign = performance.now();
  }

  function hear(message) {
    sign();
    if (message.bytes !== undefined && !ready) {
      const million = (bytes) => (bytes / 1e6).toFixed(1);
      show(texts.progress.replace("{done}", million(Math.min(message.bytes, total))).replace("{all}", million(total)));
    } else if (message.ready) {
      ready = true;
    } else if (message.failed !== undefined) {
      fail(message.failed);
    } else if (message.id !== undefined) {
      answered = message.id;
      if (message.id === asked) accept(JSON.parse(message.response));
      if (waiting) ask();
    }
  }

  function fail(error) {
    console.info("calculator:", error);
    stop();
    ready = false;
    root.dataset.state = "failed";
    status.hidden = true;
    const line = document.createElement("p");
    line.setAttribute("role", "alert");
    line.textContent = texts.failed;
    const again = document.createElement("button");
    again.type = "button";
    again.className = "md-button";
    again.dataset.action = "try-again";
    again.textContent = texts.again;
    again.addEventListener("click", start);
    alertBox.replaceChildren(line, again);
  }

  function show(text) {
    status.hidden = !text;
    if (status.textContent !== text) status.textContent = text;
  }

  // ---- asking and answering ---------------------------------------------------------------------------------

  function today() {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  }

  // Every field of every row in row order; an unticked box is ''.
  function read() {
    const found = {};
    for (const field of form.querySelectorAll("[name]")) {
      if (field.type === "radio" && !field.checked) {
        found[field.name] ??= [];
        continue;
      }
      const value = field.type === "checkbox" && !field.checked ? "" : field.value;
      (found[field.name] ??= []).push(value);
    }
    for (const [name, values] of Object.entries(found)) {
      if (values.length < 2 && !form.querySelector(`[data-line] [name="${CSS.escape(name)}"]`)) found[name] = values[0] ?? "";
    }
    return found;
  }

  // One question under way at a time; what was typed meanwhile is asked next, once.
  function ask() {
    if (!worker) return;
    if (asked > answered) {
      waiting = true;
      return;
    }
    waiting = false;
    asked += 1;
    const day = today();
    root.dataset.day = day;
    if (ready) sign();
    const request = { calculator: root.dataset.calculator, form: read(), lang: root.dataset.lang, day };
    worker.postMessage({ id: asked, request: JSON.stringify(request) });
  }

  function accept(answer) {
    if (shown !== answer.html) result.innerHTML = shown = answer.html;
    showErrors(answer.errors);
    tell(answer.sentence);
    show("");
    root.dataset.state = "ready";
    remember();
  }

  function showErrors(errors) {
    const count = {};
    for (const place of form.querySelectorAll("[data-error]")) {
      const name = place.dataset.error;
      const at = (count[name] = (count[name] ?? -1) + 1);
      const text = errors[`${name}[${at}]`] ?? (at === 0 ? errors[name] : undefined) ?? "";
      if (place.textContent !== text) place.textContent = text;
      for (const field of form.querySelectorAll(`[aria-describedby~="${CSS.escape(place.id)}"]`)) {
        if (text) field.setAttribute("aria-invalid", "true");
        else field.removeAttribute("aria-invalid");
      }
    }
  }

  // For screen readers: one sentence, a second after the last change.
  function tell(text) {
    sentence = text;
    clearTimeout(sentenceTimer);
    sentenceTimer = setTimeout(() => {
      if (output.textContent !== sentence) output.textContent = sentence;
    }, 1000);
  }

  // ---- editing ----------------------------------------------------------------------------------------------

  const rows = () => [...form.querySelectorAll("[data-line]")];

  function own(field) {
    const row = field.closest("[data-line]");
    const flag = row
      ? row.querySelector('[name="line-example"]')
      : form.querySelector(`[name="${CSS.escape(field.name)}-example"]`);
    if (flag) flag.value = "";
  }

  function changed(field) {
    if (field) own(field);
    if (!composing) ask();
  }

  function addLine() {
    const template = form.querySelector("[data-line-template]");
    const number = (Number(form.dataset.nextRow) || rows().length) + 1;
    form.dataset.nextRow = number;
    const holder = document.createElement("template");
    holder.innerHTML = template.innerHTML.replaceAll("__ROW__", String(number - 1)).replaceAll("__NUMBER__", String(rows().length + 1));
    const last = rows().at(-1);
    last.after(holder.content);
    rows().at(-1).querySelector("input:not([type=hidden]), select").focus();
    ask();
  }

  function removeLine(button) {
    if (rows().length < 2) return;
    const row = button.closest("[data-line]");
    const next = row.nextElementSibling?.matches("[data-line]") ? row.nextElementSibling : row.previousElementSibling;
    row.remove();
    for (const [at, each] of rows().entries()) {
      for (const place of each.querySelectorAll("[data-number]")) place.textContent = String(at + 1);
    }
    next?.querySelector("input:not([type=hidden]), select")?.focus();
    ask();
  }

  function clear() {
    for (const field of form.querySelectorAll("[name]")) {
      if (field.type === "checkbox" || field.type === "radio") field.checked = field.dataset.cleared === "checked";
      else if (field.tagName === "SELECT") field.selectedIndex = Math.max(0, [...field.options].findIndex((o) => o.value === (field.dataset.cleared ?? "")));
      else field.value = "";
    }
    while (rows().length > 1) rows().at(-1).remove();
    showMonths();
    form.querySelector("input:not([type=hidden]):not([type=checkbox]):not([type=radio]), select")?.focus();
    ask();
  }

  function preset(button) {
    const field = form.querySelector(`[name="${CSS.escape(button.dataset.field)}"]`);
    field.value = button.dataset.value;
    changed(field);
  }

  form.addEventListener("compositionstart", () => (composing = true));
  form.addEventListener("compositionend", (event) => {
    composing = false;
    changed(event.target);
  });
  form.addEventListener("input", (event) => {
    if (event.target.matches("[data-remember]")) return;
    if (event.target.name === "months") showMonths();
    if (event.target.name) changed(event.target);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-action]");
    if (!button) return;
    const actions = { "add-line": addLine, "remove-line": removeLine, clear, preset, "month-code": monthCode, forget };
    actions[button.dataset.action]?.(button);
  });

  // ---- 24 months by clicking: edits the text field, one code a button ---------------------------------------

  const monthButtons = [...form.querySelectorAll('[data-action="month-code"]')];

  function typedMonths() {
    const text = form.querySelector('[name="months"]').value;
    return [...text.normalize("NFKC").toUpperCase()].filter((character) => !/[\s,、]/u.test(character)).slice(-monthButtons.length);
  }

  function showMonths() {
    if (!monthButtons.length) return;
    const codes = typedMonths();
    for (const [at, button] of monthButtons.entries()) {
      const code = codes[at - (monthButtons.length - codes.length)] ?? "";
      const place = button.querySelector("[data-code]") ?? button;
      place.textContent = code || "–";
      button.dataset.value = code;
    }
  }

  function monthCode(button) {
    const field = form.querySelector('[name="months"]');
    const { codes, fill } = button.closest("[data-codes]").dataset;
    const cycle = codes.split(" ");
    const at = monthButtons.indexOf(button);
    const values = monthButtons.map((each) => each.dataset.value ?? "");
    values[at] = cycle[(cycle.indexOf(values[at]) + 1) % cycle.length];
    const first = values.findIndex((value) => value);
    field.value = values.slice(first).map((value) => value || fill).join("");
    showMonths();
    changed(field);
  }

  // ---- kept in this browser only when the reader says so ----------------------------------------------------

  const box = form.querySelector("[data-remember]");
  const key = `clearlimit.${root.dataset.calculator}`;

  function stored() {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  }

  function remember() {
    if (!box) return;
    try {
      if (box.checked) localStorage.setItem(key, JSON.stringify(read()));
      else localStorage.removeItem(key);
    } catch {
      box.checked = false;
    }
  }

  function forget() {
    if (box) box.checked = false;
    remember();
    clear();
  }

  if (box) {
    const kept = stored();
    if (kept) {
      box.checked = true;
      for (const field of form.querySelectorAll("[name]")) {
        const value = kept[field.name];
        if (typeof value !== "string") continue;
        if (field.type === "radio" || field.type === "checkbox") field.checked = field.value === value;
        else field.value = value;
      }
    }
    box.addEventListener("change", remember);
  }

  showMonths();
  start();
}
