"""The rules of which module may know which, held against every import in the sources, type-only ones included."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from build_scripts.reading.places import ROOT
from calculators.register import CALCULATORS

# A room is a wing of build_scripts, a folder of calculators, the part of it that only the build reads, or what lies
# beside those folders. The table names the rooms that each may know besides itself; commands, on top of build_scripts
# and in the folders of the seldom ones, may know every room, and no room may know them.
COMMANDS = ("build_scripts", "build_scripts/upkeep", "build_scripts/nightly")
SHARED = "calculators"
MAY_KNOW = {
    "build_scripts.set_up": set(),  # it is run before anything is installed
    "build_scripts.reading": {SHARED},
    "build_scripts.runtime": {"build_scripts.set_up", "build_scripts.reading", SHARED},
    "build_scripts.pages": {
        "build_scripts.reading",
        "build_scripts.runtime",
        SHARED,
        "calculators.report",
        "calculators.checklist",  # the method page lists its items
        "calculators.desk",  # its page names what the desk tells apart
    },
    "build_scripts.checks": {"build_scripts.reading", "build_scripts.pages", SHARED, "calculators.report"},
    "build_scripts.site": {"build_scripts.reading", "build_scripts.runtime"},
    "build_scripts.kit": {
        "build_scripts.reading",
        "build_scripts.runtime",
        "build_scripts.pages",
        "build_scripts.site",
        SHARED,
    },
    "build_scripts.measuring": {
        "build_scripts.reading",
        "build_scripts.runtime",
        "build_scripts.site",
        "calculators.desk",  # the tables that it makes have the desk's columns
    },
    "build_scripts.publishing": {
        "build_scripts.reading",
        "build_scripts.runtime",
        "build_scripts.site",
        "build_scripts.measuring",
    },
    SHARED: set(),  # a calculator is opened by its name
    "calculators.report": {SHARED},
    "calculators.workbook": {SHARED},
    "calculators.desk": {
        SHARED,
        "calculators.utilisation",
        "calculators.workbook",
    },  # it reads cells as a pasted block's are read
    "calculators.__main__": {"calculators.desk"},
    "calculators.building": {SHARED},
}
# The one door opens these by name, so that a page fetches what it asks for.
MAY_OPEN = {SHARED: {"calculators.report", "calculators.desk", "calculators.workbook"}}
WINGS = {room for room in MAY_KNOW if room.startswith("build_scripts.") and room != "build_scripts.set_up"}
for calculator in CALCULATORS.values():
    own = f"calculators.{calculator.folder}"
    MAY_KNOW[own] = {SHARED, "calculators.report"}
    MAY_KNOW[f"{own}.building"] = {SHARED, own, "calculators.building"}


@cache
def modules() -> dict[str, Path]:
    """Every module of ours by its name; one that replaces a module of Pyodide's is none of ours."""
    paths = [path for top in ("build_scripts", "calculators") for path in sorted((ROOT / top).rglob("*.py"))]
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in paths
        if "stand_ins" not in path.parts
    }


def imported(path: Path, package: list[str]) -> set[str]:
    """Every name that the file imports, wherever in it: `a.b` for `from a import b`, as b may be a module."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            source = ".".join([*above, *([node.module] if node.module else [])])
            taken = {f"{source}.{alias.name}" for alias in node.names}
            # A package of which modules alone are taken gives nothing of its own.
            names |= taken if taken <= modules().keys() else {source, *taken}
    return names


def opened_by_name(source: str) -> set[str]:
    """What a calculator's file imports when it is asked: `later.module("a.b")`, and each whole name of a module."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Constant(value=str(text)) if text.startswith(f"{SHARED}."):
                names.add(text)
            case ast.Call(func=ast.Attribute(attr="module"), args=[ast.Constant(value=str(text))]):
                names.add(f"{SHARED}.{text}")
            case ast.Call(
                func=ast.Attribute(attr="module"), args=[ast.JoinedStr(values=[ast.Constant(value=str(text)), _])]
            ):
                # Any of what begins so: f"borrowing_cost.dated.{module}".
                names |= {name for name in modules() if name.startswith(f"{SHARED}.{text}")}
    return names & modules().keys()


