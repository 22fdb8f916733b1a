"""Borrowing cost: how its amounts, rates and offers are worded, for every block of the result."""

from __future__ import annotations

from calculators import data
from calculators.borrowing_cost.calculator import FOLDER
from calculators.figure import shown_money, shown_percent
from calculators.ratio import Ratio

LETTERS = "ABCD"
_MOST_SHOWN = Ratio(1000)  # above 100,000 % the digits say nothing more


def text(key: str, lang: str, **gaps: str) -> str:
    return data.text(FOLDER, key, lang=lang, **gaps)


def offer_name(index: int, lang: str) -> str:
    return text("offer", lang, offer=LETTERS[index])


def rate(ratio: Ratio, lang: str) -> str:
    is_shown = ratio <= _MOST_SHOWN
    if not is_shown:
        return text("rate-beyond", lang, most=shown_percent(_MOST_SHOWN, lang=lang))
    return shown_percent(ratio, lang=lang)


def money(fen: int, lang: str) -> str:
    return shown_money(fen, lang=lang)


def percent(number: int, lang: str) -> str:
    return shown_percent(Ratio(number, 100), lang=lang)


def space(lang: str) -> str:
    return "" if lang == "zh" else " "
