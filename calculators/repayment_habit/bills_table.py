"""Bills as read from a pasted table: which column is which, a row's days and sums, which rows are one bill. No words.

Nothing is guessed in silence: what was recognised is shown, every row that could not be used is listed with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from calculators import data, pasted_table, payment_said, sheet_cell
from calculators import form as typed
from calculators.form import Problem
from calculators.pasted_table import MOST_CHARACTERS, Row, Table
from calculators.repayment_habit.bills import Bill, Payment, cleared

MOST_ROWS = 1_000
ROLES = ("due", "amount-due", "paid-on", "amount-paid")
NEEDED = ("due", "paid-on")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
NO_COLUMN = "none"

_BY_CONTENT = {"due-or-amount": ("due", "amount-due"), "paid-or-amount": ("paid-on", "amount-paid")}
# Field to the headings that mean it. 还款日 and 还款日期 may be either day: what the other column is decides.
NAMES = data.headings("repayment_habit", beside=__name__)
_NOTHING = (
    "", "-", "--", "–", "—", "——", "−", "/", "无", "暂无", "未还", "未还款", "未还清", "尚未还款", "逾期未还", "待还",
    "待还款",
    "未支付", "未付", "未付款", "未结清", "unpaid", "notpaid", "notyetpaid", "none", "n/a", "na", "null", "nil",
)  # fmt: skip
# How databases and spreadsheets write a day that is not there; as a date paid only, a due date cannot be missing so.
_NO_DAY = "0{1,8}|(?:0{4}|1900)[-/.]0?[01][-/.]0?0|0{4}年0?0月0?0日"


@dataclass(frozen=True)
class Unused:
    """A row that could not be used: its number, why, and the due day where that much could be read. A row of sums is no
    bill, so that nothing is missing without it."""

    row: int
    problem: Problem
    due: date | None = None

    @property
    def is_missing(self) -> bool:
        """Whether a bill may be missing from the record with this row."""
        return self.problem.code != "bills-total"


@dataclass(frozen=True)
class Reading:
    """The text as it was read: the table, the column of each role (None where there is none), the bills, and what
    could not be used (rows as people count them). `failed`: rows whose payment, as another cell says, did not come."""

    table: Table | None = None
    columns: tuple[int | None, ...] = (None,) * len(ROLES)
    bills: tuple[Bill, ...] = ()
    used: int = 0
    nothing_due: int = 0
    joined: tuple[tuple[int, ...], ...] = ()
    failed: tuple[int, ...] = ()
    unused: tuple[Unused, ...] = ()
    problem: Problem | None = None


def _width(table: Table) -> int:
    rows = table.rows if table.headings is None else (table.headings, *table.rows)
    return min(len(LETTERS), max((len(row.cells) for row in rows), default=0))


def _held(table: Table, index: int, roles: tuple[str, str]) -> str:
    """The first role where most of the column's cells are days, the second where they are amounts or none is either."""
    cells = [row.cell(index) for row in table.rows if not pasted_table.is_total(row)]
    cells = [cell for cell in cells if not _is_nothing(cell) and not _is_no_day(cell)]
    days = sum(not _is_mistaken(sheet_cell.day(cell)) for cell in cells)
    amounts = sum(not _is_mistaken(sheet_cell.amount(cell, minus=True)) for cell in cells)
    if 2 * days > len(cells):
        return roles[0]
    return roles[1] if 2 * amounts > len(cells) or not cells else ""


def _is_mistaken(read: date | int | Problem) -> bool:
    """Whether a cell is neither: a day in an order that cannot be told is still a day."""
    return isinstance(read, Problem) and read.code != "day-order"


