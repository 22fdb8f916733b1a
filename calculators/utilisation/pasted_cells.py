"""One cell of a pasted row: the kind, the status, what is overdue, the rate and the payment that it says."""

from __future__ import annotations

from calculators import form as typed
from calculators.figure import plain_money
from calculators.form import Problem
from calculators.sheet_cell import amount, folded
from calculators.utilisation.plan_fields import ALL_DUE

_KIND_WORDS = (
    ("huabei", ("花呗", "huabei")),
    ("xinyonggou", ("信用购", "xinyonggou", "creditbuying")),
    ("jiebei", ("借呗", "jiebei")),
    ("credit-card", ("信用卡", "贷记卡", "creditcard", "credit-card", "白金卡", "金卡")),
)
_OF_THEIR_OWN = tuple(kind for kind, _ in _KIND_WORDS)
# Whole words alone: many banks have a credit loan (信用贷款) that is not Ant's.
_KIND_NAMES = {
    "信用贷": "xinyongdai",
    "支付宝信用贷": "xinyongdai",
    "蚂蚁信用贷": "xinyongdai",
    "xinyongdai": "xinyongdai",
    "creditloan": "xinyongdai",
    "creditloan(xinyongdai)": "xinyongdai",
    "其他": "other",
    "其它": "other",
    "other": "other",
}
_OPEN = (
    "能用",
    "正常",
    "可用",
    "使用中",
    "启用",
    "未冻结",
    "有效",
    "open",
    "active",
    "normal",
    "ok",
    "inuse",
    "notfrozen",
)
_FROZEN = (
    "冻结",
    "停用",
    "暂停",
    "关闭",
    "止付",
    "不可用",
    "不能用",
    "销户",
    "frozen",
    "suspended",
    "closed",
    "blocked",
    "disabled",
    "inactive",
)
_YES = (
    "是",
    "有",
    "逾期",
    "已逾期",
    "逾期中",
    "已经逾期",
    "当前逾期",
    "y",
    "yes",
    "true",
    "√",
    "✓",
    "✔",
    "overdue",
    "late",
    "pastdue",
)
_NO = (
    "否",
    "无",
    "没有",
    "未逾期",
    "没有逾期",
    "正常",
    "不逾期",
    "n",
    "no",
    "false",
    "none",
    "-",
    "–",
    "—",
    "×",
    "notoverdue",
    "current",
)


def kind_of(text: str) -> str:
    """The kind that the words name; '' where they name none."""
    plain = folded(text)
    if plain in _KIND_NAMES:
        return _KIND_NAMES[plain]
    return next((kind for kind, words in _KIND_WORDS if any(word in plain for word in words)), "")


def kind_of_parts(kind: str, parts: list[str]) -> str:
    """The kind that the kind column names, else the product, else the name; `other` where none names one.

    信用贷 beside a platform is Ant's only if the two together say so: many banks have one.
    """
    own = [found for part in reversed(parts) if (found := kind_of(part)) in _OF_THEIR_OWN]
    together = [kind_of("".join(parts)), kind_of("".join(reversed(parts)))]
    return next((found for found in (kind_of(kind), *own, *together) if found), "other")


def status_of(text: str) -> str:
    """`open` (an empty cell too) or `frozen`; '' where the words say neither."""
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


def is_yes_or_no(text: str) -> bool:
    """Whether the cell ticks or unticks something in words."""
    return folded(text) in (*_YES, *_NO)


def is_yes(text: str) -> bool:
    return folded(text) in _YES


def rate_of(text: str, heading: str) -> str | Problem:
    """The rate as it was written; '' for an empty cell.

    Below 1 it needs the sign: a spreadsheet's 0.1825 may be 18.25 %.
    """
    if folded(text) in _NO or not text:
        return ""
    read = typed.percent(text)
    if isinstance(read, Problem):
        return read
    is_fraction = 0 < read.floor_of(1_000_000) < 10_000 and "%" not in folded(text) and "%" not in folded(heading)
    return Problem("pasted-rate", read=typed.shown(text)) if is_fraction else typed.shown(text)


def due_of(text: str, unit: str | None) -> str | Problem:
    """The payment due each month: an amount, or the word for all of it as it was written."""
    if folded(text) in ALL_DUE:
        return typed.shown(text)
    read = amount(text, unit=unit) if text else 0
    return read if isinstance(read, Problem) else typed_amount(read) if read else ""


def typed_amount(fen: int) -> str:
    """An amount as a reader would type it: 1200, 1200.50."""
    return plain_money(fen).removesuffix(".00")
