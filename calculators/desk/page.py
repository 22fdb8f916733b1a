"""What the desk's page asks for: strings in, strings out. Everything in sight is made here; the page only places it."""

from __future__ import annotations

import gc
import io
import os
from collections import Counter
from collections.abc import Generator, Mapping
from functools import _lru_cache_wrapper
from itertools import islice
from typing import Any

from calculators import data
from calculators.desk.again import Again, looks_like_names
from calculators.desk.case import BANDS, REASONS, RULES, result_columns
from calculators.desk.cases import FAR, Cases, Result
from calculators.desk.chosen import chosen
from calculators.desk.columns import CASE, FOLDER
from calculators.desk.house import panel, toml_of
from calculators.desk.page_columns import case_shown, choices, columns_shown
from calculators.desk.page_files import MOST_REPORTS, reports, workbook
from calculators.desk.page_results import A_PAGE, results_shown
from calculators.desk.personal import LOOKED_AT
from calculators.desk.results import csv_writer, json_writer
from calculators.desk.rules import Rules, read_rules
from calculators.desk.said import PROBLEM_COLUMNS, notes_said
from calculators.desk.table_file import Opened, UnreadTableError, looked_at, rows
from calculators.desk.work import Work, looks_personal
from calculators.desk.zip_written import ZipWriter
from calculators.form import Problem, iso_day
from calculators.workbook import FILE

_A_PIECE = 5_000
# Where the worker takes the bytes of a file that was made.
MADE = "/made"


class _Desk:
    """The table that the page has open; a page has one."""

    def __init__(self) -> None:
        self.table: Opened | None = None
        self.work: Cases | None = None
        self.view: tuple[object, list[Result]] = ((), [])
        self.making: Generator[None] | None = None


class _House:
    """The house rules that the page goes by; another table does not change them."""

    def __init__(self) -> None:
        self.rules = Rules()


desk, _house = _Desk(), _House()


def answered(request: Mapping[str, Any]) -> dict[str, object]:
    """The answer to what the page asks: `do` names one of the functions below."""
    asked: dict[str, object] = _DOES[request["do"]](request, request["lang"])
    return asked


def _text(key: str, lang: str, **gaps: str) -> str:
    return data.text(FOLDER, key, lang=lang, **gaps)


def _wake(request: Mapping[str, Any], lang: str) -> dict[str, object]:
    """Asked at the start: what is fetched for an answer has come by then."""
    return {"html": panel(_house.rules, lang, day=iso_day(request["day"]))}


def _rules(request: Mapping[str, Any], lang: str) -> dict[str, object]:
    """Takes house rules, from the panel or as a file's text, and gives them back as both; or says what is wrong."""
    day = iso_day(request["day"])
    text = request["text"] if "text" in request else toml_of(request["values"], day)
    read = read_rules(text) if text.strip() else Rules()
    if isinstance(read, Problem):
        values = dict(read.values)
        reason = values["reason"] if read.code == "unread" else _text(f"rules-{read.code}", lang, **values)
        return {"said": _text("rules-unread", lang, name=request["name"], reason=reason)}
    _house.rules = read
    key = "house-used" if read.digest else "house-none"
    told = _text(key, lang, **({"digest": read.digest} if read.digest else {}))
    return {"told": told, "html": panel(read, lang, day=day), "text": text}


def _erase(request: Mapping[str, Any], lang: str) -> dict[str, object]:
    if desk.work:
        desk.work.stop()
    if desk.table:
        desk.table.file.close()
    desk.__init__()  # type: ignore[misc]
    _forget()
    if request["do"] == "erase":
        _remove(FILE, MADE)
    return {}


def _forget() -> None:
    """Empties whatever Python keeps of earlier calls: names may stand there."""
    for each in gc.get_objects():
        if isinstance(each, _lru_cache_wrapper):
            each.cache_clear()


def _remove(*paths: str) -> None:
    for path in paths:
        if os.access(path, os.F_OK):
            # The page fetches no `pathlib`.
            os.remove(path)  # noqa: PTH107


def _open(request: Mapping[str, Any], lang: str) -> dict[str, object]:
    """The columns for the reader to look over, or in one sentence why the table cannot be used."""
    _erase(request, lang)
    name = request["name"]
    try:
        file = open(FILE, "rb")  # noqa: SIM115, PTH123 - the page fetches no `pathlib`
        table = looked_at(file, name, io.BytesIO)
        if table.file is not file:
            file.close()
        if table.results:
            return _open_again(table, lang)
        first = list(islice(rows(table), LOOKED_AT))
    except UnreadTableError as error:
        # Nothing can be erased by a button where no table is open.
        _remove(FILE)
        return {"said": _said(error.problem, lang)}
    desk.table = table
    found = looks_personal(table.columns, first)
    told = _text("look", lang)
    if table.other_sheets:
        others = _text("joint", lang).join(table.other_sheets)
        told = f"{_text('sheet-read', lang, sheet=table.sheet, others=others)} {told}"
    if table.problem:
        told = f"{_said(table.problem, lang)} {_text('choose', lang)}"
    return {"html": columns_shown(table.columns, first, found, lang), "told": told}


