"""A repayment schedule in words and HTML, and the part `schedule` that opens its file. No sums here."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from calculators.borrowing_cost import phrases
from calculators.borrowing_cost.calculator import exact
from calculators.borrowing_cost.dated import schedule
from calculators.borrowing_cost.dated.phrases import text
from calculators.borrowing_cost.dated.schedule import Costed
from calculators.borrowing_cost.dated.schedule_table import Unread, column_name
from calculators.figure import grouped_money, headline
from calculators.form import Form
from calculators.html import Html, element, fragment, rows
from calculators.table import table

_MOST_LISTED = 20
_FLOWS_OPEN = 24  # a longer table starts folded


def _reason(unread: Unread, lang: str) -> str:
    gaps = {"row": str(unread.row), "reason": text(f"row-{unread.problem.code}", lang, **unread.problem.values)}
    if not unread.column:
        return text("schedule-in-row", lang, **gaps)
    return text("schedule-in-cell", lang, column=unread.column, **gaps)


def _wrong(costed: Costed, lang: str) -> Html | None:
    unread = costed.read.unread
    if not unread:
        return None
    listed = [element("li", _reason(each, lang)) for each in unread[:_MOST_LISTED]]
    if len(unread) > _MOST_LISTED:
        listed.append(element("li", text("schedule-more", lang, count=str(len(unread) - _MOST_LISTED))))
    return fragment(
        element("p", class_="calc-wrong")(text("schedule-wrong", lang)),
        element("ul", listed),
    )


def _rate(found: Decimal, lang: str) -> str:
    return phrases.rate(exact(found), lang)


def _figures(costed: Costed, lang: str) -> Html:
    shown: dict[str, str] = {}
    if costed.by_dates is not None and costed.by_dates.annual is not None:
        shown["schedule-annual-by-dates"] = _rate(costed.by_dates.annual, lang)
    if costed.by_months is not None:
        shown["schedule-annual-nominal"] = _rate(costed.by_months.nominal, lang)
        shown["schedule-annual-effective"] = _rate(costed.by_months.effective, lang)
    shown["schedule-total-paid"] = phrases.money(costed.paid, lang)
    shown["schedule-total-cost"] = phrases.money(costed.paid - costed.received, lang)
    return element("dl", class_="calc-headline")(
        [
            element("div", element("dt", text(name, lang)), element("dd", headline(name, costed.figures[name], figure)))
            for name, figure in shown.items()
        ]
    )


def _remarks(costed: Costed, lang: str) -> list[str]:
    remarks = []
    received, paid = phrases.money(costed.received, lang), phrases.money(costed.paid, lang)
    if costed.is_from_parts:
        column = next(each for each in costed.read.columns if each.field == "principal")
        remarks.append(text("schedule-from-parts", lang, column=column_name(column), received=received))
    if costed.by_dates is None:
        key = (
            "schedule-too-little" if costed.sign_changes == 1 and costed.paid < costed.received else "schedule-no-rate"
        )
        gaps = {"paid": paid, "received": received} if key == "schedule-too-little" else {}
        remarks.append(text(key, lang, **gaps or {"count": str(costed.sign_changes)}))
    elif costed.by_dates.annual is None:
        remarks.append(text("schedule-beyond", lang))
    elif costed.by_months is None:
        remarks.append(text("schedule-not-monthly", lang))
    else:
        remarks.append(text("schedule-beside", lang, days=str(costed.days_to_first)))
    return remarks


def _columns(costed: Costed, lang: str) -> Html | None:
    lines = [
        element(
            "tr",
            element("td", element("bdi", column_name(column))),
            element(
                "td",
                text(f"schedule-as-{column.field if column.field in _SHOWN else 'none'}", lang)
                + (text("schedule-in-wan", lang) if column.field and column.unit == "万" else ""),
            ),
        )
        for column in costed.read.columns
        if column.heading or column.field
    ]
    if not lines:
        return None
    label = text("schedule-columns", lang)
    return element("details", class_="calc-schedule")(
        element("summary", class_="calc-title")(label),
        table((text("schedule-theirs", lang), text("schedule-ours", lang)), lines, label=label),
    )


_SHOWN = ("due", "amount", "principal", "interest", "fee", "kind", "status")


def _flows(costed: Costed, lang: str) -> Html:
    first = costed.flows[0].day
    lines = [
        (
            flow.day.isoformat(),
            str((flow.day - first).days),
            grouped_money(-flow.fen) if flow.fen < 0 else "",
            grouped_money(flow.fen) if flow.fen >= 0 else "",
        )
        for flow in costed.flows
    ]
    names = ("schedule-date", "schedule-days", "schedule-received-column", "schedule-paid-column")
    title = text("schedule-flows", lang, count=str(len(lines)))
    sums = (text("schedule-sum", lang), "", grouped_money(costed.received), grouped_money(costed.paid))
    foot = element("tfoot", rows([sums], class_="calc-number"))
    return element("details", open=len(lines) <= _FLOWS_OPEN, class_="calc-schedule")(
        element("summary", class_="calc-title")(title),
        table([text(name, lang) for name in names], [rows(lines, class_="calc-number")], label=title, foot=foot),
    )


def shown(costed: Costed, lang: str) -> Html:
    """The schedule's block of the result: its figures where it has them, else what to correct."""
    totals = ", ".join(map(str, costed.read.totals[:_MOST_LISTED]))
    return fragment(
        element("p", class_="calc-title")(text("schedule-title", lang)),
        _wrong(costed, lang),
        fragment(
            _figures(costed, lang),
            [element("p", remark) for remark in _remarks(costed, lang)],
            element("p", class_="calc-note")(text("schedule-convention", lang)),
            _flows(costed, lang),
        )
        if costed.flows
        else None,
        element("p", class_="calc-note")(text("schedule-totals", lang, rows=totals)) if totals else None,
        _columns(costed, lang),
    )


def sentence(costed: Costed, lang: str) -> str:
    """The schedule's share of the sentence in the <output>, without its stop."""
    cost = phrases.money(costed.paid - costed.received, lang)
    if costed.by_dates is None or costed.by_dates.annual is None:
        return text("schedule-sentence-no-rate", lang, cost=cost)
    return text("schedule-sentence", lang, rate=_rate(costed.by_dates.annual, lang), cost=cost)


def part(form: Form, given: str, *, lang: str, day: date) -> dict[str, object]:
    """An opened file goes into the field `schedule` as it is; the result then shows what it gives."""
    whole = Form({**form.values(), "schedule": given or form.text("schedule")})
    written = whole.text("schedule")
    title = text("schedule-title", lang)
    costed = schedule.costed(whole)
    key = "schedule-part-wrong" if "schedule" in costed.problems else "schedule-part-read"
    gaps = {} if key == "schedule-part-wrong" else {"count": str(len(costed.read.payments))}
    html = element("p", class_="calc-note")(text(key, lang, title=title, **gaps))
    return {"html": str(html), "fill": {"schedule": written}}
