"""A table that scrolls by itself where it is wider than the page, and says to a screen reader what it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from calculators.html import Html, element


def table(columns: Sequence[object], rows: Iterable[Html], *, label: str, foot: Html | None = None) -> Html:
    """Column headings, the rows (`<tr>`), and a `<tfoot>` where there is one."""
    return element(
        "div",
        element(
            "table",
            element("thead", element("tr", [element("th", column, scope="col") for column in columns])),
            element("tbody", rows),
            foot,
        ),
        class_="calc-table",
        tabindex="0",
        role="region",
        aria_label=label,
    )
