"""Repayment self-check: what was read from bills, how each month's code follows, and the button that uses it. No sums.

Shown in this order: what to do today where something is owed, the columns for confirmation, rows not used, the months.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from calculators import data
from calculators.figure import shown_money
from calculators.form import Form, Problem
from calculators.form import shown as fit
from calculators.html import Html, element, fragment, void
from calculators.repayment_habit import bills, bills_table, model
from calculators.repayment_habit.bills import Bill, Derived, MonthOfBills, Standing
from calculators.repayment_habit.bills_table import LETTERS, ROLES, Reading, Unused
from calculators.repayment_habit.calculator import FOLDER
from calculators.repayment_habit.phrases import text as _text
from calculators.repayment_habit.projection import calendar_month
from calculators.repayment_habit.view import steps_to_take
from calculators.table import table, to_desk

_PREVIEW = 5
_MOST_LISTED = 20


def _own(lang: str) -> str:
    return _text("own-figures", lang)


def _join(parts: list[str], lang: str) -> str:
    return _text("list-comma", lang).join(parts)


def _rows(numbers: tuple[int, ...], lang: str) -> str:
    return _join([str(number) for number in numbers], lang)


def _more(count: int, lang: str) -> Html | None:
    return element("p", class_="calc-note")(_text("bills-more", lang, count=str(count))) if count > 0 else None


def _problem(problem: Problem, lang: str) -> Html:
    link = to_desk(lang) if problem.code == "bills-many-people" else None
    return element("p", class_="calc-error")(_text(f"problem-{problem.code}", lang, **problem.values), link)


def _columns(reading: Reading, lang: str) -> Html | None:
    """The first rows under the letter of each column and what it was taken for."""
    if reading.table is None:
        return None
    headings = reading.table.headings
    seen = (() if headings is None else (headings,)) + reading.table.rows[:_PREVIEW]
    width = min(len(LETTERS), max(len(row.cells) for row in seen))
    roles = {column: role for role, column in zip(ROLES, reading.columns, strict=True) if column is not None}
    heads = [
        fragment(
            LETTERS[column],
            void("br"),
            _text(f"bills-role-{roles[column]}" if column in roles else "bills-role-none", lang),
        )
        for column in range(width)
    ]
    rows = [
        element(
            "tr",
            element("th", scope="row")(str(row.number)),
            [element("td", fit(row.cell(column))) for column in range(width)],
        )
        for row in seen
    ]
    return fragment(
        element("p", class_="calc-title")(_text("bills-columns-title", lang)),
        table([_text("bills-row", lang), *heads], rows, label=_text("bills-columns-label", lang)),
        element("p", class_="calc-note")(_text("bills-columns-wrong", lang)),
        element("p", class_="calc-note")(_text("bills-no-heading", lang)) if headings is None else None,
        [
            element("p", class_="calc-note")(_text(f"bills-without-{role}", lang))
            for role, column in zip(ROLES, reading.columns, strict=True)
            if column is None and role in ("amount-due", "amount-paid")
        ],
    )


def _unused(reading: Reading, lang: str) -> Html | None:
    items = [
        element(
            "li",
            _text(
                "bills-in-row",
                lang,
                row=str(each.row),
                reason=_text(f"problem-{each.problem.code}", lang, **each.problem.values),
            ),
        )
        for each in reading.unused[:_MOST_LISTED]
    ]
    if not items:
        return None
    return fragment(
        element("p", class_="calc-title")(_text("bills-unused-title", lang, count=str(len(reading.unused)))),
        element("ul", items),
        _more(len(reading.unused) - len(items), lang),
    )


def _said_of(bill: Bill, late: int, day: date, lang: str) -> str:
    """One unpaid bill: its due day, what is still owed of it, how long ago that is, and its rows."""
    left = bills.owed(bill, day)
    key = "bills-unpaid-bill-no-amount"
    gaps: dict[str, str] = {}
    if left is not None and bill.fen is not None:
        key = "bills-unpaid-bill" if left == bill.fen else "bills-unpaid-part"
        gaps = {"amount": shown_money(left, lang=lang), "whole": shown_money(bill.fen, lang=lang)}
    return _text(key, lang, due=bill.due.isoformat(), days=str(late), rows=_rows(bill.rows, lang), **gaps)


def _unpaid(derived: Derived, day: date, lang: str) -> Html | None:
    if not derived.unpaid:
        return None
    listed = derived.unpaid[:_MOST_LISTED]
    return element("div", class_="calc-first")(
        element("p", element("strong", _text("bills-unpaid", lang))),
        element("ul", [element("li", _said_of(bill, late, day, lang)) for bill, late in listed]),
        _more(len(derived.unpaid) - len(listed), lang),
        steps_to_take(lang),
    )


def _standing(found: Standing, end: date, lang: str) -> str:
    """Says how one bill gives its code at a month's end."""
    gaps = {"due": found.bill.due.isoformat(), "days": str(found.days_late), "code": found.code}
    count = len(found.bill.payments)
    parts = _text("bills-in-parts", lang, count=str(count)) if count > 1 else ""
    if found.code not in model.DIGITS:
        key = "bills-on-time" if found.code == model.ON_TIME else "bills-paid-late"
        cleared = "" if found.cleared is None else found.cleared.isoformat()
        return _text(key, lang, **gaps, cleared=cleared, parts=parts)
    gaps["end"] = end.isoformat()
    if not found.days_late:
        said = _text("bills-late-last-day", lang, due=gaps["due"], code=found.code)
    elif found.owed is None:
        said = _text("bills-late-no-amount", lang, **gaps)
    else:
        said = _text("bills-late", lang, **gaps, owed=shown_money(found.owed, lang=lang))
    if found.cleared is None:
        return said + _text("bills-still-unpaid", lang)
    late = str(found.days_late_in_all)
    return said + _text("bills-cleared-later", lang, cleared=found.cleared.isoformat(), days=late, parts=parts)


