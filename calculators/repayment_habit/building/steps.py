"""Steps between form and figures, for the method page's formulas and its worked example."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from calculators import data
from calculators.form import Form, iso_day
from calculators.repayment_habit import calculator, model


def steps(form: Mapping[str, Any], known: Mapping[str, Fraction | str]) -> Mapping[str, Fraction | int | str]:
    """Steps in between by name: what the method's texts show and `answer` does not give."""
    today = iso_day(str(known["example-day"]))
    now = calculator.outcome(Form(form), day=today)
    later_codes = model.with_one_more_on_time(form["months"], most=int(known["months-looked-at"]))
    later = calculator.outcome(Form({**form, "months": "".join(later_codes)}), day=today)
    record, moved = model.record(form["months"]), model.record(later_codes)
    bands = [model.Band(**row) for row in data.value_near(data.data("repayment_habit")[0]["late-points"], today)[0]]
    found: dict[str, Fraction | int | str] = {
        "score-later": int(later.figures["score"]), "gain": int(later.figures["score"]) - int(now.figures["score"]),
        "months": form["months"], "months-uncounted": len(record.uncounted),
        "last-month": "{}-{:02}".format(*model.month_back(today.year, today.month, 1)),
        "leap-day-leaves": "{}-{:02}-{:02}".format(*model.years_later(2024, 2, 29, years=int(known["years-kept"]))),
    }  # fmt: skip
    for name, each in (("", record), ("-later", moved)):
        for month in each.counted:
            if lost := model.loss(month, bands):
                found[f"loss-{month.code.lower()}{name}"] = lost
                found[f"ago-{month.code.lower()}{name}"] = month.months_ago
                digit = model.digit(month.code)
                found[f"multiplier-{month.code.lower()}{name}"] = lost // digit if digit else lost
    return found
