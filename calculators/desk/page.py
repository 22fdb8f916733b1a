"""What the desk's page asks for: strings in, strings out. Everything in sight is made here; the page only places it."""

from __future__ import annotations

import io
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from calculators import data
from calculators.desk.case import REASONS, RESULT
from calculators.desk.chosen import OF_A_CASE, OF_A_LINE, chosen, line_count, use, used_as
from calculators.desk.columns import CASE, FOLDER, NAME, Columns
from calculators.desk.results import csv_writer, json_writer
from calculators.desk.rules import Rules
from calculators.desk.said import PROBLEM_COLUMNS, notes_said
from calculators.desk.table_file import Opened, UnreadTableError, looked_at, rows
from calculators.desk.work import LOOKED_AT, Result, Work, looks_personal
from calculators.figure import grouped_money, marked_percent
from calculators.form import Problem, iso_day
from calculators.html import Html, element, fragment, void
from calculators.pasted_table import Row
from calculators.ratio import Ratio

_BANDS = ("over", "full", "above", "within", "no-limit", "unused", "no-target", "")
_A_PAGE, _A_PIECE = 50, 5_000
_RATIOS, _MONEY = ("total-ratio", "highest-ratio"), ("repay-total", "repay-every-line")
# Where the worker puts the bytes of a file that comes with a request.
FILE = "/given"
_SHOWN = 200


class _Desk:
    """The table that the page has open; a page has one."""

    def __init__(self) -> None:
        self.table: Opened | None = None
        self.work: Work | None = None
        self.view: tuple[object, list[Result]] = ((), [])


_desk = _Desk()


def answered(request: Mapping[str, Any]) -> dict[str, object]:
    """The answer to what the page asks: `do` names one of the functions below."""
    asked: dict[str, object] = _DOES[request["do"]](request, request["lang"])
    return asked


def _text(key: str, lang: str, **gaps: str) -> str:
    return data.text(FOLDER, key, lang=lang, **gaps)


def _wake(request: Mapping[str, Any], lang: str) -> dict[str, object]:
    """Asked at the start: what is fetched for an answer has come by then."""
    return {}


def _erase(request: Mapping[str, Any], lang: str) -> dict[str, object]:
    if _desk.work:
        _desk.work.stop()
    if _desk.table:
        _desk.table.file.close()
    _desk.__init__()  # type: ignore[misc]
    if request["do"] == "erase" and os.access(FILE, os.F_OK):
        # The page fetches no `pathlib`.
        os.remove(FILE)  # noqa: PTH107
    return {}


def _open(request: Mapping[str, Any], lang: str) -> dict[str, object]:
    """The columns for the reader to look over, or in one sentence why the table cannot be used."""
    _erase(request, lang)
    name = request["name"]
    try:
        file = open(FILE, "rb")  # noqa: SIM115, PTH123 - the page fetches no `pathlib`
        table = looked_at(file, name, io.BytesIO)
        if table.file is not file:
            file.close()
        first = list(islice(rows(table), LOOKED_AT))
    except UnreadTableError as error:
        return {"said": _said(error.problem, lang)}
    _desk.table = table
    found = looks_personal(table.columns, first)
    told = _text("look", lang)
    if table.other_sheets:
        others = _text("joint", lang).join(table.other_sheets)
        told = f"{_text('sheet-read', lang, sheet=table.sheet, others=others)} {told}"
    if table.problem:
        told = f"{_said(table.problem, lang)} {_text('choose', lang)}"
    return {"html": _columns(table.columns, first, found, lang), "told": told}


def _said(problem: Problem, lang: str) -> str:
    return _text(problem.code, lang, **problem.values)


def _columns(columns: Columns, first: list[Row], found: Mapping[int, str], lang: str) -> Html:
    uses = used_as(columns)
    choices = list(_choices(columns, lang))
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
                        uses.get(column.index, ""), found.get(column.index, ""), choices, lang,
                    ) for column in columns.every
                )),
            )
        ),
    )  # fmt: skip


def _choices(columns: Columns, lang: str) -> Iterator[tuple[str, str, str]]:
    """Everything that a column may be used as: the line whose it is then, the use, and how it is called."""
    yield "", "", _text("field-none", lang)
    count = line_count(columns)
    for field in (OF_A_CASE[0], *(OF_A_LINE if count < 2 else ()), *OF_A_CASE[1:]):
        yield "", field, _text(f"field-{field}", lang)
    for at in range(count if count > 1 else 0):
        name = columns.lines[at].line_name if at < len(columns.lines) else ""
        line = name or _text("line-number", lang, number=str(at + 1))
        for field in OF_A_LINE:
            yield line, use(field, at), _text("of-line", lang, line=line, field=_text(f"field-{field}", lang))


