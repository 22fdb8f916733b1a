"""The build takes the recorded files of Pyodide and no others; a changed one stops it with a sentence."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from build_scripts import build as whole_build
from build_scripts.reading.places import ROOT
from build_scripts.runtime import build as runtime_build
from build_scripts.runtime import pyodide_files
from build_scripts.runtime.node import run_node
from build_scripts.runtime.pyodide_files import PyodideFilesError, check_pyodide, recorded
from build_scripts.runtime.slim_pyodide import PYODIDE, slim_pyodide

NAMES = sorted(recorded()[1])


@pytest.fixture
def pyodide(tmp_path: Path) -> Path:
    """What is recorded of Pyodide, and nothing else of it."""
    folder = tmp_path / "pyodide"
    folder.mkdir()
    for name in ("package.json", *NAMES):
        shutil.copy(PYODIDE / name, folder / name)
    return folder


def test_the_recorded_version_is_the_pinned_one_and_the_installed_one() -> None:
    pinned = json.loads((ROOT / "package.json").read_text("utf-8"))["dependencies"]["pyodide"]
    locked = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]["node_modules/pyodide"]["version"]
    assert recorded()[0] == pinned == locked == pyodide_files.version_of(PYODIDE)
    check_pyodide()


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_one_byte_changed_or_that_is_gone_is_refused_by_name_with_what_to_do(
    pyodide: Path, name: str
) -> None:
    check_pyodide(pyodide)
    changed = bytearray((pyodide / name).read_bytes())
    changed[len(changed) // 2] ^= 1
    (pyodide / name).write_bytes(changed)
    with pytest.raises(PyodideFilesError, match=rf"/{name} is not the file .* remove node_modules and run make again"):
        check_pyodide(pyodide)
    (pyodide / name).unlink()
    with pytest.raises(PyodideFilesError, match=f"/{name} is not the file"):
        check_pyodide(pyodide)


def test_another_version_is_refused_though_its_files_were_the_same(pyodide: Path) -> None:
    (pyodide / "package.json").write_text('{"version": "999.0.1"}', "utf-8")
    with pytest.raises(PyodideFilesError, match=r"is Pyodide 999\.0\.1, .*make upgrade-check PYODIDE=999\.0\.1"):
        check_pyodide(pyodide)


def test_what_is_recorded_is_all_that_the_build_takes(pyodide: Path) -> None:
    """Python starts, and the page's files are made, where nothing else of Pyodide is there."""
    start = pyodide.parent / "start.mjs"
    start.write_text(
        f'const {{ loadPyodide }} = await import("{pyodide.as_uri()}/pyodide.mjs");\n'
        'console.log((await loadPyodide()).runPython("import sys, json; sys.version"));\n',
        "utf-8",
    )
    assert run_node(start).startswith(json.loads((pyodide / "pyodide-lock.json").read_text("utf-8"))["info"]["python"])
    assert slim_pyodide(folder=pyodide) == slim_pyodide()
    assert runtime_build.lock(pyodide) == runtime_build.lock()


def test_the_build_stops_at_it_before_anything_runs_even_where_a_runtime_is_kept(
    pyodide: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (pyodide / "pyodide.mjs").write_bytes(b"export const loadPyodide = null;")
    monkeypatch.setattr(runtime_build, "check_pyodide", lambda: check_pyodide(pyodide))
    with pytest.raises(PyodideFilesError):
        runtime_build.cached_runtime()
    assert PyodideFilesError in whole_build.STOPS