def recognised(table: Table) -> tuple[int | None, ...]:
    """The column of each role by its heading; without headings the first four columns in their order."""
    if table.headings is None:
        return tuple(index if index < _width(table) else None for index in range(len(ROLES)))
    found = {column.field: column.index for column in table.columns if column.index < len(LETTERS)}
    for kind, roles in _BY_CONTENT.items():
        for column in table.columns[: len(LETTERS)]:
            if pasted_table.is_exactly(column.heading, NAMES[kind]) and (role := _held(table, column.index, roles)):
                found.setdefault(role, column.index)
    # Where both are missing 还款日 is the due day, and else the first of them is.
    either = [
        column.index
        for kind in ("either-day", "either-date")
        for column in table.columns[: len(LETTERS)]
        if pasted_table.field_of(column.heading, NAMES) == kind
    ]
    for role in NEEDED:
        if role not in found and either:
            found[role] = either.pop(0)
    return tuple(found.get(role) for role in ROLES)


def _chosen(asked: Sequence[str], recognised_: tuple[int | None, ...], width: int) -> tuple[int | None, ...] | Problem:
    """The columns with those put in that the reader chose: a letter, `none`, or nothing for the recognised one."""
    if len(asked) == 1:
        asked = asked[0][: typed.MOST_CHARACTERS].replace("，", " ").replace(",", " ").split()
    letters = [sheet_cell.folded(text[: typed.MOST_CHARACTERS]) for text in asked[: len(ROLES)]]
    letters += [""] * (len(ROLES) - len(letters))
    columns: list[int | None] = []
    for letter, column in zip(letters, recognised_, strict=True):
        if letter in ("", NO_COLUMN):
            columns.append(None if letter else column)
        elif len(letter) == 1 and letter.upper() in LETTERS[:width]:
            columns.append(LETTERS.index(letter.upper()))
        else:
            return Problem("bills-column-unknown", read=typed.shown(letter), last=LETTERS[max(0, width - 1)])
    for role, (letter, column) in enumerate(zip(letters, columns, strict=True)):
        if column is not None and not letter and columns.count(column) > 1:
            columns[role] = None  # a column that the reader chose is taken from a role that was only recognised
    used = [column for column in columns if column is not None]
    for column in used:
        if used.count(column) > 1:
            return Problem("bills-column-twice", letter=LETTERS[column])
    return tuple(columns)


def _is_nothing(text: str) -> bool:
    return sheet_cell.folded(text) in _NOTHING if len(text) <= typed.MOST_CHARACTERS else False


def _is_no_day(text: str) -> bool:
    plain = text[: typed.MOST_CHARACTERS].partition(" ")[0]
    return bool(re.fullmatch(_NO_DAY, sheet_cell.folded(plain)))


@dataclass(frozen=True)
class _Entry:
    """A row that was read: its number, the bill's due day and fen, and its payment."""

    number: int
    due: date
    fen: int | None
    payment: Payment | None
    account: str = ""
    minimum: int | None = None
    has_failed: bool = False

    @property
    def bill(self) -> Bill:
        """The row as a bill of its own."""
        return Bill(self.due, self.fen, (self.payment,) if self.payment else (), (self.number,), self.minimum)


class _Columns:
    """The table's columns: one for each role, the least payment among them, and what the others say of a row."""

    def __init__(self, table: Table, roles: tuple[int | None, ...]) -> None:
        minimum = table.column("minimum")
        free = [column for column in table.columns if column.index not in roles]
        self.by_role = {
            **dict(zip(ROLES, roles, strict=True)),
            "minimum": minimum.index if minimum in free and minimum else None,
        }
        self.units = {
            role: table.columns[place].unit if place is not None and place < len(table.columns) else ""
            for role, place in self.by_role.items()
        }
        self.others = [column for column in free if column != minimum]
        meant = {column.index: pasted_table.field_of(column.heading, NAMES) for column in self.others}
        self.statuses = [place for place, field in meant.items() if field == "status"]
        self._accounts = [place for place, field in meant.items() if field == "account"]

    def account(self, row: Row) -> str:
        """What tells the row's account from others; '' where no column does."""
        return "\n".join(sheet_cell.folded(row.cell(place)) for place in self._accounts)


