"""What a reader typed is kept: across languages, in files, and whatever is opened over it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from calculator_page import wait_for
from playwright.sync_api import expect
from state_links import FORMS, WORDS, expect_figures, figures_of, link, named
from watched_page import NewPage

from build_scripts.reading.places import LANGUAGES, page_url

pytestmark = pytest.mark.languages_in_turn


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_typed_is_replaced_without_asking(new_page: NewPage, lang: str) -> None:
    form = FORMS["utilisation"]
    page = new_page()
    page.goto(page_url("calculators/utilisation", lang))
    wait_for(page, "ready")
    used = page.locator("[name=line-used]")
    used.first.fill("77")
    page.evaluate("hash => { location.hash = hash; }", link("utilisation", form))
    bar = page.locator("[data-opened]")
    expect(bar).to_contain_text(WORDS[lang]["question"])
    assert used.first.input_value() == "77"
    bar.get_by_role("button", name=WORDS[lang]["keep"]).click()
    expect(bar).to_be_hidden()
    assert used.first.input_value() == "77"
    # The address does not go on naming a case that is not shown, and the keyboard is back where it was.
    expect(page).to_have_url(re.compile("^[^#]*$"))
    expect(used.first).to_be_focused()
    page.evaluate("hash => { location.hash = hash; }", link("utilisation", form))
    bar.get_by_role("button", name=WORDS[lang]["replace"]).click()
    expect(used.first).to_have_value("1,000")
    assert used.count() == 2
    expect_figures(page, figures_of("utilisation", form))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_other_language_goes_on_with_the_case_and_keeps_nothing(new_page: NewPage, lang: str) -> None:
    page = new_page()
    page.goto(page_url("calculators/utilisation", lang))
    page.locator("[data-action=clear]").click()
    for name, text in (("line-name", "A-17"), ("line-limit", "1000"), ("line-used", "250")):
        page.locator(f"[name={name}]").fill(text)
    page.locator("[data-action=add-line]").click()
    page.locator("[name=line-limit]").last.fill("3000")
    page.locator("[data-language]").click()
    other = LANGUAGES[1 - LANGUAGES.index(lang)]
    page.wait_for_url(f"**/{page_url('calculators/utilisation', other)}")
    wait_for(page, "ready")
    assert [[field.input_value() for field in page.locator(f"[name=line-{name}]").all()] for name in ("name", "limit",
        "used")] == [
        ["A-17", ""], ["1000", "3000"], ["250", ""],
    ]  # fmt: skip
    expect(page.locator("[data-result] [data-name='line-ratio[0]']").first).to_have_attribute("value", "0.25")
    assert "#" not in page.url
    assert page.evaluate("Object.keys(sessionStorage)") == []
    # What was typed counts as typed there too; who opens the page anew begins with the example.
    page.goto(page_url("calculators/utilisation", lang))
    wait_for(page, "ready")
    assert page.locator("[name=line-limit]").first.input_value() not in ("", "1000")


@pytest.mark.daily()
@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_untouched_example_stays_behind_when_the_language_is_switched(new_page: NewPage, lang: str) -> None:
    page = new_page()
    page.goto(page_url("calculators/checklist", lang))
    wait_for(page, "ready")
    # The page is not left, or the other one would have taken what was handed over by the time it is looked for.
    page.evaluate("() => document.addEventListener('click', (event) => event.preventDefault())")
    page.locator("[data-language]").click()
    assert page.evaluate("Object.keys(sessionStorage)") == []
    page.locator("[name=audience]").select_option("team")
    page.locator("[data-language]").click()
    assert page.evaluate("Object.keys(sessionStorage)") == ["clearlimit.handed"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_was_cleared_can_be_put_back_until_something_is_typed(new_page: NewPage, lang: str) -> None:
    page = new_page()
    page.goto(page_url("calculators/repayment-habit", lang))
    wait_for(page, "ready")
    bar, clear = page.locator("[data-opened]"), page.locator("[data-action=clear]")
    clear.click()
    expect(bar).to_be_hidden()
    page.locator("#bills").evaluate("box => (box.closest('details').open = true)")
    page.locator("#bills").fill("2026-09-10,500,2026-09-10,500")
    page.locator("[name=months]").fill("NNN1")
    clear.click()
    assert page.locator("[name=months]").input_value() == page.locator("#bills").input_value() == ""
    expect(bar).to_contain_text(WORDS[lang]["cleared"])
    bar.get_by_role("button", name=WORDS[lang]["back"]).click()
    assert page.locator("[name=months]").input_value() == "NNN1"
    assert page.locator("#bills").input_value() == "2026-09-10,500,2026-09-10,500"
    expect(bar).to_be_hidden()
    expect(page.locator("[name=months]")).to_be_focused()
    clear.click()
    expect(bar).to_be_visible()
    page.locator("[name=months]").press_sequentially("N")
    expect(bar).to_be_hidden()


def test_a_value_of_which_only_a_change_is_told_is_worked_out(new_page: NewPage) -> None:
    page = new_page()
    page.goto(page_url("calculators/utilisation", "en"))
    wait_for(page, "ready")
    page.locator("[name=line-used]").first.evaluate(
        "each => { each.value = '1000'; each.dispatchEvent(new Event('change', { bubbles: true })); }"
    )
    # 1,000 of 10,000.
    expect(page.locator("[data-result] [data-name='line-ratio[0]']").first).to_have_attribute("value", "0.1")


CHANGE_ALONE = "(each, text) => { each.value = text; each.dispatchEvent(new Event('change', { bubbles: true })); }"


def test_filters_and_the_search_hear_a_change_alone_and_do_nothing_twice(new_page: NewPage) -> None:
    page = new_page()
    page.goto(page_url("glossary", "en"))
    entries = page.locator("[data-filterable] > article:not([hidden])")
    whole = entries.count()
    words = page.locator("[data-filter-text]")
    expect(words).to_be_visible()
    words.evaluate(CHANGE_ALONE, "overdue")
    assert 0 < entries.count() < whole
    field = page.locator(".md-search__input")
    page.evaluate("""() => {
      window.asked = [];
      const post = Worker.prototype.postMessage;
      Worker.prototype.postMessage = function (...what) { asked.push(what[0]); return post.apply(this, what); };
    }""")
    field.focus()
    field.evaluate(CHANGE_ALONE, "jiebei")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    field.evaluate("each => each.dispatchEvent(new Event('input'))")
    field.evaluate("each => each.dispatchEvent(new Event('change'))")
    assert page.evaluate("asked") == ["jiebei", "jiebei"], "once for the change alone, once for the two together"


def test_a_change_alone_makes_the_address_plain_again_and_takes_the_way_back_away(new_page: NewPage) -> None:
    page = new_page()
    page.goto(page_url("calculators/utilisation", "en") + link("utilisation", {"line-used": ["5"]}, {}))
    wait_for(page, "ready")
    used = page.locator("[name=line-used]").first
    expect(used).to_have_value("5")
    used.evaluate(CHANGE_ALONE, "6")
    assert "#" not in page.url
    page.locator("[data-action=clear]").click()
    back = page.locator("[data-opened]")
    expect(back).to_be_visible()
    used.evaluate(CHANGE_ALONE, "7")
    expect(back).to_be_hidden()


def test_an_edit_makes_the_address_plain_again_and_today_can_be_asked_for(new_page: NewPage) -> None:
    form = {"months": "NNNNNN", "settled-on": ["2026-11-21"]}  # a day after the link's own
    page = new_page()
    page.clock.set_fixed_time("2026-11-23T04:00:00Z")
    page.goto(page_url("calculators/repayment-habit", "en") + link("repayment-habit", form))
    wait_for(page, "ready")
    expect(page.locator("[data-error=settled-on]").first).not_to_be_empty()
    page.get_by_role("button", name=WORDS["en"]["today"]).click()
    expect_figures(page, {"leaves-report[0]": "2031-11-21"})
    page.locator("[name=months]").fill("NNNNNNN")
    expect(page).to_have_url(re.compile("^[^#]*$"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_file_saved_here_opens_here_and_another_is_refused(new_page: NewPage, lang: str, tmp_path: Path) -> None:
    page = new_page(accept_downloads=True)
    page.goto(page_url("calculators/utilisation", lang) + link("utilisation", FORMS["utilisation"]))
    wait_for(page, "ready")
    page.locator("[name=line-name]").first.fill("A")
    page.locator("[data-tools] summary").first.click()
    with page.expect_download() as saved:
        page.locator("[data-action=save-file]").click()
    kept = tmp_path / saved.value.suggested_filename
    saved.value.save_as(kept)
    other = new_page()
    other.goto(page_url("calculators/utilisation", lang))
    wait_for(other, "ready")
    other.locator("[data-tools] summary").first.click()
    foreign = tmp_path / "foreign.json"
    foreign.write_text("[1, 2", "utf-8")
    damaged = tmp_path / "damaged.json"
    damaged.write_text(re.sub(r'(?<=\.)[0-9a-f]{8}"', '00000000"', kept.read_text("utf-8")), "utf-8")
    for file, after in ((foreign, None), (damaged, "A"), (kept, "A")):
        with other.expect_file_chooser() as chooser:
            other.locator("[data-action=open-state]").click()
        chooser.value.set_files(file)
        if after is None:
            expect(other.locator("[data-opened]")).to_contain_text(WORDS[lang]["notOurs"])
        else:
            if file == damaged:
                expect(other.locator("[data-opened]")).to_contain_text(
                    WORDS[lang]["damaged"].format(what=WORDS[lang]["file"])
                )
            else:
                other.locator("[data-opened]").get_by_role("button", name=WORDS[lang]["replace"]).click()
            expect(other.locator("[name=line-name]").first).to_have_value(after)
            expect_figures(other, figures_of("utilisation", FORMS["utilisation"]))


@pytest.mark.daily()
@pytest.mark.parametrize("lang", LANGUAGES)
def test_another_calculators_file_says_where_it_opens(new_page: NewPage, lang: str, tmp_path: Path) -> None:
    kept = tmp_path / "checklist.json"
    kept.write_text(json.dumps({"state": link("checklist", FORMS["checklist"]).removeprefix("#s=")}), "utf-8")
    page = new_page()
    page.goto(page_url("calculators/utilisation", lang))
    wait_for(page, "ready")
    page.locator("[name=target]").fill("33")
    page.locator("[data-tools] summary").first.click()
    with page.expect_file_chooser() as chooser:
        page.locator("[data-action=open-state]").click()
    chooser.value.set_files(kept)
    bar = page.locator("[data-opened]")
    expect(bar.locator("[role=status]")).to_have_text(named("fileOther", "checklist", lang))
    # Nothing was touched, and what the file holds, names and notes among it, goes into no address.
    expect(page.locator("[name=target]")).to_have_value("33")
    bar.get_by_role("link", name=named("fileOnward", "checklist", lang)).click()
    expect(page).to_have_url(re.compile(re.escape(page_url("calculators/checklist", lang)) + "$"))


@pytest.mark.daily()
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("calculator", "form", "name", "mended"),
    [
        ("checklist", {"audience": "team", "team-cost-sheet": "partly"}, "team-cost-sheet-due", "2026-02-28"),
        ("borrowing-cost", {"principal": "10000", "periods": "12", "rate": "10"}, "drawn-on", "2026-02-28"),
        ("utilisation", {"line-limit": "1000", "line-used": "500"}, "line-due", "100"),
    ],
)
def test_a_file_with_a_day_that_does_not_exist_keeps_it_in_its_field_and_says_so_there(
    new_page: NewPage, lang: str, tmp_path: Path, calculator: str, form: dict[str, str], name: str, mended: str
) -> None:
    file = tmp_path / "altered.json"
    state = link(calculator, {**form, name: "2026-02-30"}).removeprefix("#s=")
    file.write_text(json.dumps({"state": state}), "utf-8")
    page = new_page()
    page.goto(page_url(f"calculators/{calculator}", lang))
    wait_for(page, "ready")
    page.locator("[data-tools] summary").first.click()
    with page.expect_file_chooser() as chooser:
        page.locator("[data-action=open-state]").click()
    chooser.value.set_files(file)
    field = page.locator(f"[name={name}]").first
    expect(field).to_have_value("2026-02-30")
    told = page.locator(".calc-error:visible").filter(has_text="2026-02-30")
    expect(told).to_have_count(1)
    for other, value in form.items():
        expect(page.locator(f"[name={other}]").first).to_have_value(value)
    field.fill(mended)
    expect(told).to_have_count(0)
    wait_for(page, "ready")
