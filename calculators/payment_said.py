"""What the other cells of a row say about its payment: that it failed, is on its way, is in another currency. No words.

A column that changes what a row means is used or asked about, whatever its heading; none is passed over.
"""

from __future__ import annotations

from collections.abc import Sequence

from calculators import data, pasted_table
from calculators import form as typed
from calculators.form import Problem
from calculators.pasted_table import Column, Row
from calculators.sheet_cell import folded

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
_WORDS = {
    kind: frozenset(map(folded, (*words["zh"], *words["en"])))
    for kind, words in data.table("", "payment_said.toml", beside=__name__).items()
}
_BLANK = ("", "-", "--", "—", "–", "/", "无", "n/a", "na", "none", "null")


def said(text: str, *, is_status: bool) -> str:
    """What the cell says of its row; '' nothing. Other columns than a status one speak of many things, so of those only
    the words that mean a payment which has not come count."""
    plain = folded(text[: typed.MOST_CHARACTERS]).strip("()[]【】。.!！")
    if plain in _BLANK:
        return ""
    found = next((kind for kind, words in _WORDS.items() if kind != ALARMING and plain in words), "")
    if is_status:
        return found or UNKNOWN
    if not found and any(word in plain for word in _WORDS[ALARMING]):
        return ALARMING
    return found if found in (FAILED, PENDING) else ""


def said_of(row: Row, columns: Sequence[Column], statuses: Sequence[int], *, code: str) -> tuple[str, Problem | None]:
    """The worst that the cells of these columns say, and the problem where it has to be asked about: its code begins
    with `code`. `statuses` are the places of the columns whose headings say that they are one."""
    found = ""
    for column in columns:
        text = row.cell(column.index)
        is_foreign = pasted_table.is_foreign(column.heading, text)
        kind = FOREIGN if is_foreign else said(text, is_status=column.index in statuses)
        if kind in (PENDING, FOREIGN, ALARMING, UNKNOWN):
            return kind, Problem(f"{code}-{kind}", column=typed.shown(column.heading), read=typed.shown(text))
        if (
            kind not in ("", NEUTRAL) and found != FAILED
        ):  # that a payment failed says more than that its bill is closed
            found = kind
    return found, None
