"""What one button of the repayment self-check asks for: the months derived from bills. Imported only then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from calculators import data
from calculators.form import Form
from calculators.repayment_habit import bills, bills_table, view_bills
from calculators.repayment_habit.calculator import FOLDER


def _bills(form: Form, given: str, *, lang: str, day: date) -> dict[str, object]:
    """Reads the table in `given` (or the field `bills`) and shows what it gives; its button fills `months`."""
    parameters = data.data(FOLDER)[0]
    digits, _ = data.value_near(parameters["longest-of-digits"], day)
    looked_at, _ = data.value_near(parameters["months-looked-at"], day)
    # A field's text has its lone surrogates mended already; `given` comes as it is.
    text = Form({"given": given}).text("given") or form.text("bills")
    reading = bills_table.reading(text, form.texts("bills-columns"), day=day)
    derived = None
    if reading.bills:
        derived = bills.derived(
            reading.bills, day=day, most=looked_at, longest=[digit["up_to_days"] for digit in digits]
        )
    return {"html": str(view_bills.shown(reading, derived, lang=lang, day=day))}


PARTS: dict[str, Callable[..., dict[str, object]]] = {"bills": _bills}
# Bills as an app exports them: one paid late within the month, one in the next month, one in two parts, one not yet paid.
EXAMPLES = {
    "bills": "应还日期,应还金额,实际还款日期,实还金额\n"
    "2026-06-10,1200.00,2026-06-09,1200.00\n"
    "2026/7/10,1200.00,2026/7/15,1200.00\n"
    "2026年8月10日,1200.00,2026年9月3日,1200.00\n"
    "20260910,1200.00,20260910,600.00\n"
    "20260910,1200.00,20260912,600.00\n"
    "2026-10-10,1200.00,,\n",
}
