"""The calculators in the page: a reader's text is answered there, by the same Python as in the tests, or kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from calculator_page import (
    ASK_WORKER,
    CALCULATORS,
    EXAMPLE_LINES,
    day,
    empty,
    enter_all,
    example,
    expect_answer,
    lines,
    open_calculator,
    root,
    runtime_folder,
    type_lines,
    wait_for,
)
from playwright.sync_api import Browser, Page, expect
from watched_page import NewPage, Watch, new_context

from build_scripts.measuring.site_server import SiteServer
from build_scripts.reading import generated_forms
from build_scripts.reading.generated_forms import Form
from build_scripts.reading.places import LANGUAGES, page_url
from calculators import answer, door

pytestmark = pytest.mark.languages_in_turn


@pytest.fixture(scope="module")
def open_pages(browser: Browser, server: SiteServer) -> Iterator[dict[tuple[str, str], tuple[Page, Watch]]]:
    """Calculators already loaded, by name and language, for the tests that only type."""
    pages: dict[tuple[str, str], tuple[Page, Watch]] = {}
    yield pages
    for page, _ in pages.values():
        page.context.close()


@pytest.fixture
def loaded(
    browser: Browser, server: SiteServer, open_pages: dict[tuple[str, str], tuple[Page, Watch]]
) -> Iterator[Any]:
    """`loaded(calculator, lang)`: the page, started once for this file and emptied for each test; watched too."""
    used: list[tuple[Page, Watch]] = []

    def get(calculator: str, lang: str) -> Page:
        if (calculator, lang) not in open_pages:
            watch = Watch()
            page = new_context(browser, server, watch).new_page()
            open_pages[calculator, lang] = open_calculator(page, calculator, lang), watch
        used.append(open_pages[calculator, lang])
        page = used[-1][0]
        page.locator("[data-action=clear]").click()
        return page

    yield get
    for page, watch in used:
        page.evaluate("0")
        left = watch.left()
        watch.faults.clear()
        assert not left, "\n".join(left)


def test_focus_and_caret_survive_each_new_result(loaded: Any) -> None:
    page = loaded("utilisation", "zh")
    page.locator("[name=line-limit]").fill("10000")
    used = page.locator("[name=line-used]")
    used.click()
    page.keyboard.type("4750")
    expect_answer(page, "utilisation", lines([{"line-limit": "10000", "line-used": "4750"}], target=""), "zh")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.type("2")
    expect_answer(page, "utilisation", lines([{"line-limit": "10000", "line-used": "42750"}], target=""), "zh")
    assert page.evaluate("[document.activeElement.name, document.activeElement.selectionStart]") == ["line-used", 2]


def test_what_did_not_change_in_the_result_stays_and_what_a_reader_unfolded_stays_unfolded(loaded: Any) -> None:
    page = loaded("borrowing-cost", "en")
    form = {"principal": "12000", "periods": "12", "method": "equal-instalments", "rate": "12", "rate-unit": "year"}
    enter_all(page, form)
    whole = {**empty("borrowing-cost"), **form}
    expect_answer(page, "borrowing-cost", whole, "en")
    months = page.locator("[data-result] details.calc-schedule").first
    months.locator("summary").click()
    page.evaluate(
        "document.querySelector('[data-result] details').known = document.querySelector('[data-result] p').known = true"
    )
    page.locator("[name=principal]").first.fill("24000")
    # The reader's own unfolding is the one difference to the string that Python gives.
    total = answer("borrowing-cost", {**whole, "principal": "24000"}, lang="en", day=day(page))["total-paid"]
    page.locator(f"[data-result] data[data-name='total-paid'][value='{total}']").wait_for(state="attached")
    assert months.get_attribute("open") is not None
    assert page.evaluate("document.querySelector('[data-result] details').known")
    assert months.locator("td").first.is_visible()


def test_an_input_method_is_left_alone_until_it_commits(loaded: Any) -> None:
    page = loaded("utilisation", "zh")
    page.locator("[name=line-limit]").fill("10000")
    page.locator("[name=line-used]").fill("1")
    expect_answer(page, "utilisation", lines([{"line-limit": "10000", "line-used": "1"}], target=""), "zh")
    page.keyboard.press("Control+A")
    asked = page.evaluate("notes.asked.length")
    keyboard = page.context.new_cdp_session(page)
    for composed in ("q", "qi", "qian"):
        keyboard.send(
            "Input.imeSetComposition",
            {"text": composed, "selectionStart": len(composed), "selectionEnd": len(composed)},
        )
    assert page.locator("[name=line-used]").input_value() == "qian"
    assert page.evaluate("notes.asked.length") == asked
    assert not page.locator("[name=line-used]").get_attribute("aria-invalid")
    keyboard.send("Input.insertText", {"text": "２，０００"})
    expect_answer(page, "utilisation", lines([{"line-limit": "10000", "line-used": "２，０００"}], target=""), "zh")


def sentence_of(page: Page, form: Form) -> str:
    """The English utilisation page's sentence about the form for a screen reader."""
    request = {"calculator": "utilisation", "form": form, "lang": "en", "day": day(page)}
    return str(json.loads(door(json.dumps(request)))["sentence"])


