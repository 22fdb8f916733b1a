"""`make mutation`: mistakes put into the calculators and the content checks one by one, and how many the tests find.

Nightly: all of it takes some hours. EVERY=5 tries each fifth mistake of each module; PART=models, PART=around (what
stands around the models) or PART=checks one of the three. Everything lies under build/mutation: mutmut in an
environment of its own, for each part a copy of what its tests read, and what survived, with the change that nobody
noticed. It fails where a part falls below its goal. A run that was stopped goes on where it was; RESULTS=1 tries
nothing more and tells what there is.
"""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from build_scripts.measuring.environment import environment
from build_scripts.reading.places import BUILD, ROOT, relative

FOLDER = BUILD / "mutation"
LOCKS = tuple(ROOT / f"requirements/{name}.txt" for name in ("all", "mutation"))
# What the tests read, whatever they test.
READ = (
    "build_scripts",
    "calculators",
    "docs",
    "tests",
    "requirements",
    "package-lock.json",
    "mkdocs.base.yml",
    "mkdocs.yml",
    "mkdocs.en.yml",
)


@dataclass(frozen=True)
class Part:
    """What is mutated, the tests that should notice, and the share of mistakes that they have to find."""

    name: str
    package: str
    files: tuple[str, ...]
    tests: tuple[str, ...]
    goal: float
    # Files among them that another part has, or that only the build reads.
    not_these: tuple[str, ...] = ()

    @property
    def folder(self) -> Path:
        return FOLDER / self.name


# The arithmetic: what takes figures and gives figures, without words or HTML. A calculator's model is here by itself.
_ARITHMETIC = (
    "calculators/*/model.py",
    "calculators/borrowing_cost/dated/rate.py",
    "calculators/borrowing_cost/dated/schedule.py",
    "calculators/utilisation/lines.py",
    "calculators/utilisation/plan.py",
    "calculators/utilisation/scenarios.py",
    "calculators/utilisation/split.py",
    "calculators/repayment_habit/bills.py",
    "calculators/repayment_habit/projection.py",
    "calculators/rates.py",
    "calculators/ratio.py",
)
# Nearly every module works with ratios: a test that takes one in its hand does not ask how they are made.
_USED_BY_ALL = {"calculators.ratio"}


def _names(source: str) -> set[str]:
    """What a test imports, `a.b` for `from a import b` too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {str(node.module), *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def tests_of_the_arithmetic(root: Path = ROOT) -> tuple[str, ...]:
    """The tests that ask it: they import a module of it, have the name of one in their own, or have a calculator's.
    A report asks a model for its names alone."""
    files = [path.relative_to(root) for pattern in _ARITHMETIC for path in sorted(root.glob(pattern))]
    modules = {".".join(file.with_suffix("").parts) for file in files}
    folders = [file.parts[1] for file in files if file.name == "model.py"]
    words = {file.stem for file in files}
    return tuple(
        path.relative_to(root).as_posix()
        for path in sorted((root / "tests/calculators").glob("test_*.py"))
        if not path.name.startswith("test_report")
        and (
            path.name.startswith(tuple(f"test_{folder}" for folder in folders))
            or words & set(path.stem.split("_"))
            or (modules - _USED_BY_ALL) & _names(path.read_text("utf-8"))
        )
    )


MODELS = Part("models", "calculators", _ARITHMETIC, tests_of_the_arithmetic(), 0.85)
# What `make check` says of guides, ledger, calculators. The linters of scripts and sheets need more than a copy holds.
CHECKS = Part(
    "checks",
    "build_scripts",
    ("build_scripts/checks/*.py",),
    (
        "tests/build_scripts/checks",
        "--ignore=tests/build_scripts/checks/test_scripts_and_sheets.py",
        "tests/build_scripts/pages/test_covers.py",
        "tests/build_scripts/pages/test_index_pages.py",
        "tests/build_scripts/pages/test_method.py",
        "tests/build_scripts/pages/test_moved.py",
        "tests/build_scripts/pages/test_pictures.py",
        "tests/build_scripts/upkeep/test_golden.py",
        "tests/calculators/test_cases.py",
    ),
    0.7,
)
# What stands between a model and a reader: forms, words, tables, pictures, reports, pasted tables, the desk.
AROUND = Part(
    "around",
    "calculators",
    ("calculators/*.py",),
    (
        "tests/calculators",
        # These build a wheel, copy a part of the package (without what mutmut added), or hold what they ask to seconds
        # and megabytes, of which mutmut takes its own.
        "--ignore=tests/calculators/test_wheel_data.py",
        "--ignore=tests/calculators/test_hostile_input.py",
        "--ignore=tests/calculators/desk/test_desk_workbooks.py",
        "--deselect=tests/calculators/test_report.py::test_a_report_needs_nothing_that_only_the_build_reads",
    ),
    0.6,
    not_these=(*MODELS.files, "calculators/building/*", "calculators/*/building/*"),
)
PARTS = (MODELS, AROUND, CHECKS)
_RESULT = re.compile(
    r"^\s*(?P<name>\S+): (?P<outcome>killed|survived|no tests|timeout|suspicious|segfault|not checked)$", re.MULTILINE
)

Outcomes = Mapping[str, str]


def copied(part: Part) -> Path:
    """A copy of what git knows and the tests read, with mutmut's settings. What mutmut did before stays, for it goes on
    where nothing changed."""
    target = part.folder / "checkout"
    names = subprocess.run(["git", "ls-files", *READ], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for old in target.glob("*"):
        if old.name != "mutants":
            shutil.rmtree(old) if old.is_dir() else old.unlink()
    for name in names.splitlines():
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)
    settings = {
        "source_paths": [part.package],
        "only_mutate": list(part.files),
        "do_not_mutate": list(part.not_these),
        "also_copy": [name for name in READ if name != part.package],
        "pytest_add_cli_args_test_selection": list(part.tests),
    }
    lines = [f"{key} = {json.dumps(value)}" for key, value in settings.items()]
    own = (ROOT / "pyproject.toml").read_text("utf-8")
    (target / "pyproject.toml").write_text("\n".join([own, "[tool.mutmut]", *lines, ""]), "utf-8")
    return target


def outcomes(printed: str) -> dict[str, str]:
    """Each mutant's outcome, as `mutmut results` prints them. Timed out is found out too."""
    return {found["name"]: found["outcome"] for found in _RESULT.finditer(printed)}


