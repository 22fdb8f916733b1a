"""The figures that the method page's worked examples show, worked out by the calculators themselves.

A text holds gaps: `{repay-total:yuan}`, `{line-used[0]}`, `{total-ratio:percent}`. Each name is a figure of `answer`,
a field of the example's form, a parameter on the example's day, or a step in between of its building/steps.py.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import cache

from build_scripts.reading.parameters import GapError, number
from calculators import answer, data
from calculators.figure import shown_percent
from calculators.form import iso_day
from calculators.ratio import Ratio
from calculators.register import CALCULATORS

_GAP = re.compile(r"\{([a-z][a-z0-9-]*(?:\[\d+\])?)(?::([a-z]+)(\d*))?\}")
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")
Values = dict[str, Fraction | str]


def filled(text: str, values: Mapping[str, Fraction | str], lang: str) -> str:
    """The text with its gaps filled, as Markdown. Raises GapError."""
    found = _GAP.sub(lambda gap: _shown(gap, values, lang), text)
    if "{" in found or "}" in found:
        raise GapError(
            f"a brace is left in '{text}'; a gap is {{name}}, {{name:yuan}}, {{name:percent}} or {{name:percent4}}"
        )
    return found


def gaps(text: str) -> list[str]:
    """The gaps in the text, with their form, sorted: both languages hold the same."""
    return sorted(gap.group() for gap in _GAP.finditer(text))


def plain_markdown(text: str) -> str:
    """The text so that Markdown shows exactly that."""
    return _SPECIAL.sub(r"\\\1", text)


def _shown(gap: re.Match[str], values: Mapping[str, Fraction | str], lang: str) -> str:
    name, kind, places = gap.groups()
    if name not in values:
        raise GapError(f"there is no '{name}' to fill {gap.group()}; there are {', '.join(sorted(values))}")
    value = values[name]
    if isinstance(value, str):
        if kind:
            raise GapError(f"'{name}' is the text '{value}', which is no {kind}")
        return plain_markdown(value)
    if kind == "percent":
        return shown_percent(Ratio(value.numerator, value.denominator), lang=lang, places=int(places or 2))
    if kind == "yuan":
        return f"{int(value):,}" if value.denominator == 1 else f"{float(value):,.2f}"
    if kind == "decimals":
        return number(value, least=int(places or 0))
    if kind:
        raise GapError(f"{gap.group()}: a gap is shown as yuan, percent or decimals1, not {kind}")
    return number(value)


@cache
def values(calculator: str) -> Values:
    """Everything a text of this calculator's method may show, by name."""
    folder = CALCULATORS[calculator].folder
    fields = CALCULATORS[calculator].module("building.fields")
    form = fields.example_form()
    found: Values = {name: _read(str(value)) for name, value in parameters(folder, fields.EXAMPLE_DAY).items()}
    for field, typed in form.items():
        for row, value in enumerate([typed] if isinstance(typed, str) else typed):
            found[field if isinstance(typed, str) else f"{field}[{row}]"] = _read(value)
    figures = {
        name: value
        for name, value in answer(calculator, form, lang="zh", day=fields.EXAMPLE_DAY).items()
        if isinstance(value, str)
    }
    found |= {name: _read(value) for name, value in figures.items()}
    found["example-day"] = fields.EXAMPLE_DAY
    return found | {
        name: value if isinstance(value, str) else Fraction(value)
        for name, value in CALCULATORS[calculator].module("building.steps").steps(form, found).items()
    }


def parameters(folder: str, day: str) -> dict[str, int]:
    """The parameters that are one whole number, on that day."""
    found: dict[str, int] = {}
    for name, parameter in data.data(folder)[0].items():
        if isinstance(parameter, dict) and "values" in parameter:
            value, _ = data.value_near(parameter, iso_day(day))
            if isinstance(value, int):
                found[name] = value
    return found


def _read(text: str) -> Fraction | str:
    """Plain digits as a number, everything else as it is; '0.6%' is 0.006."""
    if re.fullmatch(r"-?\d+(\.\d+)?%?", text):
        return Fraction(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    return text
