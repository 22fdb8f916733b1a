"""A calculator's start: the example first, what is typed meanwhile, a line that is slow, a file that is missing."""

from __future__ import annotations

import json

import pytest
from calculator_page import (
    CALCULATORS,
    EXAMPLE_LINES,
    WASM,
    day,
    empty,
    example,
    expect_answer,
    lines,
    open_calculator,
    root,
    wait_for,
)
from playwright.sync_api import expect
from watched_page import NewPage, Watch, two_frames, until

from build_scripts.measuring.site_server import SiteServer
from build_scripts.reading.places import LANGUAGES, page_url
from calculators import answer, door, render

pytestmark = pytest.mark.languages_in_turn


@pytest.mark.daily("borrowing-cost", "checklist")
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("calculator", CALCULATORS)
def test_the_examples_result_is_in_the_html_and_python_then_works_out_the_same(
    new_page: NewPage, built: dict[str, bytes], calculator: str, lang: str
) -> None:
    form, example_day = example(calculator)
    html = built[f"{page_url(f'calculators/{calculator}', lang)}index.html"].decode()
    assert 'data-state="example"' in html
    assert f'data-day="{example_day}"' in html
    assert render(calculator, form, lang=lang, day=example_day) in html
    page = open_calculator(new_page(), calculator, lang)
    assert page.evaluate("notes.states") == ["loading", "ready"]
    expect_answer(page, calculator, form, lang)
    expect(page.locator("[data-status]")).to_be_hidden()
    request = {"calculator": calculator, "form": form, "lang": lang, "day": day(page)}
    sentence = json.loads(door(json.dumps(request)))["sentence"]
    expect(root(page).locator("output")).to_have_text(sentence)


def test_the_day_is_the_readers_own_calendar_day(new_page: NewPage) -> None:
    # Noon of 23 November in UTC is already the 24th on Kiritimati, 14 hours ahead.
    page = new_page(timezone_id="Pacific/Kiritimati")
    page.clock.set_fixed_time("2027-11-23T12:00:00Z")
    open_calculator(page, "utilisation", "zh")
    assert day(page) == "2027-11-24"
    expect_answer(page, "utilisation", example("utilisation")[0], "zh")


def test_what_is_typed_while_python_loads_stays_and_is_answered_when_it_is_there(
    new_page: NewPage, server: SiteServer
) -> None:
    page = new_page()
    with server.held(WASM) as gate:
        open_calculator(page, "utilisation", "en", wait=False)
        wait_for(page, "loading")
        expect(page.locator("[data-status]")).to_be_visible()
        page.locator("[data-action=remove-line]").nth(2).click()
        page.locator("[data-action=add-line]").click()
        page.locator("[name=line-limit]").nth(2).fill("8000")
        page.locator("[name=line-used]").nth(2).fill("100.5")
        page.locator("[data-action=preset]").click()
        page.locator("[name=line-name]").first.fill("My card")
        page.locator("[name=line-name]").first.press("ArrowLeft")
        expect(page.locator("[data-status]")).to_contain_text("MB")
        before = page.locator("[data-status]").inner_text()
        gate.feed(1_000_000)
        expect(page.locator("[data-status]")).not_to_have_text(before)
        assert root(page).get_attribute("data-state") == "loading"
        assert page.locator("[data-result] data").count() > 3, "the example's figures stand meanwhile"
        gate.open()
        wait_for(page, "ready")
    rows = [
        {**EXAMPLE_LINES[0], "line-name": "My card"},
        EXAMPLE_LINES[1],
        {"line-limit": "8000", "line-used": "100.5"},
    ]
    form = lines(rows, target="30")
    form["line-example"] = ["", "yes", ""]
    expect_answer(page, "utilisation", form, "en")
    assert page.evaluate("[document.activeElement.name, document.activeElement.selectionStart]") == ["line-name", 6]
    assert page.locator("[name=line-limit]").nth(2).input_value() == "8000"


@pytest.mark.daily()
@pytest.mark.parametrize("calculator", CALCULATORS)
def test_clearing_while_python_loads_is_answered_when_it_is_there(
    new_page: NewPage, server: SiteServer, calculator: str
) -> None:
    page = new_page()
    with server.held(WASM) as gate:
        open_calculator(page, calculator, "zh", wait=False)
        page.locator("[data-action=clear]").click()
        gate.open()
        wait_for(page, "ready")
    expect_answer(page, calculator, empty(calculator), "zh")


FAILED = {"zh": "没能准备好计算", "en": "could not start"}


@pytest.mark.daily("damaged")
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("fault", ["blocked", "damaged"])
def test_without_the_wasm_one_sentence_says_so_nothing_is_lost_and_trying_again_works(
    new_page: NewPage, watch: Watch, server: SiteServer, built: dict[str, bytes], lang: str, fault: str
) -> None:
    watch.allow("pyodide.asm.wasm|wasm|WebAssembly|ERR_ABORTED|falling back")
    page = new_page()
    wasm = next(name for name in built if name.endswith("pyodide.asm.wasm"))
    broken = server.blocked(WASM) if fault == "blocked" else server.replaced(wasm, built[wasm][:5000])
    with broken:
        with server.held("runtime/*/python_stdlib.wasm") as gate:
            open_calculator(page, "utilisation", lang, wait=False)
            page.locator("[name=line-used]").nth(0).fill("1234.5")
            gate.open()
        wait_for(page, "failed")
        alert = page.locator("[role=alert]")
        assert alert.count() == 1
        assert FAILED[lang] in alert.inner_text()
        expect(page.locator("[data-status]")).to_be_hidden()
        assert page.locator("[name=line-used]").nth(0).input_value() == "1234.5"
        form, example_day = example("utilisation")
        figures = answer("utilisation", form, lang=lang, day=example_day)
        for name, value in figures.items():
            if name != "errors":
                assert page.locator(f"[data-result] data[data-name='{name}']").get_attribute("value") == value
        page.evaluate("notes.states.length = 0")
        page.locator("[data-action=try-again]").click()
        until(page, lambda: page.evaluate("notes.states.at(-1) === 'failed'"), "a second failure")
        assert page.locator("[role=alert]").count() == 1
    page.locator("[data-action=try-again]").click()
    wait_for(page, "ready")
    assert page.locator("[role=alert]").count() == 0
    rows = [{**EXAMPLE_LINES[0], "line-used": "1234.5"}, *EXAMPLE_LINES[1:]]
    expect_answer(page, "utilisation", lines(rows, target="30", examples=2, target_example=True), lang)


def test_a_slow_line_is_no_fault_but_thirty_silent_seconds_are(
    new_page: NewPage, watch: Watch, server: SiteServer
) -> None:
    watch.allow("ERR_ABORTED")
    page = new_page()
    page.clock.install()
    with server.held(WASM) as gate:
        open_calculator(page, "utilisation", "zh", wait=False)
        expect(page.locator("[data-status]")).to_contain_text("MB")
        for _ in range(3):
            before = page.locator("[data-status]").inner_text()
            while page.locator("[data-status]").inner_text() == before:
                gate.feed(100_000)
                two_frames(page)
            page.clock.run_for(25_000)
            assert root(page).get_attribute("data-state") == "loading"
        page.clock.run_for(10_000)
        wait_for(page, "failed")
        assert page.locator("[role=alert]").count() == 1
