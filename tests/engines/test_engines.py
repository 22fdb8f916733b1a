"""What a reader does, once in each engine:
the daily tests say in Chromium whether it is right, these whether it works here."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from engine import CONTROL, DOWN, ENTER, ESCAPE, TAB, Engine, Opened, until
from engine_page import FIGURES, open_calculator, settle, wait_for

from build_scripts.measuring.site_server import SiteServer
from build_scripts.reading.places import LANGUAGES, PAGES, page_url
from calculators import answer, register

CALCULATORS = tuple(register.CALCULATORS)
GOLDEN = Path(__file__).parents[1] / "golden"
UNFOLD = "for (const folded of document.querySelectorAll('[data-calculator] details')) folded.open = true"
# How much wider than the window a page is, and which of its text sticks out and cannot be scrolled to.
TOO_WIDE = """
  const width = document.documentElement.clientWidth;
  const scrolls = (each) => each && (getComputedStyle(each).overflowX !== 'visible' || scrolls(each.parentElement));
  const out = [...document.querySelectorAll('article *')].filter((each) => {
    const box = each.getBoundingClientRect();
    return box.width > 0 && box.right > width + 1 && !scrolls(each.parentElement);
  });
  return [document.documentElement.scrollWidth - width, ...out.slice(0, 3).map((each) => each.outerHTML.slice(0, 100))];
"""


def expected(name: str, form: dict[str, Any], lang: str, day: str) -> dict[str, Any]:
    figures = answer(name, form, lang=lang, day=day)
    assert not figures.pop("errors")
    return figures


def example(name: str) -> dict[str, Any]:
    return dict(register.CALCULATORS[name].module("building.fields").example_form())


def with_first(form: dict[str, Any], field: str, text: str) -> dict[str, Any]:
    """The form with another text in the first of that field's places."""
    return {**form, field: [text, *form[field][1:]] if isinstance(form[field], list) else text}


@cache
def edit_of(name: str) -> tuple[str, str]:
    """A field of the calculator's example, and a text by which its figures become others: the first there is in its
    golden forms, so that a new calculator needs none here."""
    form = example(name)
    golden = tomllib.loads((GOLDEN / f"{register.CALCULATORS[name].folder}.toml").read_text("utf-8"))
    day = str(register.CALCULATORS[name].module("building.fields").EXAMPLE_DAY)
    before = answer(name, form, lang="en", day=day)
    for other in golden["case"]:
        for field in form:
            text = other["form"].get(field) or ""
            text = text[0] if isinstance(text, list) else text
            after = answer(name, with_first(form, field, text), lang="en", day=day) if text else before
            if not after["errors"] and after.keys() == before.keys() and after != before:
                return field, text
    raise AssertionError(f"no single field of {name}'s golden forms changes its example's figures")


def edit(engine: Engine, name: str, lang: str) -> dict[str, Any]:
    """The reader changes one field of the example; returns the figures once the page shows CPython's."""
    field, text = edit_of(name)
    engine.run(UNFOLD)
    if engine.run("return document.querySelector(arguments[0]).matches('select')", f"[name={field}]"):
        engine.run(
            "const field = document.querySelector(arguments[0]); field.value = arguments[1];"
            " field.dispatchEvent(new Event('input', { bubbles: true }))",
            f"[name={field}]",
            text,
        )
    else:
        engine.type(f"[name={field}]", text)
    form = with_first(example(name), field, text)
    figures = expected(name, form, lang, engine.run("return document.querySelector('[data-calculator]').dataset.day"))
    until(lambda: engine.run(FIGURES) == figures, f"{figures}")
    return figures


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_opens_cleanly_and_fits(opened: Opened, lang: str) -> None:
    for name in PAGES:
        for width in (1280, 390):
            engine = opened(page_url(name, lang), width=width)
            settle(engine)
            assert engine.run(TOO_WIDE) == [0], f"{name} at {width}"
            assert engine.run("return window.faults") == [], f"{name} at {width}"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", CALCULATORS)
def test_a_calculator_answers_as_cpython_does_and_again_when_the_reader_types(
    opened: Opened, name: str, lang: str
) -> None:
    engine = open_calculator(opened, name, lang)
    day = engine.run("return document.querySelector('[data-calculator]').dataset.day")
    assert engine.run(FIGURES) == expected(name, example(name), lang, day)
    edit(engine, name, lang)


def test_a_mistake_is_told_at_its_field(opened: Opened) -> None:
    engine = open_calculator(opened, "utilisation", "en")
    engine.type("[name=line-limit]", "ten")
    until(lambda: engine.text("[data-error=line-limit]"), "a sentence at the field")
    assert engine.has("[name=line-limit][aria-invalid=true]")


