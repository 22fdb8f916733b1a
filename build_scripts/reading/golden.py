"""The figures that each version of a method gives, recorded: tests/golden/<calculator>.toml holds forms, .json their
figures.

`make golden` records what is not recorded yet under the method's present version, and refuses to write over a figure
that git has; a record of today that git has not is a draft, and is written anew. checks/golden.py compares. What is
recorded guards against change; it proves nothing right.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
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
COMMAND = "make golden"
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
    # Recorded cases of the present version that git does not have yet: nobody has relied on them.
    drafts: frozenset[str] = frozenset()

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
    recorded = json.loads(record.read_text("utf-8")) if record.exists() else {}
    version = method_version(name) if version is None else version
    return Golden(
        calculator,
        version,
        f"calculators/{name}/parameters.toml",
        forms,
        record,
        now,
        recorded,
        _drafts(record, recorded, version),
    )


def _drafts(record: Path, recorded: Mapping[str, Any], version: int) -> frozenset[str]:
    """The recorded cases of that version that the last commit does not have; none where there is no commit to ask."""
    cases = recorded.get(str(version), {}).get("cases", {}).keys()
    if not cases or _git(record.parent, "rev-parse", "--verify", "--quiet", "HEAD") is None:
        return frozenset()
    committed = json.loads(_git(record.parent, "show", f"HEAD:./{record.name}") or b"{}")
    return frozenset(cases - committed.get(str(version), {}).get("cases", {}).keys())


def _git(folder: Path, *arguments: str) -> bytes | None:
    """The output of git in that folder; None where git fails or is not there."""
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def digest(cases: Cases) -> str:
    """Stands beside the cases, so that a line changed or taken out by hand shows."""
    return hashlib.sha256(json.dumps(cases, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def edited_by_hand(golden: Golden) -> list[str]:
    """The versions whose record is not as it was written; one that is a draft as a whole is written anew anyway."""
    return [
        version
        for version, entry in golden.recorded.items()
        if entry.get("digest") != digest(entry.get("cases", {}))
        and not (int(version) == golden.version and golden.drafts >= entry.get("cases", {}).keys())
    ]


def changed_forms(golden: Golden) -> list[str]:
    """The cases recorded under the present version that are gone, or are asked in another way; drafts may be."""
    return [
        name
        for name, case in golden.cases(golden.version).items()
        if name not in golden.drafts
        and (name not in golden.now or any(golden.now[name][key] != case[key] for key in ("form", "day")))
    ]


def differences(golden: Golden) -> Iterator[Difference]:
    """Recorded figures of the present version that are others today, drafts left out.

    A figure with a new name is no difference.
    """
    for name, case in golden.cases(golden.version).items():
        if name in golden.drafts:
            continue
        found = golden.now.get(name, case)["figures"]
        for figure, old in case["figures"].items():
            if found.get(figure) != old:
                yield Difference(name, figure, old, found.get(figure))


def unrecorded(golden: Golden) -> tuple[list[str], int]:
    """(cases, new figures of recorded cases) that are not recorded under the present version as they are now."""
    recorded = golden.cases(golden.version)
    cases = [name for name in golden.now if name not in recorded]
    cases += [name for name in recorded if name in golden.drafts and golden.now.get(name) != recorded[name]]
    more = sum(
        len(golden.now[name]["figures"].keys() - case["figures"].keys())
        for name, case in recorded.items()
        if name in golden.now and name not in golden.drafts
    )
    return cases, more
