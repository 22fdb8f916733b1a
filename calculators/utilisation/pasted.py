"""Lines from a block copied out of a spreadsheet: which column is which, and what each row says. No words for people.

A row is taken whole or not at all: what cannot be read in one of its cells is named, and the row's own text is kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from calculators import form as typed
from calculators.figure import plain_money
from calculators.form import Form, Problem
from calculators.pasted_table import (
    MOST_CHARACTERS,
    Column,
    Row,
    Table,
    amount,
    day,
    folded,
    is_exactly,
    is_total,
    read_table,
)
from calculators.utilisation.lines import LINE_COLUMNS, PLAN_COLUMNS
from calculators.utilisation.plan_fields import ALL_DUE

NAME, KIND, LIMIT, USED, AVAILABLE, STATUS, OVERDUE, DUE, RATE, OVERDUE_PART = (
    "name", "kind", "limit", "used", "available", "status", "overdue", "due", "rate", "overdue-amount"
)  # fmt: skip
# What belongs to the name where a block has two such columns: the platform and its product.
PRODUCT = "product"
# First what looks like one of ours and is none: of two names of the same length in a heading the earlier one counts.
NAMES: dict[str, tuple[str, ...]] = {
    "none": ("使用率", "使用比例", "占比", "比例", "利率", "费率", "次数", "日期", "还款日", "最低还款日", "每月还款日", "每月还款日期", "到期日", "每月到期日", "到期日期", "账单日", "币种", "编号", "序号", "备注", "卡号", "账号", "逾期次数", "utilisation", "utilization", "ratio", "rate", "date", "note", "remark", "currency", "number", "no"),
    NAME: ("名称", "账户", "账户名称", "产品", "产品名称", "卡名", "机构", "机构名称", "银行", "银行名称", "发卡行", "发卡银行", "平台", "平台名称", "名字", "name", "account", "account name", "lender", "lender name", "bank", "bank name", "platform", "platform name", "product", "product name", "institution", "issuer", "line"),
    KIND: ("种类", "类型", "类别", "产品类型", "账户类型", "kind", "type", "category", "account type", "product type", "line type"),
    LIMIT: ("额度", "授信额度", "总额度", "信用额度", "授信总额", "授信金额", "固定额度", "limit", "credit limit", "credit line", "total limit"),
    USED: ("已用", "已使用", "已用额度", "已使用额度", "使用额度", "已用金额", "欠款", "欠款金额", "余额", "未还", "待还", "待还金额", "剩余未还", "剩余本金", "未还本金", "used", "amount used", "limit used", "used limit", "credit used", "balance", "outstanding", "owed", "amount owed", "debt"),
    AVAILABLE: ("可用", "可用额度", "可用余额", "剩余额度", "未用", "未用额度", "未使用", "未使用额度", "剩余可用", "available", "available credit", "available limit", "available balance", "unused", "remaining"),
    STATUS: ("状态", "账户状态", "额度状态", "status", "state", "account status"),
    # A rate whose heading does not say that it is a year's is left alone: 0.05 a day is not 0.05 a year.
    RATE: ("年化利率", "年利率", "年化", "annual rate", "annual interest rate", "yearly rate", "apr"),
    DUE: ("每月到期", "每月应还", "每月还款", "每月还款额", "月供", "每期应还", "每期还款", "最低还款", "最低还款额", "最低还款金额", "最低应还", "最低应还额", "最低应还金额", "due each month", "monthly due", "monthly payment", "minimum payment", "minimum due", "instalment", "installment"),
    OVERDUE_PART: ("逾期金额", "逾期本金", "逾期欠款", "逾期余额", "其中逾期", "其中逾期多少", "overdue amount", "amount overdue", "overdue part", "overdue balance", "past due amount", "amount past due"),
    OVERDUE: ("逾期", "是否逾期", "已逾期", "已经逾期", "当前逾期", "overdue", "already overdue", "past due", "late", "arrears"),
}  # fmt: skip
# The fields of a line, as far as the form has them: rows that stay keep all of theirs.
LINE_FIELDS = (*LINE_COLUMNS, *PLAN_COLUMNS)
_TYPED = ("line-name", "line-limit", "line-used", "line-due", "line-rate", "line-overdue-amount")
_KIND_WORDS = (
    ("huabei", ("花呗", "huabei")),
    ("xinyonggou", ("信用购", "xinyonggou", "creditbuying")),
    ("jiebei", ("借呗", "jiebei")),
    ("credit-card", ("信用卡", "贷记卡", "creditcard", "credit-card", "白金卡", "金卡")),
)
_OF_THEIR_OWN = tuple(kind for kind, _ in _KIND_WORDS)
# Whole words alone: many banks have a credit loan (信用贷款) that is not Ant's.
_KIND_NAMES = {
    "信用贷": "xinyongdai", "支付宝信用贷": "xinyongdai", "蚂蚁信用贷": "xinyongdai", "xinyongdai": "xinyongdai",
    "creditloan": "xinyongdai", "creditloan(xinyongdai)": "xinyongdai",
    "其他": "other", "其它": "other", "other": "other",
}  # fmt: skip
_OPEN = ("能用", "正常", "可用", "使用中", "启用", "未冻结", "有效", "open", "active", "normal", "ok", "inuse", "notfrozen")  # fmt: skip
_FROZEN = ("冻结", "停用", "暂停", "关闭", "止付", "不可用", "不能用", "销户", "frozen", "suspended", "closed", "blocked", "disabled", "inactive")  # fmt: skip
_YES = ("是", "有", "逾期", "已逾期", "逾期中", "已经逾期", "当前逾期", "y", "yes", "true", "√", "✓", "✔", "overdue", "late", "pastdue")  # fmt: skip
_NO = ("否", "无", "没有", "未逾期", "没有逾期", "正常", "不逾期", "n", "no", "false", "none", "-", "–", "—", "×", "notoverdue", "current")  # fmt: skip


@dataclass(frozen=True)
class Line:
    """A row that was understood: the block's row number, and what the form's fields get; amounts in fen.

    `due` and `rate` are as they were written, since the form reads both; `overdue` is the part that is.
    """

    number: int
    name: str
    kind: str
    limit: int
    used: int
    status: str
    is_overdue: bool
    due: str = ""
    rate: str = ""
    overdue: int = 0


@dataclass(frozen=True)
class Unread:
    """A row that was not taken: its number, the problem, and the column it stands in (None: the row as a whole)."""

    row: Row
    problem: Problem
    column: Column | None


@dataclass(frozen=True)
class Understood:
    """The whole block. `missing` names the fields without which no row can be taken; `rest` is what was not taken, to
    be kept for the reader, headings included. `totals` are rows of sums, left out on purpose; `merged` rows took their
    name from the row above, since cells that were merged come as one text and blanks below it. `titles` stand alone in
    their row over the headings. `has_overdue_amounts`: the column that ticks `overdue` says how much it is, too."""

    columns: tuple[Column, ...]
    has_headings: bool
    lines: tuple[Line, ...]
    unread: tuple[Unread, ...]
    totals: tuple[int, ...]
    missing: tuple[str, ...]
    rest: str
    is_too_long: bool = False
    beyond: int = 0
    merged: tuple[int, ...] = ()
    titles: tuple[Row, ...] = ()
    has_overdue_amounts: bool = False


def kind_of(text: str) -> str:
    """The kind that the words name; '' where they name none."""
    plain = folded(text)
    if plain in _KIND_NAMES:
        return _KIND_NAMES[plain]
    return next((kind for kind, words in _KIND_WORDS if any(word in plain for word in words)), "")


def status_of(text: str) -> str:
    """`open` (also where nothing stands) or `frozen`; '' where the words say neither."""
    plain = folded(text)
    if not plain or plain in _OPEN:
        return "open"
    return "frozen" if any(word in plain for word in _FROZEN) else ""


def overdue_of(text: str) -> bool | None:
    """Whether the cell says that something is overdue: a word, or an amount or number of days above 0. None: unread."""
    plain = folded(text)
    if not plain or plain in _NO:
        return False
    if plain in _YES:
        return True
    read = amount(plain.removesuffix("天").removesuffix("days").removesuffix("day"))
    return None if isinstance(read, Problem) else read > 0


def _is_count(heading: str) -> bool:
    """Whether a heading about what is overdue speaks of days or of how many times, and not of money."""
    return any(
        word in folded(heading)
        for word in ("天", "日数", "(日)", "期数", "次", "笔", "月数", "days", "(day)", "months", "times", "count")
    )


def _holds_amounts(column: Column, rows: list[Row]) -> bool:
    """Whether numbers in the overdue column are money: not where all of them are 0 or 1, a yes and a no."""
    read = [amount(cell) for row in rows if (cell := row.cell(column.index)) and folded(cell) not in (*_NO, *_YES)]
    numbers = [fen for fen in read if not isinstance(fen, Problem)]
    return not _is_count(column.heading) and any(fen not in (0, 100) for fen in numbers)


def _by_content(table: Table) -> tuple[Column, ...]:
    """Columns without headings: the first two of money are limit and used, a text is the name, words tell the rest.

    A first column that counts 1, 2, 3 is no money where two more columns are.
    """
    rows = [row for row in table.rows if not is_total(row)]
    width = max((len(row.cells) for row in rows), default=0)
    fields = [""] * width
    money: list[int] = []
    words: list[int] = []
    for index in range(width):
        cells = [row.cell(index) for row in rows if row.cell(index)]
        amounts = [cell for cell in cells if not isinstance(amount(cell, minus=True), Problem)]
        days = [cell for cell in amounts if not isinstance(day(cell), Problem)]
        if 2 * (len(amounts) - len(days)) > len(cells):
            money.append(index)
        elif cells and not days and not all(folded(cell).endswith("%") for cell in cells):
            words.append(index)
    if len(money) > 2 and [folded(row.cell(money[0])) for row in rows] == [str(at + 1) for at in range(len(rows))]:
        money.pop(0)
    for field, index in zip((LIMIT, USED), money, strict=False):
        fields[index] = field
    for index in words:
        cells = [row.cell(index) for row in rows if row.cell(index)]
        if all(map(status_of, cells)):
            field = STATUS
        elif all(overdue_of(cell) is not None for cell in cells):
            field = OVERDUE
        elif all(map(kind_of, cells)) and len(words) > 1 and KIND not in fields:
            field = KIND
        else:
            field = NAME
        if field == NAME in fields and any(map(kind_of, cells)):
            field = PRODUCT
        fields[index] = field if field not in fields else ""
    return tuple(Column(index, "", field, "") for index, field in enumerate(fields))


def _with_products(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns, with every further one that is headed by a name's very word (platform, then product) as a product."""
    return tuple(
        replace(column, field=PRODUCT) if not column.field and is_exactly(column.heading, NAMES[NAME]) else column
        for column in columns
    )