def test_the_spoken_sentence_changes_at_most_once_a_second(loaded: Any) -> None:
    page = loaded("utilisation", "en")
    page.locator("[name=line-limit]").fill("10000")
    page.locator("[name=line-used]").click()
    spoken = root(page).locator("output")
    expect(spoken).to_have_text(sentence_of(page, lines([{"line-limit": "10000"}], target="")))
    page.evaluate("notes.sentences.length = 0")
    page.keyboard.type("123456789012", delay=120)
    page.keyboard.press("Control+A")
    page.keyboard.type("4321", delay=250)
    form = lines([{"line-limit": "10000", "line-used": "4321"}], target="")
    expect_answer(page, "utilisation", form, "en")
    expect(spoken).to_have_text(sentence_of(page, form))
    times = [time for time, _ in page.evaluate("notes.sentences")]
    assert times
    assert all(later - earlier >= 990 for earlier, later in zip(times, times[1:], strict=False)), times
    assert spoken.count() == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_error_stands_at_its_field_until_it_is_put_right(loaded: Any, lang: str) -> None:
    page = loaded("utilisation", lang)
    page.locator("[data-action=add-line]").click()
    limit, used = page.locator("[name=line-limit]"), page.locator("[name=line-used]")
    limit.nth(0).fill("10000")
    used.nth(0).fill("100")
    limit.nth(1).fill("abc")
    rows = [{"line-limit": "10000", "line-used": "100"}, {"line-limit": "abc"}]
    expected = expect_answer(page, "utilisation", lines(rows, target=""), lang)
    assert "line-limit[1]" in expected["errors"]
    assert limit.nth(1).get_attribute("aria-invalid") == "true"
    assert not limit.nth(0).get_attribute("aria-invalid")
    described = (limit.nth(1).get_attribute("aria-describedby") or "").split()
    assert expected["errors"]["line-limit[1]"] in [page.locator(f"[id='{each}']").inner_text() for each in described]
    limit.nth(1).fill("5000")
    used.nth(1).fill("0")
    rows[1] = {"line-limit": "5000", "line-used": "0"}
    assert expect_answer(page, "utilisation", lines(rows, target=""), lang)["errors"] == {}
    assert page.locator("[aria-invalid]").count() == 0


def test_lines_are_added_at_the_end_and_removed_down_to_one(loaded: Any) -> None:
    page = loaded("utilisation", "zh")
    add, remove, limits = (
        page.locator("[data-action=add-line]"),
        page.locator("[data-action=remove-line]"),
        page.locator("[name=line-limit]"),
    )
    for number in (1, 2, 3, 4):
        if number > 1:
            add.click()
        limits.nth(number - 1).fill(str(number * 1000))
        page.locator("[name=line-used]").nth(number - 1).fill(str(number))
    remove.nth(1).click()
    kinds = {1: "huabei", 3: "other", 4: "other"}  # the second, a card, is the one that went
    rows = [
        {"line-kind": kind, "line-limit": str(number * 1000), "line-used": str(number)}
        for number, kind in kinds.items()
    ]
    expect_answer(page, "utilisation", lines(rows, target=""), "zh")
    assert page.locator("[data-line] legend [data-number]").all_inner_texts() == ["1", "2", "3"]
    ids = page.locator("[data-fields] [id]").evaluate_all("all => all.map(one => one.id)")
    assert len(ids) == len(set(ids))
    add.click()
    ids = page.locator("[data-fields] [id]").evaluate_all("all => all.map(one => one.id)")
    assert len(ids) == len(set(ids))
    expect_answer(page, "utilisation", lines([*rows, {}], target=""), "zh")
    for _ in range(5):
        remove.first.click()
    assert remove.count() == 1
    expect_answer(page, "utilisation", lines([{}], target=""), "zh")
    page.locator("[data-action=preset]").click()
    expect_answer(page, "utilisation", lines([{}], target="30"), "zh")


