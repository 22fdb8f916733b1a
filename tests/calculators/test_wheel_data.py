"""A reader loads the TOML files as JSON with the same content, and no word of the form."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from build_scripts.runtime.build import without_toml
from build_scripts.runtime.stored_zip import read_zip
from build_scripts.runtime.wheel import source_wheel
from calculators import data, door
from calculators.register import CALCULATORS

ROOT = Path(door.__code__.co_filename).parent
FOLDERS = [calculator.folder for calculator in CALCULATORS.values()]


@cache
def wheel() -> dict[str, bytes]:
    """The wheel's entries, as pyproject.toml chooses them."""
    return read_zip(source_wheel().data)


def own_texts(folder: str, name: str) -> dict[str, dict[str, str]]:
    place = ROOT / folder / name
    return tomllib.loads(place.read_text("utf-8")) if place.exists() else {}


@pytest.mark.parametrize("folder", ["", *FOLDERS])
@pytest.mark.parametrize("name", ["parameters.toml", "texts.toml"])
def test_the_json_in_the_page_reads_as_the_toml_file_does(folder: str, name: str) -> None:
    entry = "/".join(part for part in ("calculators", folder, name) if part)
    if entry not in wheel():
        assert (folder, name) == ("", "parameters.toml")
        return
    written = without_toml(wheel())[entry.replace(".toml", ".json")]
    assert data.from_json(written) == tomllib.loads((ROOT / folder / name).read_text("utf-8"))


def test_no_toml_reaches_the_page_and_no_json_stands_beside_the_toml_files() -> None:
    assert not [name for name in without_toml(wheel()) if name.endswith(".toml")]
    assert not list(ROOT.rglob("*.json"))


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_text_stands_either_with_the_result_or_with_the_form(folder: str) -> None:
    result, form = own_texts(folder, "texts.toml"), own_texts(folder, "building/fields.toml")
    assert not result.keys() & form.keys()
    assert data.data(folder)[1] == {**result, **form}


def keys_made(source: str) -> Iterator[re.Pattern[str]]:
    """Every string of the source as a pattern of text keys; a gap of an f-string matches anything."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield re.compile(re.escape(node.value))
        elif isinstance(node, ast.JoinedStr):
            parts = [re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".*" for part in node.values]
            if set(parts) != {".*"}:
                yield re.compile("".join(parts))


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_text_that_a_view_may_ask_for_is_not_left_out_of_the_wheel(folder: str) -> None:
    asked = [
        pattern
        for place in (ROOT / folder / "view.py", ROOT / "message.py", ROOT / "figure.py")
        for pattern in keys_made(place.read_text("utf-8"))
    ]
    only_the_form = own_texts(folder, "building/fields.toml")
    assert only_the_form
    assert not [key for key in only_the_form if any(pattern.fullmatch(key) for pattern in asked)]


def test_the_method_page_and_the_worked_cases_are_not_in_the_wheel() -> None:
    left_out = {path.relative_to(ROOT.parent).as_posix() for path in ROOT.rglob("building/*") if path.is_file()}
    assert {f"calculators/{folder}/building/cases.toml" for folder in FOLDERS} < left_out
    there = {path.relative_to(ROOT.parent).as_posix() for path in ROOT.rglob("*") if path.suffix in (".py", ".toml")}
    assert {entry for entry in wheel() if ".dist-info/" not in entry} == there - left_out
