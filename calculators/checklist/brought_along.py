"""Reads the field `carried`: results of other calculators, and the items that they give cause for.

A pair that is not understood is kept to be shown, never guessed at. No words, no HTML.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from calculators import carry, data
from calculators import form as typed
from calculators.checklist import model
from calculators.form import Form, Problem
from calculators.ratio import Ratio
from calculators.register import CALCULATORS

# What each calculator may send besides the day and the mark of the example, and how it is read.
SENDERS = {each.name: each.sends for each in CALCULATORS.values() if each.sends}
_ALWAYS = {"day": "day", "example": "yes"}
_MOST_DIGITS = 30
_MOST_UNKNOWN = 10


@dataclass(frozen=True)
class Carried:
    """Texts by calculator and name, as they were sent, every one of them readable; `ratios` are those that are ratios.

    `unknown` are the pairs that were not understood, fit to be shown, at most ten.
    """

    values: dict[str, dict[str, str]]
    ratios: dict[str, Ratio]
    unknown: tuple[str, ...]

    def has(self, calculator: str, name: str) -> bool:
        return name in self.values.get(calculator, {})


def ratio(text: str) -> Ratio | None:
    """A fraction of 1 in plain ASCII digits (`0.475`); None for anything else."""
    whole, point, decimals = text.partition(".")
    is_plain = text.isascii() and whole.isdigit() and (decimals.isdigit() if point else not decimals)
    if not is_plain or len(text) > _MOST_DIGITS:
        return None
    return Ratio(int(whole + decimals), 10 ** len(decimals))


def _is_readable(kind: str, text: str) -> bool:
    if kind == "ratio":
        return ratio(text) is not None
    if kind == "day":
        try:
            typed.iso_day(text)
        except ValueError:
            return False
        return True
    if kind in ("score", "months"):
        is_number = text.isascii() and text.isdigit() and len(text) <= 3
        return is_number and int(text) <= (100 if kind == "score" else 24)
    return text in (("yes", "check") if kind == "unpaid" else ("yes",))


def read(form: Form) -> Carried | Problem:
    """The results in the field; a problem only where it is too long. Of a name sent twice the last one counts."""
    text = form.text("carried")
    if problem := typed.too_long(text, most=carry.MOST_CHARACTERS):
        return problem.at("carried")
    values: dict[str, dict[str, str]] = {}
    ratios: dict[str, Ratio] = {}
    unknown: list[str] = []
    for pair in text.split():
        key, _, value = pair.partition("=")
        calculator, _, name = key.partition(":")
        kind = {**_ALWAYS, **SENDERS[calculator]}.get(name, "") if calculator in SENDERS else ""
        if not kind or not _is_readable(kind, value):
            unknown.append(typed.shown(pair, at_most=40))
            continue
        values.setdefault(calculator, {})[name] = value
        found = ratio(value) if kind == "ratio" else None
        if found is not None:
            ratios[key] = found
    return Carried(values, ratios, tuple(unknown[:_MOST_UNKNOWN]))


def causes(brought: Carried, *, day: date) -> dict[str, tuple[str, ...]]:
    """The causes (model.CAUSES) that these results give, each with the `calculator:name` values it rests on."""
    if not brought.values:
        return {}
    full_from, _ = data.value_near(data.data("utilisation")[0]["full-from"], day)
    above, _ = data.value_near(data.data("checklist")[0]["share-above"], day)
    late = [
        f"{calculator}:{name}"
        for calculator, name in (
            ("utilisation", "overdue"),
            ("borrowing-cost", "overdue"),
            ("repayment-habit", "unpaid"),
        )
        if brought.has(calculator, name)
    ]
    highest = brought.ratios.get("utilisation:highest-ratio")
    share = brought.ratios.get("borrowing-cost:repayment-share")
    months = brought.values.get("repayment-habit", {}).get("late-months", "0")
    found: Mapping[str, list[str]] = {
        model.LATE_NOW: late,
        model.FULL: ["utilisation:highest-ratio"] if highest is not None and Ratio(full_from, 100) <= highest else [],
        model.SHARE: ["borrowing-cost:repayment-share"] if share is not None and Ratio(above, 100) < share else [],
        model.LATE_MONTHS: ["repayment-habit:late-months"] if int(months) else [],
    }
    return {cause: tuple(found[cause]) for cause in model.CAUSES if found[cause]}
