"""Which guides were read is kept only once the reader says so, for both languages, and goes with one press."""

from __future__ import annotations

from playwright.sync_api import expect
from watched_page import NewPage

LINE = ".cl-reading"
STORED = "localStorage.getItem('clearlimit.read')"


def test_it_is_kept_when_asked_counts_in_both_languages_and_goes_with_one_press(new_page: NewPage) -> None:
    page = new_page(viewport={"width": 390, "height": 844})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("guides/late-now/")
    line = page.locator(LINE)
    expect(line).to_be_visible()
    assert page.evaluate("localStorage.length") == 0
    assert not [url for url in asked if "reading-kept" in url]
    line.get_by_role("button").click()
    expect(line.get_by_role("status")).to_have_text("读过 1 篇，一共 11 篇。")
    assert page.evaluate(STORED) == '["late-now"]'
    page.goto("en/guides/")
    expect(line.get_by_role("status")).to_have_text("1 of 11 guides read.")
    expect(page.locator(".cl-read")).to_have_count(1)
    expect(page.locator("li", has=page.locator(".cl-read")).locator(".cl-index-name > a")).to_have_attribute(
        "href", "../guides/late-now/"
    )
    line.get_by_role("button", name="Remove all").click()
    expect(line.get_by_role("button", name="Keep track")).to_be_focused()
    expect(page.locator(".cl-read")).to_have_count(0)
    assert page.evaluate("localStorage.length") == 0


def test_where_storage_is_refused_it_says_so_and_offers_it_again(new_page: NewPage) -> None:
    page = new_page()
    page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('refused', 'QuotaExceededError'); }"
    )
    page.goto("en/guides/")
    line = page.locator(LINE)
    line.get_by_role("button", name="Keep track").click()
    expect(line.get_by_role("status")).to_contain_text("it was not kept")
    expect(line.get_by_role("button", name="Keep track")).to_be_visible()


def test_a_list_that_cannot_be_read_is_told_of_and_put_aside_and_never_written_over(new_page: NewPage) -> None:
    page = new_page()
    page.goto("en/about/")
    page.evaluate(
        "localStorage.setItem('clearlimit.read', '{\"a\": 1}'); localStorage.setItem('clearlimit.read.aside', 'x')"
    )
    page.goto("en/guides/late-now/")
    line = page.locator(LINE)
    expect(line.get_by_role("status")).to_contain_text("cannot be read")
    page.evaluate("void (window.set = Storage.prototype.setItem)")
    page.evaluate("void (Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); })")
    line.get_by_role("button").first.click()
    expect(line.get_by_role("status")).to_contain_text("it was not kept")
    assert page.evaluate(STORED) == '{"a": 1}'
    page.evaluate("void (Storage.prototype.setItem = set)")
    line.get_by_role("button").first.click()
    assert page.evaluate("({ ...localStorage })") == {
        "clearlimit.read": '["late-now"]', "clearlimit.read.aside": "x", "clearlimit.read.aside.2": '{"a": 1}',
    }  # fmt: skip
    line.get_by_role("button", name="Remove all").click()
    assert page.evaluate("localStorage.length") == 0