def test_lines_of_a_spreadsheet_can_be_pasted(opened: Opened) -> None:
    engine = open_calculator(opened, "utilisation", "zh")
    block = "名称\t额度\t已用\n花呗\t10000\t6200\n借呗\t5万\t12000\n"
    engine.run(
        "const box = document.createElement('textarea'); box.id = 'copied'; box.value = arguments[0];"
        " document.querySelector('article').prepend(box)",
        block,
    )
    engine.element("#copied")
    engine.run("document.querySelector('#copied').focus()")
    for key in "ac":
        engine.press(CONTROL, key)
    engine.element("[name=line-limit]")
    engine.run("document.querySelector('[name=line-limit]').focus()")
    engine.press(CONTROL, "v")
    until(
        lambda: (
            engine.run("return [...document.querySelectorAll('[name=line-limit]')].map((one) => one.value)")
            == ["10000", "50000"]
        ),
        "two lines",
    )


@pytest.mark.parametrize("action", ["copy-text", "copy-link"])
def test_the_first_press_copies(opened: Opened, action: str) -> None:
    engine = open_calculator(opened, "utilisation", "en")
    engine.run(
        UNFOLD
        + (
            "; const box = document.createElement('textarea'); box.id = 'pasted-here';"
            " document.querySelector('article').prepend(box)"
        )
    )
    engine.click(f"[data-action={action}]")
    until(lambda: engine.text(f"[data-action={action}]") == "Copied", "the button says so")
    engine.element("#pasted-here")
    engine.run("document.querySelector('#pasted-here').focus()")
    engine.press(CONTROL, "v")
    wanted = {"copy-text": "47.5%", "copy-link": "/en/calculators/utilisation/#s="}[action]
    until(lambda: wanted in engine.run("return document.querySelector('#pasted-here').value"), "what was copied")


@pytest.mark.parametrize("name", CALCULATORS)
def test_a_link_opens_to_the_same_figures(opened: Opened, name: str) -> None:
    engine = open_calculator(opened, name, "zh")
    figures = edit(engine, name, "zh")
    engine.run(UNFOLD)
    engine.click("[data-action=copy-link]")
    link = until(lambda: engine.text("[data-share-link]"), "the link")
    engine.open("about:blank")
    other = open_calculator(opened, name, "en", f"#{link.partition('#')[2]}")
    assert other.run(FIGURES) == figures


@pytest.mark.parametrize("name", CALCULATORS)
def test_the_other_language_has_what_was_typed(opened: Opened, name: str) -> None:
    engine = open_calculator(opened, name, "zh")
    figures = edit(engine, name, "zh")
    engine.click("a[data-language]")
    until(lambda: engine.run("return document.documentElement.lang") == "en", "the English page")
    settle(engine)
    until(lambda: engine.run(FIGURES) == figures, f"{figures}")


def test_a_guide_in_the_other_language_and_in_both(opened: Opened) -> None:
    engine = opened("guides/late-now/#late-now-today")
    settle(engine)
    engine.click("[data-both]")
    until(lambda: engine.has("article p.cl-own + p.cl-twin[lang=en]"), "each paragraph with its twin")
    engine.click("a[data-language]")
    until(lambda: engine.run("return document.documentElement.lang") == "en", "the English page")
    settle(engine)
    until(lambda: engine.has("article p.cl-own + p.cl-twin[lang=zh-Hans]"), "both languages here too")
    engine.run("sessionStorage.clear()")


def test_the_desk_works_a_table_out(opened: Opened) -> None:
    engine = opened("en/desk/")
    until(lambda: engine.has("[data-desk][data-state=ready]"), "a desk that is ready", seconds=90)
    # 38,000 of 80,000; a file given as by the chooser, which no driver can open here.
    table = "case,limit,used,target,months\nA-1,80000,38000,30%,NNNNNN1\nA-2,100,x,,\n"
    engine.run(
        "const given = new DataTransfer();"
        " given.items.add(new File([arguments[0]], 'cases.csv', { type: 'text/csv' }));"
        " const field = document.querySelector('[data-desk-in] input'); field.files = given.files;"
        " field.dispatchEvent(new Event('change', { bubbles: true }))",
        table,
    )
    until(lambda: engine.has("[data-desk-columns] table"), "the columns")
    engine.click("[data-action=begin]")
    until(lambda: "47.5%" in engine.text(".desk-results") or "0.475" in engine.text(".desk-results"), "the results")
    # The list is folded.
    assert "A-2" in engine.run("return document.querySelector('.desk-problems').textContent")


