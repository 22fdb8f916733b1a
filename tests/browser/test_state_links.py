"""A case in the address opens to equal figures; damage and other versions are told;
nothing typed is replaced unasked."""

from __future__ import annotations

import base64
import json
import re
import zlib
from typing import Any

import pytest
from calculator_page import wait_for
from playwright.sync_api import Page, expect
from state_links import (
    DAY,
    FORMS,
    TABLES,
    WORDS,
    assets,
    copied_link,
    expect_figures,
    figures_of,
    link,
    middle_of,
    named,
)
from watched_page import NewPage

from build_scripts.reading.places import LANGUAGES, page_url
from calculators.register import CALCULATORS

pytestmark = pytest.mark.languages_in_turn


@pytest.mark.daily("checklist")
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("calculator", FORMS)
def test_a_link_copied_here_opens_in_a_fresh_profile_to_equal_figures(
    new_page: NewPage, calculator: str, lang: str
) -> None:
    form = FORMS[calculator]
    page = new_page()
    page.goto(page_url(f"calculators/{calculator}", lang) + link(calculator, form))
    wait_for(page, "ready")
    expect_figures(page, figures_of(calculator, form))
    page.locator("[data-tools] summary").first.click()
    address = copied_link(page)
    assert "#s=" in address and "?" not in address
    again = new_page()
    again.goto(address)
    wait_for(again, "ready")
    expect_figures(again, figures_of(calculator, form))
    assert again.locator("[data-opened] table").count() == 0, "nothing differs"
    asked_for = re.search(DAY, again.locator("[data-opened]").inner_text())
    assert asked_for, "the day of the link is said"


@pytest.mark.daily("390")
@pytest.mark.parametrize(("width", "is_led"), [(390, True), (1280, False)])
def test_a_link_on_a_telephone_leads_to_what_it_brings(new_page: NewPage, width: int, is_led: bool) -> None:
    page = new_page(viewport={"width": width, "height": 800})
    form = FORMS["utilisation"]
    page.goto(page_url("calculators/utilisation", "zh") + link("utilisation", form))
    wait_for(page, "ready")
    expect_figures(page, figures_of("utilisation", form))
    # On a desk form and result are in sight as they are; on a telephone the form is long.
    expect(page.locator("[data-result] data").first).to_be_in_viewport()
    assert (page.evaluate("scrollY") > 500) == is_led


def test_names_stay_behind_unless_they_are_ticked(new_page: NewPage) -> None:
    page = new_page()
    page.goto(page_url("calculators/utilisation", "zh"))
    wait_for(page, "ready")
    page.locator("[name=line-name]").first.fill("王某的卡")
    page.locator("[data-tools] summary").first.click()

    names = page.evaluate(TABLES, assets(page, "state-names"))["utilisation"]["fields"]

    def field(name: str) -> Any:
        """The field's value in the copied link; nothing where its place is 0 or past the end."""
        found = middle_of(copied_link(page))[3]
        at = names.index(name)
        return found[at] if at < len(found) else 0

    assert field("line-name") == 0
    assert field("line-limit")[0] == "10000"
    page.locator("[data-share-names]").check()
    assert field("line-name")[0] == "王某的卡"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_damaged_and_newer_links_say_so_and_keep_what_they_can(new_page: NewPage, is_full: bool, lang: str) -> None:
    form = FORMS["utilisation"]
    whole = link("utilisation", form)
    cut = whole[: len(whole) - 60]
    wrong_sum = whole[:-1] + ("0" if whole[-1] != "0" else "1")
    cases = {
        cut: ("damaged", "1,000"),
        wrong_sum: ("damaged", "1,000"),
        link("utilisation", form, version=99): ("newer", "1,000"),
        "#s=": ("unreadable", None),
        "#s=1.%%%.x": ("unreadable", None),
        "#s=1.bnVsbA.00000000": ("unreadable", None),
    }
    page = new_page()
    for fragment, (said, used) in [*cases.items()][:: 1 if is_full else 2]:
        page.goto("about:blank")
        page.goto(page_url("calculators/utilisation", lang) + fragment)
        expect(page.locator("[data-opened]")).to_contain_text(WORDS[lang][said].format(what=WORDS[lang]["link"]))
        wait_for(page, "ready")
        expect(page.locator("[name=line-used]").first).to_have_value(used or "6200")


