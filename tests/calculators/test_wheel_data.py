"""What a reader loads: the TOML files as a Python module with the same content, and no word of the form."""

from __future__ import annotations

import ast
import re
import tomllib
import types
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_scripts.build_runtime import baked
from calculators import data, door

ROOT = Path(door.__code__.co_filename).parent
FOLDERS = ("utilisation", "repayment_habit", "checklist")


def wheel() -> dict[str, bytes]:
    """The entries of the wheel that matter here, as pyproject.toml chooses them."""
    pyproject = tomllib.loads((ROOT.parent / "pyproject.toml").read_text("utf-8"))
    left_out = pyproject["tool"]["hatch"]["build"]["targets"]["wheel"]["exclude"]
    return {
        place.relative_to(ROOT.parent).as_posix(): place.read_bytes()
        for place in sorted(ROOT.rglob("*"))
        if place.suffix in (".py", ".toml") and not any(place.relative_to(ROOT.parent).match(each) for each in left_out)
    }


def module(entries: dict[str, bytes], folder: str) -> types.ModuleType:
    found = types.ModuleType("baked")
    exec(entries["/".join(part for part in ("calculators", folder, "baked.py") if part)], found.__dict__)
    return found


def own_texts(folder: str, name: str) -> dict[str, dict[str, str]]:
    place = ROOT / folder / name
    return tomllib.loads(place.read_text("utf-8")) if place.exists() else {}


@pytest.mark.parametrize("folder", ["", *FOLDERS])
def test_the_module_in_the_wheel_holds_what_the_toml_files_hold(folder: str) -> None:
    found = module(baked(wheel()), folder)
    parameters, texts = data.tables(ROOT / folder)
    assert parameters == found.PARAMETERS
    assert list(found.TEXTS) == list(own_texts(folder, "texts.toml"))
    assert {**found.TEXTS, **own_texts(folder, "fields.toml")} == texts


def test_no_toml_stays_in_the_wheel_and_no_such_module_stands_beside_the_toml_files() -> None:
    assert not [name for name in baked(wheel()) if name.endswith(".toml")]
    assert not list(ROOT.rglob("baked.py"))


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_loader_takes_the_module_where_there_is_one(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = module(baked(wheel()), folder)
    monkeypatch.setattr(data, "_read", {})
    monkeypatch.setattr(data, "import_module", {f"calculators.{folder}.baked": found}.__getitem__)
    assert data.data(folder) == (found.PARAMETERS, found.TEXTS)


def keys_made(source: str) -> Iterator[re.Pattern[str]]:
    """Every string of the source as a pattern of text keys; a gap of an f-string stands for anything."""
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
    only_the_form = own_texts(folder, "fields.toml")
    assert only_the_form
    assert not [key for key in only_the_form if any(pattern.fullmatch(key) for pattern in asked)]
