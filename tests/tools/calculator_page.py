"""A calculator in the page, as several tests use it:
opened, waited for, typed into, and compared with CPython's answer."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page

from build_scripts.reading.generated_forms import Form
from build_scripts.reading.places import page_url
from calculators import answer, register, render

CALCULATORS = tuple(register.CALCULATORS)
WASM = "runtime/*/pyodide.asm.wasm"
START = 90_000  # milliseconds for Python to start on a busy machine

# Notes each state, each sentence of the <output> with its time, and each question asked of the worker.
NOTES = """
  window.notes = {states: [], sentences: [], asked: []};
  new MutationObserver((changes) => {
    for (const {target, attributeName} of changes) {
      if (attributeName === 'data-state') notes.states.push(target.dataset.state);
      const output = target.nodeType === 1 && target.tagName === 'OUTPUT' ? target : target.parentElement?.closest('output');
      if (attributeName === null && output) notes.sentences.push([performance.now(), output.textContent]);
    }
  }).observe(document, {subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['data-state']});
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...more) {
    if (message?.request) notes.asked.push(message.request);
    return post.call(this, message, ...more);
  };
"""  # noqa: E501

# Whether the page shows this HTML and these errors, each at its own field and nowhere else.
SHOWS = """([html, errors]) => {
  const inert = document.implementation.createHTMLDocument('');
  inert.body.innerHTML = html;
  const result = document.querySelector('[data-result]').innerHTML;
  if (result !== inert.body.innerHTML) return `result:\\n${result}`;
  const counts = {}, found = {};
  for (const place of document.querySelectorAll('[data-fields] [data-error]')) {
    const name = place.dataset.error, at = (counts[name] = (counts[name] ?? -1) + 1);
    if (!place.textContent) continue;
    found[`${name}[${at}]` in errors ? `${name}[${at}]` : name] = place.textContent;
  }
  const sorted = (object) => JSON.stringify(Object.entries(object).sort());
  return sorted(found) === sorted(errors) ? '' : `errors: ${sorted(found)} instead of ${sorted(errors)}`;
}"""


def example(calculator: str) -> tuple[Form, str]:
    """The worked example's form and its day."""
    fields = register.CALCULATORS[calculator].module("building.fields")
    return fields.example_form(), fields.EXAMPLE_DAY


def root(page: Page) -> Locator:
    return page.locator("[data-calculator]")


def day(page: Page) -> str:
    return root(page).get_attribute("data-day") or ""


def open_calculator(page: Page, calculator: str, lang: str, *, wait: bool = True) -> Page:
    """The calculator in the page, noting what it does (NOTES); ready, unless it is not waited for."""
    page.add_init_script(NOTES)
    page.goto(page_url(f"calculators/{calculator}", lang))
    if wait:
        wait_for(page, "ready")
    return page


def wait_for(page: Page, state: str) -> None:
    """Waits until the calculator is in that state: example, loading, ready or failed."""
    page.locator(f"[data-calculator][data-state={state}]").wait_for(state="attached", timeout=START)


def shown_figures(page: Page) -> dict[str, str]:
    """The result's figures by name, as the page holds them."""
    found: dict[str, str] = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('[data-result] data[data-name]')].map((each) =>"
        " [each.dataset.name, each.value]))"
    )
    return found


