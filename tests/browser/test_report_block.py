"""What stands around the report: its label, its code, printing it, and what is said when something is in the way."""

from __future__ import annotations

import json
import re

import pytest
from calculator_page import open_calculator, root
from playwright.sync_api import Page, expect
from report_made import make_report
from watched_page import NewPage, Watch

from build_scripts.reading.places import LANGUAGES

pytestmark = pytest.mark.languages_in_turn


def test_a_report_tells_when_the_fields_have_changed_and_closing_it_gives_the_page_back(page: Page) -> None:
    open_calculator(page, "utilisation", "en")
    make_report(page, "own")
    page.locator('[name="target"]').fill("40")
    expect(page.locator("[data-report-status]")).to_contain_text("has changed")
    page.locator('[data-action="report"]').click()
    expect(page.locator(".report")).to_contain_text("40%")
    page.get_by_role("button", name="Close the report").click()
    expect(page.locator("[data-report]")).to_be_hidden()
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    assert not page.locator("[data-report-path]").count()


@pytest.mark.daily()
def test_a_label_is_no_part_of_the_form_and_stays_text(page: Page) -> None:
    open_calculator(page, "utilisation", "en")
    make_report(page, "own", label="<img src=x>")
    assert page.locator(".report img").count() == 0
    expect(page.locator(".report")).to_contain_text("<img src=x>")
    asked = json.loads(page.evaluate("notes.asked.at(-1)"))
    assert not [name for name in asked["form"] if name.startswith("report")]


def test_a_qr_code_is_drawn_from_its_own_file_only_when_asked_for(page: Page) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    open_calculator(page, "repayment-habit", "en")
    make_report(page, "own")
    assert not [url for url in fetched if "/qr." in url]
    make_report(page, "own", qr=True)
    code = page.locator("[data-report-qr] svg")
    expect(code).to_be_visible()
    assert len([url for url in fetched if "/qr." in url]) == 1
    # Three marks of seven dark modules are in the corners, within a quiet edge of four.
    path = code.locator("path").get_attribute("d") or ""
    size = int((code.get_attribute("viewBox") or "").split()[2])
    for x, y in ((4, 4), (size - 11, 4), (4, size - 11)):
        assert all(f"M{x + step} {y}h1" in path for step in range(7))
    expect(page.locator(".report")).to_contain_text("It holds what was entered")


@pytest.mark.daily()
def test_a_link_too_long_for_a_qr_code_says_so(page: Page) -> None:
    open_calculator(page, "utilisation", "en")
    page.locator('[name="line-name"]').first.fill("名" * 200)
    page.evaluate("document.querySelector('[data-share-names]').checked = true")
    page.evaluate("for (let at = 0; at < 20; at += 1) document.querySelector('[data-action=\"add-line\"]').click()")
    page.evaluate(
        "for (const field of document.querySelectorAll('[name=\"line-name\"]')) field.value = '名'.repeat(100)"
    )
    make_report(page, "own", qr=True)
    expect(page.locator("[data-report-qr-too-long]")).to_be_visible()
    assert page.locator("[data-report-qr]").count() == 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_printing_prints_a_fresh_report(page: Page, lang: str) -> None:
    page.add_init_script(
        "window.print = () => (document.documentElement.dataset.printed ="
        " document.querySelector('[data-report]').innerText)"
    )
    open_calculator(page, "borrowing-cost", lang)
    page.locator("[data-report-block] > summary").click()
    page.locator('[data-action="print-report"]').click()
    words = "不是授信决定" if lang == "zh" else "Not a credit decision"
    expect(page.locator("html")).to_have_attribute("data-printed", re.compile(words))


@pytest.mark.daily()
def test_inside_an_app_the_report_can_be_copied_and_a_button_leads_to_the_browser(new_page: NewPage) -> None:
    page = new_page(
        user_agent=(
            "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36 MicroMessenger/8.0.50"
        )
    )
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_calculator(page, "utilisation", "zh")
    page.locator("[data-report-block] > summary").click()
    page.locator('[data-action="print-report"]').click()
    expect(page.locator(".report")).to_be_visible()
    expect(page.locator(".report-controls")).to_contain_text("在浏览器中打开，再打印")
    page.locator(".report-controls").get_by_text("复制为文字").click()
    expect(page.locator(".report-controls")).to_contain_text("已复制")
    text = page.evaluate("navigator.clipboard.readText()")
    assert all(figure in text for figure in ("47.5%", "13,800.00", "17,000.00", "不是授信决定"))
    assert "\n\n\n" not in text


@pytest.mark.daily()
def test_a_report_that_python_cannot_make_is_told_in_a_sentence(page: Page, watch: Watch) -> None:
    page.route("**/utilisation.wasm", lambda route: route.abort())
    watch.allow(r"utilisation\.wasm|ERR_FAILED")
    open_calculator(page, "utilisation", "en", wait=False)
    expect(root(page)).to_have_attribute("data-state", "failed", timeout=60_000)
    page.locator("[data-report-block] > summary").click()
    page.locator('[data-action="report"]').click()
    expect(page.locator("[data-report-status]")).to_contain_text("could not be made")
