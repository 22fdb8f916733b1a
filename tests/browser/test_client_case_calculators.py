"""Works for a client with the keyboard alone: a list, a record and two offers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from calculator_page import empty, expect_answer, open_calculator, shown_figures, wait_for
from keys import Keys, begun, clear_the_example, copy_link, make_report, page_for_keys
from playwright.sync_api import expect
from watched_page import NewPage

from build_scripts.reading.places import LANGUAGES
from calculators import data

pytestmark = pytest.mark.languages_in_turn

TEXTS = data.data("checklist")[1]
NOTES = {
    "due": "2026-12-31",
    "owner": {"zh": "王经理", "en": "Ms Wang"},
    "evidence": {"zh": "文件夹 A-17 第 3 页", "en": "Folder A-17, page 3"},
}


def carry_a_full_line(keys: Keys, lang: str) -> str:
    """Works out a line that is full,
    takes the result along and follows the link to the checklist; gives what was taken."""
    page = keys.page
    open_calculator(page, "utilisation", lang)
    clear_the_example(keys)
    keys.type("[name=line-limit]", "20000")
    keys.type("[name=line-used]", "19800")
    button = page.locator("[data-result] [data-action=carry]")
    expect(button).to_have_attribute("data-value", re.compile(r"highest-ratio=0\.99$"))
    taken = button.get_attribute("data-value") or ""
    keys.to("[data-result] [data-action=carry]")
    keys.press("Enter")
    expect(page.locator(".calc-carry [role=status]")).not_to_be_empty()
    keys.is_at("[data-action=carry]")
    keys.to(".calc-carry a", most=1)
    keys.press("Enter")
    page.wait_for_url("**/calculators/checklist/")
    wait_for(page, "ready")
    return taken


def save(keys: Keys, kind: str) -> str:
    """The list as a file of that kind, saved with its button."""
    keys.to(f"[data-given={kind}]")
    with keys.page.expect_download() as started:
        keys.press("Enter")
    keys.is_at(f"[data-given={kind}]")
    return Path(started.value.path()).read_text("utf-8")


@pytest.mark.daily()
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_clients_list_by_keyboard_alone(new_page: NewPage, lang: str) -> None:
    page = page_for_keys(new_page)
    keys = Keys(page)
    taken = carry_a_full_line(keys, lang)

    # Whose list it is, one answer, and what is noted beside another item.
    clear_the_example(keys)
    keys.is_at("[name=audience]")
    keys.choose_here("person", "ArrowDown")
    keys.choose("[name=person-no-cash-out]", "done", "ArrowDown")
    keys.choose("[name=person-room-on-every-line]", "partly", "ArrowDown")
    keys.to("[data-item=person-room-on-every-line] .calc-noted > summary")
    keys.press("Enter")
    owner, evidence = NOTES["owner"][lang], NOTES["evidence"][lang]
    keys.type_day("[name=person-room-on-every-line-due]", "2026-12-31")
    keys.type("[name=person-room-on-every-line-owner]", owner)
    keys.type("[name=person-room-on-every-line-evidence]", evidence)
    form = {
        **empty("checklist"),
        "audience": "person",
        "person-no-cash-out": "done",
        "person-room-on-every-line": "partly",
        "person-room-on-every-line-due": "2026-12-31",
        "person-room-on-every-line-owner": owner,
        "person-room-on-every-line-evidence": evidence,
    }
    # 19 items, one of them done.
    assert expect_answer(page, "checklist", form, lang)["open-items"] == "18"

    # The result that was carried, taken over only now; who works by keyboard is led to what it did.
    keys.to("[data-action=use-carried]", "Shift+Tab")
    keys.press("Enter")
    shown = expect_answer(page, "checklist", {**form, "carried": taken}, lang)
    expect(page.locator("[data-result]")).to_be_focused()
    expect(page.locator(".calc-moved > li")).to_contain_text(TEXTS["person-room-on-every-line-what"][lang])

    # Both files hold all of it.
    for kind in ("csv", "markdown"):
        text = save(keys, kind)
        assert all(wanted in text for wanted in ("2026-12-31", owner, evidence, "99%"))
    address = copy_link(keys)
    make_report(keys)

    # The link in another browser: the answers, the day and what was carried; whose it is and where the proof is stayed
    # here.
    other = new_page()
    other.goto(address)
    wait_for(other, "ready")
    expect(other.locator(".calc-moved > li")).to_have_count(1)
    assert shown_figures(other) == {name: value for name, value in shown.items() if name != "errors"}
    assert other.locator("[name=person-room-on-every-line-due]").input_value() == "2026-12-31"
    assert other.locator("[name=person-room-on-every-line-owner]").input_value() == ""


@pytest.mark.daily()
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_clients_record_by_keyboard_alone(new_page: NewPage, lang: str) -> None:
    keys = begun(new_page, "repayment-habit", lang)
    page = keys.page
    keys.is_at("[name=months]")
    page.keyboard.type("N" * 23 + "1")
    form = {**empty("repayment-habit"), "months": "N" * 23 + "1"}
    # The newest month is late: something is owed now, so nothing is looked ahead to.
    assert "projected-score[6]" not in expect_answer(page, "repayment-habit", form, lang)

    # It was paid on time after all: from a year's bills, by the fold below, the codes are worked out and taken over.
    keys.to("details:has(#bills) > summary")
    keys.press("Enter")
    keys.to("#bills")
    page.clock.set_fixed_time("2026-11-28T04:00:00Z")
    days = [f"2025-{month}-10" for month in (11, 12)] + [f"2026-{month:02d}-10" for month in range(1, 11)]
    page.keyboard.insert_text("\n".join(f"{day},500,{day},500" for day in days))
    keys.to("[data-action=part]")
    keys.press("Enter")
    expect(page.locator("[data-part-place=bills]")).to_be_focused()
    keys.to("[data-part-place=bills] [data-action=preset]")
    keys.press("Enter")
    # Twelve months, each paid on the day it was due.
    shown = expect_answer(
        page, "repayment-habit", {**form, "months": page.locator("[name=months]").input_value()}, lang
    )
    assert page.locator("[name=months]").input_value().strip("*") == "N" * 12
    assert (shown["score"], shown["months-counted"]) == ("100", "12")
    copy_link(keys)
    make_report(keys)


@pytest.mark.daily()
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_clients_two_offers_by_keyboard_alone(new_page: NewPage, lang: str) -> None:
    keys = begun(new_page, "borrowing-cost", lang)
    page = keys.page
    keys.is_at("#principal-0")
    page.keyboard.type("1.2万")
    keys.type("#periods-0", "12")
    keys.type("#fee-0", "0.6%")
    keys.type("#principal-1", "12000")
    keys.type("#periods-1", "12")
    keys.type("#fee-1", "864")
    keys.choose("#fee-unit-1", "total", "ArrowDown")
    keys.type("[name=income]", "8000")
    keys.type("[name=debts]", "1500")
    form = {
        **empty("borrowing-cost"), "principal": ["1.2万", "12000"], "periods": ["12", "12"], "fee": ["0.6%", "864"],
        "fee-unit": ["month", "total"], "income": "8000", "debts": "1500",
    }  # fmt: skip
    shown = expect_answer(page, "borrowing-cost", form, lang)
    # 0.6 % of 12,000 is 72 a month, 864 in all: written either way, 1,000 + 72 a month; (1,500 + 1,072) / 8,000 =
    # 32.15 %.
    assert shown["monthly-payment"] == shown["monthly-payment[1]"] == "1072.00"
    assert shown["annual-nominal"] == shown["annual-nominal[1]"]
    assert (shown["repayment-share"], shown["existing-share"]) == ("0.3215", "0.1875")
    address = copy_link(keys)
    make_report(keys)
    other = new_page()
    other.goto(address)
    wait_for(other, "ready")
    assert shown_figures(other) == {name: value for name, value in shown.items() if name != "errors"}