def _missing(reading: Reading) -> tuple[Unused, ...]:
    """The rows without which a bill may be missing."""
    return tuple(each for each in reading.unused if each.is_missing)


def _first_rows(missing: Sequence[Unused], lang: str) -> str:
    return _rows(tuple(each.row for each in missing[:_MOST_LISTED]), lang)


def _missing_in(month: MonthOfBills, missing: tuple[Unused, ...], lang: str) -> str:
    """A month's words about the rows not used: those due in it; else, where it has no bill, that there may be one."""
    own = [each for each in missing if each.due and (each.due.year, each.due.month) == (month.year, month.month)]
    if own:
        return _text("bills-month-misses", lang, rows=_first_rows(own, lang))
    if not month.standings and any(each.due is None for each in missing):
        return _text("bills-none-read", lang)
    return "" if month.standings else _text("bills-none-due", lang)


def _month(month: MonthOfBills, missing: tuple[Unused, ...], lang: str) -> Html:
    listed = month.standings[:_MOST_LISTED]
    said: list[Html] = [element("p", _standing(found, month.end, lang)) for found in listed]
    codes = {found.code for found in month.standings}
    misses = _missing_in(month, missing, lang)
    return element(
        "tr",
        element("th", scope="row")(calendar_month(month.year, month.month)),
        element("td", element("span", class_="calc-code")(month.code)),
        element("td", class_="calc-said")(
            said,
            element("p", misses) if misses else None,
            _more(len(month.standings) - len(listed), lang),
            element("p", class_="calc-note")(_text("bills-worst", lang, code=month.code)) if len(codes) > 1 else None,
        ),
    )


def _remarks(reading: Reading, derived: Derived, lang: str) -> list[str]:
    remarks = []
    if reading.joined:
        said = _text("list-semicolon", lang).join(_rows(rows, lang) for rows in reading.joined[:_MOST_LISTED])
        remarks.append(_text("bills-joined", lang, rows=said))
    if reading.failed:
        remarks.append(_text("bills-failed", lang, rows=_rows(reading.failed[:_MOST_LISTED], lang)))
    if reading.nothing_due:
        remarks.append(_text("bills-nothing-due", lang, count=str(reading.nothing_due)))
    if derived.later:
        remarks.append(_text("bills-later", lang, count=str(len(derived.later))))
    if derived.older:
        remarks.append(_text("bills-older", lang, count=str(len(derived.older))))
    record = model.record(derived.codes)
    if any(earlier.code != later.code for earlier, later in model.jumps(record)):
        remarks.append(_text("bills-jump", lang))
    return remarks


