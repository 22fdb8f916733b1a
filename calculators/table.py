"""The one table of results: it scrolls by itself where a phone is too narrow, and says what it holds."""

from __future__ import annotations

from collections.abc import Iterable

from calculators import data
from calculators.html import Html, element

# From a calculator's page.
_DESK = "../../desk/"


def to_desk(lang: str) -> Html:
    """The way to where a table of many people is worked out."""
    return element("a", href=_DESK)(data.text("", "to-desk", lang=lang))


def table(columns: Iterable[object], rows: Iterable[Html], *, label: str, foot: Html | None = None) -> Html:
    """Column heads, rows (`tr`) and perhaps a `tfoot`; `label` names the table for a screen reader."""
    return element("div", class_="calc-table", tabindex="0", role="region", aria_label=label)(
        element(
            "table",
            element("thead", element("tr", [element("th", scope="col")(column) for column in columns])),
            element("tbody", rows),
            foot,
        )
    )