# What messengers, mail programs and people put into a link, before it or behind, {} being the rest of it or all of it.
HANDED_ON = (
    *("#s%3D{}", "#s%253D{}", "#s%25253D{}", "#S={}", "#s＝{}", "#?s={}", "#/s={}", "#!s={}", "#from=timeline&s={}"),
    *("{}" + after for after in ("。", ".", ")，", "…", "_", "thanks", "谢谢", "&nbsp;", "%", "%E4%", "%0D%0A")),
    *("{}" + after for after in ("&utm_source=chat", "?s=5", "&from=timeline&isappinstalled=0", "#wechat_redirect")),
)  # fmt: skip
WITHIN = ("%20", " ", "%0D%0A", "%E2%80%8B", "\u200b", "\ufeff", "\u00ad", "\u3000", "\u202a")
IS_WHOLE = """async ([addresses, coding, basics]) => {
  const [{ decode, handedOn }, { isState }] = [await import(coding), await import(basics)];
  return addresses.filter((address) => {
    const { hash } = new URL(address, location.href);
    return !isState(hash) || !decode(handedOn(hash).slice("#s=".length)).whole;
  });
}"""


def test_a_link_as_messengers_hand_it_on_is_read_whole(page: Page, site: str) -> None:
    page.goto("")
    whole = link("utilisation", FORMS["utilisation"])
    encoded = {ord("."): "%2E", ord("-"): "%2D"}
    handed = [
        *(form.format(whole.removeprefix("#s=")) if form[0] == "#" else form.format(whole) for form in HANDED_ON),
        *(whole[:40] + sign + whole[40:80] + sign + whole[80:] for sign in WITHIN),
        *(whole.translate(encoded), whole.translate(encoded).replace("%", "%25"), whole.replace(".", "．")),
    ]
    modules = [assets(page, name) for name in ("state-link", "in-app")]
    assert page.evaluate(IS_WHOLE, [[whole, *handed], *modules]) == []
    damaged = [whole[:-1], whole[:60] + whole[61:], "#section", "#s", "#first&second", ""]
    assert page.evaluate(IS_WHOLE, [damaged, *modules]) == damaged


@pytest.mark.daily("timeline")
@pytest.mark.parametrize("form", ["#s%3D{}。", "#from=timeline&s={}"])
def test_a_link_as_messengers_hand_it_on_opens_to_its_figures(new_page: NewPage, form: str) -> None:
    case = FORMS["utilisation"]
    page = new_page()
    page.goto(page_url("calculators/utilisation", "en") + form.format(link("utilisation", case).removeprefix("#s=")))
    wait_for(page, "ready")
    expect_figures(page, figures_of("utilisation", case))
    expect(page.locator("[name=line-used]").first).to_have_value("1,000")
    expect(page.locator("[data-opened]")).not_to_contain_text("incomplete")


@pytest.mark.daily("2026-02-30")
@pytest.mark.parametrize("day", ["2026-02-30", "2026-13-01", "0000-01-01", "2026-2-3", "not a day"])
def test_a_day_that_does_not_exist_is_told_and_everything_works_for_today(new_page: NewPage, day: str) -> None:
    page = new_page()
    page.goto(page_url("calculators/utilisation", "en") + link("utilisation", FORMS["utilisation"], day=day))
    wait_for(page, "ready")
    expect(page.locator("[name=line-used]").first).to_have_value("1,000")
    assert day not in page.locator("[data-result]").inner_text()
    expect(page.locator("[data-opened]")).to_have_text(WORDS["en"]["damaged"].replace("{what}", WORDS["en"]["link"]))
    page.locator("[name=line-used]").first.fill("500")
    expect(page.locator("[data-result] [data-name='line-ratio[0]']").first).not_to_have_attribute("value", "0.1")
    wait_for(page, "ready")


def test_a_damaged_link_whose_calculator_cannot_be_told_is_not_sent_to_another_page(new_page: NewPage) -> None:
    middle = (
        base64.urlsafe_b64encode(json.dumps({"c": "utilisbtixn", "d": DAY, "f": FORMS["utilisation"]}).encode())
        .decode()
        .rstrip("=")
    )
    page = new_page()
    page.goto(page_url("calculators/utilisation", "en") + f"#s=1.{middle}.00000000")
    expect(page.locator("[data-opened]")).to_contain_text("This link is incomplete or has been changed")
    expect(page.locator("[name=line-used]").first).to_have_value("1,000")