def _whole_name(parts: list[str]) -> str:
    """The texts of all name columns, each once: 支付宝 and 花呗 as 支付宝 花呗, but 支付宝 and 支付宝花呗 as the latter."""
    kept: list[str] = []
    for at, part in enumerate(parts):
        others = parts[:at] + parts[at + 1 :]
        if part and part not in kept and not any(part in other and part != other for other in others):
            kept.append(part)
    return " ".join(kept)


def _kind(kind: str, parts: list[str]) -> str:
    """The kind that the kind's own column names, else the product's, else the name's.

    信用贷 beside a platform is Ant's only if the two together say so: many banks have one.
    """
    own = [found for part in reversed(parts) if (found := kind_of(part)) in _OF_THEIR_OWN]
    together = [kind_of("".join(parts)), kind_of("".join(reversed(parts)))]
    return next((found for found in (kind_of(kind), *own, *together) if found), "other")


def _is_split(row: Row, table: Table) -> bool:
    """Whether a comma inside a number seems to have cut it: 10,000 as 10 and 000."""
    if table.delimiter not in (",", "，"):
        return False
    pairs = [
        (left, right)
        for left, right in zip(row.cells, row.cells[1:], strict=False)
        if re.fullmatch("¥?[0-9]{1,3}", folded(left)) and re.fullmatch("[0-9]{3}(\\.[0-9]*)?", folded(right))
    ]
    amounts = sum(not isinstance(amount(cell), Problem) for cell in row.cells if cell)
    return any(folded(right).startswith("0") for _, right in pairs) or (
        table.headings is None and amounts > 2 and bool(pairs)
    )


