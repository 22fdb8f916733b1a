"""The figures that each version of a method gives, recorded: tests/golden/<calculator>.toml holds forms, .json their
figures.

`python -m build_scripts.golden --write` records what is not recorded yet under the method's present version, and
refuses to write over a figure. checks/golden.py compares. What is recorded guards against change; it proves nothing
right.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from build_scripts.reading.places import ROOT, relative
from calculators import answer
from calculators.data import method_version
from calculators.register import CALCULATORS

GOLDEN = ROOT / "tests/golden"
COMMAND = "python -m build_scripts.golden --write"
LEAST_CASES = 25
_DAY = "2026-11-23"
# A case's name to what was asked (`form`, `day`) and the figures it gave.
Cases = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Golden:
    """One calculator: what its cases give today, and what is recorded for each version of its method."""

    calculator: str
    version: int
    parameters: str
    forms: Path
    figures: Path
    now: Cases
    recorded: dict[str, dict[str, Any]]

    def cases(self, version: int) -> Cases:
        found: Cases = self.recorded.get(str(version), {}).get("cases", {})
        return found


@dataclass(frozen=True)
class Difference:
    """A figure that is not what was recorded; `new` is None where it is gone."""

    case: str
    figure: str
    old: str
    new: str | None


def figures(calculator: str, form: Mapping[str, Any], day: str) -> dict[str, str]:
    """The figures of `answer`, without its errors: their words may change."""
    found = answer(calculator, form, lang="en", day=day)
    return {name: value for name, value in found.items() if isinstance(value, str)}


def golden_forms(calculator: str, *, folder: Path = GOLDEN) -> list[tuple[str, dict[str, Any], str]]:
    """(name, form, day) of each of the calculator's cases, none worked out."""
    forms = folder / f"{CALCULATORS[calculator].folder}.toml"
    rows = tomllib.loads(forms.read_text("utf-8")).get("case", []) if forms.exists() else []
    return [(row["name"], row["form"], row.get("day", _DAY)) for row in rows]


def read_golden(
    calculator: str,
    *,
    folder: Path = GOLDEN,
    version: int | None = None,
    work_out: Callable[[str, Mapping[str, Any], str], dict[str, str]] = figures,
) -> Golden:
    """The calculator's cases, worked out now, beside what is recorded.

    Raises ValueError where a file cannot be read.
    """
    name = CALCULATORS[calculator].folder
    forms, record = folder / f"{name}.toml", folder / f"{name}.json"
    now: Cases = {}
    for case, form, day in golden_forms(calculator, folder=folder):
        if case in now:
            raise ValueError(f"{relative(forms)}: the case '{case}' stands twice; a name is used once")
        now[case] = {"day": day, "form": form, "figures": work_out(calculator, form, day)}
    return Golden(
        calculator,
        method_version(name) if version is None else version,
        f"calculators/{name}/parameters.toml",
        forms,
        record,
        now,
        json.loads(record.read_text("utf-8")) if record.exists() else {},
    )


def digest(cases: Cases) -> str:
    """Stands beside the cases, so that a line changed or taken out by hand shows."""
    return hashlib.sha256(json.dumps(cases, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def is_as_written(entry: Mapping[str, Any]) -> bool:
    return bool(entry.get("digest") == digest(entry.get("cases", {})))


def changed_forms(golden: Golden) -> list[str]:
    """The cases recorded under the present version that are gone, or are asked in another way."""
    return [
        name
        for name, case in golden.cases(golden.version).items()
        if name not in golden.now or any(golden.now[name][key] != case[key] for key in ("form", "day"))
    ]


def differences(golden: Golden) -> Iterator[Difference]:
    """Recorded figures of the present version that are others today. A figure with a new name is no difference."""
    for name, case in golden.cases(golden.version).items():
        found = golden.now.get(name, case)["figures"]
        for figure, old in case["figures"].items():
            if found.get(figure) != old:
                yield Difference(name, figure, old, found.get(figure))


def unrecorded(golden: Golden) -> tuple[list[str], int]:
    """(cases, new figures of recorded cases) that are not recorded under the present version yet."""
    recorded = golden.cases(golden.version)
    cases = [name for name in golden.now if name not in recorded]
    more = sum(
        len(golden.now[name]["figures"].keys() - case["figures"].keys())
        for name, case in recorded.items()
        if name in golden.now
    )
    return cases, more
