// The search field: asks search.js, a worker that starts when the field is first entered, and shows what it finds.
const box = document.querySelector("[data-md-component=search]");
const toggle = document.getElementById("__search");

if (box && toggle) {
  const field = box.querySelector("input");
  const told = box.querySelector("[role=status]");
  const list = box.querySelector("ol");
  const texts = JSON.parse(box.dataset.texts);
  const base = new URL(box.dataset.base, location.href);
  let worker;

  // ---- asking -------------------------------------------------------------------------------------------------

  const start = () => {
    const made = new Worker(new URL(box.dataset.workerSrc, location.href), { name: document.documentElement.lang.slice(0, 2) });
    made.onmessage = ({ data }) => data.query === field.value && show(data);
    made.onerror = () => {
      // Its file could not be fetched; the next key tries again.
      worker = undefined;
      show({ found: undefined });
    };
    return made;
  };

  const ask = () => {
    if (field.value.trim()) {
      worker ??= start();
      worker.postMessage(field.value);
    } else {
      list.replaceChildren();
      told.textContent = texts.idle;
    }
  };

  // ---- showing ------------------------------------------------------------------------------------------------

  const counted = (count, one, more) => (count === 1 ? one : more.replace("#", count));

  function show({ found }) {
    told.textContent = !found ? texts.missing : found.length ? counted(found.length, texts.one, texts.more) : texts.none;
    list.replaceChildren(...(found ?? []).map(page));
  }

  // A page: its own title, what answers best beneath it, the rest folded.
  function page([top, ...sections]) {
    const made = document.createElement("li");
    made.className = "md-search-result__item";
    const most = Math.max(top.score, ...sections.map(({ score }) => score));
    const best = sections.filter(({ score }) => score >= most);
    const rest = sections.slice(best.length);
    made.append(link(top, "h1", !best.length), ...best.map((section) => link(section, "h2", true)));
    if (rest.length) {
      const folded = document.createElement("details");
      folded.className = "md-search-result__more";
      const summary = document.createElement("summary");
      const words = document.createElement("div");
      words.textContent = counted(rest.length, texts.rest_one, texts.rest_more);
      summary.append(words);
      folded.append(summary, ...rest.map((section) => link(section, "h2", true)));
      made.append(folded);
    }
    return made;
  }

  // search.js leaves no mark of the text in what it hands over but its own <mark> and <p>.
  function link({ location: place, title, text }, heading, isWhole) {
    const made = document.createElement("a");
    made.className = "md-search-result__link";
    made.href = new URL(place, base).href;
    const inside = document.createElement("article");
    inside.className = "md-search-result__article md-typeset";
    inside.innerHTML = `${heading === "h1" ? '<div class="md-search-result__icon md-icon"></div>' : ""}<${heading}>${title}</${heading}>${isWhole ? text : ""}`;
    made.append(inside);
    return made;
  }

  // ---- opening, closing, and the keyboard ---------------------------------------------------------------------

  const open = (isWanted) => toggle.checked !== isWanted && toggle.click();
  const isInside = (place) => box.contains(place);

  toggle.addEventListener("change", () => {
    if (toggle.checked) field.focus();
    else if (isInside(document.activeElement)) document.activeElement.blur();
  });
  field.addEventListener("focus", () => {
    worker ??= start();
    open(true);
  });
  box.addEventListener("focusout", ({ relatedTarget: next }) => next && !isInside(next) && open(false));
  field.addEventListener("input", (event) => {
    // What an input method is still composing is no query yet; `compositionend` follows.
    if (!event.isComposing) ask();
  });
  field.addEventListener("compositionend", ask);
  field.form.addEventListener("submit", (event) => event.preventDefault());
  field.form.addEventListener("reset", () => {
    field.focus();
    setTimeout(ask);
  });
  list.addEventListener("click", ({ target }) => target.closest("a") && open(false));

  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const links = [...list.querySelectorAll("a, summary")].filter((each) => each.offsetParent);
    const at = links.indexOf(document.activeElement);
    if (event.key === "Escape") {
      open(false);
    } else if (event.key === "ArrowDown" && links.length) {
      event.preventDefault();
      links[Math.min(at + 1, links.length - 1)].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (links[at - 1] ?? field).focus();
    } else if (event.key === "Enter" && event.target === field) {
      links[0]?.click();
    }
  });
  // With another key held, so that no single letter does anything (WCAG 2.1.4).
  addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    open(true);
    field.focus();
  });
}