def _rate(text: str, heading: str) -> str | Problem:
    """The rate as it was written, '' where none is. A spreadsheet's 0.1825 may be 18.25 %, so below 1 it needs the sign."""
    if folded(text) in _NO or not text:
        return ""
    read = typed.percent(text)
    if isinstance(read, Problem):
        return read
    is_fraction = 0 < read.floor_of(1_000_000) < 10_000 and "%" not in folded(text) and "%" not in folded(heading)
    return Problem("pasted-rate", read=typed.shown(text)) if is_fraction else typed.shown(text)


def _due(text: str, unit: str | None) -> str | Problem:
    """What falls due each month: an amount, or the word for all of it as it was written."""
    if folded(text) in ALL_DUE:
        return typed.shown(text)
    read = amount(text, unit=unit) if text else 0
    return read if isinstance(read, Problem) else _typed_amount(read) if read else ""


def _line(row: Row, by_field: dict[str, Column], products: list[Column], *, has_overdue_amounts: bool) -> Line | Unread:
    """The row's line, or the first cell of it that cannot be read."""
    amounts: dict[str, int] = {}
    for field in (LIMIT, USED, AVAILABLE, OVERDUE_PART):
        column = by_field.get(field)
        text = row.cell(column.index) if column else ""
        if column is None or not text:
            continue
        read = amount(text, unit=column.unit, minus=field == USED)
        if isinstance(read, Problem):
            code = "pasted-unit" if column.unit is None else read.code
            return Unread(row, Problem(code, read=typed.shown(text)), column)
        is_needed = field == LIMIT or (field == AVAILABLE and USED not in amounts)
        if is_needed and not any(digit in folded(text) for digit in "0123456789"):
            # A dash is as often 'not known' as 0, and a limit of 0 is a ratio that nobody meant.
            return Unread(row, Problem("pasted-dash", read=typed.shown(text)), column)
        amounts[field] = read
    if LIMIT not in amounts:
        return Unread(row, Problem("pasted-empty"), by_field[LIMIT])
    if USED not in amounts and AVAILABLE not in amounts:
        return Unread(row, Problem("pasted-empty"), by_field.get(USED) or by_field[AVAILABLE])
    used = amounts[USED] if USED in amounts else amounts[LIMIT] - amounts[AVAILABLE]

    texts = {field: row.cell(by_field[field].index) if field in by_field else "" for field in NAMES}
    status, is_overdue = status_of(texts[STATUS]), overdue_of(texts[OVERDUE])
    if not status:
        return Unread(row, Problem("pasted-status", read=typed.shown(texts[STATUS])), by_field[STATUS])
    if is_overdue is None:
        return Unread(row, Problem("pasted-overdue", read=typed.shown(texts[OVERDUE])), by_field[OVERDUE])
    parts = [text for text in (texts[NAME], *(row.cell(column.index) for column in products)) if text]
    name = typed.plain_text(_whole_name(parts))
    if isinstance(name, Problem):
        return Unread(row, name, by_field.get(NAME))
    due = _due(texts[DUE], by_field[DUE].unit if DUE in by_field else "")
    if isinstance(due, Problem):
        return Unread(row, Problem("due-unread", read=typed.shown(texts[DUE])), by_field[DUE])
    rate = _rate(texts[RATE], by_field[RATE].heading if RATE in by_field else "")
    if isinstance(rate, Problem):
        return Unread(row, rate, by_field[RATE])
    overdue = amounts.get(OVERDUE_PART, 0)
    if has_overdue_amounts and is_overdue and folded(texts[OVERDUE]) not in _YES:
        column = by_field[OVERDUE]
        part = amount(texts[OVERDUE], unit=column.unit)
        if isinstance(part, Problem) and column.unit is None:
            return Unread(row, Problem("pasted-unit", read=typed.shown(texts[OVERDUE])), column)
        overdue = 0 if isinstance(part, Problem) else part  # days, as in 3天
    kind = _kind(texts[KIND], parts)
    is_late = is_overdue or bool(overdue)
    return Line(row.number, name, kind, amounts[LIMIT], used, status, is_late, due, rate, overdue)


