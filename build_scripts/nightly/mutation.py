"""`make mutation`: mistakes put into the calculators' models one by one, and how many of them the tests find.

Nightly: it takes about two hours of one processor. Everything lies under build/mutation: mutmut in an environment of
its own, a copy of what the tests read, and what survived, with the change that nobody noticed. It fails below GOAL. A
run that was stopped goes on where it was; RESULTS=1 tries nothing more and tells what there is.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path

from build_scripts.measuring.environment import environment
from build_scripts.reading.places import BUILD, ROOT

FOLDER = BUILD / "mutation"
LOCKS = tuple(ROOT / f"requirements/{name}.txt" for name in ("all", "mutation"))
GOAL = 0.85
# The arithmetic: what takes figures and gives figures, without words or HTML.
MODELS = (
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
TESTS = (
    "borrowing_cost",
    "borrowing_cost_any",
    "borrowing_cost_page",
    "borrowing_cost_rate",
    "borrowing_cost_schedule",
    "borrowing_cost_terms",
    "checklist",
    "models",
    "ratio",
    "repayment_bills",
    "repayment_bills_any",
    "repayment_habit",
    "repayment_projection",
    "short_forms",
    "utilisation",
    "utilisation_plan",
    "utilisation_plan_any",
    "utilisation_scenarios",
    "utilisation_split",
)
# What those tests read, besides the calculators.
READ = ("build_scripts", "docs", "tests", "requirements", "package-lock.json", "mkdocs.yml", "mkdocs.en.yml")
_RESULT = re.compile(
    r"^\s*(?P<name>\S+): (?P<outcome>killed|survived|no tests|timeout|suspicious|segfault|not checked)$", re.MULTILINE
)

Outcomes = Mapping[str, str]


def copied(folder: Path) -> Path:
    """A copy of what git knows and the tests read, with mutmut's settings. What mutmut did before stays, for it goes on
    where nothing changed."""
    target = folder / "checkout"
    asked = ["git", "ls-files", "calculators", *READ]
    names = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    for old in target.glob("*"):
        if old.name != "mutants":
            shutil.rmtree(old) if old.is_dir() else old.unlink()
    for name in names:
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)
    settings = {
        "source_paths": ["calculators"],
        "only_mutate": list(MODELS),
        "also_copy": list(READ),
        "pytest_add_cli_args_test_selection": [f"tests/calculators/test_{name}.py" for name in TESTS],
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


def main() -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    python = environment(FOLDER / "environment", sys.executable, *LOCKS)
    if os.environ.get("RESULTS"):
        target = FOLDER / "checkout"
    else:
        target = copied(FOLDER)
        subprocess.run([python, "-m", "mutmut", "run"], cwd=target, stdout=subprocess.DEVNULL, check=False)
    told = subprocess.run(
        [python, "-m", "mutmut", "results", "--all", "true"], cwd=target, capture_output=True, text=True, check=False
    )
    made = outcomes(told.stdout)
    found = {name: outcome for name, outcome in made.items() if outcome != "not checked"}
    if not found:
        print(f"mutation: mutmut gave no result:\n{(told.stderr or told.stdout)[-2000:]}", file=sys.stderr)
        return 1
    left = [name for name, outcome in found.items() if not is_found(outcome)]
    shown = (
        subprocess.run(
            [python, "-m", "mutmut", "show", name], cwd=target, capture_output=True, text=True, check=False
        ).stdout
        for name in left
    )
    (FOLDER / "survived.diff").write_text("\n".join(shown), "utf-8")
    print(table(found))
    killed = len(found) - len(left)
    tried = "" if len(found) == len(made) else f" ({len(made)} were made, the others not tried)"
    print(f"mutation: {killed} of {len(found)} mutants killed, {share(found):.1%}{tried}")
    print("mutation: the rest lies in build/mutation/survived.diff")
    return share(found) < GOAL


if __name__ == "__main__":
    sys.exit(main())
