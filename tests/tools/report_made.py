"""A report asked for in the page, and forms filled for it."""

from __future__ import annotations

from calculator_page import open_calculator
from playwright.sync_api import Page, expect

from calculators.checklist.calculator import items_for

LINES = (
    ("huabei", "10,000", "6,200"),
    ("jiebei", "5万", "12000"),
    ("credit-card", "20000", "19800"),
    ("credit-card", "123,456.78", "98,765.43"),
    ("xinyongdai", "300000", "250000.01"),
    ("other", "8000", "8100"),
)


def make_report(page: Page, choice: str, *, label: str = "A-17", qr: bool = False) -> None:
    block = page.locator("[data-report-block]")
    if not block.evaluate("each => each.open"):
        block.locator("summary").click()
    block.locator(f'[name="report-langs"][value="{choice}"]').check()
    block.locator('[name="report-label"]').fill(label)
    block.locator("[data-report-with-qr]").set_checked(qr)
    page.evaluate("document.querySelector('[data-report-status]').textContent = ''")
    block.locator('[data-action="report"]').click()
    expect(page.locator("[data-report] .report")).to_be_visible()
    expect(page.locator("[data-report-status]")).not_to_be_empty()


def typed_lines(page: Page) -> None:
    page.locator('[data-action="clear"]').click()
    for at, (kind, limit, used) in enumerate(LINES):
        if at:
            page.locator('[data-action="add-line"]').click()
        row = page.locator("[data-line]").nth(at)
        row.locator('[name="line-kind"]').select_option(kind)
        row.locator('[name="line-limit"]').fill(limit)
        row.locator('[name="line-used"]').fill(used)
    page.locator('[name="target"]').fill("30")
    expect(page.locator('[data-result] data[data-name="line-repay[5]"]')).to_be_attached()


# All items of a list open, each with a day, who does it and where the proof is, and results brought along.
ALL_OPEN = """([audience, owner, evidence]) => {
  document.querySelector('[data-fields] [data-action="clear"]').click();
  const set = (field, value) => { field.value = value; field.dispatchEvent(new Event('input', {bubbles: true})); };
  const carried = 'utilisation:day=2026-11-23 utilisation:highest-ratio=0.99 utilisation:overdue=yes repayment-habit:late-months=2 repayment-habit:score=91 borrowing-cost:repayment-share=0.6';
  set(document.querySelector('[name="carried"]'), carried);
  for (const item of document.querySelectorAll(`[data-value="${audience}"] [data-item]`)) {
    const id = item.dataset.item;
    set(item.querySelector(`[name="${id}"]`), 'not-yet');
    set(item.querySelector(`[name="${id}-due"]`), '2026-12-31');
    set(item.querySelector(`[name="${id}-owner"]`), owner);
    set(item.querySelector(`[name="${id}-evidence"]`), evidence);
  }
  set(document.querySelector('[name="audience"]'), audience);
}"""  # noqa: E501


def all_open(page: Page, audience: str, *, owner: str, evidence: str) -> None:
    open_calculator(page, "checklist", "zh")
    page.evaluate(ALL_OPEN, [audience, owner, evidence])
    expect(page.locator(".calc-items > li")).to_have_count(len(items_for(audience)))
    expect(page.locator(".calc-items .calc-item-note").last).to_contain_text(evidence)
    expect(page.locator(".calc-brought")).to_be_visible()


# Two offers with all that a sheet can say of them: fees, early repayment, a larger payment at the end, debts overdue.
OFFERS = {
    "principal": ("48000", "48000"), "periods": ("12", "24"), "rate": ("9", "0.04"), "rate-unit": ("year", "day"),
    "method": ("equal-instalments", "interest-first"), "fee": ("2%", "0.8%"), "fee-unit": ("upfront", "month"),
    "repaid-after": ("10", "6"), "income": ("16000",), "debts": ("2000",),
}  # fmt: skip


def fill_two_offers(page: Page) -> None:
    open_calculator(page, "borrowing-cost", "en")
    page.locator('[data-action="clear"]').click()
    for name, values in OFFERS.items():
        for row, value in enumerate(values):
            field = page.locator(f'[data-fields] [name="{name}"]').nth(row)
            field.select_option(value) if name in ("method", "rate-unit", "fee-unit") else field.fill(value)
    page.locator('[name="overdue"]').check()
    expect(page.locator('[data-result] data[data-name="repayment-share[1]"]')).to_have_attribute("value", "0.1855")