@pytest.mark.daily()
def test_an_edited_line_is_no_longer_called_an_example(new_page: NewPage) -> None:
    page = open_calculator(new_page(), "utilisation", "zh")
    flags = page.locator("[name=line-example]")
    assert [each.input_value() for each in flags.all()] == ["yes", "yes", "yes"]
    page.locator("[name=line-used]").nth(0).fill("6300")
    assert [each.input_value() for each in flags.all()] == ["", "yes", "yes"]
    rows = [{**EXAMPLE_LINES[0], "line-used": "6300"}, *EXAMPLE_LINES[1:]]
    expect_answer(page, "utilisation", lines(rows, target="30", examples=2, target_example=True), "zh")
    page.locator("[name=target]").fill("31")
    expect_answer(page, "utilisation", lines(rows, target="31", examples=2), "zh")
    page.locator("[name=line-status]").nth(1).select_option("frozen")
    rows[1] = {**rows[1], "line-status": "frozen"}
    expect_answer(page, "utilisation", lines(rows, target="31", examples=1), "zh")
    page.locator("[data-action=clear]").click()
    expect_answer(page, "utilisation", empty("utilisation"), "zh")
    assert page.evaluate("document.activeElement.name") == "line-name"


@pytest.mark.daily()
def test_an_edited_offer_b_leaves_offer_a_the_examples(new_page: NewPage) -> None:
    page = open_calculator(new_page(), "borrowing-cost", "en")
    form, _ = example("borrowing-cost")
    for field, value in (("principal", "5000"), ("periods", "6")):
        page.locator(f"[name={field}]").nth(1).fill(value)
        form[field] = [form[field][0], value, *form[field][2:]]
    expected = expect_answer(page, "borrowing-cost", form, "en")
    assert expected["total-paid[1]"] == "5000.00"
    assert page.locator("[name=principal-example]").first.input_value() == "yes"
    page.locator("[name=principal]").nth(1).fill("x")
    form["principal"] = ["12000", "x", "", ""]
    expect_answer(page, "borrowing-cost", form, "en")
    told = [each.get_attribute("aria-invalid") for each in page.locator("[name=principal]").all()]
    assert told == [None, "true", None, None]
    page.locator("[name=principal]").nth(0).fill("13000")
    flags = form["principal-example"]
    form |= {"principal": ["13000", "x", "", ""], "principal-example": ["", *flags[1:]]}
    expect_answer(page, "borrowing-cost", form, "en")


@pytest.mark.daily()
def test_months_can_be_clicked_and_gaps_are_filled_as_unknown(loaded: Any) -> None:
    page = loaded("repayment-habit", "zh")
    buttons = page.locator("[data-action=month-code]")
    assert buttons.count() == 24
    codes = (page.locator("[data-codes]").get_attribute("data-codes") or "").split()
    fill = page.locator("[data-codes]").get_attribute("data-fill") or ""
    months = page.locator("[name=months]")
    buttons.nth(5).click()
    assert months.input_value() == codes[0] + fill * 18
    buttons.nth(5).click()
    assert months.input_value() == codes[1] + fill * 18
    buttons.nth(23).click()
    typed = months.input_value()
    assert typed[:1] == codes[1] and len(typed) == 19
    form = {**empty("repayment-habit"), "months": typed}
    expect_answer(page, "repayment-habit", form, "zh")
    months.fill("N N，１ｍ\n*")
    expect_answer(page, "repayment-habit", {**form, "months": "N N，１ｍ\n*"}, "zh")
    assert page.locator("[data-action=month-code] [data-code]").all_inner_texts()[-5:] == ["N", "N", "1", "M", "*"]