class _Cells:
    """A row's cell for each role: read, empty (None), or a problem; what its other cells say."""

    def __init__(self, row: Row, columns: _Columns) -> None:
        self._texts = {role: "" if place is None else row.cell(place) for role, place in columns.by_role.items()}
        self._units = columns.units
        self.account = columns.account(row)
        self.said, self.asked = payment_said.said_of(row, columns.others, columns.statuses, code="bills-said")

    @property
    def is_blank(self) -> bool:
        return all(typed.is_empty(text) for text in self._texts.values())

    def day(self, role: str) -> date | Problem | None:
        text = self._texts[role]
        if _is_nothing(text) or (role == "paid-on" and _is_no_day(text)):
            return None
        read = sheet_cell.day(text)
        if isinstance(read, Problem):
            kind = "order" if read.code == "day-order" else "unread"
            return Problem(f"bills-{role}-{kind}", read=typed.shown(text))
        return read

    def fen(self, role: str, *, minus: bool = False) -> int | Problem | None:
        text = self._texts[role]
        if _is_nothing(text):
            return None
        read = sheet_cell.amount(text, unit=self._units[role], minus=minus)
        if isinstance(read, Problem):
            kind = "currency" if read.code == "money-currency" else "unread"
            return Problem(f"bills-{role}-{kind}", read=typed.shown(text))
        return read


def _entry(number: int, cells: _Cells, *, before: _Entry | None, day: date) -> _Entry | Problem:
    """One row; `before` is the bill above it, which a row with neither due day nor amount due goes on paying."""
    due, fen = cells.day("due"), cells.fen("amount-due", minus=True)
    paid_on, paid, minimum = cells.day("paid-on"), cells.fen("amount-paid"), cells.fen("minimum")
    for read in (due, fen, paid_on, paid, minimum, cells.asked):
        if isinstance(read, Problem):
            return read
    assert not isinstance(due, Problem) and not isinstance(fen, Problem) and not isinstance(minimum, Problem)
    assert not isinstance(paid_on, Problem) and not isinstance(paid, Problem)
    if due is None and (before is None or fen is not None):
        return Problem("bills-due-empty")
    if before is not None and fen is None and due in (None, before.due):
        due, fen, minimum = before.due, before.fen, before.minimum
    assert due is not None
    entry = _Entry(number, due, fen, None, cells.account, minimum)
    if cells.said == payment_said.FAILED:
        return replace(entry, has_failed=True)
    if paid_on is None:
        if paid or cells.said == payment_said.PAID:
            return Problem("bills-paid-without-day" if paid else "bills-said-paid")
        return entry
    if paid_on > day:
        return Problem("bills-paid-later", read=paid_on.isoformat(), day=day.isoformat())
    entry = replace(entry, payment=Payment(paid_on, paid))
    is_cleared = cleared(entry.bill) is not None
    is_open = is_cleared and (cells.said == payment_said.OPEN or (cells.said == payment_said.LATE and paid_on <= due))
    return Problem("bills-said-open") if is_open else entry


def _bills(entries: list[_Entry]) -> tuple[tuple[Bill, ...], tuple[Unused, ...]]:
    """One bill a row, but rows of one account with the same due day and amount, none of which pays it, are one bill
    paid in parts until it is cleared; the payment that clears it may be more than what was left. A failed payment is no
    bill beside others of that day and amount. Rows that may be one bill or two are not used."""
    found: list[Bill] = []
    unused: list[Unused] = []
    groups: dict[tuple[str, date, int], list[_Entry]] = {}
    for entry in entries:
        if entry.fen is None:
            found.append(entry.bill)
        else:
            groups.setdefault((entry.account, entry.due, entry.fen), []).append(entry)
    for group in groups.values():
        paying = sorted((entry for entry in group if entry.payment), key=_paid_on)
        idle = [entry for entry in group if not entry.payment]
        if any(not entry.has_failed for entry in idle) or paying:
            idle = [entry for entry in idle if not entry.has_failed]
        else:
            idle = idle[:1]
        found.extend(entry.bill for entry in idle)
        made, left = _paid_in_parts(paying)
        found.extend(made)
        unused.extend(Unused(entry.number, Problem("bills-one-or-two"), entry.due) for entry in left)
    return tuple(sorted(found, key=lambda bill: (bill.due, bill.rows))), tuple(unused)


def _paid_on(entry: _Entry) -> date:
    return entry.payment.day if entry.payment else entry.due


