"""Specimens for the page of components: what stands around a calculator's form and result, taken from its own page."""

from __future__ import annotations

from collections.abc import Mapping

from bs4 import BeautifulSoup, Tag

from build_scripts.pages.calculators import calculator
from build_scripts.pages.cases import cases
from build_scripts.reading.words import words
from build_scripts.runtime.runtime import Runtime
from calculators import render
from calculators.html import Html, element, fragment
from calculators.register import CALCULATORS

# What results of worked cases hold and no example's does: two offers beside each other, the levels of an unpaid debt, a
# figure said in words.
_OF_CASES = (
    ("borrowing-cost", "client-with-two-offers", ".calc-table:has(.calc-offer)"),
    ("repayment-habit", "bad-debt-unpaid", ".calc-picture:has(.calc-level-8)"),
    ("utilisation", "overdue-full-and-frozen", ".calc-table:has(.calc-said-number)"),
)
# Which makes an item of the checklist say why it moved.
_CARRIED = {"audience": "person", "carried": "utilisation:highest-ratio=0.99"}
_SHOWN = "repayment-habit"


def fields_of_a_kind(lang: str) -> Html:
    """Fields that the form with mistakes lacks: items of the checklist, buttons of months, a field as wide as two."""
    checklist, habit, cost = (_form(name, lang) for name in ("checklist", "repayment-habit", "borrowing-cost"))
    group = only(checklist, ".calc-group")
    items = group.select(".calc-item")
    wanted = [next(item for item in items if item.select_one(tag)) for tag in (".calc-tag-do-not", ".calc-tag-do")]
    for item in items:
        if all(item is not each for each in wanted):
            item.decompose()
    months = only(habit, ".calc-months").parent
    shown = (
        group,
        only(checklist, ".calc-remember"),
        months,
        only(habit, ".calc-codes"),
        only(cost, ".calc-wide"),
    )
    return fragment(*(element("div", class_="calc")(Html(str(each))) for each in shown))


def around(lang: str, runtime: Runtime, root: str, site_url: str) -> Html:
    """What follows a form: its link and file, the first of its cases, report, Python and embed lines."""
    whole = calculator(_SHOWN, lang, "components", runtime, root, site_url=site_url)
    made = BeautifulSoup(whole, "html.parser")
    for case in made.select(".calc-cases > ul > li")[1:]:
        case.decompose()
    # Which a script shows; here it does nothing.
    for each in made.select("[data-tools]"):
        del each["hidden"]
    link = only(made, ".calc-link")
    del link["hidden"]
    link.string = f"{site_url}calculators/{_SHOWN}/#s=…"
    parts = [only(made, ".calc-private")]
    parts += [each for each in only(made, ".calc-sides").find_next_siblings() if isinstance(each, Tag)]
    # It stays at a window's lower edge: here within its own.
    line = element("div", class_="cl-specimen-line")(Html(str(only(made, ".calc-sentence"))))
    print_room = Html(str(only(made, ".cl-print")))
    # Its text is a file's, where none can be saved.
    kept = element("pre", class_="calc-kept-text", tabindex="0")('{"clearlimit": "…"}')
    return element("div", class_="calc")(
        _opened(made, lang), line, *(Html(str(each)) for each in parts), kept, print_room
    )


def results_of_cases(lang: str) -> Html:
    """The parts of results named above, and an item that another calculator's result moved."""
    found = []
    for name, wanted, part in _OF_CASES:
        case = next(each for each in cases(name) if each.id == wanted)
        made = only(_result(name, case.form, lang, case.day), part)
        # The example's result holds a table of that name too.
        if "aria-label" in made.attrs:
            made["aria-label"] = f"{made['aria-label']} · {case.title[lang]}"
        found.append(made)
    day = CALCULATORS["checklist"].module("building.fields").EXAMPLE_DAY
    listed = only(_result("checklist", _CARRIED, lang, day), ".calc-items:has(.calc-reason)")
    for item in listed.find_all("li", recursive=False):
        if not item.select_one(".calc-reason"):
            item.decompose()
    result = element("div", class_="calc-result")
    return element("div", class_="calc")(*(result(Html(str(each))) for each in (*found, listed)))


def _result(name: str, form: Mapping[str, str | list[str]], lang: str, day: str) -> BeautifulSoup:
    return BeautifulSoup(render(name, form, lang=lang, day=day), "html.parser")


def _opened(made: BeautifulSoup, lang: str) -> Html:
    """The notice of an opened link as docs/theme/assets/calculator/actions.js words it; test_components.py compares."""
    said, bar = words("scripts/opened", lang), only(made, "[data-opened]")
    del bar["hidden"], bar["data-texts"]
    bar.append(made.new_tag("p", string=said["question"]))
    actions = made.new_tag("p")
    for name in ("replace", "keep"):
        actions.append(made.new_tag("button", attrs={"type": "button", "class": "cl-copy"}, string=said[name]))
        actions.append(" ")
    bar.append(actions)
    return Html(str(bar.extract()))


def _form(name: str, lang: str) -> BeautifulSoup:
    fields = CALCULATORS[name].module("building.fields")
    return BeautifulSoup(fields.fields(lang=lang, day=fields.EXAMPLE_DAY), "html.parser")


def only(made: BeautifulSoup, selector: str) -> Tag:
    """The first element that the selector finds. Raises AssertionError where a page no longer has one to show."""
    found = made.select_one(selector)
    assert found, selector
    return found