def expect_answer(page: Page, calculator: str, form: Form, lang: str, *, within: int = 20_000) -> dict[str, Any]:
    """Waits until the page shows what CPython answers to the form; fails with what it shows instead."""
    given = {"lang": lang, "day": day(page)}
    html, expected = render(calculator, form, **given), answer(calculator, form, **given)
    difference = ""
    for _ in range(within // 20):
        difference = page.evaluate(SHOWS, [html, expected["errors"]])
        if not difference:
            break
        page.wait_for_timeout(20)  # until the answer is there
    assert not difference, f"{form}\n{difference}"
    figures = page.locator("[data-result] data[data-name]").evaluate_all(
        "all => all.map(one => [one.dataset.name, one.value])"
    )
    assert len(figures) == len(dict(figures)), "a figure stands twice"
    assert dict(figures) == {name: value for name, value in expected.items() if name != "errors"}
    return expected


def empty(calculator: str) -> Form:
    """The form that the page sends once its fields have been emptied."""
    fields, _ = example(calculator)
    if calculator == "utilisation":
        return lines([{}], target="")
    return {name: ["" for _ in value] if isinstance(value, list) else "" for name, value in fields.items()}


def lines(rows: list[dict[str, str]], *, target: str, examples: int = 0, target_example: bool = False) -> Form:
    """A utilisation form; the last `examples` rows and perhaps the target are still the example's.

    A row without a kind has the one that the page gives it: Huabei, then a card, then other.
    """
    rows = [*rows]
    for at, row in enumerate(rows):
        given = [each.get("line-kind") for each in rows[:at]]
        first = next((kind for kind in ("huabei", "credit-card") if kind not in given), "other")
        rows[at] = {"line-kind": first, **row}
    usual = {
        "line-name": "",
        "line-limit": "",
        "line-used": "",
        "line-status": "open",
        "line-overdue": "",
    }
    columns: Form = {"line-kind": [row["line-kind"] for row in rows]}
    columns |= {name: [row.get(name, value) for row in rows] for name, value in usual.items()}
    flags = ["yes" if at >= len(rows) - examples else "" for at in range(len(rows))]
    return {**columns, "line-example": flags, "target": target, "target-example": "yes" if target_example else ""}


EXAMPLE_LINES = [
    {name: example("utilisation")[0][name][row] for name in ("line-kind", "line-limit", "line-used")}
    for row in range(3)
]

# The fields' present values, in one look: asking each would take most of the test's time.
STANDING = """names => names.map(name => [...document.getElementsByName(name)].map(field =>
  field.type === 'checkbox' ? ['checkbox', field.checked ? field.value : ''] : [field.tagName, field.value]))"""


def enter_all(page: Page, form: Form) -> None:
    """Puts the texts into the fields as a reader would; a field that has its text already is left alone."""
    # What is folded away cannot be typed into.
    page.locator("[data-fields] details:not([open])").evaluate_all("all => all.forEach((each) => (each.open = true))")
    standing = page.evaluate(STANDING, list(form))
    for (name, value), fields in zip(form.items(), standing, strict=True):
        for at, text in enumerate(value if isinstance(value, list) else [value]):
            kind, there = fields[at]
            if there == text:
                continue
            field = page.locator(f"[name='{name}']").nth(at)
            if kind == "checkbox":
                field.set_checked(bool(text))
            elif kind == "SELECT":
                field.select_option(text)
            else:
                field.fill(text)


def type_lines(page: Page, form: Form) -> None:
    names = ("line-name", "line-kind", "line-limit", "line-used", "line-status", "line-overdue")
    for _ in form["line-limit"][1:]:
        page.locator("[data-action=add-line]").click()
    enter_all(page, {name: form[name] for name in (*names, "target")})


ASK_WORKER = """async ([runtime, requests]) => {
  // As the page does it: a worker for each calculator; the text from an object, so that JavaScript writes it.
  const asked = requests.map((request, id) => ({id, ...JSON.parse(request)}));
  const answers = new Map();
  for (const name of new Set(asked.map(({calculator}) => calculator))) {
    const worker = new Worker(new URL(runtime + 'worker.js', location), {type: 'module', name});
    const mine = asked.filter(({calculator}) => calculator === name);
    let left = mine.length;
    await new Promise((done, fail) => {
      worker.onerror = (event) => fail(new Error(event.message || 'worker error'));
      worker.onmessage = ({data}) => {
        if (data.id === undefined) return data.failed === undefined ? undefined : fail(new Error(data.failed));
        answers.set(data.id, data.response ?? `failed: ${data.failed}`);
        left -= 1;
        if (!left) done();
      };
      for (const {id, ...request} of mine) {
        worker.postMessage({id, part: 'part' in request, request: JSON.stringify(request)});
      }
    });
    worker.terminate();
  }
  return requests.map((_, id) => answers.get(id));
}"""


def runtime_folder(page: Page) -> str:
    """The runtime's folder from the site's root, as a calculator's page names it."""
    html = page.request.get(page_url("calculators/utilisation", "zh")).text()
    return html.split('data-runtime="../../')[1].split('"')[0]


def settle(page: Page) -> None:
    """Waits until the page has all it asks for; a calculator also until Python has answered."""
    if page.locator("[data-calculator]").count():
        wait_for(page, "ready")
    page.wait_for_load_state("networkidle")
