"""What the other cells of a row say about its payment: that it failed, is on its way, is in another currency. No words.

A column that changes what a row means is used or asked about, whatever its heading; none is passed over.
"""

from __future__ import annotations

from collections.abc import Sequence

from calculators import form as typed
from calculators import pasted_table
from calculators.form import Problem
from calculators.pasted_table import Column, Row, folded

FAILED, PENDING, PAID, OPEN, LATE, NEUTRAL, FOREIGN, ALARMING, UNKNOWN = (
    "failed",
    "pending",
    "paid",
    "open",
    "late",
    "neutral",
    "foreign",
    "alarming",
    "unknown",
)
# Whole cells. A payment that failed or was taken back has paid nothing; of one on its way nobody knows yet. What is
# neutral says how the account is, and not this payment.
_WORDS = {
    FAILED: [
        "还款失败",
        "失败",
        "支付失败",
        "付款失败",
        "扣款失败",
        "代扣失败",
        "交易失败",
        "已撤销",
        "撤销",
        "已取消",
        "取消",
        "已关闭",
        "交易关闭",
        "已退款",
        "退款",
        "退款成功",
        "全额退款",
        "已退回",
        "退回",
        "已冲正",
        "冲正",
        "已驳回",
        "failed",
        "failure",
        "returned",
        "rejected",
        "declined",
        "reversed",
        "reversal",
        "cancelled",
        "canceled",
        "voided",
        "void",
        "refunded",
        "refund",
        "bounced",
        "chargeback",
    ],
    PENDING: [
        "处理中",
        "还款处理中",
        "还款中",
        "支付中",
        "付款中",
        "扣款中",
        "进行中",
        "待入账",
        "未入账",
        "待确认",
        "待处理",
        "审核中",
        "退款中",
        "pending",
        "processing",
        "inprogress",
        "inprocess",
        "authorised",
        "authorized",
        "scheduled",
        "refunding",
    ],
    PAID: [
        "已还",
        "已还清",
        "已还款",
        "还清",
        "已结清",
        "结清",
        "还款成功",
        "成功",
        "支付成功",
        "付款成功",
        "扣款成功",
        "交易成功",
        "已支付",
        "已付款",
        "已付",
        "已完成",
        "完成",
        "已入账",
        "提前还款",
        "提前还清",
        "提前结清",
        "逾期已还",
        "逾期还清",
        "逾期结清",
        "正常还款",
        "按时还款",
        "正常结清",
        "是",
        "√",
        "✓",
        "✔",
        "paid",
        "paidinfull",
        "settled",
        "success",
        "successful",
        "succeeded",
        "completed",
        "complete",
        "cleared",
        "posted",
        "closed",
        "yes",
        "y",
        "paidlate",
        "paidontime",
        "ontime",
    ],
    OPEN: [
        "未还",
        "未还清",
        "未还款",
        "待还",
        "待还款",
        "未结清",
        "未支付",
        "未付",
        "未付款",
        "逾期未还",
        "当前逾期",
        "部分还款",
        "部分已还",
        "部分",
        "已还部分",
        "还款不足",
        "否",
        "×",
        "unpaid",
        "notpaid",
        "due",
        "open",
        "outstanding",
        "partial",
        "partiallypaid",
        "partialpayment",
        "no",
        "n",
    ],
    LATE: ["逾期", "已逾期", "逾期中", "overdue", "pastdue", "late", "delinquent"],
    NEUTRAL: ["正常", "已出账", "未出账", "有效", "normal", "ok", "active", "current", "billed"],
}
# A longer text with one of these in it may mean either.
_ALARMING = [
    "失败",
    "撤销",
    "退款",
    "退回",
    "冲正",
    "处理中",
    "待入账",
    "failed",
    "reversed",
    "refund",
    "returned",
    "declined",
    "pending",
]
_BLANK = ("", "-", "--", "—", "–", "/", "无", "n/a", "na", "none", "null")


def said(text: str, *, is_status: bool) -> str:
    """What the cell says of its row; '' nothing. Other columns than a status one speak of many things, so of those only
    the words that mean a payment which has not come count."""
    plain = folded(text[: typed.MOST_CHARACTERS]).strip("()[]【】。.!！")
    if plain in _BLANK:
        return ""
    found = next((kind for kind, words in _WORDS.items() if plain in words), "")
    if is_status:
        return found or UNKNOWN
    if not found and any(word in plain for word in _ALARMING):
        return ALARMING
    return found if found in (FAILED, PENDING) else ""


def said_of(row: Row, columns: Sequence[Column], statuses: Sequence[int]) -> tuple[str, Problem | None]:
    """The worst that the cells of these columns say, and the problem where it has to be asked about; `statuses` are the
    places of the columns whose headings say that they are one."""
    found = ""
    for column in columns:
        text = row.cell(column.index)
        is_foreign = pasted_table.is_foreign(column.heading, text)
        kind = FOREIGN if is_foreign else said(text, is_status=column.index in statuses)
        if kind in (PENDING, FOREIGN, ALARMING, UNKNOWN):
            return kind, Problem(f"bills-said-{kind}", column=typed.shown(column.heading), read=typed.shown(text))
        if (
            kind not in ("", NEUTRAL) and found != FAILED
        ):  # that a payment failed says more than that its bill is closed
            found = kind
    return found, None
