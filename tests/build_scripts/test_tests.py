"""Rules for the tests themselves: what they share, rest on and wait for."""

from __future__ import annotations

import ast
import re
from functools import cache

from build_scripts.reading.places import ROOT

OURS = ("build_scripts", "calculators")


@cache
def sources() -> dict[str, str]:
    """Every Python file below tests/ with its text."""
    found = {
        path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in sorted((ROOT / "tests").rglob("*.py"))
    }
    assert len(found) > 80
    return found


def test_no_test_imports_a_test() -> None:
    """Tests share their tools through tests/tools."""
    imports = {
        name: re.findall(r"^\s*(?:from|import) ((?:test_|conftest|tests\b)[\w.]*)", text, re.MULTILINE)
        for name, text in sources().items()
    }
    assert {name: found for name, found in imports.items() if found} == {}


def private_names(text: str) -> set[str]:
    """The names beginning with _ that a file takes from modules of ours, imported or as a module's attribute."""
    found: set[str] = set()
    taken: set[str] = set()
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in OURS:
            taken |= {alias.asname or alias.name for alias in node.names}
            found |= {alias.name for alias in node.names if alias.name.startswith("_")}
    for node in ast.walk(tree):
        is_taken = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in taken
        if is_taken and re.match("_(?!_)", node.attr):
            found.add(node.attr)
    return found


def test_no_test_rests_on_a_private_name() -> None:
    assert {name: found for name, text in sources().items() if (found := private_names(text))} == {}


def test_a_wait_for_a_time_instead_of_a_condition_says_why() -> None:
    waits = [
        f"{name}:{number}: {line.strip()}"
        for name, text in sources().items()
        for number, line in enumerate(text.splitlines(), start=1)
        if re.search(r"\.wait_for_timeout\(|\btime\.sleep\(", line)
    ]
    assert len(waits) > 5
    assert [wait for wait in waits if "  # " not in wait] == []
