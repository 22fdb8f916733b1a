// A calculator's page: reads the fields, asks the worker, shows the answer. It holds no rule about the subject.
// The build joins the parts in calculator/ into this file.
import { actionsOf } from "./calculator/actions.js";
import { fieldsOf } from "./calculator/form.js";
import { handOver, keepingOf } from "./calculator/keeping.js";
import { lineOf } from "./calculator/line.js";
import { becomes, showBeside } from "./calculator/showing.js";
import { button, isReplaced, isState, onEdit, today } from "./in-app.js";

const root = document.querySelector("[data-calculator]");
if (root) begin(root);

function begin(root) {
  // As site.js does, which may not have come.
  document.documentElement.classList.replace("no-js", "js");
  const fields = fieldsOf(root, ask);
  const { form } = fields;
  const result = root.querySelector("[data-result]");
  const output = root.querySelector("output");
  const said = root.querySelector("[data-said]");
  const status = root.querySelector("[data-status]");
  const alertBox = root.querySelector("[data-alert]");
  const bar = root.querySelector("[data-opened]");
  const texts = JSON.parse(root.dataset.texts);
  const words = JSON.parse(bar.dataset.texts);
  const total = Number(root.dataset.bytes);

  // The button that tries again is gone meanwhile: focus waits at the result, and goes back to the next such button.
  let waitsAtResult = false;
  // A page opened by a link asks first once the link's case is in its fields, or cannot be.
  let held = isLink() || Boolean(root.dataset.openCase);
  // A link or a file is worked out for its own day until the reader asks for today.
  const day = { fixed: "" };
  let figures = {};
  const heardNext = [];
  let shown = "";
  let sentence = output.textContent;
  let sentenceTimer = 0;

  // ---- asking and answering ---------------------------------------------------------------------------------

  const line = lineOf({ root, request, starting, started, progress, accept, failed });
  const { start, part } = line;

  function ask() {
    held = false;
    line.ask();
  }

  function request() {
    root.dataset.day = day.fixed || today();
    return { calculator: root.dataset.calculator, form: fields.read(), lang: root.dataset.lang, day: root.dataset.day };
  }

  function starting() {
    root.dataset.state = root.dataset.state === "ready" ? "ready" : "loading";
    alertBox.replaceChildren();
  }

  function started() {
    if (!held) ask();
  }

  function progress(bytes) {
    const million = (bytes) => (bytes / 1e6).toFixed(1);
    show(bytes === undefined ? texts.loading : texts.progress.replace("{done}", million(Math.min(bytes, total))).replace("{all}", million(total)));
  }

  function accept(answer, isLast) {
    if (shown !== answer.html) {
      const fresh = document.createElement("template");
      fresh.innerHTML = shown = answer.html;
      becomes(result, fresh.content);
    }
    waitsAtResult = false;
    figures = answer.figures;
    showBeside(form, answer);
    tell(answer.sentence);
    show("");
    if (root.dataset.state !== "ready") root.dataset.state = "ready";
    remember();
    if (isLast) for (const heard of heardNext.splice(0)) heard(answer);
  }

  // One sentence says what is wrong, and one which file did not come; what was typed and the last result stay.
  function failed(kind, anew, { file, status: code }) {
    root.dataset.state = "failed";
    status.hidden = true;
    const told = document.createElement("p");
    told.setAttribute("role", "alert");
    told.textContent = texts[kind] ?? texts.failed;
    alertBox.replaceChildren(told);
    if (kind === "old") return;
    const which = document.createElement("p");
    if (file) {
      which.dataset.which = file;
      const why = code ? "status" : kind;
      which.textContent = texts.which.replace("{file}", file).replace("{why}", texts[`which-${why}`].replace("{status}", code));
      alertBox.append(which);
    }
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
    if (kind === "files" || kind === "network") tellReplaced((reload) => {
      if (!told.isConnected) return;
      told.textContent = texts.replaced;
      which.remove();
      again.replaceWith(reload);
    });
  }

  // A new release has taken this page's files away: loaded again it goes on with what was typed.
  async function tellReplaced(say) {
    if (!(await isReplaced())) return;
    const reload = button(
      texts.reload,
      () => {
        hand();
        location.reload();
      },
      "md-button",
    );
    reload.dataset.action = "reload";
    say(reload);
  }

  function show(text) {
    status.hidden = !text;
    if (status.textContent !== text) status.textContent = text;
  }

  // For the eye at once; for screen readers one sentence, a second after the last change.
  function tell(text) {
    say(text);
    sentence = text;
    clearTimeout(sentenceTimer);
    sentenceTimer = setTimeout(() => {
      if (output.textContent !== sentence) output.textContent = sentence;
    }, 1000);
  }

  function say(text) {
    said.hidden = false;
    if (said.textContent !== text) said.textContent = text;
  }

  // ---- the fields' first values -------------------------------------------------------------------

  const { remember, forget, wasKept } = keepingOf(root, fields, texts);
  if (wasKept) held = false;

  const page = {
    root,
    fields,
    bar,
    words,
    part,
    ask,
    today,
    texts,
    get figures() { return figures; },
    get day() { return root.dataset.day; },
    set day(its) { day.fixed = its; },
    say,
    answered: () => new Promise((heard) => heardNext.push(heard)),
  };
  const withTools = actionsOf(page, forget, () => tellReplaced((reload) => page.notice(texts.replaced, reload)));

  onEdit(form, () => {
    // Until Python answers, the sentence is the example's.
    if (root.dataset.state !== "ready") said.hidden = true;
    if (isLink()) history.replaceState(null, "", location.pathname + location.search);
  });
  function isLink() {
    return isState(location.hash);
  }

  async function opened() {
    const { hash } = location;
    if (isLink()) await withTools((found) => found.openLink(hash));
    else if (root.dataset.openCase) await withTools((found) => found.openOwnCase());
  }

  const hand = handOver(root, fields, day, isLink);
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
