// The effects of the buttons, and the notice beside the form about them.
import { button, copyComing, onEdit, texts as shared } from "../in-app.js";

// `page` is given to the buttons' tools (calculator-tools.js); its `notice` comes from here. Returned is
// `withTools(use)`, which fetches those tools once and runs `use` with them; `offline` is called too where a file does not come.
export function actionsOf(page, forget, offline) {
  const { root, fields, bar, words } = page;
  const { form } = fields;

  // What is told beside the form, and the buttons or links that answer it.
  page.notice = (text, ...answers) => {
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
  };

  // Told where a file does not come that a button needs, until another is pressed.
  let lost = null;
  page.missing = (error) => {
    console.info("calculator:", error);
    lost = page.notice(shared.missing ?? page.texts.network);
    lost.scrollIntoView({ block: "nearest" });
    offline();
  };

  // All that is not needed to work a case out by hand comes with the first button that needs it.
  let tools = null;
  const withTools = (use) => {
    if (lost?.isConnected) bar.hidden = true;
    lost = null;
    return (tools ??= import("../calculator-tools.js").then((module) => module.toolsOf(page))).then(use, (error) => {
      tools = null;
      page.missing(error);
    });
  };

  // Whoever meant something else finds what was typed one press away, until something is typed again.
  let back = null;
  onEdit(form, () => back?.isConnected && (bar.hidden = true));
  function clear() {
    const before = fields.everything();
    fields.clear();
    bar.hidden = true;
    if (!before.isTouched) return;
    back = button(words.back, () => {
      fields.putBack(before);
      bar.hidden = true;
      fields.toFirst();
    });
    page.notice(words.cleared, back).scrollIntoView({ block: "nearest" });
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
  const unfolded = ({ target }) => {
    if (target.open && target.querySelector('[data-action="open-state"], [data-action="open-file"]')) withTools(() => {});
  };
  root.addEventListener("toggle", unfolded, true);
  form.addEventListener("paste", (event) => {
    const place = event.target.closest("[data-paste]");
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!place || event.target.tagName === "TEXTAREA" || !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    withTools((found) => found.paste(place, text));
  });
  return withTools;
}
