// What the scripts of a page share: its words, the reader's day, buttons, copying. And what the browsers inside WeChat,
// Alipay and QQ cannot do, and what does instead: the only place that asks which browser this is; reading needs none of it.

// docs/words/scripts/page.toml in the page's language; a host or proxy that takes scripts away takes the words alone.
export const texts = JSON.parse(document.querySelector("script[data-texts]")?.dataset.texts ?? "{}");

// The reader's own calendar day, as 2026-11-23.
export function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

// What Python takes for a day; JavaScript alone would take 30 February for 2 March.
export function isDay(text) {
  if (typeof text !== "string" || !/^\d{4}-\d\d-\d\d$/.test(text) || text.startsWith("0000")) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

// They show pages and links, but save no file and print nothing, and a button that tries does nothing at all.
export const inApp = /MicroMessenger|AlipayClient|(?:^|\s)QQ\//i.test(navigator.userAgent);
// Whether an address carries a calculator's state (state-link.js); messengers write the sign in their own way.
export const isState = (hash) => /^#(?:.*[?&/!])?s(?:=|%(?:25)*3d|%(?:25)*ef%(?:25)*bc%(?:25)*9d)/i.test(hash);
export const canPrint = !inApp && typeof window.print === "function";
export const canSave = !inApp && "download" in HTMLAnchorElement.prototype;

// Whether the site has been replaced since this page came, with the files that it would still ask for. Asked where one of them
// did not come: this page's own address tells, by its version or by being gone.
export async function isReplaced() {
  const version = document.querySelector("meta[name=version]")?.content;
  if (!version) return false;
  try {
    const answer = await fetch(location.pathname, { cache: "no-cache" });
    if (answer.status === 404 || answer.status === 410) return true;
    const now = /name="version" content="(\w+)"/.exec(await answer.text())?.[1];
    return Boolean(now) && now !== version;
  } catch {
    return false;
  }
}

// What is said where a file did not come: that this page is the older one if it is, else that the network failed.
export const missed = async (said = texts.missing) => ((await isReplaced()) ? texts.older : said);

// Runs `act` with each edit within `place`. Some keyboards, password managers and voices tell of `change` alone; others of both.
export function onEdit(place, act) {
  let told;
  const hear = (event) => {
    const { target, type } = event;
    const isTold = type === "change" && told?.target === target && told.value === target.value;
    told = type === "input" && { target, value: target.value };
    if (!isTold) act(event);
  };
  place.addEventListener("input", hear);
  place.addEventListener("change", hear);
}

export function button(text, action, look = "cl-copy") {
  const made = document.createElement("button");
  made.type = "button";
  made.className = look;
  made.textContent = text;
  made.addEventListener("click", () => action(made));
  return made;
}

// ---- copying ------------------------------------------------------------------------------------------------

// The way older browsers and those inside apps know; it works only while the reader's tap is being handled.
function copyOfOld(text) {
  const field = document.createElement("textarea");
  field.value = text;
  field.readOnly = true;
  field.className = "cl-out-of-sight";
  const before = document.activeElement;
  document.body.append(field);
  field.select();
  field.setSelectionRange(0, text.length);
  let done;
  try {
    done = document.execCommand("copy");
  } catch {
    done = false;
  }
  field.remove();
  before?.focus({ preventScroll: true });
  return done;
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyOfOld(text);
  }
}

// Copies what is not there yet: `coming` becomes the text and what shows it, or nothing. WebKit lets a page write only while
// the reader's press is handled, so it is given a promise; those that take none have the time, or the ways of `copy`.
export async function copyComing(coming, made) {
  let done = false;
  try {
    const text = coming.then((found) => new Blob([found.text], { type: "text/plain" }));
    text.catch(() => {});
    await navigator.clipboard.write([new ClipboardItem({ "text/plain": text })]);
    done = true;
  } catch {
    // Told below.
  }
  const found = await coming;
  if (!found) return;
  if (done) say(made);
  else await copy(found.text, found.shown, made);
}

// Says it to those who do not see the button; it is on the page before it has anything to say.
const aloud = document.createElement("p");
aloud.className = "cl-out-of-sight";
aloud.setAttribute("role", "status");
(document.querySelector("main") ?? document.body).append(aloud);

function say(made) {
  const label = (made.dataset.label ??= made.textContent);
  made.textContent = aloud.textContent = texts.copied;
  setTimeout(() => {
    made.textContent = label;
    aloud.textContent = "";
  }, 2000);
}

// Copies and says so on the button; where nothing can copy, `shown`, one element or several that follow each other, is
// selected and a sentence says what to do.
export async function copy(text, shown, made) {
  if (await copied(text)) return say(made);
  const parts = [shown].flat();
  const last = parts[parts.length - 1];
  getSelection().setBaseAndExtent(parts[0], 0, last, last.childNodes.length);
  let told = made.nextElementSibling;
  if (!told?.matches(".cl-by-hand")) {
    told = document.createElement("span");
    told.className = "cl-by-hand";
    told.setAttribute("role", "status");
    made.after(told);
  }
  told.textContent = texts["by-hand"];
}