def _column(
    place: int, heading: str, first: str, used: str, kind: str, choices: list[tuple[str, str, str]], lang: str
) -> Html:
    hidden = "•" * min(len(first), 6) if kind else first[:_SHOWN]
    options = (element("option", value=each, selected=each == used)(label) for _, each, label in choices)
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
    offer = "mask" if field == CASE else "drop"
    box = void("input", type="checkbox", checked=True, data_mask=str(place))
    return fragment(said, element("label", box, _text(f"personal-{offer}", lang)))


def _begin(request: Mapping[str, Any], lang: str) -> dict[str, object]:
    """Takes the columns as the reader left them; `masked` are the columns whose text is to go."""
    table = _desk.table
    if table is None:
        return {"said": _text("nothing-open", lang)}
    known = {each: label for _, each, label in _choices(table.columns, lang) if each}
    uses = {int(at): each for at, each in request["fields"].items() if each in known}
    masked = {int(at) for at in request["masked"]}
    twice = [each for each, times in Counter(uses.values()).items() if times > 1]
    if twice:
        return {"said": _text("used-twice", lang, field=known[twice[0]])}
    is_masked = any(uses.get(at) == CASE for at in masked)
    columns = chosen(table.columns, {at: each for at, each in uses.items() if at not in masked or each == CASE})
    if columns is None:
        return {"said": _text("no-headings", lang)}
    name = _text("case-masked", lang, number="{number}") if is_masked else ""
    if _desk.work:
        _desk.work.stop()
    _desk.work = Work(table, columns, Rules(), name, lang=lang, day=iso_day(request["day"]))
    _desk.view = ((), [])
    return {}


def _more(request: Mapping[str, Any], lang: str) -> dict[str, object]:
    """Goes on with as many rows as the page asks for, and says how far it is."""
    work = _desk.work
    if work is None:
        return {"done": True}
    work.go_on(int(request["rows"]))
    count = f"{work.rows:,}"
    said = _text("progress", lang, rows=count)
    if work.is_done:
        ended = {"cases": f"{len(work.results):,}", "problems": f"{len(work.problems):,}"}
        fault = [_said(work.fault, lang)] if work.fault else []
        said = " ".join([*fault, _text("done", lang, rows=count, **ended), *notes_said(work.notes, lang)])
    elif work.is_read:
        said = _text("worked", lang, cases=f"{work.worked:,}")
    return {"done": work.is_done, "reading": not work.is_read, "share": work.share, "said": said, "cases": work.worked}


