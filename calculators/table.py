"""The tables of results: each says what it holds; where a phone is too narrow one scrolls by itself, or is cards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from calculators import data
from calculators.html import Html, element, escaped

# From a calculator's page.
_DESK = "../../desk/"
# So many columns do not fit beside each other on a telephone.
_CARDS = 4
_LONG = 4000
_ROLES = {"<tr": "row", '<th scope="row"': "rowheader", "<tfoot": "rowgroup"}


def to_desk(lang: str) -> Html:
    """The way to where a table of many people is worked out."""
    return element("a", href=_DESK)(data.text("", "to-desk", lang=lang))


def table(
    columns: Iterable[object], rows: Iterable[Html], *, label: str, foot: Html | None = None, class_: str = ""
) -> Html:
    """Column heads, rows (`tr`) and perhaps a `tfoot`; `label` names the table for a screen reader.

    A cell with a figure is `element("td", …, class_="calc-number")`: figures stand below each other, at the right.
    """
    return _region(label, f"calc-table {class_}".rstrip())(
        element(
            "table",
            element("thead", element("tr", [_head(column) for column in columns])),
            element("tbody", rows),
            foot,
        )
    )


def cards(
    columns: Sequence[str], rows: Iterable[Html], *, label: str, foot: Html | None = None, class_: str = ""
) -> Html:
    """A table of which each row is a card on a telephone: its name, then each figure below what it is.

    A row begins with its name (`th`) and has a cell for each further column. One of few columns has room and stays a
    table.
    """
    if len(columns) < _CARDS:
        return table(columns, rows, label=label, foot=foot, class_=class_)
    # Each part says what it is, since a browser may forget that of a table which it does not lay out as one.
    return _region(label, f"calc-table calc-cards {class_}".rstrip())(
        element("table", role="table")(
            _heads(tuple(columns)),
            element("tbody", role="rowgroup")([_labelled(row, tuple(columns[1:])) for row in rows]),
            _labelled(foot, tuple(columns[1:])) if foot else None,
        )
    )


@lru_cache(maxsize=32)
def _heads(columns: tuple[str, ...]) -> Html:
    """The heads of a table of cards."""
    return element("thead", role="rowgroup")(
        element("tr", role="row")([_head(column, role=True) for column in columns])
    )


def _head(column: object, *, role: bool = False) -> Html:
    """A column without a name, above the rows' names, has no heading."""
    if not column:
        return element("td", role=role and "cell")()
    return element("th", scope="col", role=role and "columnheader")(column)


def _region(label: str, class_: str) -> Callable[..., Html]:
    return element("div", class_=class_, tabindex="0", role="region", aria_label=label)


def _labelled(rows: Html, columns: tuple[str, ...]) -> Html:
    """One row or several whole ones, of which each cell says its column."""
    return (_labels if len(rows) < _LONG else _labels.__wrapped__)(rows, columns)


# From key to key most rows stay as they are; what is long is made of many and not worth keeping.
@lru_cache(maxsize=200)
def _labels(rows: Html, columns: tuple[str, ...]) -> Html:
    for opening, role in _ROLES.items():
        rows = Html(rows.replace(opening, f'{opening} role="{role}"'))
    first, *cells = rows.split("<td")
    labels = [escaped(column) for column in columns]
    return Html(
        first
        + "".join(f'<td role="cell" data-label="{labels[at % len(labels)]}"{cell}' for at, cell in enumerate(cells))
    )