@cache
def known() -> dict[str, set[str]]:
    """The modules of ours that each module imports."""
    found = {}
    for name, path in modules().items():
        package = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
        found[name] = imported(path, package) & modules().keys() - {name}
    return found


@cache
def opened() -> dict[str, set[str]]:
    """The modules that each module of the calculators opens by name."""
    return {
        name: opened_by_name(path.read_text("utf-8")) - {name}
        for name, path in modules().items()
        if name.partition(".")[0] == SHARED
    }


def room(module: str) -> str:
    """The innermost room that the module lies in; `build_scripts` for the commands."""
    parts = module.split(".")
    return next(
        (inner for size in (3, 2, 1) if (inner := ".".join(parts[:size])) in MAY_KNOW),
        parts[0],
    )


def test_no_module_imports_itself_by_way_of_others() -> None:
    try:
        TopologicalSorter({name: known()[name] | opened().get(name, set()) for name in known()}).prepare()
    except CycleError as circle:
        pytest.fail(" imports ".join(reversed(circle.args[1])))


@pytest.mark.parametrize("knowing", MAY_KNOW)
def test_a_room_knows_only_the_rooms_that_it_may_know(knowing: str) -> None:
    allowed = {knowing, *MAY_KNOW[knowing]}
    inside = [name for name in modules() if room(name) == knowing]
    assert inside, "a rule for nothing"
    wrong = [(name, each) for name in inside for each in sorted(known()[name]) if room(each) not in allowed]
    assert [f"{name} imports {each}" for name, each in wrong] == []
    allowed |= MAY_OPEN.get(knowing, set())
    wrong = [(name, each) for name in inside for each in sorted(opened().get(name, ())) if room(each) not in allowed]
    assert [f"{name} opens {each}" for name, each in wrong] == []


def test_what_is_opened_by_name_counts_as_imported() -> None:
    assert {"calculators.compare", "calculators.report.sheet", "calculators.desk.page"} <= opened()["calculators.door"]
    calculator = "calculators.borrowing_cost.calculator"
    assert {f"calculators.borrowing_cost.dated.{name}" for name in ("schedule", "terms")} == opened()[calculator]
    assert "calculators.borrowing_cost.dated.view_terms" in opened()["calculators.borrowing_cost.view_offers"]


def test_every_folder_is_a_room_with_a_rule_and_on_top_lies_only_what_can_be_typed() -> None:
    folders = {
        f"{top}.{path.name}"
        for top in ("build_scripts", "calculators")
        for path in (ROOT / top).iterdir()
        if list(path.glob("*.py"))
    }
    assert folders <= {*MAY_KNOW, *(place.replace("/", ".") for place in COMMANDS)}
    commands = [path for place in COMMANDS for path in (ROOT / place).glob("*.py") if path.name != "__init__.py"]
    assert [path.name for path in commands if 'if __name__ == "__main__":' not in path.read_text("utf-8")] == []
    entries = {path.name for path in (ROOT / "build_scripts").iterdir()} - {"__init__.py", "__pycache__"}
    assert len(entries) <= 14


def test_reading_a_guide_loads_no_runtime_no_browser_and_no_compiler() -> None:
    code = "import json, sys; import build_scripts.reading.guides; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = json.loads(done.stdout)
    ours = {name for name in loaded if name in modules()}
    assert {room(name) for name in ours} == {"build_scripts", "build_scripts.reading", SHARED}
    assert "markdown_it" in loaded
    assert not {name.split(".")[0] for name in loaded} & {"playwright", "brotli", "material", "zensical", "wasmtime"}