// ---- opening in the browser ---------------------------------------------------------------------------------

const ARROW = `<svg class="cl-hint-arrow" viewBox="0 0 120 96" width="120" height="96" aria-hidden="true" fill="none"
  stroke="currentColor" stroke-width="4" stroke-linecap="round" stroke-linejoin="round">
  <path d="M10 88C20 48 52 26 98 22"/><path d="M82 8l20 13-15 19"/>
  <g fill="currentColor" stroke="none"><circle cx="92" cy="72" r="4"/><circle cx="104" cy="72" r="4"/><circle cx="116" cy="72" r="4"/></g>
  <rect x="82" y="60" width="37" height="24" rx="12" stroke-width="2"/></svg>`;

// A drawn hint over the page: an arrow to where the app keeps its menu.
function showHint(opener) {
  document.querySelector(".cl-hint")?.remove();
  const hint = document.createElement("div");
  hint.className = "cl-hint md-typeset";
  hint.setAttribute("role", "dialog");
  hint.setAttribute("aria-modal", "true");
  hint.setAttribute("aria-labelledby", "cl-hint-title");
  hint.innerHTML = ARROW;
  const title = document.createElement("p");
  title.id = "cl-hint-title";
  title.className = "cl-hint-title";
  title.textContent = texts["hint-title"];
  const lines = [texts["hint-how"], texts["hint-else"]].map((text) => {
    const line = document.createElement("p");
    line.textContent = text;
    return line;
  });
  const address = document.createElement("p");
  address.className = "cl-hint-address";
  address.textContent = location.href;
  const close = () => {
    hint.remove();
    opener.focus();
  };
  const actions = document.createElement("p");
  actions.append(button(texts["hint-address"], (made) => copy(location.href, address, made)), " ", button(texts["hint-close"], close));
  hint.append(title, ...lines, address, actions);
  hint.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (event.key !== "Tab") return;
    // The page beneath is out of reach while the hint covers it.
    const stops = [...hint.querySelectorAll("button")];
    const at = stops.indexOf(document.activeElement) + (event.shiftKey ? -1 : 1);
    stops[(at + stops.length) % stops.length].focus();
    event.preventDefault();
  });
  document.body.append(hint);
  hint.querySelector("button").focus();
}

// A button that leads to the browser, where `what` (printing, saving) works; the reader sees both in its words.
export function openInBrowser(what) {
  return button(texts["open-to"].replace("{what}", what), showHint);
}

// ---- what gives way -----------------------------------------------------------------------------------------

// An element's text, in one line, without its footnotes.
export function asLine(shown) {
  const plain = shown.cloneNode(true);
  for (const note of plain.querySelectorAll("sup")) note.remove();
  return plain.textContent.replace(/\s+/g, " ").trim();
}

// A table as text that pastes into a sheet as cells, with the address it came from.
function asText(table) {
  const rows = [...table.rows].map((row) => [...row.cells].map(asLine).join("\t"));
  return `${rows.join("\n")}\n\n${document.title}\n${location.href.split("#")[0]}\n`;
}

// Beside each download of a table: the same as text, which needs no file. Where no file can be saved, instead of it.
export function offerTables() {
  for (const links of document.querySelectorAll(".cl-download")) {
    const table = links.nextElementSibling?.querySelector("table");
    if (!table) continue;
    const made = button(texts["copy-table"], () => copy(asText(table), table, made));
    if (canSave) {
      links.append(" · ", made);
    } else {
      links.replaceChildren(made, " ", openInBrowser(texts["to-download"]));
    }
  }
  if (canSave) return;
  // Of a list of files the names stay, and one button leads to where they can be saved.
  for (const list of new Set([...document.querySelectorAll("li > a[download]")].map((link) => link.closest("ul")))) {
    for (const link of list.querySelectorAll("a[download]")) link.replaceWith(link.textContent);
    list.before(openInBrowser(texts["to-download"]));
  }
}

// On pages that are made for paper.
export function offerPrinting() {
  const isSheet = document.querySelector(".cl-off-sheet");
  // In the line on reading time, so that the answer comes first. Below a calculator the build leaves room: for a new
  // paragraph there the browser would work out the style of the whole page again.
  const made = isSheet ? document.createElement("span") : document.querySelector(".cl-print");
  if (!made) return;
  made.className = "cl-print";
  made.append(canPrint ? button(texts.print, () => window.print()) : openInBrowser(texts["to-print"]));
  if (isSheet) document.querySelector(".cl-meta").append(" ", made);
  else made.hidden = false;
  // Paper holds what the reader is reading: the sheet, or the result and what was put in; the whole page where they have come past it.
  addEventListener("beforeprint", () => {
    const isPast = isSheet ? isSheet.getBoundingClientRect().top < innerHeight / 2 : made.getBoundingClientRect().bottom < 0;
    document.documentElement.classList.toggle("cl-whole", isPast);
  });
}
