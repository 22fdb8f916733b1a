// The frame of every text: colours, menu, the title in the header, where the reader is in the text. The theme's style
// sheet says how the classes set here look; its script, which does this too, is not on the page (decision 0022).
// It imports nothing, so that no other file's failure takes the menu along.
const root = document.documentElement;
const texts = JSON.parse(document.querySelector("script[data-texts]")?.dataset.texts ?? "{}");

// What only this script works is not offered without it (site/frame.css).
root.classList.add("framed");

// ---- colours --------------------------------------------------------------------------------------------------

const palette = document.querySelector("[data-md-component=palette]");
// Its script is written into the page (partials/javascripts/palette.html); where a host takes it away there is no choice.
if (window.colours && palette) offerColours(window.colours, [...palette.querySelectorAll("input")]);
else palette?.remove();

function offerColours(colours, choices) {
  function choose(index) {
    colours.index = index;
    colours.paint();
    choices[index].checked = true;
    for (const [at, choice] of choices.entries()) choice.nextElementSibling.hidden = at !== index;
  }

  for (const [index, choice] of choices.entries()) {
    choice.addEventListener("change", () => {
      choose(index);
      try {
        localStorage.setItem(colours.kept, JSON.stringify({ index }));
      } catch {
        // Refused: the choice holds for this page.
      }
    });
    choice.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      const next = choices[(index + 1) % choices.length];
      next.click();
      next.focus();
    });
  }
  choose(colours.index in choices ? colours.index : 0);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => colours.paint());
}

// ---- menu and search of a narrow page: by keyboard too, and out of the way of it while they are closed --------

function opened(name, words, first) {
  const label = document.querySelector(`label.md-header__button[for="__${name}"]`);
  const toggle = document.getElementById(`__${name}`);
  if (!label || !toggle) return;
  const opener = document.createElement("button");
  opener.type = "button";
  opener.className = label.className;
  opener.dataset.opens = name;
  if (words) opener.setAttribute("aria-label", words);
  opener.append(...label.childNodes);
  label.replaceWith(opener);
  const follow = () => opener.setAttribute("aria-expanded", toggle.checked);
  follow();
  toggle.addEventListener("change", () => {
    follow();
    // Closed from within: the keyboard is given back to what opened it.
    if (!toggle.checked && opener.offsetWidth && opener.dataset.keyboard) opener.focus();
    delete opener.dataset.keyboard;
  });
  opener.addEventListener("click", (event) => {
    toggle.click();
    if (!event.detail && toggle.checked) {
      opener.dataset.keyboard = "yes";
      first?.();
    }
  });
}

// The theme folds the menu's levels by a label, which no keyboard reaches and which may not be called a button: what looks
// the same takes its place.
function folding(label, narrow) {
  const toggle = document.getElementById(label.htmlFor);
  const folds = document.createElement("div");
  for (const { name, value } of label.attributes) folds.setAttribute(name, value);
  folds.append(...label.childNodes);
  label.replaceWith(folds);
  folds.addEventListener("click", () => toggle.click());
  const follow = () => {
    folds.tabIndex = narrow.matches ? 0 : -1;
    if (narrow.matches) folds.setAttribute("role", "button");
    else folds.removeAttribute("role");
    if (narrow.matches && folds.matches(".md-nav__link")) folds.setAttribute("aria-expanded", toggle.checked);
    else folds.removeAttribute("aria-expanded");
  };
  follow();
  toggle.addEventListener("change", follow);
  narrow.addEventListener("change", follow);
}

