"""The one table of results: it scrolls by itself where a phone is too narrow, and says what it holds."""

from __future__ import annotations

from collections.abc import Iterable

from calculators.html import Html, element

# Where a table of many people is worked out, from a calculator's page.
DESK = "../../desk/"


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