def _view(request: Mapping[str, Any], lang: str) -> dict[str, object]:
    """One page of the cases asked for, with the counts by band and the first problems."""
    work = _desk.work
    if work is None:
        return {"html": ""}
    asked = {name: str(request[name]) for name in ("sort", "band", "reason", "find")}
    key = (*asked.values(), request["down"], work.worked)
    if _desk.view[0] != key:
        found = work.order(
            asked["sort"], is_down=bool(request["down"]), band=asked["band"], reason=asked["reason"], find=asked["find"]
        )
        _desk.view = (key, found)
    cases = _desk.view[1]
    start = max(0, min(int(request["from"]), (len(cases) - 1) // _A_PAGE * _A_PAGE))
    return {
        "html": fragment(
            _bands(work.results, lang),
            _table(cases[start : start + _A_PAGE], asked["sort"], bool(request["down"]), lang),
            _pages(start, len(cases), lang),
            _problems(work, lang),
        )
    }


def _bands(results: list[Result], lang: str) -> Html:
    """How many cases stand where, each with its share as a bar."""
    counts = Counter(each.band for each in results)
    most = max(counts.values(), default=1)
    return element("div", class_="desk-scroll", tabindex="0", role="region", aria_label=_text("by-band", lang))(
        element("table", class_="desk-bands")(
            element("caption", _text("by-band", lang)),
            element("tbody", (
                element("tr")(
                    element("th", scope="row")(_band(band, lang)),
                    element("td", class_="desk-number")(f"{counts[band]:,}"),
                    element("td", _bar(counts[band], most)),
                )
                for band in _BANDS
                if counts[band]
            )),
        )
    )  # fmt: skip


def _bar(count: int, most: int) -> Html:
    return element("meter", min="0", max=str(most), value=str(count), aria_hidden="true")("")


def _band(band: str, lang: str) -> str:
    return _text(f"band-{band or 'none'}", lang)


def _table(cases: list[Result], sort: str, is_down: bool, lang: str) -> Html:
    columns = ("case", "look", "band", *RESULT[1:])
    return fragment(
        element("div", class_="desk-scroll", tabindex="0", role="region", aria_label=_text("results", lang))(
            element("table", class_="desk-results")(
                element("caption", _text("results", lang)),
                element("thead", element("tr", (_heading(name, sort, is_down, lang) for name in columns))),
                element("tbody", (element("tr", *_cells(each, lang)) for each in cases)),
            )
        ),
        None if cases else element("p", _text("none-found", lang)),
        element("p", class_="desk-notice")(_text("notice", lang)),
    )


def _heading(name: str, sort: str, is_down: bool, lang: str) -> Html:
    label = _text(f"result-{name}", lang)
    if name in ("look", "band"):
        return element("th", scope="col")(label)
    sorted_ = ("descending" if is_down else "ascending") if name == sort else None
    return element("th", scope="col", aria_sort=sorted_)(element("button", type="button", data_sort=name)(label))


def _cells(case: Result, lang: str) -> Iterator[Html]:
    yield element("th", scope="row")(case.row[0])
    yield element("td", _text("joint", lang).join(_text(f"reason-{each}", lang) for each in case.reasons))
    yield element("td", _band(case.band, lang))
    for name, value in zip(RESULT[1:], case.row[1:], strict=True):
        yield element("td", class_="desk-number")(element("data", value=value)(_shown(name, value)) if value else "")


def _shown(name: str, value: str) -> str:
    if name in _RATIOS:
        whole, _, decimals = value.partition(".")
        return marked_percent(Ratio(int(whole + decimals), 10 ** len(decimals)))
    return grouped_money(int(value.replace(".", ""))) if name in _MONEY else value


def _pages(start: int, count: int, lang: str) -> Html:
    shown = _text(
        "shown", lang, first=f"{min(start + 1, count):,}", last=f"{min(start + _A_PAGE, count):,}", all=f"{count:,}"
    )
    if count <= _A_PAGE:
        return element("p", class_="desk-pages")(shown)
    steps = (("previous", start - _A_PAGE, start > 0), ("next", start + _A_PAGE, start + _A_PAGE < count))
    return element("p", class_="desk-pages")(
        shown,
        *(
            element("button", type="button", class_="cl-copy", data_from=str(at), disabled=not is_there)(
                _text(key, lang)
            )
            for key, at, is_there in steps
        ),
    )


def _problems(work: Work, lang: str) -> Html:
    found = work.problems
    if not found:
        return fragment()
    first = found[:_SHOWN]
    title = _text("problems", lang, count=f"{len(found):,}")
    return element("details", class_="desk-problems")(
        element("summary", title),
        element("p", _text("problems-more", lang, shown=f"{len(first):,}")) if len(first) < len(found) else None,
        element("div", class_="desk-scroll", tabindex="0", role="region", aria_label=title)(
            element("table")(
                element("thead", element("tr", (
                    element("th", scope="col")(_text(f"problem-column-{name}", lang)) for name in PROBLEM_COLUMNS
                ))),
                element("tbody", (element("tr", (element("td", cell) for cell in row)) for row in first)),
            )
        ),
    )  # fmt: skip


def _export(request: Mapping[str, Any], lang: str) -> dict[str, object]:
    """A piece of a file, and where the next one begins; -1 after the last."""
    work = _desk.work
    start, kind = int(request["from"]), request["kind"]
    file = io.StringIO()
    columns = PROBLEM_COLUMNS if kind == "problems" else RESULT
    write = (json_writer if kind == "jsonl" else csv_writer)(file, columns)
    rows = [] if work is None else work.problems if kind == "problems" else [each.row for each in work.results]
    if start:
        # The headings stand in the first piece.
        file.seek(0)
        file.truncate()
    for row in rows[start : start + _A_PIECE]:
        write(dict(zip(columns, row, strict=True)))
    after = start + _A_PIECE
    return {"text": file.getvalue(), "next": after if after < len(rows) else -1}


_DOES = {
    "wake": _wake,
    "open": _open,
    "begin": _begin,
    "more": _more,
    "view": _view,
    "export": _export,
    "erase": _erase,
}
REASON_NAMES, BAND_NAMES = REASONS, tuple(filter(None, _BANDS))