def _paid_in_parts(paying: list[_Entry]) -> tuple[list[Bill], list[_Entry]]:
    """The bills that these payments, in their order, make; and the parts that come after a whole payment of a bill of
    the same day and amount: money over, or another bill."""
    made: list[Bill] = []
    parts: list[_Entry] = []
    for entry in paying:
        parts.append(entry)
        bill = _one(parts)
        if cleared(bill) is not None:
            made.append(bill)
            parts = []
    if made and parts:
        return made, parts
    return [*made, *([_one(parts)] if parts else [])], []


def _one(parts: list[_Entry]) -> Bill:
    """The rows as one bill."""
    payments = tuple(entry.payment for entry in parts if entry.payment)
    rows = tuple(sorted(entry.number for entry in parts))
    return Bill(parts[0].due, parts[0].fen, payments, rows, parts[0].minimum)


def reading(text: str, asked: Sequence[str], *, day: date) -> Reading:
    """The bills of a table, with what was recognised and what could not be used.

    `asked` is the field `bills-columns`: four texts, or one with four letters (`A B C D`). Payments after `day` are
    problems of their rows.
    """
    if kind := pasted_table.other_kind(text):
        return Reading(problem=Problem(f"file-{kind}"))
    if len(text) > MOST_CHARACTERS:
        return Reading(problem=Problem("bills-too-long", count=f"{len(text):,}", most=f"{MOST_CHARACTERS:,}"))
    table = pasted_table.read_table(text, NAMES)
    if not table.rows and table.headings is None:
        return Reading(problem=Problem("bills-empty"))
    if len(table.rows) > MOST_ROWS:
        problem = Problem("bills-too-many-rows", count=f"{len(table.rows):,}", most=f"{MOST_ROWS:,}")
        return Reading(table, recognised(table), problem=problem)
    columns = _chosen(asked, recognised(table), _width(table))
    if isinstance(columns, Problem):
        return Reading(table, recognised(table), problem=columns)
    if len(people := pasted_table.people_of(table)) > 1:
        return Reading(table, columns, problem=Problem("bills-many-people", count=str(len(people))))
    if _holds_payments_only(table, columns):
        return Reading(table, columns, problem=Problem("bills-payments-only"))
    for role in NEEDED:
        if columns[ROLES.index(role)] is None:
            return Reading(table, columns, problem=Problem(f"bills-no-column-{role}"))
    return _read(table, columns, day=day)


def _holds_payments_only(table: Table, columns: tuple[int | None, ...]) -> bool:
    """Whether amounts paid stand beside one day, of which no heading says that it is the due one."""
    due, amount_due, paid_on, amount_paid = columns
    if amount_due is not None or amount_paid is None or table.headings is None or (due is None) == (paid_on is None):
        return False
    return due is None or pasted_table.field_of(table.headings.cell(due), NAMES) in ("either-day", "either-date")


def _read(table: Table, columns: tuple[int | None, ...], *, day: date) -> Reading:
    known = _Columns(table, columns)
    entries: list[_Entry] = []
    unused: list[Unused] = []
    nothing_due = 0
    before: _Entry | None = None
    for row in table.rows:
        cells = _Cells(row, known)
        if cells.is_blank:
            continue
        found: _Entry | Problem
        if pasted_table.is_total(row):
            found = Problem("bills-total")
        elif table.is_wider(row):
            found = Problem("bills-wider")
        else:
            found = _entry(row.number, cells, before=before, day=day)
        before = None
        if isinstance(found, Problem):
            due = cells.day("due")
            unused.append(Unused(row.number, found, None if isinstance(due, Problem) else due))
        elif found.fen is not None and found.fen <= 0:
            nothing_due += 1
        else:
            entries.append(found)
            before = found
    bills, in_doubt = _bills(entries)
    return Reading(
        table,
        columns,
        bills=bills,
        used=len(entries) - len(in_doubt),
        nothing_due=nothing_due,
        joined=tuple(bill.rows for bill in bills if len(bill.rows) > 1),
        failed=tuple(entry.number for entry in entries if entry.has_failed),
        unused=tuple(sorted((*unused, *in_doubt), key=lambda each: each.row)),
    )
