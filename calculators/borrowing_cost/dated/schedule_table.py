"""A repayment schedule as an app shows it, out of a pasted table: which column is which, each row's day and amount.

No words. Nothing is guessed in silence: a row that cannot be read is a problem with its row and column, and while there
is one the schedule gives no rate, since a payment that is missing makes a loan look cheap.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from calculators import data, pasted_table, payment_said, sheet_cell
from calculators import form as typed
from calculators.figure import plain_money
from calculators.form import Problem
from calculators.pasted_table import MOST_CHARACTERS, Column, Row, Table
from calculators.sheet_cell import folded

MOST_ROWS = 1_000
NAMES = data.headings("borrowing_cost.dated", beside=__name__)
PARTS = ("principal", "interest", "fee")
_MONEY = ("amount", *PARTS)
# Whole cells of a column that says what kind of money a row is.
_RECEIVED, _PAID = (
    frozenset(map(folded, (*words["zh"], *words["en"])))
    for words in data.table("borrowing_cost.dated", "schedule_table.toml", beside=__name__).values()
)
_DAY_LIKE = "[0-9０-９]{4}[-/.年][0-9０-９]{1,2}[-/.月][0-9０-９]{1,2}日?|[0-9]{8}"
_NOTHING = ("", "-", "--", "–", "—", "——", "−", "/", "无", "none", "n/a", "null")


@dataclass(frozen=True)
class Payment:
    """One row: its number, its day and its fen; below 0 what was received. `parts` are those it says it is made of."""

    row: int
    day: date
    fen: int
    parts: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Unread:
    """A row that cannot be used: its number, the heading of the column (its letter where there is none), and why."""

    row: int
    column: str
    problem: Problem


@dataclass(frozen=True)
class Schedule:
    """The text as it was read. `problem` is one of the whole text; `totals` are rows of sums, which are left out."""

    table: Table | None = None
    columns: tuple[Column, ...] = ()
    payments: tuple[Payment, ...] = ()
    unread: tuple[Unread, ...] = ()
    totals: tuple[int, ...] = ()
    problem: Problem | None = None


def _in_columns(text: str) -> str:
    """The text with tabs, where every line is a day and an amount with blanks between: so apps' pages are copied."""
    if any(mark in text for mark in "\t;；"):
        return text
    lines = []
    for line in text.splitlines():
        pieces = line.translate({0x3000: " ", 0xA0: " "}).split()
        if not pieces:
            continue
        days = [piece for piece in pieces if _is_like_a_day(piece)]
        is_amount = not isinstance(sheet_cell.amount(pieces[-1], minus=True), Problem)
        if len(pieces) not in (2, 3) or len(days) != 1 or pieces[-1] in days or not is_amount:
            return text
        lines.append(f"{days[0]}\t{pieces[-1]}")
    return "\n".join(lines)


def _by_content(table: Table) -> tuple[Column, ...] | None:
    """Without headings: the one column of days and the one of amounts; None where there is not just one of each."""
    width = max((len(row.cells) for row in table.rows), default=0)
    rows = [row for row in table.rows if not pasted_table.is_total(row)]
    days, amounts = [], []
    for index in range(width):
        cells = [row.cell(index) for row in rows if row.cell(index)]
        if 2 * sum(_is_like_a_day(cell) for cell in cells) > len(cells):
            days.append(index)
        elif 2 * sum(_is_money(cell) for cell in cells) > len(cells) and not _is_numbering(cells):
            amounts.append(index)
    if len(days) != 1 or len(amounts) != 1:
        return None
    return (Column(days[0], "", "due", ""), Column(amounts[0], "", "amount", ""))


def _is_like_a_day(cell: str) -> bool:
    """Whether it is a day, or as good as written like one: 2027-02-31 is a mistaken day and no amount."""
    return not isinstance(sheet_cell.day(cell), Problem) or re.fullmatch(_DAY_LIKE, cell) is not None


def _is_money(cell: str) -> bool:
    return not isinstance(sheet_cell.amount(cell, minus=True), Problem)


def _is_numbering(cells: list[str]) -> bool:
    """Whether the cells count 1, 2, 3 … or 0, 1, 2 …."""
    first = int(cells[0]) if cells and cells[0].isascii() and cells[0].isdecimal() else -1
    return first in (0, 1) and cells == [str(first + at) for at in range(len(cells))]


