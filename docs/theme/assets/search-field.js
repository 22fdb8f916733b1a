// The search field: asks search.js, a worker that starts when the field is first entered, and shows what it finds.
// It imports nothing before it has to, so that no other file's failure takes the search along.
const kept = "clearlimit.query";
const box = document.querySelector("[data-md-component=search]");
const toggle = document.getElementById("__search");

if (box && toggle) {
  const field = box.querySelector("input");
  const told = box.querySelector("[role=status]");
  const list = box.querySelector("ol");
  const texts = JSON.parse(box.dataset.texts);
  const base = new URL(box.dataset.base, location.href);
  // The list holds no answers, only where to look instead.
  const NONE = "cl-found-none";
  let worker;
  // The query whose answer is shown, and whether the reader waits for another with Enter pressed.
  let shown = "";
  let isEntered = false;
  // Where the keyboard was when the search was opened by a key.
  let before = null;

  // A reader who hears the page is told when the keys rest, not at every key.
  let later = 0;
  const tell = (text) => {
    clearTimeout(later);
    later = setTimeout(() => told.textContent === text || (told.textContent = text), 500);
  };

  // ---- asking -------------------------------------------------------------------------------------------------

  const start = () => {
    const address = new URL(box.dataset.workerSrc, location.href);
    const made = new Worker(address, { name: document.documentElement.lang.slice(0, 2) });
    made.onmessage = ({ data }) => data.query === field.value && show(data);
    made.onerror = () => {
      // Its file could not be fetched; the next key tries again.
      worker = undefined;
      show({ query: field.value, failed: address.pathname.split("/").pop() });
    };
    return made;
  };

  // A new release has taken this page's files away: loaded again it searches for what was typed.
  const tellReplaced = async (query) => {
    const { button, isReplaced } = await import("./in-app.js");
    if (!(await isReplaced()) || query !== field.value) return;
    const again = () => {
      try {
        sessionStorage.setItem(kept, field.value);
      } catch {
        // Refused: the query has to be typed again.
      }
      location.reload();
    };
    clearTimeout(later);
    told.replaceChildren(texts.replaced, " ", button(texts.reload, again));
  };

  const ask = () => {
    isEntered = false;
    if (field.value.trim()) {
      worker ??= start();
      worker.postMessage(field.value);
      if (!list.children.length) told.textContent = texts.searching;
    } else {
      shown = "";
      list.replaceChildren();
      list.classList.remove(NONE);
      tell(texts.idle);
    }
  };

  // ---- showing ------------------------------------------------------------------------------------------------

  const counted = (count, one, more) => (count === 1 ? one : more.replace("#", count));

  function show({ query, found, failed, meant = [], near = [] }) {
    shown = query;
    const number = found?.length;
    const said = !found ? texts.missing + texts.which.replace("#", failed) : number ? counted(number, texts.one, texts.more) : texts.none;
    const words = number && meant.length ? texts.meant.replace("#", () => meant.join(" ")) : "";
    tell([said, words].filter(Boolean).join(texts.joint));
    list.classList.toggle(NONE, number === 0);
    list.replaceChildren(...(number ? found : near).map(page));
    if (!found && query) tellReplaced(query).catch(() => {});
    if (isEntered && number) stops()[0]?.click();
    isEntered = false;
  }

  // A page: what answers best, its title above a section of it; the rest is folded, the page's own beginning first.
  function page([top, ...sections]) {
    const made = document.createElement("li");
    made.className = "md-search-result__item";
    const most = Math.max(top.score, ...sections.map(({ score }) => score));
    const best = sections.filter(({ score }) => score >= most);
    const rest = sections.slice(best.length);
    made.append(...(best.length ? best.map((section, at) => link(section, "section", true, at ? "" : top.title)) : [link(top, "page", true)]));
    if (best.length && rest.length) rest.unshift(top);
    if (rest.length) {
      const folded = document.createElement("details");
      folded.className = "md-search-result__more";
      const summary = document.createElement("summary");
      const words = document.createElement("div");
      words.textContent = counted(rest.length, texts.rest_one, texts.rest_more);
      summary.append(words);
      folded.append(summary, ...rest.map((section) => link(section, "section", true)));
      made.append(folded);
    }
    return made;
  }

  // search.js leaves no mark of the text in what it hands over but its own <mark> and <p>.
  function link({ location: place, title, text }, kind, isWhole, above = "") {
    const made = document.createElement("a");
    made.className = "md-search-result__link";
    made.href = new URL(place, base).href;
    // No article or heading, as in the theme: a link around one has no name.
    const inside = document.createElement("div");
    inside.className = "md-search-result__article md-typeset";
    const isFirst = (kind === "page" || above) && !list.classList.contains(NONE);
    const on = above && `<p class="cl-found-on">${above}</p>`;
    const icon = isFirst ? '<div class="md-search-result__icon md-icon"></div>' : "";
    inside.innerHTML = `${icon}${on}<p class="cl-found-${kind}">${title}</p>${isWhole ? text : ""}`;
    made.append(inside);
    return made;
  }

  // ---- opening, closing, and the keyboard ---------------------------------------------------------------------

  const open = (isWanted) => toggle.checked !== isWanted && toggle.click();
  const isInside = (place) => box.contains(place);
  // A folded link is laid out too where browsers can find text in it.
  const stops = () => [...list.querySelectorAll("a, summary")].filter((each) => each.localName === "summary" || !each.closest("details:not([open])"));

  // On a telephone the page stays where it is below what was found.
  const follow = () => document.documentElement.classList.toggle("cl-searching", toggle.checked);
  follow();
  toggle.addEventListener("change", () => {
    follow();
    if (toggle.checked) field.focus({ preventScroll: true });
    else if (isInside(document.activeElement)) document.activeElement.blur();
  });
  const enter = () => {
    worker ??= start();
    open(true);
  };
  field.addEventListener("focus", enter);
  box.addEventListener("focusout", ({ relatedTarget: next }) => {
    if (!next || isInside(next)) return;
    before = null;
    open(false);
  });
  // Some keyboards and voices tell of `change` alone, others of both.
  let heard = null;
  const hear = ({ type, isComposing }) => {
    // Text that an input method is still composing is no query yet; `compositionend` follows.
    if (isComposing) return;
    const isTold = type === "change" && heard === field.value;
    heard = type === "change" ? null : field.value;
    if (!isTold) ask();
  };
  for (const type of ["input", "compositionend", "change"]) field.addEventListener(type, hear);
  field.form.addEventListener("submit", (event) => event.preventDefault());
  field.form.addEventListener("reset", () => {
    field.focus();
    setTimeout(ask);
  });
  list.addEventListener("click", ({ target }) => target.closest("a") && open(false));

  box.addEventListener("keydown", (event) => {
    // 229: WebKit's Enter that only ends what an input method composes.
    if (event.isComposing || event.keyCode === 229) return;
    const links = stops();
    const at = links.indexOf(document.activeElement);
    if (event.key === "Escape") {
      const opener = document.querySelector("[data-opens=search]");
      open(false);
      if (before?.isConnected) before.focus({ preventScroll: true });
      else if (opener?.offsetWidth) opener.focus();
      before = null;
    } else if (event.key === "ArrowDown" && links.length) {
      event.preventDefault();
      links[Math.min(at + 1, links.length - 1)].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (links[at - 1] ?? field).focus();
    } else if (event.key === "Enter" && event.target === field) {
      if (shown !== field.value) isEntered = field.value.trim() !== "";
      else if (!list.classList.contains(NONE)) links[0]?.click();
    }
  });
  // With another key held, so that no single letter does anything (WCAG 2.1.4).
  addEventListener("keydown", (event) => {
    if (event.key?.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    if (!isInside(document.activeElement)) before = document.activeElement === document.body ? null : document.activeElement;
    open(true);
    field.focus({ preventScroll: true });
  });

  let query = null;
  try {
    query = sessionStorage.getItem(kept);
    sessionStorage.removeItem(kept);
  } catch {
    // Storage is refused.
  }
  // The field is shown now that something answers it (site/frame.css).
  document.documentElement.classList.add("searches");
  if (query) {
    field.value = query;
    field.focus({ preventScroll: true });
    ask();
  }
}
