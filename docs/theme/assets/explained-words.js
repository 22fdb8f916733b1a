// Words that explain themselves open their note when they are pressed, without a script. Here: on pointing and on reaching
// them by keyboard too; and a plain link to the glossary where a browser knows no popovers.
const terms = [...document.querySelectorAll(".cl-term")];
const note = (term) => document.getElementById(term.getAttribute("popovertarget"));
const isOpen = (each) => each.matches(":popover-open");

if (!HTMLElement.prototype.showPopover) {
  for (const term of terms) {
    const link = Object.assign(document.createElement("a"), { href: note(term).querySelector("a").href });
    link.append(...term.childNodes);
    term.replaceWith(link);
  }
} else {
  let waits = 0;
  // When pointing or the keyboard opened a note: the press that follows does not close it again.
  let shown = -Infinity;
  const later = (what, wait) => {
    clearTimeout(waits);
    waits = setTimeout(what, wait);
  };
  const open = (term) => {
    if (isOpen(note(term))) return;
    note(term).showPopover({ source: term });
    shown = performance.now();
  };
  const close = (each) => each.matches(":focus-within") || each.hidePopover();
  // Both languages together bring further words and notes.
  const over = ({ target, pointerType }) => {
    if (pointerType === "touch") return;
    const term = target.closest?.(".cl-term");
    if (term) return later(() => open(term), 250);
    const said = document.querySelector(".cl-word:popover-open");
    if (!said || said.contains(target)) later(() => {}, 0);
    else if (!document.activeElement.matches(".cl-term:focus-visible")) later(() => close(said), 300);
  };
  document.addEventListener("pointerover", over);
  // A note that closes gives the focus back to its word, which is no wish to see it again.
  let isClosing = false;
  const closing = ({ newState }) => {
    isClosing = newState === "closed";
    setTimeout(() => (isClosing = false));
  };
  document.addEventListener("beforetoggle", closing, { capture: true });
  document.addEventListener("focusin", ({ target }) => {
    if (target.matches(".cl-term")) {
      if (target.matches(":focus-visible") && !isClosing) open(target);
    } else {
      const said = document.querySelector(".cl-word:popover-open");
      if (said && !said.contains(target)) said.hidePopover();
    }
  });
  document.addEventListener(
    "click",
    (event) => {
      if (event.target.closest(".cl-term") && performance.now() - shown < 700) event.preventDefault();
    },
    { capture: true },
  );
}
