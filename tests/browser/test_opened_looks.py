"""Whatever opens on a page can be used by everyone while it is open, in both schemes, on a telephone and on a desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pytest
from accessibility import violations
from calculator_page import open_calculator, wait_for
from page_looks import SCHEMES, SIZES, too_wide
from playwright.sync_api import Page, expect
from report_made import make_report
from state_links import FORMS, link
from watched_page import NewPage

from build_scripts.reading.places import LANGUAGES, page_url
from calculators.register import CALCULATORS

GUIDE = "guides/late-now"
UNFOLD = "for (const fold of document.querySelectorAll('article details')) fold.open = true"
WECHAT = "Mozilla/5.0 (Linux; Android 13; wv) AppleWebKit/537.36 Chrome/116.0.0.0 Mobile MicroMessenger/8.0.47"


def _guide(page: Page, lang: str, name: str = GUIDE) -> None:
    page.goto(page_url(name, lang))
    expect(page.locator("[data-opens=search]")).to_have_count(1)


def _searched(page: Page, lang: str) -> Iterator[str]:
    _guide(page, lang)
    page.locator("[data-opens=search]").press("Enter")
    page.locator(".md-search__input").fill({"zh": "逾期", "en": "late"}[lang])
    more = page.locator(".md-search-result__more").first
    expect(more).to_be_visible()
    yield "found"
    more.locator("summary").click()
    yield "unfolded"
    page.locator(".md-search__input").fill("zzqx zzqx")
    expect(page.locator(".cl-found-none .md-search-result__item").first).to_be_visible()
    yield "nothing found"


def _drawer(page: Page, lang: str) -> Iterator[str]:
    """On a desk the menu is a column that is always open."""
    _guide(page, lang)
    opener = page.locator("[data-opens=drawer]")
    if opener.is_visible():
        opener.press("Enter")
        expect(page.locator("#__drawer")).to_be_checked()
        yield "open"
        page.locator(".md-sidebar--primary .md-nav__link[for=__toc]").first.click()
    yield "sections"


def _section_menu(page: Page, lang: str) -> Iterator[str]:
    _guide(page, lang)
    page.locator("article h2 .headerlink").first.press("Enter")
    menu = page.locator(".cl-section-menu")
    for at in range(1, 5):
        menu.get_by_role("button").nth(at).click()
        expect(menu.locator("img, .cl-section-part").first).to_be_visible()
        yield f"part {at}"


def _report(page: Page, lang: str) -> Iterator[str]:
    open_calculator(page, "utilisation", lang)
    page.locator("[data-report-block] summary").click()
    yield "asked for"
    make_report(page, "both", qr=True)
    yield "made"


def _notice(page: Page, lang: str) -> Iterator[str]:
    page.goto(page_url("calculators/repayment-habit", lang) + link("repayment-habit", FORMS["repayment-habit"]))
    wait_for(page, "ready")
    expect(page.locator("[data-opened]")).not_to_be_empty()
    yield "opened"
    page.locator("[name=months]").fill("NNN1")
    page.locator("[data-action=case]").first.click()
    expect(page.locator("[data-opened] .cl-copy").first).to_be_visible()
    yield "asks"


def _hint(page: Page, lang: str) -> Iterator[str]:
    _guide(page, lang)
    page.locator(".cl-print button").click()
    expect(page.locator(".cl-hint")).to_be_visible()
    yield "open"


def _guide_unfolded(page: Page, lang: str) -> Iterator[str]:
    for name in (GUIDE, "guides/risk-and-compliance"):
        _guide(page, lang, name)
        page.evaluate(UNFOLD)
        expect(page.locator(".cl-folded-quiz .cl-check").first).to_be_visible()
        yield name


def _calculator_unfolded(name: str) -> Callable[[Page, str], Iterator[str]]:
    def unfolded(page: Page, lang: str) -> Iterator[str]:
        open_calculator(page, name, lang)
        page.evaluate(UNFOLD)
        yield "unfolded"

    return unfolded


WIDGETS: Mapping[str, Callable[[Page, str], Iterator[str]]] = {
    "search": _searched,
    "drawer": _drawer,
    "section-menu": _section_menu,
    "report": _report,
    "notice": _notice,
    "hint": _hint,
    "guide": _guide_unfolded,
    **{name: _calculator_unfolded(name) for name in CALCULATORS},
}
LOOKS = [(lang, scheme, size) for lang in LANGUAGES for scheme in SCHEMES for size in SIZES]
# Daily each in one look, in turn; what a telephone alone has, there.
_SMALL = ("drawer", "hint")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "widget" not in metafunc.fixturenames:
        return
    is_full, cases = metafunc.config.getoption("--full"), []
    for at, name in enumerate(WIDGETS):
        looks = [look for look in LOOKS if look[2] == "small" or name != "hint"]
        daily = [look for look in looks if look[2] == "small" or name not in _SMALL]
        cases += [(name, *look) for look in (looks if is_full else [daily[3 * at % len(daily)]])]
    metafunc.parametrize(("widget", "lang", "in_scheme", "at_size"), cases)


def test_what_is_open_can_be_used_by_everyone(
    new_page: NewPage, widget: str, lang: str, in_scheme: str, at_size: str
) -> None:
    width, height = SIZES[at_size]
    agent = {"user_agent": WECHAT} if widget == "hint" else {}
    page = new_page(viewport={"width": width, "height": height}, color_scheme=in_scheme, **agent)
    for state in WIDGETS[widget](page, lang):
        page.wait_for_load_state("networkidle")
        assert not (found := violations(page)), f"{state}: {found}"
        assert too_wide(page) == [], state
