// A calculator's page: reads the fields, asks the worker, shows the answer. No rule about the subject stands here.
import { fieldsOf } from "./calculator-form.js";
import { button, copyComing, today } from "./in-app.js";

const root = document.querySelector("[data-calculator]");
if (root) begin(root);

function begin(root) {
  const fields = fieldsOf(root, ask);
  const { form } = fields;
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
  // The button that tries again is gone meanwhile: focus waits at the result, and goes back to the next such button.
  let waitsAtResult = false;
  let asked = 0;
  let answered = 0;
  let waiting = false;
  // A page opened by a link asks first when the link's case stands in its fields, or cannot.
  let held = isLink();
  // A link or a file is worked out for its own day until the reader asks for today.
  let fixedDay = "";
  let figures = {};
  let parts = 0;
  const partsAsked = new Map();
  const heardNext = [];
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
    if (!held) ask();
  }

  function makeWorker(address, anew) {
    const made = { heard: [], modules: false };
    const options = {
      name: [root.dataset.calculator, anew && "anew", navigator.connection?.saveData && "saving"].filter(Boolean).join(" "),
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
    for (const { no } of partsAsked.values()) no(new Error("stopped"));
    partsAsked.clear();
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
      fail(message.kind ?? "stopped", message.failed);
    } else if (partsAsked.has(message.id)) {
      partsAsked.get(message.id).yes(JSON.parse(message.response).part);
      partsAsked.delete(message.id);
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
    const tryAgain = () => {
      waitsAtResult = document.activeElement === again;
      if (waitsAtResult) {
        result.tabIndex = -1;
        result.focus({ preventScroll: true });
      }
      start(anew);
    };
    const again = button(texts.again, tryAgain, "md-button");
    again.dataset.action = "try-again";
    alertBox.append(again);
    if (waitsAtResult && document.activeElement === result) again.focus({ preventScroll: true });
    waitsAtResult = false;
  }

  function show(text) {
    status.hidden = !text;
    if (status.textContent !== text) status.textContent = text;
  }

  // ---- asking and answering ---------------------------------------------------------------------------------

  // One question under way at a time; what was typed meanwhile is asked next, once.
  function ask() {
    held = false;
    if (!worker) return;
    if (asked > answered) {
      waiting = true;
      return;
    }
    waiting = false;
    asked += 1;
    if (ready) sign();
    worker.postMessage({ id: asked, request: JSON.stringify(request()) });
  }

  function request() {
    const day = (root.dataset.day = fixedDay || today());
    return { calculator: root.dataset.calculator, form: fields.read(), lang: root.dataset.lang, day };
  }

  // What one button asks for beside the result; it fails where Python does, of which the page has been told then.
  function part(name, given = "") {
    return new Promise((yes, no) => {
      if (!worker) return no(new Error("no worker"));
      const id = `part-${(parts += 1)}`;
      partsAsked.set(id, { yes, no });
      worker.postMessage({ id, part: true, request: JSON.stringify({ ...request(), part: name, given }) });
    });
  }

  function accept(answer) {
    if (shown !== answer.html) {
      const fresh = document.createElement("template");
      fresh.innerHTML = shown = answer.html;
      becomes(result, fresh.content);
    }
    waitsAtResult = false;
    figures = answer.figures;
    showErrors(answer.errors);
    tell(answer.sentence);
    show("");
    root.dataset.state = "ready";
    remember();
    if (!waiting) for (const heard of heardNext.splice(0)) heard(answer);
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
      if (box.checked) localStorage.setItem(key, JSON.stringify(fields.read()));
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
    fields.clear();
  }

  if (box) {
    const kept = stored();
    if (kept) {
      box.checked = true;
      fields.write(Object.fromEntries(Object.entries(kept).filter(([, value]) => typeof value === "string")), { whole: false });
      fields.isTouched = true;
      held = false;
    }
    box.addEventListener("change", remember);
  }

  // ---- what a button does -----------------------------------------------------------------------------------------

  const bar = root.querySelector("[data-opened]");
  const words = JSON.parse(bar.dataset.texts);

  // What is told beside the form, and the buttons or links that answer it.
  function notice(text, ...answers) {
    const line = document.createElement("p");
    line.setAttribute("role", "status");
    line.tabIndex = -1;
    line.textContent = text;
    bar.replaceChildren(line);
    if (answers.length) {
      const actions = document.createElement("p");
      for (const made of answers) actions.append(made, " ");
      bar.append(actions);
    }
    bar.hidden = false;
    return line;
  }

  // All that is not needed to work a case out by hand comes with the first button that needs it.
  const page = {
    root,
    fields,
    bar,
    words,
    notice,
    part,
    ask,
    today,
    texts,
    get figures() { return figures; },
    get day() { return root.dataset.day; },
    set day(day) { fixedDay = day; },
    answered: () => new Promise((heard) => heardNext.push(heard)),
  };
  let tools = null;
  const withTools = (use) => (tools ??= import("./calculator-tools.js").then((module) => module.toolsOf(page))).then(use, (error) => {
    tools = null;
    console.info("calculator:", error);
    show(texts.network);
  });

  // Whoever meant something else finds what was typed one press away, until something is typed again.
  function clear() {
    const before = fields.everything();
    fields.clear();
    bar.hidden = true;
    if (!before.isTouched) return;
    const back = button(words.back, () => {
      fields.putBack(before);
      bar.hidden = true;
      fields.toFirst();
    });
    notice(words.cleared, back).scrollIntoView({ block: "nearest" });
    form.addEventListener("input", () => back.isConnected && (bar.hidden = true), { once: true });
  }

  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-action]");
    if (!button || button.dataset.action === "try-again") return;
    const own = { ...fields.actions, clear, forget };
    if (own[button.dataset.action]) own[button.dataset.action](button);
    else {
      const pressed = withTools((found) => found.press(button));
      if (button.dataset.action.startsWith("copy-")) copyComing(pressed, button);
    }
  });
  // WebKit shows no choice of files to a page that had to fetch its tools after the press.
  root.addEventListener("toggle", ({ target }) => target.open && target.querySelector('[data-action="open-state"], [data-action="open-file"]') && withTools(() => {}), true);
  form.addEventListener("paste", (event) => {
    const place = event.target.closest("[data-paste]");
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!place || event.target.tagName === "TEXTAREA" || !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    withTools((found) => found.paste(place, text));
  });
  form.addEventListener("input", () => {
    if (isLink()) history.replaceState(null, "", location.pathname + location.search);
  });
  function isLink() {
    return location.hash.startsWith("#s=");
  }

  async function opened() {
    const { hash } = location;
    if (isLink()) await withTools((found) => found.openLink(hash));
  }

  // The page in the other language goes on with what stands here; this tab keeps it until then, a minute at most. What a
  // link brought stands in the address, which goes along.
  const handed = "clearlimit.handed";
  const first = JSON.stringify(fields.everything());
  for (const link of document.querySelectorAll("[data-language]")) {
    link.addEventListener("click", (event) => {
      const all = fields.everything();
      const isElsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
      if (isElsewhere || isLink() || JSON.stringify(all) === first) return;
      try {
        sessionStorage.setItem(handed, JSON.stringify([root.dataset.calculator, Date.now(), fixedDay, all]));
      } catch {
        // Storage is refused: the other page begins with its example.
      }
    });
  }

  function takeOver() {
    try {
      const [calculator, since, day, all] = JSON.parse(sessionStorage.getItem(handed));
      sessionStorage.removeItem(handed);
      if (calculator !== root.dataset.calculator || Date.now() - since > 60_000) return;
      fixedDay = day;
      fields.putBack(all);
    } catch {
      // Nothing was handed over.
    }
  }

  takeOver();
  addEventListener("hashchange", opened);
  opened().finally(() => held && ask());
  for (const place of root.querySelectorAll("[data-tools]")) place.hidden = false;
  try {
    if (root.querySelector("[data-carried]") && sessionStorage.getItem("clearlimit.carried")) withTools((found) => found.showCarried());
  } catch {
    // Storage is refused, so nothing was carried here.
  }

  root.dataset.begun = "";
  // Who saves data waits until a field is touched.
  if (navigator.connection?.saveData) {
    const touched = new AbortController();
    for (const event of ["focusin", "pointerdown"]) {
      form.addEventListener(event, () => { touched.abort(); start(); }, { signal: touched.signal });
    }
  } else start();
}

// The result becomes the new one; what is the same stays, so that the browser lays out the rest alone, and what a reader
// has unfolded stays so. A text that changed is a new node, since screen readers and others watch for those.
function becomes(old, fresh) {
  let at = old.firstChild;
  for (let next = fresh.firstChild; next; ) {
    const made = next;
    next = next.nextSibling;
    const was = at;
    at = at && at.nextSibling;
    if (!was) old.append(made);
    else if (!was.isEqualNode(made)) {
      if (was.nodeType !== 1 || kindOf(was) !== kindOf(made)) was.replaceWith(made);
      else {
        for (const { name, value } of made.attributes) if (was.getAttribute(name) !== value) was.setAttribute(name, value);
        becomes(was, made);
      }
    }
  }
  while (at) {
    const gone = at;
    at = at.nextSibling;
    gone.remove();
  }
}

// The name of an element and those of its attributes, in order; unfolding is the reader's.
function kindOf(node) {
  return [node.nodeName, ...[...(node.attributes ?? [])].map(({ name }) => name).filter((name) => name !== "open")].join(" ");
}
