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
  // Seconds without a sign: while Python starts, and while one answer is worked out.
  const patience = { starting: 30, answering: 10 };

  let worker = null;
  let ready = false;
  let quiet = 0;
  let attempt = 0;
  let failures = 0;
  let asked = 0;
  let answered = 0;
  let waiting = false;
  let composing = false;
  let shown = "";
  let sentence = output.textContent;
  let sentenceTimer = 0;
  let watch = 0;

  // ---- the worker -------------------------------------------------------------------------------------------

  // `anew`: past what the browser has kept, where a file of that may be damaged.
  async function start(anew = false) {
    stop();
    const mine = attempt;
    ready = false;
    asked = answered = 0;
    waiting = false;
    root.dataset.state = root.dataset.state === "ready" ? "ready" : "loading";
    alertBox.replaceChildren();
    if (typeof Worker !== "function" || typeof WebAssembly !== "object") return fail("old");
    show(texts.loading);
    sign();
    // Counted in ticks, not by the clock: a telephone that slept has waited for nothing.
    watch = setInterval(() => {
      quiet += 1;
      if (!ready && quiet >= patience.starting) fail("silence");
      else if (ready && answered < asked && quiet >= patience.answering) fail("stopped");
    }, 1000);
    const address = new URL("worker.js", new URL(root.dataset.runtime, location.href));
    if (anew) {
      await fetch(address, { cache: "reload" }).then((response) => response.text()).catch(() => {});
      if (mine !== attempt) return;
    }
    const made = (!anew && window.earlyWorker) || makeWorker(address, anew);
    window.earlyWorker = null;
    if (!made.worker) return fail("failed", made.broken);
    worker = made.worker;
    if (!made.modules) return fail("old");
    if (made.broken) return fail("files", made.broken);
    let heard = made.heard.length > 0;
    worker.onmessage = ({ data }) => {
      heard = true;
      hear(data);
    };
    worker.onerror = (event) => fail(ready ? "stopped" : heard ? "failed" : "files", event.message);
    worker.onmessageerror = (event) => fail(ready ? "stopped" : "failed", event.type);
    for (const message of made.heard) {
      hear(message);
      if (mine !== attempt) return;
    }
    ask();
  }

  function makeWorker(address, anew) {
    const made = { heard: [], modules: false };
    const options = {
      name: anew ? "anew" : "",
      // Only browsers that know module workers ask for this.
      get type() {
        made.modules = true;
        return "module";
      },
    };
    try {
      made.worker = new Worker(address, options);
    } catch (error) {
      made.broken = error;
    }
    return made;
  }

  function stop() {
    attempt += 1;
    clearInterval(watch);
    if (worker) worker.terminate();
    worker = null;
  }

  function sign() {
    quiet = 0;
  }

  function hear(message) {
    sign();
    if (message.bytes !== undefined && !ready) {
      const million = (bytes) => (bytes / 1e6).toFixed(1);
      show(texts.progress.replace("{done}", million(Math.min(message.bytes, total))).replace("{all}", million(total)));
    } else if (message.ready) {
      ready = true;
    } else if (message.failed !== undefined) {
      fail(ready ? "stopped" : message.kind, message.failed);
    } else if (message.id !== undefined) {
      answered = message.id;
      failures = 0;
      if (message.id === asked) accept(JSON.parse(message.response));
      if (waiting) ask();
    }
  }

  // One sentence says what is wrong; what was typed and the last result stay.
  function fail(kind, detail = "") {
    console.info("calculator:", kind, detail);
    // What the browser has kept is good where a calculation only stopped, and perhaps where the line was lost.
    failures += 1;
    const anew = kind !== "stopped" && (kind !== "network" || failures > 1);
    stop();
    ready = false;
    root.dataset.state = "failed";
    status.hidden = true;
    const line = document.createElement("p");
    line.setAttribute("role", "alert");
    line.textContent = texts[kind] ?? texts.failed;
    alertBox.replaceChildren(line);
    if (kind === "old") return;
    const again = document.createElement("button");
    again.type = "button";
    again.className = "md-button";
    again.dataset.action = "try-again";
    again.textContent = texts.again;
    again.addEventListener("click", () => start(anew));
    alertBox.append(again);
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
  const lastRow = () => rows()[rows().length - 1];

  function own(field) {
    const row = field.closest("[data-line]");
    const flag = row
      ? row.querySelector('[name="line-example"]')
      : (field.closest("[data-group]") ?? form).querySelector(`[name="${CSS.escape(field.name)}-example"]`);
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
    lastRow().after(holder.content);
    lastRow().querySelector("input:not([type=hidden]), select").focus();
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
    while (rows().length > 1) lastRow().remove();
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
      if (box.checked) refused();
      box.checked = false;
    }
  }

  // The calculator works all the same; only what was promised beside the box does not happen.
  function refused() {
    const place = box.closest("p, div, fieldset");
    const line = place.querySelector("[role=alert]") ?? document.createElement("span");
    line.className = "calc-error";
    line.setAttribute("role", "alert");
    place.append(line);
    line.textContent = texts.refused;
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
  root.dataset.begun = "";
  // Who saves data waits until a field is touched.
  if (navigator.connection?.saveData) {
    const touched = new AbortController();
    for (const event of ["focusin", "pointerdown"]) {
      form.addEventListener(event, () => { touched.abort(); start(); }, { signal: touched.signal });
    }
  } else start();
}
