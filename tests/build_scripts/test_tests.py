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


# A promise that a timer keeps, in JavaScript that a test evaluates.
SLEEP = re.compile(r"\.wait_for_timeout\(|\btime\.sleep\(|new Promise\(\s*\(?\w*\)?\s*=>\s*\{?\s*setTimeout\(")


def waits(text: str) -> list[tuple[int, str]]:
    """The lines that wait for a time, each with its number; one in the head of a loop asks for its condition again."""
    return [
        (number, line.strip())
        for number, line in enumerate(text.splitlines(), start=1)
        if SLEEP.search(line) and not re.match(r"\s*(?:for|while) \(", line)
    ]


def test_a_wait_for_a_time_instead_of_a_condition_says_why() -> None:
    asleep = 'page.evaluate("new Promise((done) => setTimeout(done, 50))")'
    assert waits(f"x\n{asleep}") == [(2, asleep)] and waits("page.evaluate('new Promise(r => setTimeout(r, 9))')")
    assert not waits("  for (; !ready; await new Promise(done => setTimeout(done, 25)));")
    found = {name: waits(text) for name, text in sources().items() if not name.endswith("/test_tests.py")}
    assert sum(map(len, found.values())) > 5
    assert [f"{name}:{at}: {line}" for name, of in found.items() for at, line in of if "  # " not in line] == []