class _Reader:
    """Reads the rows of a table by its columns."""

    def __init__(self, columns: tuple[Column, ...]) -> None:
        self._by_field = {column.field: column for column in columns if column.field}
        self._others = [
            column for column in columns if column.field not in ("due", "kind", "account", "client", *_MONEY)
        ]
        self._statuses = [column.index for column in columns if column.field == "status"]

    def row(self, row: Row) -> Payment | Unread | None:
        """The payment of the row; None where it holds none."""
        texts = {field: row.cell(column.index) for field, column in self._by_field.items()}
        if all(folded(texts.get(field, "")) in _NOTHING for field in ("due", *_MONEY)):
            return None
        said, asked = payment_said.said_of(row, self._others, self._statuses, code="schedule-said")
        if asked is None and said == payment_said.FAILED:
            asked = next(
                Problem(
                    "schedule-said-failed", column=typed.shown(each.heading), read=typed.shown(row.cell(each.index))
                )
                for each in self._others
                if payment_said.said(row.cell(each.index), is_status=each.index in self._statuses) == said
            )
        if asked is not None:
            return Unread(row.number, asked.values.get("column", ""), asked)
        day = sheet_cell.day(texts["due"])
        if isinstance(day, Problem):
            code = "empty" if folded(texts["due"]) in _NOTHING else "order" if day.code == "day-order" else "unread"
            return self._unread(row, "due", Problem(f"schedule-day-{code}", read=typed.shown(texts["due"])))
        read: dict[str, int] = {}
        for field in _MONEY:
            text = texts.get(field, "")
            if folded(text) in _NOTHING:
                continue
            fen = sheet_cell.amount(text, unit=self._by_field[field].unit, minus=True)
            if isinstance(fen, Problem):
                code = "currency" if fen.code == "money-currency" else "unread"
                return self._unread(row, field, Problem(f"schedule-amount-{code}", read=typed.shown(text)))
            read[field] = fen
        return self._payment(row, day, read, texts.get("kind", ""))

    def _payment(self, row: Row, day: date, read: Mapping[str, int], kind: str) -> Payment | Unread:
        parts = tuple((part, read[part]) for part in PARTS if part in read)
        together = sum(fen for _, fen in parts)
        if "amount" not in read:
            if not parts:
                return self._unread(row, "amount", Problem("schedule-amount-empty"))
            fen = together
        else:
            fen = read["amount"]
            # A column of one part alone says nothing about the whole.
            if len(self._parts()) > 1 and parts and together != fen:
                gaps = {"read": plain_money(fen), "sum": plain_money(together)}
                return self._unread(row, "amount", Problem("schedule-parts", **gaps))
        word = folded(kind)
        if word in _RECEIVED:
            fen = -abs(fen)
        elif word not in _NOTHING and word not in _PAID:
            return self._unread(row, "kind", Problem("schedule-kind-unread", read=typed.shown(kind)))
        elif word in _PAID and fen < 0:
            fen = -fen
        return Payment(row.number, day, fen, parts)

    def _parts(self) -> list[str]:
        return [part for part in PARTS if part in self._by_field]

    def _unread(self, row: Row, field: str, problem: Problem) -> Unread:
        column = self._by_field.get(field) or next(iter(self._by_field.values()))
        return Unread(row.number, column_name(column), problem)


def column_name(column: Column) -> str:
    """Its heading, else the letter that a spreadsheet would give it."""
    return typed.shown(column.heading) or (chr(65 + column.index) if column.index < 26 else str(column.index + 1))


def schedule(text: str) -> Schedule:
    """The payments of a pasted schedule, and what could not be read of it."""
    if kind := pasted_table.other_kind(text):
        return Schedule(problem=Problem(f"file-{kind}"))
    if len(text) > MOST_CHARACTERS:
        return Schedule(problem=Problem("schedule-too-long", count=f"{len(text):,}", most=f"{MOST_CHARACTERS:,}"))
    table = pasted_table.read_table(_in_columns(text), NAMES)
    if not table.rows:
        return Schedule(table, table.columns, problem=Problem("schedule-empty"))
    if len(table.rows) > MOST_ROWS:
        problem = Problem("schedule-too-many-rows", count=f"{len(table.rows):,}", most=f"{MOST_ROWS:,}")
        return Schedule(table, problem=problem)
    if table.headings is None:
        by_content = _by_content(table)
        if by_content is None:
            return Schedule(table, problem=Problem("schedule-no-columns"))
        return _read(table, by_content)
    fields = {column.field for column in table.columns}
    if "due" not in fields or not fields & {*_MONEY}:
        what = "day" if "due" not in fields else "amount"
        return Schedule(table, table.columns, problem=Problem(f"schedule-no-{what}"))
    if len(pasted_table.people_of(table)) > 1:
        return Schedule(table, table.columns, problem=Problem("schedule-many-people"))
    account = table.column("account")
    loans = {folded(row.cell(account.index)) for row in table.rows if not pasted_table.is_total(row)} if account else ()
    if len(set(loans) - {""}) > 1:
        problem = Problem("schedule-many-loans", count=str(len(set(loans) - {""})))
        return Schedule(table, table.columns, problem=problem)
    return _read(table, table.columns)


def _read(table: Table, columns: tuple[Column, ...]) -> Schedule:
    reader = _Reader(columns)
    payments: list[Payment] = []
    unread: list[Unread] = []
    totals: list[int] = []
    for row in table.rows:
        if pasted_table.is_total(row):
            totals.append(row.number)
            continue
        found = Unread(row.number, "", Problem("schedule-wider")) if table.is_wider(row) else reader.row(row)
        if isinstance(found, Unread):
            unread.append(found)
        elif found is not None:
            payments.append(found)
    problem = Problem("schedule-empty") if not payments and not unread else None
    return Schedule(table, columns, tuple(payments), tuple(unread), tuple(totals), problem)
