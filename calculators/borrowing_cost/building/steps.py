"""Steps between form and figures, for the method page's formulas and its worked example."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any


def steps(form: Mapping[str, Any], known: Mapping[str, Fraction | str]) -> Mapping[str, Fraction | int | str]:
    """Steps in between by name: what the method's texts show and `answer` does not give."""
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
