"""A client's whole case, worked with the keyboard alone: typed, answered, put on one sheet, and opened again elsewhere."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from conftest import NewPage
from playwright.sync_api import Page, Route, expect
from test_calculators import expect_answer, open_calculator, wait_for
from test_report_printed import check_paper, figures_of

from build_scripts.reading.places import LANGUAGES

NAMES = {"zh": ("工资卡", "花呗"), "en": ("Salary card", "Huabei")}
# Where the focus is: whether it matches, whether it can be seen there, and what it is, for the message of a fault.
FOCUS = """(wanted) => {
  const at = document.activeElement, box = at.getBoundingClientRect();
  const seen = box.width > 0 && box.height > 0 && at.checkVisibility({visibilityProperty: true});
  return [at.matches(wanted), at === document.body ? 'body' : seen ? '' : 'unseen', at.outerHTML.slice(0, 120)];
}"""
# A name that a screen reader says for what has the focus.
NAMED = """() => {
  const at = document.activeElement;
  const words = at.labels?.[0]?.textContent ?? at.getAttribute('aria-label') ?? at.textContent;
  return Boolean(words.trim());
}"""


class Keys:
    """The page through its keys: nothing here clicks, fills or moves the focus."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def to(self, wanted: str, key: str = "Tab", most: int = 90) -> None:
        """Presses the key until what matches has the focus; every stop on the way can be seen and has a name."""
        for _ in range(most):
            self.page.keyboard.press(key)
            is_there, fault, shown = self.page.evaluate(FOCUS, wanted)
            assert not fault, f"on the way to {wanted}: {fault} {shown}"
            assert self.page.evaluate(NAMED), f"on the way to {wanted}: nameless {shown}"
            if is_there:
                return
        raise AssertionError(f"no {wanted} within {most} stops; the last one is {shown}")

    def is_at(self, wanted: str) -> None:
        is_there, fault, shown = self.page.evaluate(FOCUS, wanted)
        assert is_there and not fault, f"the focus is not at {wanted} but at {shown} {fault}"

    def type(self, wanted: str, text: str) -> None:
        self.to(wanted)
        self.page.keyboard.type(text)

    def choose(self, wanted: str, value: str, key: str) -> None:
        """Goes to a choice list and along it."""
        self.to(wanted)
        self.choose_here(value, key)

    def choose_here(self, value: str, key: str) -> None:
        """Along the choice list that has the focus."""
        for _ in range(8):
            if self.page.evaluate("document.activeElement.value") == value:
                return
            self.page.keyboard.press(key)
        raise AssertionError(
            f"no {value} that the arrow keys reach in {self.page.evaluate('document.activeElement.name')}"
        )

    def type_day(self, wanted: str, day: str) -> None:
        """Goes to a day's field and types it as one does, digits alone: the browser, English in tests, has month, day, year."""
        year, month, of_month = day.split("-")
        self.type(wanted, month + of_month + year)


def late(route: Route) -> None:
    time.sleep(4)
    route.continue_()


def type_line(keys: Keys, row: int, name: str, kind: str, limit: str, used: str, due: str, rate: str) -> None:
    """One row, from its first field, where the focus is, to the rate in its fold."""
    keys.is_at(f"#line-name-{row}")
    keys.page.keyboard.type(name)
    keys.choose(f"#line-kind-{row}", kind, "ArrowUp")
    keys.type(f"#line-limit-{row}", limit)
    keys.type(f"#line-used-{row}", used)
    keys.to("summary")
    keys.press("Enter")
    keys.type(f"#line-due-{row}", due)
    keys.type(f"#line-rate-{row}", rate)


def clear_the_example(keys: Keys) -> None:
    """Past the head of the page, the example away; the focus is then in the first field."""
    keys.to("a.md-skip", most=3)
    keys.press("Enter")
    keys.to("[data-action=clear]", most=12)
    keys.press("Enter")


