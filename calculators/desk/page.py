"""What the desk's page asks for: strings in, strings out. Everything in sight is made here; the page only places it."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from calculators import data
from calculators.desk.case import REASONS, RESULT
from calculators.desk.columns import CASE, FOLDER, LINE, MONTHS, NAME, TARGET
from calculators.desk.results import csv_writer, json_writer
from calculators.desk.said import PROBLEM_COLUMNS
from calculators.desk.work import Result, Work, looks_personal, opened, used_as
from calculators.figure import grouped_money, marked_percent
from calculators.form import Problem, iso_day
from calculators.html import Html, element, fragment, void
from calculators.pasted_table import Table
from calculators.ratio import Ratio

_BANDS = ("over", "full", "above", "within", "no-limit", "unused", "no-target", "")
_A_PAGE, _A_PIECE = 50, 5_000
_RATIOS, _MONEY = ("total-ratio", "highest-ratio"), ("repay-total", "repay-every-line")
_FIELDS = (CASE, *LINE, TARGET, MONTHS)
_SHOWN = 200


class _Desk:
    """The table that the page has open; a page has one."""

    def __init__(self) -> None:
        self.text = ""
        self.table: Table | None = None
        self.personal: dict[int, str] = {}
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
    _desk.__init__()  # type: ignore[misc]
    return {}


def _open(request: Mapping[str, Any], lang: str) -> dict[str, object]:
    """The columns for the reader to look over, or in one sentence why the table cannot be used."""
    _erase(request, lang)
    table = opened(request["text"])
    if isinstance(table, Problem):
        return {"said": _text(table.code, lang, name=request["name"])}
    _desk.text, _desk.table, _desk.personal = request["text"], table, looks_personal(table)
    return {"html": _columns(table, _desk.personal, lang)}


def _columns(table: Table, found: Mapping[int, str], lang: str) -> Html:
    fields = used_as(table)
    return fragment(
        element("p", class_="desk-warn")(_text("personal-found", lang)) if found else None,
        element("div", class_="desk-scroll", tabindex="0", role="region", aria_label=_text("columns", lang))(
            element("table")(
                element("caption", _text("columns", lang)),
                element("thead", element("tr", (element("th", scope="col")(_text(f"columns-{name}", lang)) for name in (
                    "heading", "first", "used-as"
                )))),
                element("tbody", (_column(table, at, fields, found, lang) for at in range(len(table.columns)))),
            )
        ),
    )  # fmt: skip


def _column(table: Table, at: int, fields: Mapping[int, str], found: Mapping[int, str], lang: str) -> Html:
    column = table.columns[at]
    used, kind = fields.get(column.index, ""), found.get(column.index, "")
    label = _text("columns-use", lang, heading=column.heading)
    choices = (
        element("option", value=each, selected=each == used)(_text(f"field-{each}" if each else "field-none", lang))
        for each in ("", *_FIELDS)
    )
    first = next((cell for row in table.rows if (cell := row.cell(column.index))), "")
    hidden = "•" * min(len(first), 6) if kind else first[:_SHOWN]
    return element("tr")(
        element("th", scope="row")(column.heading),
        element("td", hidden),
        element("td")(
            element("select", data_column=str(column.index), aria_label=label)(*choices),
            _personal(column.index, used, kind, lang),
        ),
    )


def _personal(index: int, used: str, kind: str, lang: str) -> Html | None:
    """What the column looks like, and what is offered for it; a column that is not used is kept nowhere."""
    if not kind:
        return None
    said = element("p", _text(f"personal-{kind}", lang))
    if used not in (CASE, NAME):
        return said
    offer = "mask" if used == CASE else "drop"
    box = void("input", type="checkbox", checked=True, data_mask=str(index))
    return fragment(said, element("label", box, _text(f"personal-{offer}", lang)))


def _begin(request: Mapping[str, Any], lang: str) -> dict[str, object]:
    """Takes the columns as the reader left them; `masked` are the columns whose text is to go."""
    if _desk.table is None:
        return {"said": _text("nothing-open", lang)}
    fields = {int(at): field for at, field in request["fields"].items() if field in _FIELDS}
    masked = {int(at) for at in request["masked"]}
    twice = [field for field, times in Counter(fields.values()).items() if times > 1]
    if twice:
        return {"said": _text("used-twice", lang, field=_text(f"field-{twice[0]}", lang))}
    is_masked = any(fields.get(at) == CASE for at in masked)
    fields = {at: field for at, field in fields.items() if at not in masked or field == CASE}
    name = _text("case-masked", lang, number="{number}") if is_masked else ""
    try:
        _desk.work = Work(_desk.text, _desk.table, fields, name, lang=lang, day=iso_day(request["day"]))
    except ValueError:
        return {"said": _text("no-headings", lang)}
    _desk.view = ((), [])
    return {}


def _more(request: Mapping[str, Any], lang: str) -> dict[str, object]:
    """Goes on with as many rows as the page asks for, and says how far it is."""
    work = _desk.work
    if work is None:
        return {"done": True}
    work.go_on(int(request["rows"]))
    rows = f"{work.rows_done if work.is_read else work.rows:,}"
    said = (
        _text("worked-rows", lang, rows=rows, all=f"{work.rows:,}")
        if work.is_read
        else _text("progress", lang, rows=rows)
    )
    ended = {"rows": f"{work.rows:,}", "cases": f"{len(work.results):,}", "problems": f"{len(work.problems):,}"}
    if work.is_done:
        said = _text("done", lang, **ended)
        if work.fault:
            said = f"{_text(work.fault.code, lang, **work.fault.values)} {said}"
    return {
        "done": work.is_done,
        "reading": not work.is_read,
        "share": work.rows_done / max(1, work.rows) if work.is_read else work.share_read,
        "said": said,
        "cases": len(work.results),
    }


def _view(request: Mapping[str, Any], lang: str) -> dict[str, object]:
    """One page of the cases asked for, with the counts by band and the first problems."""
    work = _desk.work
    if work is None:
        return {"html": ""}
    asked = {name: str(request[name]) for name in ("sort", "band", "reason", "find")}
    key = (*asked.values(), request["down"], len(work.results))
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
    if not work.problems:
        return fragment()
    first = work.problems[:_SHOWN]
    title = _text("problems", lang, count=f"{len(work.problems):,}")
    return element("details", class_="desk-problems")(
        element("summary", title),
        element("p", _text("problems-more", lang, shown=f"{len(first):,}")) if first != work.problems else None,
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
FIELDS, REASON_NAMES, BAND_NAMES = _FIELDS, REASONS, tuple(filter(None, _BANDS))
