"""A case in the address opens to equal figures; damage and other versions are told; nothing typed is replaced unasked."""

from __future__ import annotations

import base64
import json
import re
import zlib
from pathlib import Path
from typing import Any

import pytest
from conftest import NewPage
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page, expect

from build_scripts.calculator_tools import _OPENED as WORDS
from build_scripts.places import LANGUAGES, page_url
from calculators import answer
from calculators.data import method_version

FOLDER = {"utilisation": "utilisation", "repayment-habit": "repayment_habit", "borrowing-cost": "borrowing_cost", "checklist": "checklist"}
DAY = "2026-11-20"


def link(calculator: str, form: dict[str, Any], figures: dict[str, str] | None = None, *, day: str = DAY, version: int | None = None) -> str:
    """The fragment, made the way the contract says and not by the page's own code."""
    version = method_version(FOLDER[calculator]) if version is None else version
    text = json.dumps({"c": calculator, "d": day, "f": form, "r": figures or {}}, ensure_ascii=False)
    middle = base64.urlsafe_b64encode(text.encode("utf-8", "surrogatepass")).decode().rstrip("=")
    return f"#s={version}.{middle}.{zlib.crc32(f'{version}.{middle}'.encode()):08x}"


def copied_link(page: Page) -> str:
    """What the button shows beside copying it."""
    shown = page.locator("[data-share-link]")
    shown.evaluate("one => { one.textContent = ''; }")
    page.locator("[data-action=copy-link]").click()
    expect(shown).not_to_be_empty()
    return shown.inner_text()


def wait_for_answer(page: Page) -> None:
    page.locator("[data-calculator][data-state=ready]").wait_for(state="attached", timeout=90_000)


def expect_figures(page: Page, wanted: dict[str, str]) -> None:
    for name, value in wanted.items():
        expect(page.locator(f'[data-result] data[data-name="{name}"]')).to_have_attribute("value", value)


def figures_of(calculator: str, form: dict[str, Any], *, day: str = DAY) -> dict[str, str]:
    return {name: value for name, value in answer(calculator, form, lang="zh", day=day).items() if isinstance(value, str)}


FORMS: dict[str, dict[str, Any]] = {
    # 1,000 of 4,000 and 30,500 of 60,000: 31,500 of 64,000.
    "utilisation": {"line-kind": ["huabei", "credit-card"], "line-limit": ["4000", "6万"], "line-used": ["1,000", "30500"], "line-status": ["open", "open"], "target": "25"},
    "repayment-habit": {"months": "NNNNNN1NNNNN", "settled-on": ["2024-02-29"]},
    "checklist": {"audience": "person"},
}  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("calculator", FORMS)
def test_a_link_copied_here_opens_in_a_fresh_profile_to_equal_figures(new_page: NewPage, calculator: str, lang: str) -> None:
    form = FORMS[calculator]
    page = new_page()
    page.goto(page_url(f"calculators/{calculator}", lang) + link(calculator, form))
    wait_for_answer(page)
    expect_figures(page, figures_of(calculator, form))
    page.locator("[data-tools] summary").first.click()
    address = copied_link(page)
    assert "#s=" in address and "?" not in address
    again = new_page()
    again.goto(address)
    wait_for_answer(again)
    expect_figures(again, figures_of(calculator, form))
    assert again.locator("[data-opened] table").count() == 0, "nothing differs"
    asked_for = re.search(DAY, again.locator("[data-opened]").inner_text())
    assert asked_for, "the day of the link is said"


def test_names_stay_behind_unless_they_are_ticked(new_page: NewPage) -> None:
    page = new_page()
    page.goto(page_url("calculators/utilisation", "zh"))
    wait_for_answer(page)
    page.locator("[name=line-name]").first.fill("王某的卡")
    page.locator("[data-tools] summary").first.click()

    def state() -> dict[str, Any]:
        middle = copied_link(page).split("#s=")[1].split(".")[1]
        found: dict[str, Any] = json.loads(base64.urlsafe_b64decode(middle + "=" * (-len(middle) % 4)))
        return found

    assert "line-name" not in state()["f"]
    page.locator("[data-share-names]").check()
    assert state()["f"]["line-name"][0] == "王某的卡"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_typed_is_replaced_without_asking(new_page: NewPage, lang: str) -> None:
    form = FORMS["utilisation"]
    page = new_page()
    page.goto(page_url("calculators/utilisation", lang))
    wait_for_answer(page)
    used = page.locator("[name=line-used]")
    used.first.fill("77")
    page.evaluate("hash => { location.hash = hash; }", link("utilisation", form))
    bar = page.locator("[data-opened]")
    expect(bar).to_contain_text(WORDS[lang]["question"])
    assert used.first.input_value() == "77"
    bar.get_by_role("button", name=WORDS[lang]["keep"]).click()
    expect(bar).to_be_hidden()
    assert used.first.input_value() == "77"
    page.evaluate("hash => { location.hash = ''; location.hash = hash; }", link("utilisation", form))
    bar.get_by_role("button", name=WORDS[lang]["replace"]).click()
    expect(used.first).to_have_value("1,000")
    assert used.count() == 2
    expect_figures(page, figures_of("utilisation", form))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_damaged_newer_older_and_foreign_links_say_so_and_keep_what_they_can(new_page: NewPage, lang: str) -> None:
    form = FORMS["utilisation"]
    whole = link("utilisation", form)
    cut = whole[: len(whole) - 60]
    wrong_sum = whole[:-1] + ("0" if whole[-1] != "0" else "1")
    cases = {
        cut: ("damaged", "1,000"),
        wrong_sum: ("damaged", "1,000"),
        link("utilisation", form, version=99): ("newer", "1,000"),
        link("repayment-habit", FORMS["repayment-habit"]): ("other", None),
        "#s=": ("unreadable", None),
        "#s=1.%%%.x": ("unreadable", None),
        "#s=1.bnVsbA.00000000": ("unreadable", None),
    }
    page = new_page()
    for fragment, (said, used) in cases.items():
        page.goto("about:blank")
        page.goto(page_url("calculators/utilisation", lang) + fragment)
        expect(page.locator("[data-opened]")).to_contain_text(WORDS[lang][said])
        wait_for_answer(page)
        expect(page.locator("[name=line-used]").first).to_have_value(used or "6200")


