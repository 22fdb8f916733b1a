"""Forms that are written down name the fields that the calculator's form shows, and each field is tried and read back.

A field that is renamed or new shows in the golden forms, the worked cases, the questions, the tests' forms and the
generated ones; one that takes an amount has a reading beside it (decision 36).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from build_scripts.checks.calculators import incomplete
from build_scripts.reading.generated_forms import forms
from build_scripts.reading.guides import Fault
from build_scripts.reading.page_forms import field_names, form_html
from build_scripts.reading.places import ROOT
from build_scripts.reading.toml_lines import entry_field_line
from calculators.form import Form
from calculators.register import CALCULATORS, Calculator

# An amount, a part, a rate and months written short: whoever says that a field may be short reads one of them.
_SHORT = ("2w", "5‰", "0.05% a day", "12 months")


def check_fields(root: Path = ROOT) -> list[Fault]:
    missing = incomplete(root)
    whole = [calculator for name, calculator in CALCULATORS.items() if name not in missing]
    return [fault for calculator in whole for fault in _calculator(calculator, root)]


def _calculator(calculator: Calculator, root: Path) -> Iterator[Fault]:
    html = form_html(calculator.name)
    known = set(field_names(html))
    for file, table in (
        (f"tests/golden/{calculator.folder}.toml", "case"),
        (f"calculators/{calculator.folder}/building/cases.toml", "case"),
        ("docs/ledger/questions.toml", "question"),
        ("tests/fixtures/runtime/forms.toml", calculator.name),
    ):
        yield from _written(root / file, file, table, calculator, known)
    yield from _generated(calculator, known)
    yield from _readings(calculator, known, set(re.findall(r'data-in-full="([^"]+)"', html)))


def _written(path: Path, file: str, table: str, calculator: Calculator, known: set[str]) -> Iterator[Fault]:
    """The fields of a file's forms that the calculator does not have."""
    try:
        text = path.read_text("utf-8")
        rows = tomllib.loads(text).get(table, [])
    except (OSError, tomllib.TOMLDecodeError):
        return  # The check that reads the file says so.
    places: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        if row.get("calculator", calculator.name) != calculator.name:
            continue  # A question about another one.
        # The tests' forms for the runtime stand by themselves, each with its day.
        form: Mapping[str, Any] = row if table == calculator.name else row.get("form", {})
        for name in form.keys() - known - {"day"}:
            places.setdefault(name, []).append(number)
    for name, numbers in sorted(places.items()):
        near = get_close_matches(name, known, 1)
        meant = f"; did you mean '{near[0]}'?" if near else f"; it has {_listed(known)}"
        more = f" (so in {len(numbers)} forms of this file)" if len(numbers) > 1 else ""
        message = f"the form of '{calculator.name}' has no field '{name}'{more}{meant}"
        yield Fault(file, entry_field_line(text, table, numbers[0], name), message)


def _listed(names: set[str], most: int = 8) -> str:
    """The fields that a reader fills in, shortened: the marks of the example are none."""
    shown = sorted(name for name in names if not name.endswith("-example"))
    return ", ".join(shown[:most]) + (" …" if len(shown) > most else "")


def _generated(calculator: Calculator, known: set[str]) -> Iterator[Fault]:
    """Fields that no generated form fills in: what a browser needs for them would never be looked at."""
    tried = {name for form in forms(calculator.name) for name, value in form.items() if any(value)}
    for name in sorted(known - tried):
        message = f"no generated form fills in the field '{name}'; please give it texts in form(), odd ones among them"
        yield Fault(f"calculators/{calculator.folder}/building/odd_forms.py", 0, message)


def _readings(calculator: Calculator, known: set[str], places: set[str]) -> Iterator[Fault]:
    """A field with a place for its reading has one, and the other way round."""
    view = calculator.module("view")
    read: set[str] = set()
    if hasattr(view, "readings"):
        for text in _SHORT:
            found = view.readings(Form(dict.fromkeys(known, text)), lang="en")
            read |= {name.partition("[")[0] for name in found}
    folder = f"calculators/{calculator.folder}"
    for name in sorted(places - read):
        message = f"the field '{name}' may be written short and readings() does not read it; please name it there"
        yield Fault(f"{folder}/view.py", 0, message)
    for name in sorted(read - places):
        message = f"readings() reads the field '{name}', which has no place for it; please say may_be_short=True there"
        yield Fault(f"{folder}/building/fields.py", 0, message)
    if calculator.has_amounts and not places:
        message = (
            "amounts are entered and no field says may_be_short=True; a reader who types 2w is then not told what was"
            " read (decision 36)"
        )
        yield Fault(f"{folder}/building/fields.py", 0, message)
