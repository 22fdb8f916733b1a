"""A table of results; one of many columns says in each cell which column it is, for a telephone's cards."""

from __future__ import annotations

import re

from calculators.html import Html, element, rows
from calculators.table import cards, table


def row(*cells: str) -> Html:
    return element("tr", element("th", scope="row")(cells[0]), [element("td", cell) for cell in cells[1:]])


def labels(html: str) -> list[tuple[str, str]]:
    return re.findall(r'<td role="cell" data-label="([^"]*)"[^>]*>([^<]*)<', html)


def test_each_cell_of_a_card_says_its_column_in_every_row_and_in_the_sum() -> None:
    html = cards(
        ["Line", "Used & owed", "Limit", "Rate"],
        [row("a", "1", "2", "3"), row("b", "4", "5", "6")],
        label="Lines",
        foot=element("tfoot", row("sum", "5", "7", "–")),
    )
    said = ["Used &amp; owed", "Limit", "Rate"]
    assert labels(html) == list(zip(said * 3, ["1", "2", "3", "4", "5", "6", "5", "7", "–"], strict=True))
    # A browser that forgets what a table is where it is laid out as cards is told by the roles.
    assert [html.count(f'role="{role}"') for role in ("table", "rowgroup", "row", "columnheader", "rowheader")] == [
        1, 3, 4, 4, 3,
    ]  # fmt: skip


def test_rows_made_of_texts_say_it_too() -> None:
    html = cards(["a", "b", "c", "d"], [rows([("x", "1", "2", "3")], class_="calc-number")], label="t")
    assert labels(html) == [("b", "1"), ("c", "2"), ("d", "3")]


def test_three_columns_have_room_on_a_telephone() -> None:
    made = [row("x", "1", "2")]
    assert cards(["a", "b", "c"], made, label="t") == table(["a", "b", "c"], made, label="t")
    assert "calc-cards" not in table(["a", "b", "c"], made, label="t")
