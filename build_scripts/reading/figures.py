"""Figures of the subject that several texts say, each written once: docs/ledger/figures.toml.

`{figure.huabei-free-days}` in a page, the ledger or a picture's words is filled with the figure, and
`{figure.consumer-finance-limit:wan}` with how many ten thousands it is, as Chinese says amounts.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from build_scripts.reading.places import LANGUAGES, LEDGER

FIGURES = LEDGER / "figures.toml"
# What stands before the point of a gap in place of a calculator's name.
FIGURE = "figure"
TEN_THOUSAND, WAN = 10_000, "万"
_NUMBER = r"(?<![\d.,×-])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"


@dataclass(frozen=True)
class SaidFigure:
    """A figure: its value in the unit of its form, the sources that carry it, and how the two languages say it.

    In a form `#` is the number. `said` are patterns of how texts speak of it: a number typed there is typed by hand,
    whatever it is.
    """

    id: str
    value: Fraction
    sources: tuple[str, ...]
    form: Mapping[str, str]
    said: Mapping[str, tuple[str, ...]]

    def typed(self, lang: str) -> re.Pattern[str]:
        """How it looks where it is typed by hand."""
        numbers = [re.escape(each) for each in _written(self.value)]
        if lang == "zh" and self.value >= TEN_THOUSAND:
            numbers += [rf"{re.escape(each)}\s?{WAN}" for each in _written(self.value / TEN_THOUSAND)]
        before, _, after = self.form[lang].partition("#")
        # 20 is not the number of 20.5, of 20,000 or of 20 ten thousands.
        alone = rf"(?!\s?{WAN}|\d|[.,]\d)"
        return re.compile(rf"{_spaced(before)}(?<![\d.,×-])(?:{'|'.join(sorted(numbers))}){alone}{_spaced(after)}")

    def spoken(self, lang: str) -> tuple[re.Pattern[str], ...]:
        """Where a text speaks of it with a number typed by hand, which is the group `number`."""
        return tuple(re.compile(_spaced(each).replace("#", rf"(?P<number>{_NUMBER})")) for each in self.said[lang])


def _written(value: Fraction) -> set[str]:
    plain = f"{float(value):.12f}".rstrip("0").rstrip(".")
    return {plain, f"{int(value):,}"} if value.denominator == 1 else {plain}


def _spaced(text: str) -> str:
    return text.replace(" ", r"\s?")


def read_figures(text: str) -> dict[str, SaidFigure]:
    """The figures by id. Raises ValueError, KeyError or TypeError where an entry is not one."""
    return {row["id"]: _figure(row) for row in tomllib.loads(text).get("figure", ())}


def _figure(row: Mapping[str, Any]) -> SaidFigure:
    return SaidFigure(
        row["id"],
        Fraction(str(row["value"])),
        tuple(row["sources"]),
        {lang: row[lang] for lang in LANGUAGES},
        {lang: tuple(row.get(f"said_{lang}", ())) for lang in LANGUAGES},
    )


@cache
def figures(path: Path = FIGURES) -> dict[str, SaidFigure]:
    """Those of the ledger."""
    return read_figures(path.read_text("utf-8"))
