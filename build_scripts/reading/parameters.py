"""Figures that a text takes from a calculator's parameter: `{borrowing-cost.lpr:decimals1}%` is filled before the text
is read.

A gap names calculator and parameter. It is filled with the newest value that had begun on the day someone last looked
(`checked`), or, as `{borrowing-cost.lpr@2026-01-20}`, with the value of that day: for what is said of a past one. `×`
between two parameters multiplies. After a colon: `decimals1` shows at least one decimal, `from` and `checked` the
value's days, `sources` its sources as footnotes. checks/figures.py says which gap cannot be filled and which figure
was typed by hand. `{figure.…}` is no calculator's: reading/figures.py.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from build_scripts.reading.figures import FIGURE, TEN_THOUSAND, figures
from calculators import data
from calculators.register import CALCULATORS

OWN_METHOD = "own-method"
GAP = re.compile(r"\{([a-z-]+)\.([a-z-]+(?:×[a-z-]+)*)(?:@([0-9-]+))?(?::([a-z]+)(\d?))?\}")


class GapError(Exception):
    """A gap that cannot be filled; the message names it and what there is."""


def with_figures(text: str) -> str:
    """The text with every gap filled that can be; the others are left as they are."""
    return GAP.sub(_filled_or_left, text) if "{" in text else text


def _filled_or_left(gap: re.Match[str]) -> str:
    try:
        return filled_gap(gap)
    except GapError:
        return gap.group()


def filled_gap(gap: re.Match[str]) -> str:
    """The text that replaces the gap. Raises GapError."""
    calculator, product, day, form, places = gap.groups()
    if calculator == FIGURE:
        return _said_figure(gap.group(), product, form, day)
    names = product.split("×")
    found = [in_force(calculator, name, day) for name in names]
    if form in ("from", "checked", "sources"):
        if len(found) > 1:
            raise GapError(f"{gap.group()} asks a product for its {form}; please name one parameter")
        return cited(found[0]["source"]) if form == "sources" else str(found[0][form])
    if form not in (None, "decimals"):
        raise GapError(f"{gap.group()} ends with '{form}'; it can be decimals1, from, checked or sources")
    value = Fraction(1)
    for name, entry in zip(names, found, strict=True):
        value *= figure(parameters(calculator)[name], entry)
    return number(value, least=int(places or 0))


def _said_figure(gap: str, name: str, form: str | None, day: str | None) -> str:
    known = figures()
    if name not in known:
        raise GapError(f"docs/ledger/figures.toml has no figure '{name}'; it has {', '.join(known)}")
    if day is not None or form not in (None, "wan", "sources"):
        raise GapError(f"{gap} is of a figure, which has no day; it can end with wan or sources, or with nothing")
    found = known[name]
    if form == "sources":
        return cited(list(found.sources))
    return number(found.value / TEN_THOUSAND if form == "wan" else found.value)


def parameters(calculator: str) -> dict[str, dict[str, Any]]:
    """The calculator's parameters that have dated values. Raises GapError where there is no such calculator."""
    if calculator not in CALCULATORS:
        raise GapError(f"there is no calculator '{calculator}'; there are {', '.join(CALCULATORS)}")
    rows = data.data(CALCULATORS[calculator].folder)[0]
    return {name: row for name, row in rows.items() if isinstance(row, dict) and "values" in row}


def in_force(calculator: str, name: str, day: str | None = None) -> dict[str, Any]:
    """The entry in force on that day; without one, on the day on which someone last looked. Raises GapError."""
    known = parameters(calculator)
    if name not in known:
        raise GapError(f"{calculator} has no parameter '{name}'; it has {', '.join(known)}")
    for entry in known[name]["values"]:
        for field in ("from", "until", "checked"):
            # One in quotes that is no day, or none; checks/texts.py says so at its line.
            if isinstance(entry.get(field, "" if field != "until" else None), str):
                raise GapError(
                    f"'{field}' of '{name}' of {calculator} is no day; one is written without quotes, like 2026-11-23"
                )
    looked_at = max(entry["checked"] for entry in known[name]["values"])
    try:
        asked = looked_at if day is None else date.fromisoformat(day)
    except ValueError as error:
        raise GapError(f"'{day}' is no day; one is written like 2026-01-20") from error
    entry, edge = data.entry_near(known[name], asked)
    if day is not None and edge is not None:
        raise GapError(f"'{name}' of {calculator} has no value on {day}; its values begin on {_starts(known[name])}")
    return entry


def _starts(parameter: Mapping[str, Any]) -> str:
    return ", ".join(str(entry["from"]) for entry in parameter["values"])


def figure(parameter: Mapping[str, Any], entry: Mapping[str, Any]) -> Fraction:
    """The entry's value as texts give it: an LPR of 300 hundredths is 3. Raises GapError where it is no number."""
    if not isinstance(entry["value"], int):
        raise GapError(f"'{parameter.get('name')}' is a list and no number")
    return Fraction(entry["value"], parameter.get("parts", 1))


def cited(sources: str | list[str]) -> str:
    """Footnotes for the sources; a rule of our own has none, and its note says so."""
    wanted = [sources] if isinstance(sources, str) else sources
    return "".join(f"[^{source}]" for source in wanted if source != OWN_METHOD)


def number(value: Fraction, *, least: int = 0) -> str:
    """The number with thousands apart and as many decimals as it has, `least` at least.

    Raises GapError where they do not end.
    """
    for places in range(least, 13):
        if 10**places % value.denominator == 0:
            digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
            whole, decimals = (digits[:-places], digits[-places:]) if places else (digits, "")
            return ("−" if value < 0 else "") + f"{int(whole):,}" + (f".{decimals}" if decimals else "")
    raise GapError(f"{value} has no end as a decimal; please show it as yuan or percent")