def _open_again(table: Opened, lang: str) -> dict[str, object]:
    """Results are shown as they are; all that can be said of their columns is that names may stand in the first."""
    desk.table = table
    kind = looks_like_names(table)
    return {"html": case_shown(kind, lang), "told": _text("again-look", lang), "begin": _text("again-begin", lang)}


def _said(problem: Problem, lang: str) -> str:
    return _text(problem.code, lang, **problem.values)


def _begin(request: Mapping[str, Any], lang: str) -> dict[str, object]:
    """Takes the columns as the reader left them; `masked` are the columns whose text is to go."""
    table = desk.table
    if table is None:
        return {"said": _text("nothing-open", lang)}
    if table.results:
        name = _text("case-masked", lang, number="{number}") if request["masked"] else ""
        return _take(Again(table, name, lang=lang, day=iso_day(request["day"])))
    known = {each: label for each, label in choices(table.columns, lang) if each}
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
    return _take(Work(table, columns, _house.rules, name, lang=lang, day=iso_day(request["day"])))


def _take(work: Cases) -> dict[str, object]:
    """From now on these are the cases that the page asks about."""
    if desk.work:
        desk.work.stop()
    desk.work, desk.view = work, ((), [])
    return {}


def _more(request: Mapping[str, Any], lang: str) -> dict[str, object]:
    """Goes on with as many rows as the page asks for, and says how far it is."""
    work = desk.work
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
    work = desk.work
    if work is None:
        return {"html": ""}
    cases = _cases(work, request)
    start = max(0, min(int(request["from"]), (len(cases) - 1) // A_PAGE * A_PAGE))
    return {"html": results_shown(work, cases, start, request, lang)}


def _cases(work: Cases, request: Mapping[str, Any]) -> list[Result]:
    """The cases asked for, in the order asked for; kept from one page of them to the next."""
    asked = {name: str(request[name]) for name in ("sort", "band", "reason", "find")}
    key = (*asked.values(), request["down"], work.worked)
    if desk.view[0] != key:
        desk.view = (key, work.order(asked.pop("sort"), is_down=bool(request["down"]), **asked))
    return desk.view[1]


def _export(request: Mapping[str, Any], lang: str) -> dict[str, object]:
    """A piece of a file, and where the next one begins; -1 after the last."""
    work = desk.work
    start, kind = int(request["from"]), request["kind"]
    file = io.StringIO()
    digest = work.digest if work else ""
    columns = PROBLEM_COLUMNS if kind == "problems" else result_columns(digest)
    write = (json_writer if kind == "jsonl" else csv_writer)(file, columns)
    rows = [] if work is None else work.problems if kind == "problems" else [each.row for each in work.results]
    if start:
        # The headings stand in the first piece.
        file.seek(0)
        file.truncate()
    for row in rows[start : start + _A_PIECE]:
        write({**dict(zip(columns, row, strict=False)), **({RULES: digest} if kind != "problems" else {})})
    after = start + _A_PIECE
    return {"text": file.getvalue(), "next": after if after < len(rows) else -1}


def _make(request: Mapping[str, Any], lang: str) -> dict[str, object]:
    """Goes on making a file of many parts, so many rows or pages a time; `from` is 0 at its beginning. `next` is -1
    when the worker can take it."""
    work = desk.work
    if work is None:
        return {"next": -1}
    if request["kind"] == "reports" and not work.has_lines:
        return {"next": -1, "refused": True, "said": _text("again-no-reports", lang)}
    if not int(request["from"]):
        desk.making = _made(work, request, lang)
    assert desk.making is not None
    before = int(request["from"])
    count = sum(1 for _ in islice(desk.making, int(request["rows"])))
    if count == int(request["rows"]):
        return {"next": before + count, "said": _text("making", lang, count=f"{before + count:,}")}
    cut = request["kind"] == "reports" and len(_cases(work, request)) > MOST_REPORTS
    return {"next": -1, "said": _text("reports-cut", lang, most=f"{MOST_REPORTS:,}") if cut else _text("made", lang)}


def _made(work: Cases, request: Mapping[str, Any], lang: str) -> Generator[None]:
    with open(MADE, "wb") as file:  # noqa: PTH123 - the page fetches no `pathlib`
        to = ZipWriter(file)
        if request["kind"] == "workbook":
            yield from workbook(to, work, lang)
        else:
            yield from reports(to, work, _cases(work, request), lang, day=work.day)


_DOES = {
    "wake": _wake,
    "open": _open,
    "begin": _begin,
    "more": _more,
    "view": _view,
    "export": _export,
    "make": _make,
    "rules": _rules,
    "erase": _erase,
}
REASON_NAMES, BAND_NAMES = (*REASONS, FAR), tuple(filter(None, BANDS))
