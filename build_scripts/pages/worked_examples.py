"""The figures that the method page's worked examples show, worked out by the calculators themselves.

A text holds gaps: `{repay-total:yuan}`, `{line-used[0]}`, `{total-ratio:percent}`. Each name is a figure of `answer`, a field
of the example's form, a parameter on the example's day, or a step in between that `_STEPS` takes from the model.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache
from typing import Any

from calculators import answer, data
from calculators.door import CALCULATORS
from calculators.figure import shown_percent
from calculators.form import Form, iso_day
from calculators.ratio import Ratio

_GAP = re.compile(r"\{([a-z][a-z0-9-]*(?:\[\d+\])?)(?::([a-z]+)(\d*))?\}")
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")
Values = dict[str, Fraction | str]


class GapError(Exception):
    """A gap that cannot be filled; the message names it and what there is."""


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
    if kind:
        raise GapError(f"{gap.group()}: a gap is shown as yuan or percent, not {kind}")
    return number(value)


def number(value: Fraction) -> str:
    """The number with thousands apart and as many decimals as it has. Raises GapError where they do not end."""
    for places in range(13):
        if 10**places % value.denominator == 0:
            digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
            whole, decimals = (digits[:-places], digits[-places:]) if places else (digits, "")
            return ("−" if value < 0 else "") + f"{int(whole):,}" + (f".{decimals}" if decimals else "")
    raise GapError(f"{value} has no end as a decimal; please show it as yuan or percent")


@cache
def values(calculator: str) -> Values:
    """Everything a text of this calculator's method may show, by name."""
    folder = CALCULATORS[calculator]
    fields = importlib.import_module(f"calculators.{folder}.fields")
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
        for name, value in _STEPS[calculator](form, found).items()
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


def _utilisation(form: Mapping[str, Any], known: Values) -> Mapping[str, Fraction | int | str]:
    from calculators.utilisation import model

    rows = zip(form["line-limit"], form["line-used"], form["line-kind"], strict=True)
    lines = [(model.Line(limit=int(limit) * 100, used=int(used) * 100), kind) for limit, used, kind in rows]
    cards = model.total([line for line, kind in lines if kind not in ("jiebei", "xinyongdai")])
    whole = model.total([line for line, _ in lines])
    target = Ratio(int(form["target"]), 100)
    allowed = {
        f"line-allowed[{row}]": Fraction(target.floor_of(line.open_limit), 100) for row, (line, _) in enumerate(lines)
    }
    return {
        "owed": Fraction(whole.used, 100), "open-limits": Fraction(whole.limit, 100), "allowed": Fraction(target.floor_of(whole.limit), 100),
        "owed-cards": Fraction(cards.used, 100), "open-limits-cards": Fraction(cards.limit, 100), **allowed,
    }  # fmt: skip


def _repayment_habit(form: Mapping[str, Any], known: Values) -> Mapping[str, Fraction | int | str]:
    from calculators.repayment_habit import calculator, model

    today = iso_day(str(known["example-day"]))
    now = calculator.outcome(Form(form), day=today)
    later_codes = model.with_one_more_on_time(form["months"], most=24)
    later = calculator.outcome(Form({**form, "months": "".join(later_codes)}), day=today)
    record, moved = model.record(form["months"]), model.record(later_codes)
    bands = [model.Band(**row) for row in data.value_near(data.data("repayment_habit")[0]["late-points"], today)[0]]
    found: dict[str, Fraction | int | str] = {
        "score-later": int(later.figures["score"]), "gain": int(later.figures["score"]) - int(now.figures["score"]),
        "months": form["months"], "months-uncounted": len(record.uncounted),
        "last-month": "{}-{:02}".format(*model.month_back(today.year, today.month, 1)),
    }  # fmt: skip
    for name, each in (("", record), ("-later", moved)):
        for month in each.counted:
            if lost := model.loss(month, bands):
                found[f"loss-{month.code.lower()}{name}"] = lost
                found[f"ago-{month.code.lower()}{name}"] = month.months_ago
                digit = model.digit(month.code)
                found[f"multiplier-{month.code.lower()}{name}"] = lost // digit if digit else lost
    return found


def _borrowing_cost(form: Mapping[str, Any], known: Values) -> Mapping[str, Fraction | int | str]:
    principal, periods = int(form["principal"][0]), int(form["periods"][0])
    payment = known["monthly-payment"]
    nominal = known["annual-nominal"]
    assert isinstance(payment, Fraction) and isinstance(nominal, Fraction)
    part = Fraction(principal, periods)
    return {
        "principal-part": part,
        "fee-part": payment - part,
        "monthly-rate": nominal / 12,
        "fee-rate": known["fee[0]"],
    }


def _checklist(form: Mapping[str, Any], known: Values) -> Mapping[str, Fraction | int | str]:
    from calculators.checklist.calculator import items_for
    from calculators.checklist.model import ANSWERS, AUDIENCES, NOT_YET

    given = [form.get(item.id, NOT_YET) for item in items_for(str(form["audience"]))]
    counts: dict[str, Fraction | int | str] = {f"count-{each}": given.count(each) for each in ANSWERS}
    counts |= {f"items-{audience}": len(items_for(audience)) for audience in AUDIENCES}
    return counts | {"items": sum(len(items_for(audience)) for audience in AUDIENCES)}


_STEPS: dict[str, Callable[[Mapping[str, Any], Values], Mapping[str, Fraction | int | str]]] = {
    "utilisation": _utilisation,
    "repayment-habit": _repayment_habit,
    "borrowing-cost": _borrowing_cost,
    "checklist": _checklist,
}
