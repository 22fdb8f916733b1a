"""What a reader does on any host that serves the site: calculates, switches the language, reads on."""

from __future__ import annotations

from calculator_page import wait_for
from playwright.sync_api import Page, expect

from build_scripts.reading.places import LANGUAGES, page_url


def calculate_switch_and_read(page: Page, lang: str) -> None:
    page.goto(page_url("calculators/utilisation", lang))
    wait_for(page, "ready")
    page.locator("[data-action=clear]").click()
    page.locator("[name=line-limit]").fill("10000")
    page.locator("[name=line-used]").fill("4750")
    expect(page.locator("[data-result] data[data-name=total-ratio]")).to_have_attribute("value", "0.475")
    page.locator("[data-language]").click()
    page.wait_for_url(f"**/{page_url('calculators/utilisation', LANGUAGES[1 - LANGUAGES.index(lang)])}")
    wait_for(page, "ready")
    page.goto(page_url("index", lang))
    page.locator("article a[href*='late-now']").first.click()
    expect(page.locator("h1#late-now")).to_be_visible()