def copy_link(keys: Keys) -> str:
    """The link, without names and notes, as it was copied."""
    page = keys.page
    keys.to("[data-tools]:is(details) > summary")
    keys.press("Enter")
    keys.to("[data-action=copy-link]")
    keys.press("Enter")
    expect(page.locator("[data-share-link]")).to_contain_text("#s=")
    keys.is_at("[data-action=copy-link]")
    expect(page.locator("[data-action=copy-link]")).to_have_text(re.compile("^(已复制|Copied)$"))
    address = str(page.evaluate("navigator.clipboard.readText()"))
    assert page.locator("[data-share-link]").inner_text() == address
    return address


def make_report(keys: Keys) -> None:
    """The report in both languages: made, printed on one sheet, closed again."""
    page = keys.page
    keys.to("[data-report-block] > summary")
    keys.press("Enter")
    keys.type("[name=report-label]", "A-17")
    keys.to("[name=report-langs]")
    keys.press("ArrowDown", "ArrowDown")
    assert page.evaluate("document.activeElement.value") == "both"
    keys.to("[data-action=report]")
    keys.press("Enter")
    report = page.locator("[data-report] .report")
    expect(report).to_contain_text("A-17")
    expect(page.locator("[data-report]")).to_be_focused()
    check_paper(page, figures_of(page))
    keys.to("[data-action=print-report]", "Shift+Tab")
    keys.press("Enter")
    expect(page.locator("html")).to_have_attribute("data-printed", "yes")
    keys.to(".report-controls button:last-child")
    keys.press("Enter")
    expect(report).to_have_count(0)
    keys.is_at("[data-action=report]")


def page_for_keys(new_page: NewPage) -> Page:
    """A page that may copy, and notes that it was to be printed."""
    page = new_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.add_init_script("window.print = () => (document.documentElement.dataset.printed = 'yes')")
    return page


def begun(new_page: NewPage, calculator: str, lang: str) -> Keys:
    """The calculator opened and its example cleared, all by key."""
    keys = Keys(page_for_keys(new_page))
    open_calculator(keys.page, calculator, lang)
    clear_the_example(keys)
    return keys


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_clients_case_by_keyboard_alone(new_page: NewPage, lang: str) -> None:
    keys = begun(new_page, "utilisation", lang)
    page = keys.page
    type_line(keys, 0, NAMES[lang][0], "credit-card", "20000", "15000", "1000", "18")
    keys.to("[data-action=add-line]")
    keys.press("Enter")
    # The number in a new row's ids goes on from the rows that the example had.
    second = int(page.evaluate("document.activeElement.id").rpartition("-")[2])
    type_line(keys, second, NAMES[lang][1], "huabei", "1万", "6,200", "all", "")
    keys.to("[data-action=preset]")
    keys.press("Enter")
    keys.to("details[data-group=plan] > summary")
    keys.press("Enter")
    keys.type("[name=plan-money]", "12000")
    keys.type("[name=plan-kept]", "4000")
    form: dict[str, Any] = {
        "line-name": list(NAMES[lang]), "line-kind": ["credit-card", "huabei"], "line-limit": ["20000", "1万"],
        "line-used": ["15000", "6,200"], "line-due": ["1000", "all"], "line-rate": ["18", ""], "target": "30",
        "plan-money": "12000", "plan-kept": "4000",
    }  # fmt: skip
    shown = expect_answer(page, "utilisation", form, lang)
    # 21,200 of 30,000 are used. Of 8,000 a month, 6,200 and 1,000 are due at once, and 800 more go to the card:
    # 15,000 + 1.5 % - 1,800 = 13,425; then 5,626.38, which is within 30 % of 20,000 (6,000); then nothing is left.
    assert (shown["total-ratio"], shown["repay-every-line"]) == ("0.706666666667", "12200.00")
    assert (shown["plan-months-to-target"], shown["plan-months-to-zero"]) == ("2", "3")

    address = copy_link(keys)
    make_report(keys)

    # The same case in another browser: its first answer is the link's, though Python is there before what reads links.
    other = new_page()
    other.route("**/calculator-tools*.js", late)
    other.goto(address)
    wait_for(other, "ready")
    expect(other.locator("[data-opened] table")).to_have_count(0)
    assert figures_of(other) == {name: value for name, value in shown.items() if name != "errors"}
    assert other.locator("[name=line-name]").first.input_value() == ""