def _with_above(row: Row, above: Row | None, by_field: dict[str, Column], products: list[Column]) -> Row:
    """The row with the name, and the kind and product, of the row right above it where its own name is blank, as merged cells come.

    A kind alone is not taken: the next lender's line may be of another. Nor is a limit, which would count twice, nor
    what is true of one line only. The row itself where nothing is taken.
    """
    places = [by_field[field].index for field in (NAME, KIND) if field in by_field]
    # A product of its own leaves nothing of the product above, and a kind may belong to that one.
    own = [column.index for column in products]
    if any(map(row.cell, own)):
        places = places[:1]
    else:
        places += own
    if (
        not places
        or above is None
        or above.number != row.number - 1
        or row.cell(places[0])
        or not above.cell(places[0])
    ):
        return row
    cells = [*row.cells, *[""] * (max(places) + 1 - len(row.cells))]
    for place in places:
        cells[place] = cells[place] or above.cell(place)
    return Row(row.number, tuple(cells), row.source)


def _is_unit(row: Row) -> bool:
    """Whether the row over the headings says the unit, which is minded, and nothing else."""
    plain = "".join(map(folded, row.cells)).strip("()[]【】")
    return bool(re.fullmatch("(?:金额)?单位:?(?:人民币)?万?元", plain))