def test_figures_that_are_not_the_links_own_are_shown_beside_the_new_ones(new_page: NewPage) -> None:
    form = FORMS["utilisation"]
    right = figures_of("utilisation", form)
    page = new_page()
    page.goto(page_url("calculators/utilisation", "zh") + link("utilisation", form, {**right, "total-ratio": "0.4"}))
    table = page.locator("[data-opened] table")
    expect(table.locator("tbody tr")).to_have_count(1)
    # 31,500 ÷ 64,000 = 0.4921875
    expect(table).to_contain_text("0.4921875")
    expect(table).to_contain_text("0.4")
    expect(page.locator("[data-opened]")).to_contain_text(WORDS["zh"]["differs"])
    page.goto("about:blank")
    page.goto(page_url("calculators/utilisation", "zh") + link("utilisation", form, right))
    wait_for_answer(page)
    expect_figures(page, right)
    assert page.locator("[data-opened] table").count() == 0


def test_an_edit_makes_the_address_plain_again_and_today_can_be_asked_for(new_page: NewPage) -> None:
    form = {"months": "NNNNNN", "settled-on": ["2026-11-21"]}  # a day after the link's own
    page = new_page()
    page.clock.set_fixed_time("2026-11-23T04:00:00Z")
    page.goto(page_url("calculators/repayment-habit", "en") + link("repayment-habit", form))
    wait_for_answer(page)
    expect(page.locator("[data-error=settled-on]").first).not_to_be_empty()
    page.get_by_role("button", name=WORDS["en"]["today"]).click()
    expect_figures(page, {"leaves-report[0]": "2031-11-21"})
    page.locator("[name=months]").fill("NNNNNNN")
    expect(page).to_have_url(re.compile("^[^#]*$"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_file_saved_here_opens_here_and_another_is_refused(new_page: NewPage, lang: str, tmp_path: Path) -> None:
    page = new_page(accept_downloads=True)
    page.goto(page_url("calculators/utilisation", lang) + link("utilisation", FORMS["utilisation"]))
    wait_for_answer(page)
    page.locator("[name=line-name]").first.fill("A")
    page.locator("[data-tools] summary").first.click()
    with page.expect_download() as saved:
        page.locator("[data-action=save-file]").click()
    kept = tmp_path / saved.value.suggested_filename
    saved.value.save_as(kept)
    other = new_page()
    other.goto(page_url("calculators/utilisation", lang))
    wait_for_answer(other)
    other.locator("[data-tools] summary").first.click()
    foreign = tmp_path / "foreign.json"
    foreign.write_text("[1, 2", "utf-8")
    for file, after in ((foreign, None), (kept, "A")):
        with other.expect_file_chooser() as chooser:
            other.locator("[data-action=open-state]").click()
        chooser.value.set_files(file)
        if after is None:
            expect(other.locator("[data-opened]")).to_contain_text(WORDS[lang]["notOurs"])
        else:
            expect(other.locator("[name=line-name]").first).to_have_value(after)
            expect_figures(other, figures_of("utilisation", FORMS["utilisation"]))


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30)


def test_any_texts_come_back_from_a_link_as_they_were(page: Page, site: str) -> None:
    """The page's own two functions, against texts of every kind; and any damage to them is seen."""
    page.goto("")
    name = next(path for path in page.evaluate("performance.getEntriesByType('resource').map(each => each.name)") if "/assets/site." in path)
    assets = name.rsplit("/", 1)[0]
    module = next(path.name for path in (Path("build/site/assets")).glob("state-link.*.js"))
    page.evaluate("async address => { window.codec = await import(address); }", f"{assets}/{module}")

    @settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        fields=st.dictionaries(TEXTS.filter(bool), st.one_of(TEXTS, st.lists(TEXTS, max_size=4)), max_size=5),
        version=st.integers(1, 99),
        at=st.integers(0, 10_000),
    )
    def round_trip(fields: dict[str, Any], version: int, at: int) -> None:
        state = {"c": "utilisation", "d": "2026-02-28", "f": fields, "r": {"total-ratio": "0.5"}}
        text, back, damaged = page.evaluate(
            """([state, version, at]) => {
              const text = codec.encode(state, version);
              const place = at % text.length;
              const damaged = text.slice(0, place) + (text[place] === 'A' ? 'B' : 'A') + text.slice(place + 1);
              return [text, codec.decode(text), codec.decode(damaged)];
            }""",
            [state, version, at],
        )
        assert re.fullmatch(r"[0-9]+\.[A-Za-z0-9_-]+\.[0-9a-f]{8}", text)
        _, middle, check = text.split(".")
        assert check == f"{zlib.crc32(f'{version}.{middle}'.encode()):08x}"
        assert json.loads(base64.urlsafe_b64decode(middle + "=" * (-len(middle) % 4))) == state
        assert back == {"state": {"calculator": "utilisation", "day": "2026-02-28", "fields": fields, "figures": {"total-ratio": "0.5"}}, "version": version, "whole": True}
        assert damaged["whole"] is False

    round_trip()