def test_a_checklist_is_kept_only_when_the_reader_says_so_and_can_be_erased(new_page: NewPage) -> None:
    page = open_calculator(new_page(), "checklist", "zh")
    keys = "Object.keys(localStorage).filter(key => key.includes('clearlimit'))"
    item = page.locator("[data-item] select").nth(2)
    name = item.get_attribute("name") or ""
    form, _ = example("checklist")
    item.select_option("partly")
    form = {**form, name: "partly", f"{name}-example": ""}
    expect_answer(page, "checklist", form, "zh")
    assert page.evaluate(keys) == []
    page.locator("[data-remember]").check()
    assert page.evaluate(keys) == ["clearlimit.checklist"]
    page.goto(page_url("calculators/checklist", "en"))
    wait_for(page, "ready")
    assert page.locator("[data-remember]").is_checked()
    assert page.locator(f"[name={name}]").input_value() == "partly"
    expect_answer(page, "checklist", form, "en")
    page.locator("[data-action=forget]").click()
    assert page.evaluate(keys) == []
    expect_answer(page, "checklist", empty("checklist"), "en")
    page.reload()
    wait_for(page, "ready")
    assert not page.locator("[data-remember]").is_checked()
    expect_answer(page, "checklist", example("checklist")[0], "en")


def test_a_tab_that_keeps_nothing_drops_nothing_that_another_keeps(new_page: NewPage) -> None:
    first = open_calculator(new_page(), "checklist", "en")
    second = open_calculator(first.context.new_page(), "checklist", "en")
    item = second.locator("[data-item] select").nth(2)
    name = item.get_attribute("name") or ""
    item.select_option("partly")
    second.locator("[data-remember]").check()
    kept = "localStorage.getItem('clearlimit.checklist')"
    stored = second.evaluate(kept)
    assert json.loads(stored)[name] == "partly"
    first.locator(f"[name={name}]").select_option("not-yet")
    expect_answer(first, "checklist", {**example("checklist")[0], name: "not-yet", f"{name}-example": ""}, "en")
    assert first.evaluate(kept) == stored
    # Where the reader says so, it does.
    first.locator("[data-remember]").check()
    first.locator("[data-remember]").uncheck()
    assert first.evaluate(kept) is None


def requests_for(calculator: str) -> list[str]:
    """The 200 forms as the page would ask them: both languages and days of every sort in turn."""
    return [
        json.dumps(
            {
                "calculator": calculator,
                "form": form,
                "lang": LANGUAGES[number % 2],
                "day": generated_forms.DAYS[number % 7 if number % 8 else 7],
            }
        )
        for number, form in enumerate(generated_forms.forms(calculator))
    ]


def test_the_worker_returns_cpythons_string_for_the_forms_of_each_calculator(page: Page, is_full: bool) -> None:
    page.goto(page_url("about", "zh"))
    other = page.request.get(page_url("calculators/method", "zh"))
    assert other.ok
    runtime = runtime_folder(page)
    # A tenth: the next ones are of another language and day too. In Node all are asked.
    requests = [each for calculator in CALCULATORS for each in requests_for(calculator)[:: 1 if is_full else 10]]
    assert len(requests) == (200 if is_full else 20) * len(CALCULATORS)
    answers = page.evaluate(ASK_WORKER, [f"/{runtime}", requests])
    for request, found in zip(requests, answers, strict=True):
        assert found == door(request), request


@pytest.mark.daily("utilisation", "borrowing-cost")
@pytest.mark.parametrize("calculator", CALCULATORS)
def test_these_forms_typed_into_the_fields_are_answered_the_same(loaded: Any, is_full: bool, calculator: str) -> None:
    lang = LANGUAGES[CALCULATORS.index(calculator) % 2]
    page = loaded(calculator, lang)
    for form in generated_forms.forms(calculator)[: generated_forms.TYPED if is_full else 1]:
        page.locator("[data-action=clear]").click()
        whole = {**empty(calculator), **form}
        if calculator == "utilisation":
            type_lines(page, form)
        else:
            enter_all(page, {name: value for name, value in form.items() if not name.endswith("-example")})
        expect_answer(page, calculator, whole, lang)