def _sums_up(line: Line, lines: list[Line]) -> bool:
    """Whether a row without a name of its own is the sum of all rows above it."""
    return (
        len(lines) > 1
        and line.limit == sum(each.limit for each in lines)
        and line.used == sum(each.used for each in lines)
    )


def understood(text: str, *, room: int = typed.MOST_ROWS) -> Understood:
    """What the block says. Never raises; at most `room` rows are taken and 200,000 characters read."""
    if len(text) > MOST_CHARACTERS:
        return Understood((), False, (), (), (), (), text, is_too_long=True)
    table = read_table(text, NAMES)
    columns = _with_products(table.columns) if table.headings is not None else _by_content(table)
    by_field = {column.field: column for column in columns if column.field not in ("", PRODUCT)}
    products = [column for column in columns if column.field == PRODUCT]
    names = [column.index for column in (*([by_field[NAME]] if NAME in by_field else []), *products)]
    missing = [LIMIT] if LIMIT not in by_field else []
    if USED not in by_field and (AVAILABLE not in by_field):
        missing.append(USED)

    has_overdue_amounts = (
        OVERDUE in by_field
        and OVERDUE_PART not in by_field
        and _holds_amounts(by_field[OVERDUE], [row for row in table.rows if not is_total(row)])
    )

    lines: list[Line] = []
    # A title stands alone in its row; anything else above the headings is the reader's to look at.
    titles = [row for row in table.above if sum(map(bool, row.cells)) == 1]
    above = [row for row in table.above if row not in titles]
    unread = [Unread(row, Problem("pasted-above"), None) for row in above]
    totals: list[int] = []
    kept: list[Row] = list(above)
    beyond = 0
    before: Row | None = None
    merged: list[int] = []
    for row in table.rows:
        if is_total(row):
            totals.append(row.number)
            before = None
            continue
        if missing:
            kept.append(row)
            continue
        whole = _with_above(row, before, by_field, products)
        found: Line | Unread
        if table.is_wider(row):
            found = Unread(row, Problem("pasted-wider"), None)
        elif _is_split(row, table):
            found = Unread(row, Problem("pasted-split"), None)
        else:
            found = _line(whole, by_field, products, has_overdue_amounts=has_overdue_amounts)
        if isinstance(found, Line) and names and not any(map(row.cell, names)) and _sums_up(found, lines):
            totals.append(row.number)
            before = None
            continue
        before = whole
        if isinstance(found, Line) and len(lines) < room:
            lines.append(found)
            if whole is not row:
                merged.append(row.number)
            continue
        kept.append(row)
        if isinstance(found, Unread):
            unread.append(found)
        else:
            beyond += 1
    if not lines:
        rest = text
    else:
        # With what stands over the headings: a unit said there holds for what stays, too.
        headings = [*table.above, table.headings] if table.headings is not None and kept else []
        rest = "\n".join(row.source for row in (*headings, *kept[len(above) :]))
    return Understood(
        columns=columns,
        has_headings=table.headings is not None,
        lines=tuple(lines),
        unread=tuple(unread),
        totals=tuple(totals),
        missing=tuple(missing),
        rest=rest,
        beyond=beyond,
        merged=tuple(merged),
        titles=tuple(row for row in titles if not _is_unit(row)),
        has_overdue_amounts=has_overdue_amounts,
    )


