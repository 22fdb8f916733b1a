"""The one table of calculators: a calculator is a folder and one line here; everything else is read from its folder.

CONTRIBUTING.md, recipe 2, says what the folder holds; `make check` says what is missing there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any


@dataclass(frozen=True)
class Calculator:
    """A calculator by the name that `answer`, pages, links and files use.

    `parts` are what its own buttons ask for beside the result, each with the module whose `part` gives it. `sends` are
    the values that a reader may take along to the checklist, each with its kind (checklist/brought_along.py reads
    them). `has_amounts` is whether money is entered: a report then names its unit, and a link is said to hold amounts.
    """

    name: str
    parts: Mapping[str, str]
    sends: Mapping[str, str]
    has_amounts: bool

    @property
    def folder(self) -> str:
        """Its folder under calculators/."""
        return self.name.replace("-", "_")

    def module(self, role: str) -> Any:
        """Its module of that name, `view` or `building.fields`;
        imported when first asked for, since a page uses one."""
        return import_module(f"calculators.{self.folder}.{role}")


CALCULATORS = {
    each.name: each
    for each in (
        Calculator(
            "utilisation",
            parts={"paste": "view_pasted"},
            sends={"highest-ratio": "ratio", "overdue": "yes"},
            has_amounts=True,
        ),
        Calculator(
            "repayment-habit",
            parts={"bills": "view_bills"},
            sends={"score": "score", "late-months": "months", "unpaid": "unpaid"},
            has_amounts=False,
        ),
        Calculator(
            "borrowing-cost",
            parts={"schedule": "dated.view"},
            sends={"repayment-share": "ratio", "overdue": "yes"},
            has_amounts=True,
        ),
        Calculator("checklist", parts={"export": "export"}, sends={}, has_amounts=False),
    )
}