def is_found(outcome: str) -> bool:
    return outcome in ("killed", "timeout", "segfault")


def table(found: Outcomes) -> str:
    """A line a module: how many mistakes its tests find, of how many."""
    by_module: dict[str, Counter[bool]] = defaultdict(Counter)
    for name, outcome in found.items():
        by_module[name.rpartition(".")[0]][is_found(outcome)] += 1
    lines = [f"  {module:<42} {of[True]:>5} of {of.total():>5}" for module, of in sorted(by_module.items())]
    return "\n".join(lines)


def share(found: Outcomes) -> float:
    return sum(map(is_found, found.values())) / len(found) if found else 0.0


def every(names: Sequence[str], step: int) -> list[str]:
    """Each so many-th mutant of each module, in the order in which they were made."""
    by_module: dict[str, list[str]] = defaultdict(list)
    for name in names:
        by_module[name.rpartition(".")[0]].append(name)
    return [name for of_module in by_module.values() for name in of_module[::step]]


def is_below_goal(part: Part, python: Path, *, step: int, is_told_only: bool) -> bool:
    """Tries the part's mutants and says what became of them."""

    def mutmut(*words: str) -> str:
        command = [str(python), "-m", "mutmut", *words]
        done = subprocess.run(command, cwd=target, capture_output=True, text=True, check=False)
        return str(done.stdout)

    target = part.folder / "checkout" if is_told_only else copied(part)
    if not is_told_only and step > 1:
        # Mutants have names once they are made, and no command only makes them: this one ends as none is to be tried.
        mutmut("run", "none-of-this-name")
        mutmut("run", *every(list(outcomes(mutmut("results", "--all", "true"))), step))
    elif not is_told_only:
        mutmut("run")
    printed = mutmut("results", "--all", "true")
    made = outcomes(printed)
    found = {name: outcome for name, outcome in made.items() if outcome != "not checked"}
    if not found:
        print(f"mutation: mutmut gave no result for {part.name}:\n{printed[-2000:]}", file=sys.stderr)
        return True
    left = [name for name, outcome in found.items() if not is_found(outcome)]
    survived = part.folder / "survived.diff"
    survived.write_text("\n".join(mutmut("show", name) for name in left), "utf-8")
    print(table(found))
    tried = "" if len(found) == len(made) else f" ({len(made)} were made, the others not tried)"
    print(f"{part.name}: {len(found) - len(left)} of {len(found)} mutants killed, {share(found):.1%}{tried}")
    print(f"{part.name}: the rest lies in {relative(survived)}", flush=True)
    return share(found) < part.goal


def main() -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    python = environment(FOLDER / "environment", sys.executable, *LOCKS)
    asked = os.environ.get("PART", "")
    step = int(os.environ.get("EVERY") or 1)
    is_told_only = bool(os.environ.get("RESULTS"))
    parts = [part for part in PARTS if asked in ("", part.name)]
    if not parts:
        print(f"mutation: no part '{asked}'; there are {', '.join(part.name for part in PARTS)}", file=sys.stderr)
        return 1
    below = [part.name for part in parts if is_below_goal(part, python, step=step, is_told_only=is_told_only)]
    return bool(below)


if __name__ == "__main__":
    sys.exit(main())