def _typed_amount(fen: int) -> str:
    return plain_money(fen).removesuffix(".00")


def standing(form: Form) -> dict[str, list[str]]:
    """The form's own rows, column by column, to stay above the new ones: none of the example's and no empty one."""
    columns = {name: form.texts(name) for name in LINE_FIELDS if form.texts(name)}
    length = max(map(len, columns.values()), default=0)
    columns = {name: texts + [""] * (length - len(texts)) for name, texts in columns.items()}
    is_example = form.texts("line-example")
    rows = [
        row
        for row in range(length)
        if "yes" not in is_example[row : row + 1]
        and any(columns[name][row].strip() for name in _TYPED if name in columns)
    ]
    return {name: [texts[row] for row in rows] for name, texts in columns.items()}


def fill(lines: tuple[Line, ...], rest: str, above: dict[str, list[str]] | None = None) -> dict[str, str | list[str]]:
    """What the form's fields get: the rows that stay `above`, then one a row of the block, and what was not taken back
    into the field it came from. Where something is left there, the next reading adds to the rows."""
    rows = _columns(lines)
    for name, texts in (above or {}).items():
        rows[name] = texts + rows.get(name, [""] * len(lines))
    return {**rows, "pasted": rest, "pasted-added": "yes" if rest else ""}


def _columns(lines: tuple[Line, ...]) -> dict[str, list[str]]:
    plans = {
        "line-due": [line.due for line in lines],
        "line-rate": [line.rate for line in lines],
        "line-overdue-amount": [_typed_amount(line.overdue) if line.overdue else "" for line in lines],
    }
    return {
        **{name: texts for name, texts in plans.items() if any(texts)},
        "line-name": [line.name for line in lines],
        "line-kind": [line.kind for line in lines],
        "line-limit": [_typed_amount(line.limit) for line in lines],
        "line-used": [_typed_amount(line.used) for line in lines],
        "line-status": [line.status for line in lines],
        "line-overdue": ["yes" if line.is_overdue else "" for line in lines],
    }