@pytest.mark.daily()
def test_figures_that_are_not_the_links_own_are_shown_beside_the_new_ones(new_page: NewPage) -> None:
    form = FORMS["utilisation"]
    right = figures_of("utilisation", form)
    page = new_page()
    page.goto(page_url("calculators/utilisation", "zh") + link("utilisation", form, {**right, "total-ratio": "0.4"}))
    table = page.locator("[data-opened] table")
    expect(table.locator("tbody tr")).to_have_count(1)
    # 31,500 ÷ 64,000 = 49.21875 %
    expect(table.locator("td")).to_have_text(["40%", "49.21875%"])
    expect(page.locator("[data-opened]")).to_contain_text(WORDS["zh"]["differs"].format(what=WORDS["zh"]["link"]))
    # One from the case desk with house rules: the figures here are the site's own, and the page says by which they
    # were there.
    digest = "0123456789abcdef"
    page.goto("about:blank")
    page.goto(page_url("calculators/utilisation", "zh") + link("utilisation", {**form, "house-rules": digest}, right))
    wait_for(page, "ready")
    expect_figures(page, right)
    expect(page.locator("[data-opened]")).to_contain_text(WORDS["zh"]["house"].format(digest=digest))
    assert page.locator("[data-opened] table").count() == 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_an_earlier_method_did_not_give_is_shown_as_a_difference(new_page: NewPage, lang: str) -> None:
    # Version 1 gave no monthly payment for interest first over 1 month: 10,000 x 1 % = 100, so 10,100 now.
    form = {
        "principal": ["10000", ""],
        "periods": ["1", ""],
        "method": ["interest-first", ""],
        "rate": ["1", ""],
        "rate-unit": ["month", ""],
    }
    now = figures_of("borrowing-cost", form)
    before = {name: value for name, value in now.items() if name != "monthly-payment"}
    page = new_page()
    page.goto(page_url("calculators/borrowing-cost", lang) + link("borrowing-cost", form, before, version=1))
    bar = page.locator("[data-opened]")
    expect(bar).to_contain_text(WORDS[lang]["older"].format(what=WORDS[lang]["link"]))
    expect(bar.locator("tbody td")).to_have_text([{"zh": "没有", "en": "none"}[lang], "10100.00"])
    expect_figures(page, now)


@pytest.mark.daily()
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("calculator", "wrong"),
    [("checklist", "utilisation"), ("utilisation", "repayment-habit"), ("repayment-habit", "borrowing-cost")],
)
def test_another_calculators_link_leads_on_to_its_page_with_all_it_holds(
    new_page: NewPage, calculator: str, wrong: str, lang: str
) -> None:
    page = new_page()
    fragment = link(calculator, FORMS[calculator])
    page.goto(page_url(f"calculators/{wrong}", lang) + fragment)
    bar = page.locator("[data-opened]")
    expect(bar.locator("[role=status]")).to_have_text(named("linkOther", calculator, lang))
    wait_for(page, "ready")
    # The form is the example's still.
    example = CALCULATORS[wrong].module("building.fields")
    expect_figures(
        page,
        figures_of(
            wrong, example.example_form(), day=page.locator("[data-calculator]").get_attribute("data-day") or ""
        ),
    )
    bar.get_by_role("link", name=named("linkOnward", calculator, lang)).press("Enter")
    expect(page).to_have_url(re.compile(re.escape(page_url(f"calculators/{calculator}", lang) + fragment) + "$"))
    wait_for(page, "ready")
    expect_figures(page, figures_of(calculator, FORMS[calculator]))


def test_a_link_of_a_calculator_that_is_not_known_leads_nowhere(page: Page) -> None:
    text = (
        base64.urlsafe_b64encode(json.dumps({"c": "../../x", "d": DAY, "f": {"x": "1"}, "r": {}}).encode())
        .decode()
        .rstrip("=")
    )
    page.goto(page_url("calculators/utilisation", "en") + f"#s=1.{text}.{zlib.crc32(f'1.{text}'.encode()):08x}")
    expect(page.locator("[data-opened]")).to_contain_text(WORDS["en"]["other"])
    expect(page.locator("[data-opened] a")).to_have_count(0)