const drawer = document.querySelector(".md-sidebar--primary");
const drawn = document.getElementById("__drawer");
opened("search", texts.search);
opened("drawer", texts.menu, () => {
  [...drawer.querySelectorAll("a, [role=button]")].find((each) => each.offsetWidth && getComputedStyle(each).visibility === "visible")?.focus();
});
addEventListener("keydown", ({ key }) => key === "Escape" && drawn?.checked && drawn.click());
drawer?.addEventListener("focusout", ({ relatedTarget: next }) => {
  if (!drawn.checked || !next || drawer.contains(next)) return;
  drawn.click();
  next.focus();
});
drawer?.addEventListener("keydown", (event) => {
  if (event.target.matches("[for]") && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    event.stopPropagation();
    event.target.click();
    // The pressed element is out of sight now: the keyboard goes into the level that opened, or back to what opened it.
    const toggle = document.getElementById(event.target.getAttribute("for"));
    const inside = toggle.parentElement.querySelector(":scope > nav > [for]");
    (toggle.checked ? inside : toggle.parentElement.querySelector(":scope > [for]"))?.focus();
  }
});
// A link into this page leads to what the menu lies over; of another page it would still be open when the reader comes back.
drawer?.addEventListener("click", ({ target }) => target.closest("a") && drawn.checked && drawn.click());
for (const label of drawer?.querySelectorAll("label[for]:not([for=__drawer])") ?? []) folding(label, matchMedia("(max-width: 76.234375em)"));

// ---- where the reader is --------------------------------------------------------------------------------------

const header = document.querySelector(".md-header");
const title = document.querySelector(".md-header__title");
const upwards = document.querySelector(".md-top");
const contents = document.querySelector(".md-sidebar--secondary .md-sidebar__scrollwrap");
const links = [...(contents?.querySelectorAll("a.md-nav__link") ?? [])];
const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
const wide = matchMedia("(min-width: 60em)");
let before = scrollY;
let isAsked = false;

function follow() {
  isAsked = false;
  const at = scrollY;
  header.classList.toggle("md-header--shadow", at > header.offsetHeight);
  if (upwards && at !== before) upwards.hidden = at > before || at < innerHeight / 2;
  before = at;
  if (wide.matches && links.length) mark();
}

// The section whose heading was last passed. Reads the positions once a frame, when they are known.
function mark() {
  // A little below where a link to a section leaves its heading.
  const line = header.offsetHeight + 32;
  const tops = headings.map((heading) => heading?.getBoundingClientRect().top ?? Infinity);
  const last = (limit) => tops.reduce((found, top, at) => (top < limit ? at : found), -1);
  let here = last(line);
  // At the end of the page the last ones cannot come up to the line: the one a link led to counts, or the last in sight.
  if (scrollY + innerHeight >= root.scrollHeight - 1) {
    const aim = links.findIndex((link) => link.hash === location.hash);
    here = tops[aim] >= 0 && tops[aim] < innerHeight ? aim : last(innerHeight);
  }
  for (const [at, link] of links.entries()) {
    link.classList.toggle("md-nav__link--passed", at < here);
    link.classList.toggle("md-nav__link--active", at === here);
    if (at === here) link.setAttribute("aria-current", "location");
    else link.removeAttribute("aria-current");
  }
  if (here < 0 || contents.scrollHeight <= contents.clientHeight) return;
  const box = links[here].getBoundingClientRect();
  const seen = contents.getBoundingClientRect();
  if (box.top < seen.top || box.bottom > seen.bottom) contents.scrollTop += box.top - seen.top - seen.height / 2;
}

addEventListener(
  "scroll",
  () => {
    if (isAsked) return;
    isAsked = true;
    requestAnimationFrame(follow);
  },
  { passive: true },
);
// A link into a page that cannot scroll further.
addEventListener("hashchange", () => requestAnimationFrame(follow));
upwards?.addEventListener("click", ({ detail }) => {
  scrollTo({ top: 0 });
  // It is gone at the top; the keyboard goes on from there.
  if (detail) upwards.blur();
  else document.querySelector(".md-skip")?.focus({ preventScroll: true });
});

// Told once the page is laid out, so that nothing is laid out for it.
const first = document.querySelector("article h1");
const bar = 48;
if (first) {
  new IntersectionObserver(
    ([{ isIntersecting, boundingClientRect: box }]) => {
      title.classList.toggle("md-header__title--active", !isIntersecting && box.bottom <= bar);
      follow();
    },
    { rootMargin: `-${bar}px 0px 0px` },
  ).observe(first);
}
