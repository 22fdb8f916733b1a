"""A repayment plan month by month: tables and a picture. No sums but those of a table's own rows."""

from __future__ import annotations

from collections.abc import Sequence

from calculators import picture_lines
from calculators.figure import shown_money
from calculators.html import Html, element, rows
from calculators.table import table
from calculators.utilisation.phrases import line_name, text
from calculators.utilisation.plan_outcome import PlanOutcome

_MOST_LINES = 10  # where more lines owe, the months are shown in sums of all lines
_MOST_POINTS = 36  # of one line of the picture
_MONTHS_OPEN = 24  # longer tables start folded


def _digits(fen: int) -> str:
    """An amount in a table whose heading says that it is yuan; '–' for nothing."""
    return f"{fen // 100:,}.{fen % 100:02d}" if fen else "–"


def blocks(found: PlanOutcome, lang: str) -> list[Html]:
    """The first month in full, then every month as a picture and as tables."""
    names = [line_name(entry, lang) for entry in found.lines]
    first_title = text("plan-first-title", lang)
    first_columns = [text(f"column-{name}", lang) for name in ("line", "first", "rest", "interest", "owed")]
    first_rows = [
        element(
            "tr",
            element("th", scope="row")(name),
            [
                element("td", class_="calc-number")(shown_money(fen, lang=lang))
                for fen in (part.first, part.then, part.interest, part.end)
            ],
        )
        for name, part in zip(names, found.months[0], strict=True)
    ]
    return [
        element("p", class_="calc-title")(first_title),
        table(first_columns, first_rows, label=first_title),
        element("p", class_="calc-note")(text("plan-first-note", lang)),
        element("p", class_="calc-title")(text("plan-chart-title", lang)),
        _chart(found, names, lang),
        *_tables(found, names, lang),
    ]


def _chart(found: PlanOutcome, names: Sequence[Html], lang: str) -> Html:
    owed = shown_money(sum(entry.line.owed for entry in found.lines), lang=lang)
    return chart(
        found,
        names if len(names) <= _MOST_LINES else [],
        all_lines=text("plan-all-lines", lang),
        y_label=text("plan-chart-y", lang),
        label=text("plan-chart-label", lang, months=str(len(found.months)), owed=owed),
        caption=text("plan-chart-caption", lang),
    )


def chart(
    found: PlanOutcome, names: Sequence[object], *, all_lines: object, y_label: str, label: str, caption: str
) -> Html:
    """The debt of each line after each month's payment; in a long plan after every so many months.

    `names` are those of `found.lines`; without them one line shows what all of them owe together.
    """
    step = -(-len(found.months) // _MOST_POINTS)
    places = range(0, len(found.months) + step, step)  # the last one may lie past the end, where nothing is owed
    owed = [[entry.line.owed for entry in found.lines], *([part.end for part in month] for month in found.months)]
    chosen = [owed[place] if place < len(owed) else owed[-1] for place in places]
    series: list[tuple[object, list[int | None], str]] = [
        (name, [month[at] // 100 for month in chosen], "plain") for at, name in enumerate(names)
    ]
    return picture_lines.lines(
        series or [(all_lines, [sum(month) // 100 for month in chosen], "plain")],
        x_labels=[str(place) for place in places],
        y_label=y_label,
        label=label,
        caption=caption,
    )


def _tables(found: PlanOutcome, names: Sequence[Html], lang: str) -> list[Html]:
    """The payment and the remaining debt, month by month."""
    month_name, interest, total = [text(key, lang) for key in ("column-month", "column-interest", "plan-all-lines")]
    by_line = list(names) if len(names) <= _MOST_LINES else []
    paid, owed = [], []
    for number, parts in enumerate(found.months, start=1):
        payments = [part.first + part.then for part in parts]
        ends = [part.end for part in parts]
        sums = [sum(payments), sum([part.interest for part in parts])]
        paid.append([str(number), *map(_digits, [*payments, *sums] if by_line else sums)])
        owed.append([str(number), *map(_digits, [*ends, sum(ends)] if by_line else [sum(ends)])])
    return [
        _month_table("plan-paid-title", [month_name, *by_line, text("column-paid", lang), interest], paid, lang),
        _month_table("plan-owed-title", [month_name, *by_line, total], owed, lang),
    ]


def _month_table(title_key: str, columns: Sequence[object], months: Sequence[Sequence[str]], lang: str) -> Html:
    title = text(title_key, lang)
    return element("details", open=len(months) <= _MONTHS_OPEN, class_="calc-schedule")(
        element("summary", class_="calc-title")(title),
        table(columns, [rows(months, class_="calc-number")], label=title),
    )
