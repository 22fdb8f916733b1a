"""Results carried to the checklist, dates and notes beside an item, and the list as a file, in the page."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from calculator_page import empty, expect_answer, open_calculator, wait_for
from playwright.sync_api import Download, Page, expect
from state_links import link
from watched_page import NewPage

from build_scripts.reading.places import LANGUAGES, page_url
from calculators import data

pytestmark = pytest.mark.languages_in_turn

# How many of our own keys the browser keeps, for good and in this tab.
KEPT = (
    "() => [localStorage, sessionStorage].map((kept) => Object.keys(kept).filter((key) =>"
    " key.startsWith('clearlimit')).length)"
)
FULL_LINE = {"line-limit": "20000", "line-used": "19800"}
TEXTS = data.data("checklist")[1]


def carry(page: Page, lang: str) -> str:
    """Types a line that is full, takes the result along and opens the checklist; gives what was taken."""
    open_calculator(page, "utilisation", lang)
    page.locator("[data-action=clear]").click()
    for name, value in FULL_LINE.items():
        page.locator(f"[name={name}]").first.fill(value)
    button = page.locator("[data-result] [data-action=carry]")
    expect(button).to_have_attribute("data-value", re.compile(r"highest-ratio=0\.99$"))
    assert page.evaluate(KEPT) == [0, 0]
    taken = button.get_attribute("data-value") or ""
    button.click()
    expect(page.locator(".calc-carry [role=status]")).not_to_be_empty()
    assert page.evaluate(KEPT) == [0, 1]
    page.locator(".calc-carry a").click()
    page.wait_for_url("**/calculators/checklist/")
    wait_for(page, "ready")
    return taken


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_result_moves_an_item_only_when_the_reader_says_so_and_can_be_left_out_again(
    new_page: NewPage, lang: str
) -> None:
    page = new_page()
    taken = carry(page, lang)
    block = page.locator("[data-carried]")
    expect(block).to_be_visible()
    page.locator("[data-fields] [data-action=clear]").click()
    page.locator("[name=audience]").select_option("person")
    form = {**empty("checklist"), "audience": "person"}
    expect_answer(page, "checklist", form, lang)
    expect(page.locator(".calc-moved")).to_have_count(0)

    block.locator("[data-action=use-carried]").click()
    expect_answer(page, "checklist", {**form, "carried": taken}, lang)
    expect(page.locator(".calc-moved > li")).to_have_count(1)
    expect(page.locator(".calc-moved > li")).to_contain_text(TEXTS["person-room-on-every-line-what"][lang])
    expect(page.locator(".calc-moved .calc-reason")).to_contain_text("99%")
    # What was offered is done; who works by keyboard is led to what it did.
    expect(block).to_be_hidden()
    expect(page.locator("[data-result]")).to_be_focused()

    page.locator("[data-result] [data-action=drop-carried]").click()
    expect_answer(page, "checklist", form, lang)
    expect(block).to_be_hidden()
    expect(page.locator("[data-result]")).to_be_focused()
    assert page.evaluate(KEPT) == [0, 0]


@pytest.mark.daily()
def test_what_is_taken_over_ends_with_a_whole_value_within_the_field_s_limit(new_page: NewPage) -> None:
    page = new_page()
    page.goto(page_url("calculators/checklist", "en"))
    page.locator("[data-calculator][data-state=ready]").wait_for(state="attached", timeout=90_000)
    page.evaluate(
        "pairs => sessionStorage.setItem('clearlimit.carried', JSON.stringify({utilisation: pairs.join(' ')}))",
        pairs := [f"utilisation:name-{number}=0.5" for number in range(30)],
    )
    page.reload()
    field = page.locator("[name=carried]")
    page.locator("[data-action=use-carried]").click()
    expect(field).not_to_have_value("")
    most = int(field.get_attribute("data-most") or "")
    kept = field.input_value().split(" ")
    assert kept == pairs[: len(kept)] and len(" ".join(kept)) <= most < len(" ".join(pairs[: len(kept) + 1]))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_only_the_chosen_audience_s_items_stand_there_and_all_where_none_is_chosen(
    new_page: NewPage, lang: str
) -> None:
    page = new_page()
    page.goto(page_url("calculators/checklist", lang))
    groups = page.locator("fieldset[data-choice]")
    visible = lambda: [each.get_attribute("data-value") for each in groups.all() if each.is_visible()]  # noqa: E731
    assert visible() == ["person"]
    page.locator("[data-calculator][data-begun]").wait_for(state="attached")
    page.locator("[name=audience]").select_option("team")
    assert visible() == ["team"]
    page.locator("[data-fields] [data-action=clear]").click()
    assert page.locator("[name=audience]").input_value() == ""
    assert visible() == ["person", "practitioner", "team"]


@pytest.mark.daily()
@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_carried_unless_the_button_is_pressed(new_page: NewPage, lang: str) -> None:
    page = open_calculator(new_page(), "checklist", lang)
    expect(page.locator("[data-carried]")).to_be_hidden()
    assert page.evaluate(KEPT) == [0, 0]


def rows(download: Download) -> list[list[str]]:
    text = Path(download.path()).read_bytes().decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@pytest.mark.daily()
@pytest.mark.parametrize("lang", LANGUAGES)
def test_dates_and_notes_stand_in_the_result_and_in_both_files(new_page: NewPage, lang: str) -> None:
    page = open_calculator(new_page(), "checklist", lang)
    page.locator("[data-fields] [data-action=clear]").click()
    page.locator("[name=audience]").select_option("person")
    item = page.locator("[data-item=person-due-dates]")
    item.locator(".calc-noted > summary").click()
    notes = {"due": "2026-01-02", "owner": "甲 a", "evidence": '=1+1 | "x"'}
    for part, value in notes.items():
        item.locator(f"[name=person-due-dates-{part}]").fill(value)
    form = {
        **empty("checklist"),
        "audience": "person",
        **{f"person-due-dates-{part}": value for part, value in notes.items()},
    }
    expect_answer(page, "checklist", form, lang)
    expect(page.locator("[data-result] .calc-item-note").first).to_contain_text("2026-01-02")

    with page.expect_download() as started:
        page.locator("[data-given=csv]").click()
    found = {row[1]: row for row in rows(started.value)}
    row = found[TEXTS["person-due-dates-what"][lang]]
    # Why and how to show it come from the page: the Python there has no word of them.
    assert row[2:4] == [TEXTS["person-due-dates-why"][lang], TEXTS["person-due-dates-evidence"][lang]]
    assert row[6:9] == ["2026-01-02", "甲 a", '\'=1+1 | "x"']
    assert row[9].startswith("http") and row[9].endswith("/guides/before-you-ask/#before-you-ask-credit-record")
    assert ("/en/" in row[9]) == (lang == "en")
    assert len(found) == 20

    with page.expect_download() as started:
        page.locator("[data-given=markdown]").click()
    text = Path(started.value.path()).read_text("utf-8")
    assert TEXTS["person-due-dates-why"][lang][:6] in text and '=1+1 \\| "x"' in text
    # An address that can be followed and copied as it is.
    assert f"| <{row[9]}> |" in text
    assert started.value.suggested_filename.endswith(".md")
    assert page.evaluate(KEPT) == [0, 0]


@pytest.mark.daily()
def test_on_paper_an_empty_date_is_a_line_and_a_chosen_one_stands_there(new_page: NewPage) -> None:
    page = open_calculator(new_page(), "checklist", "zh")
    page.locator("[data-item=person-due-dates] .calc-noted > summary").click()
    page.locator("[name=person-due-dates-due]").fill("2026-01-02")
    page.pdf()
    page.emulate_media(media="print")
    colour = "each => getComputedStyle(each).color"
    assert page.locator("[name=person-due-dates-due]").evaluate(colour) == "rgb(0, 0, 0)"
    assert page.locator("[name=person-overdue-first-due]").evaluate(colour) == "rgba(0, 0, 0, 0)"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_file_brings_every_field_back_and_a_link_leaves_owner_and_evidence_out(
    new_page: NewPage, tmp_path: Path, lang: str
) -> None:
    page = open_calculator(new_page(), "checklist", lang)
    page.locator("[data-fields] [data-action=clear]").click()
    page.locator("[name=audience]").select_option("team")
    item = page.locator("[data-item=team-cost-sheet]")
    item.locator(".calc-noted > summary").click()
    typed = {"due": "2026-12-01", "owner": "风控", "evidence": "第一行\n第二行"}
    for part, value in typed.items():
        item.locator(f"[name=team-cost-sheet-{part}]").fill(value)
    carried = "utilisation:overdue=yes"
    page.locator("[name=carried]").evaluate("(field, value) => { field.value = value; }", carried)
    item.locator("select").select_option("partly")
    form = {
        **empty("checklist"),
        "audience": "team",
        "team-cost-sheet": "partly",
        "carried": carried,
        **{f"team-cost-sheet-{part}": value for part, value in typed.items()},
    }
    expect_answer(page, "checklist", form, lang)

    page.locator("[data-tools] summary").first.click()
    with page.expect_download() as saved:
        page.locator("[data-action=save-file]").click()
    file = tmp_path / saved.value.suggested_filename
    saved.value.save_as(file)
    page.locator("[data-action=copy-link]").click()
    expect(page.locator("[data-share-link]")).not_to_be_empty()
    link = page.locator("[data-share-link]").inner_text()

    other = open_calculator(new_page(), "checklist", lang)
    other.locator("[data-tools] summary").first.click()
    with other.expect_file_chooser() as chooser:
        other.locator("[data-action=open-state]").click()
    chooser.value.set_files(file)
    expect_answer(other, "checklist", form, lang)
    for part, value in typed.items():
        expect(other.locator(f"[name=team-cost-sheet-{part}]")).to_have_value(value)

    third = new_page()
    third.goto(link)
    wait_for(third, "ready")
    expect(third.locator("[name=team-cost-sheet-due]")).to_have_value("2026-12-01")
    expect(third.locator("[name=carried]")).to_have_value(carried)
    for part in ("owner", "evidence"):
        expect(third.locator(f"[name=team-cost-sheet-{part}]")).to_have_value("")


NO_DAY = "2026-02-30"


def by_link(page: Page, url: str, form: dict[str, str]) -> None:
    page.goto(f"{url}{link('checklist', form)}")


def by_storage(page: Page, url: str, form: dict[str, str]) -> None:
    """As this browser keeps it when the reader asks for that."""
    page.goto(url)
    page.evaluate("kept => localStorage.setItem('clearlimit.checklist', kept)", json.dumps(form))
    page.reload()


def by_tab(page: Page, url: str, form: dict[str, str]) -> None:
    """As the page in the other language hands it over."""
    page.goto(url)
    everything = {"texts": form, "pasted": [], "isTouched": True, "isOwnExample": False}
    page.evaluate(
        "all => sessionStorage.setItem('clearlimit.handed', JSON.stringify(['checklist', Date.now(), '', all]))",
        everything,
    )
    page.reload()


@pytest.mark.daily()
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("come", [by_link, by_storage, by_tab])
def test_a_due_day_that_does_not_exist_stays_in_its_field_and_is_told_there(
    new_page: NewPage, come: Callable[[Page, str, dict[str, str]], None], lang: str
) -> None:
    page = new_page()
    name = "team-cost-sheet"
    come(page, page_url("calculators/checklist", lang), {"audience": "team", name: "partly", f"{name}-due": NO_DAY})
    wait_for(page, "ready")
    due = page.locator(f"[name={name}-due]")
    told = page.locator(f"[data-error='{name}-due']")
    expect(due).to_have_value(NO_DAY)
    expect(due).to_be_visible()
    expect(told).to_contain_text(NO_DAY)
    if come is by_storage:
        kept = json.loads(page.evaluate("localStorage.getItem('clearlimit.checklist')"))
        assert kept[f"{name}-due"] == NO_DAY
    due.fill("2026-02-28")
    expect(told).to_be_hidden()
    wait_for(page, "ready")
    # Emptied it is a field for a day again.
    page.locator("[data-fields] [data-action=clear]").click()
    expect(due).to_have_attribute("type", "date")
