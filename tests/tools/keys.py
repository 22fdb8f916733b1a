"""A calculator's page worked by its keys alone."""

from __future__ import annotations

import re

from calculator_page import open_calculator, shown_figures
from paper import check_paper
from playwright.sync_api import Page, expect
from watched_page import NewPage

# Where the focus is: whether it matches, what is wrong with it (nothing to be seen there, no name that a screen reader
# says), and what it is, for the message of a fault.
FOCUS = """(wanted) => {
  const at = document.activeElement, box = at.getBoundingClientRect();
  const seen = box.width > 0 && box.height > 0 && at.checkVisibility({visibilityProperty: true});
  const words = at.labels?.[0]?.textContent ?? at.getAttribute('aria-label') ?? at.textContent;
  const fault = at === document.body ? 'body' : !seen ? 'unseen' : words.trim() ? '' : 'nameless';
  return [at.matches(wanted), fault, at.outerHTML.slice(0, 120)];
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
        """Goes to a day's field and types it as one does, digits alone:
        the browser, English in tests, has month, day, year."""
        year, month, of_month = day.split("-")
        self.type(wanted, month + of_month + year)


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
    check_paper(page, shown_figures(page))
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
