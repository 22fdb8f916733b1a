// Rows are gone through as in a sheet: Enter goes down and adds a row below the last one, the arrows go up and down. Tab is
// left to the browser, and so are lists: arrows choose there, and in some browsers Enter takes what they chose.

const TEXTS = '[data-line] input[type="text"]';
const ROWS = { Enter: `${TEXTS}, [data-line] [type="checkbox"]`, ArrowDown: TEXTS, ArrowUp: TEXTS };
const STEPS = { Enter: 1, ArrowDown: 1, ArrowUp: -1 };

export function sheetKeys(form, rows, addLine) {
  form.addEventListener("keydown", (event) => {
    const { target, key } = event;
    const step = STEPS[key];
    // While an input method composes, these keys are its own; some tell it by the code 229 alone.
    if (!step || event.isComposing || event.keyCode === 229) return;
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !target.matches(ROWS[key])) return;
    event.preventDefault();
    const all = rows();
    const row = target.closest("[data-line]");
    const next = all[all.indexOf(row) + step];
    if (next) {
      const field = next.querySelector(`[name="${CSS.escape(target.name)}"]`);
      for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
      field.focus();
      field.select();
    } else if (key === "Enter" && [...row.querySelectorAll('input[type="text"]')].some(({ value }) => value.trim())) addLine();
  });
}
