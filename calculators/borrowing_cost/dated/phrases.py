"""What is counted by days: how its sentences are found."""

from __future__ import annotations

from calculators import data

FOLDER = "borrowing_cost.dated"


def text(key: str, lang: str, **gaps: str) -> str:
    return data.text(FOLDER, key, lang=lang, **gaps)
