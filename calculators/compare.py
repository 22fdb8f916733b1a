"""Compares a result recorded in a link or file with the result now; shows only the figures that differ."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from calculators import data
from calculators.figure import is_ratio
from calculators.form import Form, shown
from calculators.html import Html, element
from calculators.register import Calculator
from calculators.table import table

_MOST_ROWS = 60


def figure_label(folder: str, name: str, lang: str) -> str:
    """The figure's name in words, with its row as people count: `line-ratio[0]` is row 1."""
    plain, _, rest = name.partition("[")
    text = data.text(folder, f"figure-{plain}", lang=lang) if data.has_text(folder, f"figure-{plain}") else plain
    number = rest.rstrip("]")
    if not number.isdecimal():
        return text
    row = str(int(number) + 1)
    # Where the number counts no lines but months ahead or scenarios, the figure has a text of its own.
    if data.has_text(folder, f"figure-{plain}-at"):
        return data.text(folder, f"figure-{plain}-at", lang=lang, number=number, row=row)
    return data.text("", "figure-in-row", lang=lang, figure=text, row=row)


def _for_people(name: str, value: str) -> str:
    """A ratio's plain digits as a per cent, none of them cut,
    or a small difference would not be seen; others as they are."""
    whole, _, decimals = value.partition(".")
    if not (is_ratio(name) and value.isascii() and f"{whole}{decimals}".isdecimal()):
        return value
    decimals = decimals.ljust(2, "0")
    percent = (whole + decimals[:2]).lstrip("0") or "0"
    return f"{percent}.{decimals[2:]}".rstrip("0").rstrip(".") + "%"


def differences(folder: str, figures: Mapping[str, str], given: str, *, lang: str) -> Html | str:
    """A table of the figures that are not what `given` says; '' where all are equal.

    `given` is JSON: `before`, name to value, and `isOlder`, whether an earlier method made them. A figure that is
    missing there is a difference only then: by the same method it is one that this page has learnt since.
    """
    try:
        read = json.loads(given)
    except (ValueError, RecursionError):
        read = None
    before = read.get("before") if isinstance(read, dict) else None
    if not isinstance(before, dict):
        return ""
    is_older = isinstance(read, dict) and read.get("isOlder") is True
    names = [*figures, *(name for name in before if name not in figures)]
    rows = [
        (name, before.get(name, ""), figures.get(name, ""))
        for name in names
        if (name in before or is_older) and before.get(name, "") != figures.get(name, "")
    ]
    if not rows:
        return ""
    none = data.text("", "compare-none", lang=lang)
    return table(
        [data.text("", f"compare-{column}", lang=lang) for column in ("figure", "before", "now")],
        [
            element(
                "tr",
                element("th", scope="row")(figure_label(folder, shown(str(name)), lang)),
                element("td", _for_people(name, shown(str(old))) or none),
                element("td", _for_people(name, new) or none),
            )
            for name, old, new in rows[:_MOST_ROWS]
        ],
        label=data.text("", "compare-label", lang=lang),
    )


def part(
    calculator: Calculator, figures: Mapping[str, str], form: Form, given: str, *, lang: str, day: date
) -> dict[str, object]:
    """The part `compare`."""
    return {"html": differences(calculator.folder, figures, given, lang=lang)}
