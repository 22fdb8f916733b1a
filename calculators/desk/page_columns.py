"""What the desk's page shows of a table's columns before anything is worked out: each one's use, to be corrected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from calculators import data
from calculators.desk.chosen import OF_A_CASE, OF_A_LINE, line_count, use, used_as
from calculators.desk.columns import CASE, FOLDER, NAME, Columns
from calculators.html import Html, element, fragment, void
from calculators.pasted_table import Row

_SHOWN = 200
# Of a row with more lines than so many, a column is offered those of its own line: each one with all would be millions.
_MOST_OFFERED = 20


def _text(key: str, lang: str, **gaps: str) -> str:
    return data.text(FOLDER, key, lang=lang, **gaps)


def columns_shown(columns: Columns, first: list[Row], found: Mapping[int, str], lang: str) -> Html:
    """The table of columns; `first` are rows to show cells of, `found` what looks like personal data, by place."""
    uses = used_as(columns)
    uses_named = list(choices(columns, lang))
    by_line = {} if line_count(columns) <= _MOST_OFFERED else _by_line(uses_named)
    return fragment(
        element("p", class_="desk-warn")(_text("personal-found", lang)) if found else None,
        element("div", class_="desk-scroll", tabindex="0", role="region", aria_label=_text("columns", lang))(
            element("table")(
                element("caption", _text("columns", lang)),
                element("thead", element("tr", (element("th", scope="col")(_text(f"columns-{name}", lang)) for name in (
                    "heading", "first", "used-as"
                )))),
                element("tbody", (
                    _column(
                        column.index, column.heading, next(filter(None, (row.cell(column.index) for row in first)), ""),
                        uses.get(column.index, ""), found.get(column.index, ""),
                        by_line.get(uses.get(column.index, "").partition("@")[2], uses_named), lang,
                    ) for column in columns.every
                )),
            )
        ),
    )  # fmt: skip


def _by_line(named: list[tuple[str, str]]) -> dict[str, list[tuple[str, str]]]:
    """What a column may be used as, by the line that it is used for: what a case has once, and the line's fields."""
    found: dict[str, list[tuple[str, str]]] = {}
    for each, label in named:
        found.setdefault(each.partition("@")[2], []).append((each, label))
    once = found.pop("", [])
    return {"": once, **{line: once + own for line, own in found.items()}}


def case_shown(kind: str, lang: str) -> Html:
    """What is offered where the cases' names look like personal data."""
    if not kind:
        return fragment()
    return fragment(element("p", class_="desk-warn")(_text("personal-found", lang)), _offer(0, CASE, lang))


def choices(columns: Columns, lang: str) -> Iterator[tuple[str, str]]:
    """Everything that a column may be used as, and how it is called."""
    yield "", _text("field-none", lang)
    count = line_count(columns)
    for field in (OF_A_CASE[0], *(OF_A_LINE if count < 2 else ()), *OF_A_CASE[1:]):
        yield field, _text(f"field-{field}", lang)
    for at in range(count if count > 1 else 0):
        name = columns.lines[at].line_name if at < len(columns.lines) else ""
        line = name or _text("line-number", lang, number=str(at + 1))
        for field in OF_A_LINE:
            yield use(field, at), _text("of-line", lang, line=line, field=_text(f"field-{field}", lang))


def _column(
    place: int, heading: str, first: str, used: str, kind: str, named: list[tuple[str, str]], lang: str
) -> Html:
    hidden = "•" * min(len(first), 6) if kind else first[:_SHOWN]
    options = (element("option", value=each, selected=each == used)(label) for each, label in named)
    return element("tr")(
        element("th", scope="row")(heading),
        element("td", hidden),
        element("td")(
            element("select", data_column=str(place), aria_label=_text("columns-use", lang, heading=heading))(*options),
            _personal(place, used, kind, lang),
        ),
    )


def _personal(place: int, used: str, kind: str, lang: str) -> Html | None:
    """What the column looks like, and what is offered for it; a column that is not used is kept nowhere."""
    if not kind:
        return None
    said = element("p", _text(f"personal-{kind}", lang))
    field = used.partition("@")[0]
    if field not in (CASE, NAME):
        return said
    return fragment(said, _offer(place, field, lang))


def _offer(place: int, field: str, lang: str) -> Html:
    offer = "mask" if field == CASE else "drop"
    box = void("input", type="checkbox", checked=True, data_mask=str(place))
    return element("label", box, _text(f"personal-{offer}", lang))
