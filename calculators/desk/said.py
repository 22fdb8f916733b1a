"""A fault in words, as the list of problems has it."""

from __future__ import annotations

from calculators import data, message
from calculators.desk.columns import FOLDER, Fault
from calculators.register import CALCULATORS

PROBLEM_COLUMNS = ("row", "column", "case", "read", "message")


def said(fault: Fault, lang: str) -> str:
    """The fault in a sentence."""
    if fault.calculator:
        return message.message(CALCULATORS[fault.calculator].folder, fault.problem, lang=lang)
    return data.text(FOLDER, f"problem-{fault.problem.code}", lang=lang, **fault.problem.values)


def problem_row(fault: Fault, case: str, lang: str) -> dict[str, str]:
    """A row of the list of problems."""
    values = (str(fault.row), fault.column, case, fault.read, said(fault, lang))
    return dict(zip(PROBLEM_COLUMNS, values, strict=True))