def test_what_is_typed_is_gone_when_the_page_is_loaded_again(opened: Opened) -> None:
    engine = open_calculator(opened, "checklist", "en")
    engine.run("document.querySelector('[name=audience]').value = 'team'")
    engine.command("Refresh")
    settle(engine)
    assert engine.run("return document.querySelector('[name=audience]').value") == "person"


def test_the_report_opens(opened: Opened) -> None:
    engine = open_calculator(opened, "borrowing-cost", "en")
    engine.run(UNFOLD)
    engine.click("[data-action=report]")
    until(lambda: "13.03" in engine.text("[data-report]"), "the report with its figure")


@pytest.mark.parametrize(
    ("lang", "words", "place"), [("zh", "逾期", "guides/late-now/"), ("en", "cash-out", "en/guides/staying-safe/")]
)
def test_search_finds(opened: Opened, lang: str, words: str, place: str) -> None:
    engine = opened(page_url("about", lang))
    settle(engine)
    engine.type(".md-search__input", words)
    first = "return document.querySelector('.md-search-result__link')?.href ?? ''"
    until(lambda: re.search(rf"/{place}(\?|#|$)", engine.run(first)), f"{place} found first")


def test_colours_change_and_stay(opened: Opened) -> None:
    engine = opened("en/about/")
    settle(engine)
    scheme = "return document.body.dataset.mdColorScheme"
    colour = "return getComputedStyle(document.body).backgroundColor"
    light = engine.run(colour)
    for _ in range(2):
        engine.click("[data-md-component=palette] label:not([hidden])")
    until(lambda: engine.run(scheme) == "slate", "dark colours")
    assert engine.run(colour) != light
    engine.command("Refresh")
    settle(engine)
    assert engine.run(scheme) == "slate"


def test_the_menu_of_a_narrow_page_opens_and_closes_by_keyboard(opened: Opened) -> None:
    engine = opened("en/guides/staying-safe/", width=390)
    settle(engine)
    engine.run("document.querySelector('[data-opens=drawer]').focus()")
    engine.press(ENTER)
    until(lambda: engine.has("[data-opens=drawer][aria-expanded=true]"), "an open menu")
    until(
        lambda: engine.run("return document.activeElement.closest('.md-sidebar--primary') !== null"),
        "the keyboard in the menu",
    )
    engine.press(TAB)
    assert engine.run("return document.activeElement.closest('.md-sidebar--primary') !== null")
    engine.press(ESCAPE)
    until(
        lambda: engine.run("return document.activeElement.dataset.opens") == "drawer", "the keyboard back at the button"
    )


def test_what_was_found_is_reached_by_the_arrows(opened: Opened) -> None:
    engine = opened("en/about/")
    settle(engine)
    engine.type(".md-search__input", "cash-out")
    until(lambda: engine.has(".md-search-result__link"), "something found")
    engine.press(DOWN)
    until(lambda: engine.run("return document.activeElement.className") == "md-search-result__link", "the first of it")
    wanted = str(engine.run("return document.activeElement.href"))
    engine.press(ENTER)
    until(lambda: str(engine.run("return location.href")) == wanted, "its page")
    settle(engine)


def test_contents_and_header_say_where_the_reader_is(opened: Opened) -> None:
    engine = opened("en/guides/limit-factors/#limit-factors-sesame")
    settle(engine)
    marked = "return document.querySelector('.md-sidebar--secondary [aria-current=location]')?.hash ?? ''"
    until(lambda: engine.run(marked) == "#limit-factors-sesame", "the section marked")
    until(lambda: engine.has(".md-header__title--active"), "the page's title in the header")
    engine.run("scrollTo(0, 0)")
    until(lambda: engine.run(marked) == "" and not engine.has(".md-header__title--active"), "the beginning again")


def test_without_the_wasm_a_sentence_says_so_and_trying_again_works(opened: Opened, server: SiteServer) -> None:
    with server.blocked("runtime/*/pyodide.asm.wasm", 404):
        engine = opened("en/calculators/utilisation/")
        wait_for(engine, "failed")
        assert engine.text("[role=alert]")
        assert engine.run(FIGURES)["total-ratio"] == "0.475"
        engine.type("[name=line-used]", "7000")
    engine.click("[data-action=try-again]")
    wait_for(engine, "ready")
    until(lambda: engine.run(FIGURES)["line-ratio[0]"] == "0.7", "what was typed is worked out")
    engine.run("window.faults = []")
