"""A repayment schedule in the page: pasted before its code has come, opened from a file, its mistakes named."""

from __future__ import annotations

import time

import pytest
from a_workbook import workbook
from calculator_page import wait_for
from playwright.sync_api import Route, expect
from watched_page import NewPage

from build_scripts.reading.places import page_url
from calculators import answer

pytestmark = pytest.mark.languages_in_turn

ROWS = "2027-01-10\t1,020.00\n2027-02-10\t1,020.00\n"
HEADINGS = {"zh": "还款日\t应还金额\n", "en": "Due date\tAmount due\n"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_schedule_is_worked_out_by_its_dates_as_soon_as_its_code_has_come(new_page: NewPage, lang: str) -> None:
    page = new_page()

    def late(route: Route) -> None:
        time.sleep(2)  # the answer before the code has come is looked at meanwhile
        route.continue_()

    page.context.route("**/*.later.wasm", late)
    page.clock.install(time="2026-11-23T09:00:00+08:00")
    page.goto(page_url("calculators/borrowing-cost", lang))
    page.clock.resume()
    wait_for(page, "ready")
    page.locator("details[data-group=schedule] > summary").click()
    text = HEADINGS[lang] + ROWS
    page.fill("#schedule-0", text)
    page.fill("#schedule-received-0", "2000")
    page.fill("#schedule-day-0", "2026-11-23")
    form = {"schedule": text, "schedule-received": "2000", "schedule-day": "2026-11-23"}
    wanted = answer("borrowing-cost", form, lang=lang, day="2026-11-23")
    for name in ("schedule-annual-by-dates", "schedule-annual-nominal", "schedule-total-cost"):
        figure = page.locator(f'[data-result] data[data-name="{name}"]')
        expect(figure).to_have_attribute("value", str(wanted[name]), timeout=20_000)

    # A file with a mistaken day: the row and its column are named, and no rate is given.
    with page.expect_file_chooser() as chosen:
        page.locator('[data-action="open-file"][data-part="schedule"]').click()
    mistaken = text.replace("2027-02-10", "2027-02-30")
    content = mistaken.encode("utf-16") if lang == "zh" else workbook(mistaken, "\t")
    chosen.value.set_files([{"name": "s", "mimeType": "text/plain", "buffer": content}])
    asked = page.get_by_role("button", name={"zh": "换", "en": "Replace"}[lang]).first
    asked.click()
    expect(page.locator("#schedule-0")).to_have_value(mistaken)
    expect(page.locator("[data-result]")).to_contain_text("“2027-02-30”")
    expect(page.locator('[data-result] data[data-name="schedule-annual-by-dates"]')).to_have_count(0)
    expect(page.locator('[data-error="schedule"]')).not_to_be_empty()
