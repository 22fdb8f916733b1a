"""What `make upgrade-check` says of another Pyodide: each fault by name, with its file, and none hides another."""

from __future__ import annotations

import hashlib
import json
import shutil
import tomllib
from pathlib import Path

import pytest

from build_scripts.nightly import upgrade_check
from build_scripts.nightly.upgrade_check import Trial, table, to_record, try_all
from build_scripts.reading.places import ROOT
from build_scripts.runtime.node import NodeError
from build_scripts.runtime.pyodide_files import recorded
from build_scripts.runtime.slim_pyodide import PYODIDE


@pytest.fixture
def trial(tmp_path: Path) -> Trial:
    """A Pyodide that takes up its exports in another way."""
    pyodide, folder = tmp_path / "package", tmp_path / "tried"
    shutil.copytree(PYODIDE, pyodide)
    folder.mkdir()
    script = pyodide / "pyodide.asm.mjs"
    text = script.read_text("utf-8")
    changed = text.replace('=wasmExports["', '=(0,wasmExports)["')
    assert changed != text
    script.write_text(changed, "utf-8")
    return Trial(pyodide, folder)


@pytest.mark.daily()
def test_a_fault_names_its_file_and_what_does_not_need_it_is_still_tried(
    trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> dict[str, bytes]:
        raise NodeError("Traceback\nModuleNotFoundError: No module named 'pyodide_build'")

    monkeypatch.setattr(upgrade_check, "compile_all", fails)
    script, two_files, bytecode, *others = try_all(trial)
    assert script[0] == "NO"
    assert "takes up an export so" in script[2]
    assert "build_scripts/runtime/slim_pyodide.py" in script[2]
    assert two_files[0] == "yes"
    assert bytecode[0] == "NO"
    assert "No module named 'pyodide_build'" in bytecode[2]
    assert [row[0] for row in others] == ["-"] * len(others)
    lines = table([script, two_files, bytecode, *others]).splitlines()
    assert len(lines) == 3 + len(others) + 2


def test_the_files_that_are_named_are_there() -> None:
    named = [word for _, file, _ in upgrade_check.STEPS for word in file.replace(",", " ").split() if "/" in word]
    assert len(named) >= len(upgrade_check.STEPS) - 1
    for name in named:
        assert (ROOT / name).exists(), name


def test_it_prints_what_to_record_of_another_version_and_of_the_pinned_one_that_it_is_recorded(trial: Trial) -> None:
    assert to_record(PYODIDE) == "its files are those that requirements/pyodide-files.toml records"
    about, script = trial.pyodide / "package.json", trial.pyodide / "pyodide.asm.mjs"
    about.write_text(json.dumps({**json.loads(about.read_text("utf-8")), "version": "999.0.1"}), "utf-8")
    told = tomllib.loads(to_record(trial.pyodide).partition("\n\n")[2])
    version, digests = recorded()
    assert told["version"] == "999.0.1" != version
    assert told["sha256"] == {**digests, script.name: hashlib.sha256(script.read_bytes()).hexdigest()}
    assert told["sha256"] != digests
    script.unlink()
    assert "lacks" in to_record(trial.pyodide) and script.name in to_record(trial.pyodide)
