// The case desk's page: opens a table, hands its text to the worker, places what comes back. It holds no rule about the
// subject and keeps nothing: from the moment a table is open the page asks no server for anything.
import { button, canSave, copy, isReplaced, onEdit, openInBrowser, texts, today } from "./in-app.js";
import { encode } from "./state-link.js";

const MOST = 150;
const MOST_RULES = 100_000;
const root = document.querySelector("[data-desk]");
if (root) begin(root);

function begin(root) {
  root.dataset.begun = "";
  const words = JSON.parse(root.dataset.texts);
  const place = (name) => root.querySelector(`[data-desk-${name}]`);
  const names = ["in", "house", "rules", "said", "doing", "columns", "going", "open", "out", "view"];
  const [entry, house, rules, said, doing, columns, going, open, out, view] = names.map(place);
  const bar = going.querySelector("progress");
  const starter = open.querySelector("button");
  const beginning = starter.textContent;
  const asking = { sort: "", down: false, band: "", reason: "", find: "", from: 0 };
  const waiting = new Map();
  let number = 0;
  // Each table and each run of it has its number: what comes late for an earlier one is left aside.
  let run = 0;
  let isShowing = false;

  // What goes on is seen at once. Whoever hears the page is told when it begins, at most every ten seconds, and when it ends.
  let spoken = -Infinity;
  function say(text, isGoing = false) {
    doing.hidden = !isGoing;
    doing.textContent = isGoing ? text : "";
    said.classList.toggle("cl-out-of-sight", isGoing);
    const now = performance.now();
    if (isGoing && now - spoken < 10_000) return;
    spoken = isGoing ? now : -Infinity;
    said.textContent = text;
  }
  if (typeof Worker !== "function" || typeof WebAssembly !== "object") return say(words.old);
  const worker = new Worker(new URL("worker.js", new URL(root.dataset.runtime, location.href)), { type: "module", name: root.dataset.zips });
  let isHeard = false;
  let isBroken = false;
  // Once a table is open nothing is asked for, a newer release neither.
  async function broken({ kind, file, status }) {
    if (isBroken) return;
    isBroken = true;
    run += 1;
    going.hidden = true;
    entry.hidden = true;
    const why = file && words[status ? "which-status" : `which-${kind}`].replace("{status}", status);
    say(words.failed + (file ? words.joint + words.which.replace("{file}", file).replace("{why}", why) : ""));
    if (file && root.dataset.state !== "ready" && (await isReplaced())) say(texts.older);
  }
  worker.onerror = () => broken(isHeard ? {} : { kind: "files", file: "worker.js" });
  worker.onmessage = ({ data }) => {
    isHeard = true;
    if (data.whole === false) broken(data);
    else if (data.whole) {
      entry.hidden = house.hidden = false;
      say(words.ready);
      root.dataset.state = "ready";
    } else if (data.failed !== undefined) {
      console.info("desk:", data.kind, data.failed);
      broken(data);
    } else if (waiting.has(data.id)) {
      waiting.get(data.id)({ ...JSON.parse(data.response), file: data.file });
      waiting.delete(data.id);
    }
  };

  // A file goes along as its bytes, which the worker takes over: nothing of it is looked at here. One that was made comes
  // back so where `takes` asks for it.
  function ask(what, more, file, takes) {
    number += 1;
    const request = JSON.stringify({ calculator: "desk", do: what, lang: root.dataset.lang, day: today(), ...more });
    worker.postMessage({ id: number, part: true, request, file, takes }, file ? [file.buffer] : []);
    return new Promise((heard) => waiting.set(number, heard));
  }

  // ---- a table comes in ---------------------------------------------------------------------------------------

  function closeTable() {
    run += 1;
    columns.replaceChildren();
    view.replaceChildren();
    going.hidden = open.hidden = out.hidden = true;
  }

  async function take(name, bytes) {
    closeTable();
    const mine = run;
    say(words.reading.replace("{name}", name));
    const found = await ask("open", { name }, bytes);
    if (mine !== run) return;
    say(found.said ?? found.told);
    if (found.said) return;
    columns.innerHTML = found.html;
    starter.textContent = found.begin ?? beginning;
    open.hidden = starter.hidden = false;
  }

  async function takeFile(file) {
    if (file.size > MOST * 1e6) {
      closeTable();
      return say(words.large.replace("{most}", MOST));
    }
    await take(file.name, new Uint8Array(await file.arrayBuffer()));
  }

  const takeText = (name, text) => take(name, new TextEncoder().encode(text));

  // ---- working it out -----------------------------------------------------------------------------------------

  async function work() {
    const fields = {};
    for (const { value, dataset } of columns.querySelectorAll("[data-column]")) if (value) fields[dataset.column] = value;
    const masked = [...columns.querySelectorAll("[data-mask]")].filter(({ checked }) => checked).map(({ dataset }) => dataset.mask);
    const mine = (run += 1);
    const found = await ask("begin", { fields, masked });
    if (mine !== run) return;
    if (found.said) return say(found.said);
    going.hidden = false;
    starter.hidden = true;
    let rows = 200;
    let begun = performance.now();
    let painted = 0;
    let wait = 0;
    let wasReading = true;
    for (;;) {
      const before = performance.now();
      const step = await ask("more", { rows });
      if (mine !== run) return;
      const now = performance.now();
      // As many rows next as take a fifth of a second, so that stopping and looking never wait long.
      rows = Math.max(20, Math.min(20_000, Math.round((rows * 200) / Math.max(1, now - before))));
      if (wasReading && !step.reading) begun = now;
      if (wasReading !== step.reading) rows = 200;
      wasReading = step.reading;
      bar.value = step.share;
      const seconds = Math.ceil(((now - begun) / 1000) * (1 / Math.max(step.share, 0.001) - 1));
      say(step.said + (!step.done && seconds > 2 ? words.left.replace("{seconds}", seconds) : ""), !step.done);
      // The more there is to show, the seldomer it is shown on the way.
      if (step.done || (step.cases && now - painted > wait)) {
        await show();
        painted = performance.now();
        wait = Math.max(2000, (painted - now) * 10);
      }
      if (step.done) break;
    }
    going.hidden = true;
    starter.hidden = false;
  }

  async function stop() {
    run += 1;
    going.hidden = true;
    starter.hidden = false;
    say(words.stopped);
    await show();
  }

  async function show() {
    if (isShowing) return;
    isShowing = true;
    const found = await ask("view", asking);
    isShowing = false;
    if (open.hidden) return;
    const { activeElement } = document;
    const held = view.contains(activeElement) && ["sort", "from"].find((name) => name in activeElement.dataset);
    const nth = () => [...activeElement.parentElement.querySelectorAll("button")].indexOf(activeElement) + 1;
    const key = held && (held === "sort" ? `[data-sort="${activeElement.dataset.sort}"]` : `[data-from]:nth-of-type(${nth()})`);
    const across = view.querySelector(".desk-results")?.parentElement.scrollLeft;
    const isOpen = view.querySelector("details")?.open;
    view.innerHTML = found.html;
    out.hidden = false;
    for (const link of view.querySelectorAll("[data-open]")) link.href = caseLink(link.dataset);
    const table = view.querySelector(".desk-results").parentElement;
    if (across) table.scrollLeft = across;
    if (isOpen && view.querySelector("details")) view.querySelector("details").open = true;
    if (key) (view.querySelector(`${key}:not([disabled])`) ?? table).focus({ preventScroll: true });
  }

  // A link as the calculators make them: the case stands behind the #, which no server sees.
  const caseLink = ({ open: calculator, form, method }) =>
    `../calculators/${calculator}/#s=${encode({ c: calculator, d: today(), f: JSON.parse(form), r: {} }, method)}`;

  // ---- house rules --------------------------------------------------------------------------------------------

  function typedRules() {
    const field = (name) => rules.querySelector(`[data-rule="${name}"]`).value;
    const rows = [...rules.querySelectorAll("tbody tr")];
    const points = rows.map((row) => [...row.querySelectorAll("input")].map(({ value }) => value));
    return { target: field("target"), "months-needed": field("months-needed"), "late-points": points };
  }

  async function takeRules(given) {
    const found = await ask("rules", { name: words["rules-name"], ...given });
    say(found.said ?? found.told);
    if (found.html) rules.innerHTML = found.html;
    return found.text;
  }

  // ---- files --------------------------------------------------------------------------------------------------

  function save(name, parts, type, pressed) {
    if (!canSave) {
      const shown = document.createElement("pre");
      shown.textContent = parts.join("");
      shown.tabIndex = 0;
      const copying = button(pressed.textContent, () => copy(shown.textContent, shown, copying));
      return pressed.parentElement.after(copying, " ", openInBrowser(words["to-save"]), shown);
    }
    const anchor = document.createElement("a");
    anchor.href = URL.createObjectURL(new Blob(parts, { type }));
    anchor.download = name;
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(anchor.href), 10_000);
  }

  const exporting = (kind, name, suffix, type) => async (pressed) => {
    const parts = [];
    for (let from = 0; from >= 0; ) {
      const piece = await ask("export", { kind, from });
      parts.push(piece.text);
      from = piece.next;
    }
    save(`${words[name]}.${suffix}`, parts, type, pressed);
  };

  // One that is made in the worker, some rows or pages at a time, and taken when it is whole.
  const making = (kind, name, suffix, type) => async (pressed) => {
    const mine = run;
    let isRefused = false;
    pressed.disabled = true;
    for (let from = 0, rows = 200; from >= 0; ) {
      const before = performance.now();
      const step = await ask("make", { ...asking, kind, from, rows });
      rows = Math.max(10, Math.min(20_000, Math.round((rows * 200) / Math.max(1, performance.now() - before))));
      if (mine === run) say(step.said, step.next >= 0);
      from = step.next;
      isRefused = step.refused;
      if (mine !== run) break;
    }
    pressed.disabled = false;
    if (isRefused || mine !== run) return;
    const { file } = await ask("wake", {}, undefined, true);
    save(`${words[name]}.${suffix}`, [file], type, pressed);
  };

  async function erase() {
    closeTable();
    entry.querySelector("textarea").value = "";
    entry.querySelector("input").value = "";
    Object.assign(asking, { sort: "", down: false, band: "", reason: "", find: "", from: 0 });
    for (const field of out.querySelectorAll("[data-asked]")) field.value = "";
    await ask("erase");
    say(words.erased);
    entry.querySelector("input").focus();
  }

  const CSV = "text/csv";
  const actions = {
    read: () => takeText(words.pasted, entry.querySelector("textarea").value),
    "open-sample": () => takeText(words["sample-name"], words.sample),
    "save-sample": (pressed) => save(`${words["sample-name"]}.csv`, [words.sample], CSV, pressed),
    "save-template": (pressed) => save(`${words["template-name"]}.csv`, [words.template], CSV, pressed),
    begin: work,
    cancel: stop,
    erase,
    "use-rules": () => takeRules({ values: typedRules() }),
    "save-rules": async (pressed) => {
      const text = await takeRules({ values: typedRules() });
      if (text) save(words["rules-name"], [text], "application/toml", pressed);
    },
    "site-rules": () => takeRules({ text: "" }),
    first: () => {
      Object.assign(asking, { sort: "", down: false, from: 0 });
      return show();
    },
    "save-workbook": making("workbook", "results-name", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "save-reports": making("reports", "reports-name", "zip", "application/zip"),
    "save-csv": exporting("csv", "results-name", "csv", CSV),
    "save-jsonl": exporting("jsonl", "results-name", "jsonl", "application/x-ndjson"),
    "save-problems": exporting("problems", "problems-name", "csv", CSV),
  };

  root.addEventListener("click", ({ target }) => {
    const pressed = target.closest("button");
    const { action, sort, from } = pressed?.dataset ?? {};
    if (action) actions[action](pressed);
    else if (sort) {
      Object.assign(asking, { down: asking.sort === sort && !asking.down, sort, from: 0 });
      show();
    } else if (from) {
      asking.from = Number(from);
      show();
    }
  });
  onEdit(out, ({ target }) => {
    if (!target.dataset.asked) return;
    asking[target.dataset.asked] = target.value;
    asking.from = 0;
    show();
  });
  place("rules-file").addEventListener("change", async ({ target }) => {
    const [file] = target.files;
    if (!file) return;
    await takeRules({ name: file.name, text: file.size > MOST_RULES ? "=" : await file.text() });
    target.value = "";
  });
  entry.querySelector("input").addEventListener("change", ({ target }) => target.files[0] && takeFile(target.files[0]));
  root.addEventListener("dragover", (event) => event.preventDefault());
  root.addEventListener("drop", (event) => {
    event.preventDefault();
    const [file] = event.dataTransfer.files;
    if (file && !entry.hidden) takeFile(file);
  });
  // Its answer lets the worker fetch the rest, so that nothing is left to fetch once a table is open.
  ask("wake").then(({ html }) => (rules.innerHTML = html));
}
