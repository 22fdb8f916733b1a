"""The part `paste`: lines out of a pasted block, shown as they were understood."""

from __future__ import annotations

from datetime import date

from calculators.figure import shown_money
from calculators.form import MOST_ROWS, Form, shown
from calculators.html import Html, element, fragment
from calculators.pasted_table import MOST_CHARACTERS, Column, Row
from calculators.table import table, to_desk
from calculators.utilisation.pasted import Understood, fill, standing, understood
from calculators.utilisation.pasted_columns import DUE, NAMES, OVERDUE, OVERDUE_PART, PRODUCT, RATE
from calculators.utilisation.pasted_row import Line, Unread
from calculators.utilisation.phrases import text as _text

_MOST_NAMED = 20


def _column_name(column: Column, lang: str) -> str:
    return shown(column.heading) or _text("pasted-column", lang, number=str(column.index + 1))


def _title(row: Row, lang: str) -> str:
    return _text("pasted-title-row", lang, row=str(row.number), read=shown(next(cell for cell in row.cells if cell)))


def _field_name(field: str, lang: str) -> str:
    if field == PRODUCT:
        return _text("pasted-product", lang)
    if field not in NAMES or field in ("none", "client"):
        return _text("pasted-not-used", lang)
    return _text("pasted-available" if field == "available" else f"field-line-{field}", lang)


def _columns(found: Understood, lang: str) -> Html | None:
    rows = [
        element(
            "tr",
            element("td", element("bdi", _column_name(column, lang))),
            element("td", _our_field(column, found, lang)),
        )
        for column in found.columns
        if column.heading or column.field
    ]
    heads = (_text("pasted-theirs", lang), _text("pasted-ours", lang))
    return table(heads, rows, label=_text("pasted-columns-label", lang)) if rows else None


def _our_field(column: Column, found: Understood, lang: str) -> str:
    """The field that the column is taken for, and how its amounts are read."""
    has_amounts = column.field == OVERDUE and found.has_overdue_amounts
    return (
        _field_name(column.field, lang)
        + (_text("pasted-and-amount", lang) if has_amounts else "")
        + (_text("pasted-in-wan", lang) if column.field and column.unit == "万" else "")
    )


def _plan_fields(found: Understood) -> list[str]:
    """Those of the plan's fields that have a column in the block."""
    known = {column.field for column in found.columns} | ({OVERDUE_PART} if found.has_overdue_amounts else set())
    return [field for field in (DUE, RATE, OVERDUE_PART) if field in known]


def _line(line: Line, plan_fields: list[str], lang: str) -> Html:
    shown_terms = {DUE: line.due, RATE: line.rate, OVERDUE_PART: shown_money(line.overdue, lang=lang)}
    return element(
        "tr",
        element("td", str(line.number)),
        element("td", element("bdi", line.name)),
        element("td", _text(f"kind-{line.kind}", lang)),
        element("td", class_="calc-number")(shown_money(line.limit, lang=lang)),
        element("td", class_="calc-number")(shown_money(line.used, lang=lang)),
        element("td", _text(f"pasted-{line.status}", lang)),
        element("td", _text("pasted-overdue-yes" if line.is_overdue else "pasted-overdue-no", lang)),
        [element("td", shown_terms[field]) for field in plan_fields],
    )


def _lines(found: Understood, lang: str) -> Html | None:
    if not found.lines:
        return None
    heads = [_text("pasted-row", lang)]
    terms = _plan_fields(found)
    heads += [
        _text(f"field-line-{name}", lang) for name in ("name", "kind", "limit", "used", "status", "overdue", *terms)
    ]
    rows = [_line(line, terms, lang) for line in found.lines]
    return table(heads, rows, label=_text("pasted-lines-label", lang))


def _why(unread: Unread, lang: str) -> str:
    """The row, the column and what is wrong, as at a field."""
    row = str(unread.row.number)
    if unread.column is None:
        place = _text("pasted-place-row", lang, row=row)
    else:
        place = _text("pasted-place", lang, row=row, column=_column_name(unread.column, lang))
    return _text(f"problem-{unread.problem.code}", lang, place=place, **unread.problem.values)


def _unread(found: Understood, lang: str) -> list[Html]:
    said = [element("li", _why(each, lang)) for each in found.unread[:_MOST_NAMED]]
    if len(found.unread) > _MOST_NAMED:
        said.append(element("li", _text("pasted-more", lang, count=str(len(found.unread) - _MOST_NAMED))))
    return [element("ul", class_="calc-wrong")(said)] if said else []


def _summary(found: Understood, first: int, lang: str) -> list[str]:
    if found.other_kind:
        return [_text(f"problem-file-{found.other_kind}", lang)]
    if found.people:
        return [fragment(_text("pasted-many-people", lang, count=str(found.people)), to_desk(lang))]
    if found.rivals:
        names = _text("list-comma", lang).join(_column_name(column, lang) for column in found.rivals)
        return [_text("pasted-rivals", lang, columns=names)]
    if found.is_too_long:
        return [_text("pasted-too-long", lang, most=f"{MOST_CHARACTERS:,}")]
    if not found.columns and not found.rest.strip():
        return [_text("pasted-nothing", lang)]
    if found.missing:
        names = _text("list-comma", lang).join(_field_name(field, lang) for field in found.missing)
        return [_text("pasted-missing", lang, fields=names)]
    said = []
    if found.lines:
        said.append(_text("pasted-taken", lang, count=str(len(found.lines)), first=str(first)))
    elif not found.beyond:
        said.append(_text("pasted-none-taken", lang))
    if found.lines and found.unread:
        said.append(_text("pasted-kept", lang, count=str(len(found.unread))))
    if found.lines and found.rest:
        said.append(_text("pasted-again", lang))
    if found.beyond:
        said.append(_text("pasted-beyond", lang, most=str(MOST_ROWS), count=str(found.beyond)))
    if found.totals:
        rows = _text("list-comma", lang).join(map(str, found.totals[:_MOST_NAMED]))
        said.append(_text("pasted-totals", lang, rows=rows))
    if found.merged:
        rows = _text("list-comma", lang).join(map(str, found.merged[:_MOST_NAMED]))
        said.append(_text("pasted-merged", lang, rows=rows))
    if found.titles:
        rows = _text("list-comma", lang).join(_title(row, lang) for row in found.titles)
        said.append(_text("pasted-titles", lang, rows=rows))
    if not found.has_headings:
        said.append(_text("pasted-by-content", lang))
    return said


def part(form: Form, given: str, *, lang: str, day: date) -> dict[str, object]:
    """The block as lines: `html` shows what was understood, `fill` holds the rows where there is any.

    With `pasted-added` ticked they come after the form's own rows.
    """
    above = standing(form) if form.text("pasted-added") == "yes" else {}
    taken = max(map(len, above.values()), default=0)
    found = understood(given, room=max(0, MOST_ROWS - taken))
    html = element(
        "div",
        element("p", class_="calc-title")(_text("pasted-title", lang)),
        (element("p", sentence) for sentence in _summary(found, taken + 1, lang)),
        _unread(found, lang),
        _columns(found, lang),
        _lines(found, lang),
    )
    return {"html": str(html), **({"fill": fill(found.lines, found.rest, above)} if found.lines else {})}