def _minimum_asked(reading: Reading, derived: Derived, strict: str, lang: str) -> Html | None:
    """The question whether the least payment was enough, with the record by the other answer; None if nothing hangs on
    it."""
    rows = tuple(row for bill in reading.bills if bills.has_minimum_only(bill) for row in bill.rows)
    if not rows or strict == derived.codes:
        return None
    gaps = {"rows": _rows(rows[:_MOST_LISTED], lang), "lenient": derived.codes, "strict": strict}
    return element("div", class_="calc-first")(
        element("p", element("strong", _text("bills-minimum-asked", lang, **gaps))),
        element(
            "p",
            element("button", type="button", data_action="preset", data_field="months", data_value=strict)(
                _text("bills-use-strict", lang, codes=strict)
            ),
        ),
    )


def _months(reading: Reading, derived: Derived, lang: str, *, most: int) -> Html:
    missing = _missing(reading)
    gaps = {"count": str(len(missing)), "rows": _first_rows(missing, lang)}
    warned = element("p", element("strong", _text("bills-missing", lang, **gaps))) if missing else None
    if not derived.months:
        return fragment(element("p", _text("bills-no-month", lang, most=str(most))), warned)
    return fragment(
        element("p", class_="calc-title")(_text("bills-months-title", lang)),
        element("div", class_="calc-bills")(
            table(
                [_text(key, lang) for key in ("bills-month", "bills-code", "bills-how")],
                [_month(month, missing, lang) for month in derived.months],
                label=_text("bills-months-label", lang),
            )
        ),
        [element("p", class_="calc-note")(remark) for remark in _remarks(reading, derived, lang)],
        element("p", class_="calc-note")(_text("bills-rule", lang)),
        element("p", class_="calc-note")(_text("bills-limits", lang)),
        element("p", _text("bills-record", lang), " ", element("code", derived.codes)),
        warned,
        element(
            "p",
            element("button", type="button", data_action="preset", data_field="months", data_value=derived.codes)(
                _text("bills-use-without" if missing else "bills-use", lang, count=str(len(derived.months)))
            ),
        ),
        element("p", _text("bills-use-note", lang, own=_own(lang))),
    )


def shown(reading: Reading, derived: Derived | None, *, lang: str, day: date, most: int, strict: str = "") -> Html:
    """The whole part, for the place below the button; `most` is how many months are looked at.

    `derived` takes the least payment for enough; `strict` is the record where it is not.
    """
    counts = {"used": str(reading.used), "bills": str(len(reading.bills)), "day": day.isoformat()}
    return fragment(
        None if derived is None else _unpaid(derived, day, lang),
        None if derived is None else _minimum_asked(reading, derived, strict, lang),
        None if reading.problem is None else _problem(reading.problem, lang),
        _columns(reading, lang),
        None if reading.problem else element("p", _text("bills-counts", lang, **counts)),
        _unused(reading, lang),
        None if derived is None else _months(reading, derived, lang, most=most),
    )


def _said_instead(reading: Reading, derived: Derived, lang: str) -> dict[str, object]:
    """In the place of the sentence about the form, which may still be the example's."""
    if not derived.months and not derived.unpaid:
        return {}
    counts = {"bills": str(len(reading.bills)), "count": str(len(derived.months))}
    return {"said": _text("bills-said-unpaid" if derived.unpaid else "bills-said", lang, **counts)}


def part(form: Form, given: str, *, lang: str, day: date) -> dict[str, object]:
    """Reads the table in `given` (or the field `bills`) and shows what it gives; its button fills `months`."""
    parameters = data.data(FOLDER)[0]
    digits, _ = data.value_near(parameters["longest-of-digits"], day)
    looked_at, _ = data.value_near(parameters["months-looked-at"], day)
    # A field's text has its lone surrogates mended already; `given` comes as it is.
    text = Form({"given": given}).text("given") or form.text("bills")
    reading = bills_table.reading(text, form.texts("bills-columns"), day=day)
    derived, strict = None, ""
    if reading.bills:
        longest = [digit["up_to_days"] for digit in digits]
        strict = bills.derived(reading.bills, day=day, most=looked_at, longest=longest).codes
        lenient = [bills.with_minimum(bill) for bill in reading.bills]
        derived = bills.derived(lenient, day=day, most=looked_at, longest=longest)
    said = _said_instead(reading, derived, lang) if derived is not None else {}
    return {"html": str(shown(reading, derived, lang=lang, day=day, most=looked_at, strict=strict)), **said}
