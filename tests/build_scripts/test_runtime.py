"""The trimmed library cannot bite: what the calculators use is in it, by what they did and by what they say they import."""

import ast
import importlib
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_scripts.build_runtime import PYODIDE, cached_runtime, corpus
from build_scripts.places import ROOT
from build_scripts.set_up import known_tools
from build_scripts.stored_zip import stored_zip
from calculators import door
from calculators.door import CALCULATORS

sys.path.insert(0, str(ROOT / "tests/browser"))
generated_forms = importlib.import_module("generated_forms")

# In the interpreter itself, so in no zip.
BUILT_IN = {"sys", "os", "math", "itertools", "_decimal", "collections.abc"}


@pytest.fixture(scope="module")
def runtime() -> Path:
    return cached_runtime()


def modules_in(zipped: Path) -> set[str]:
    with zipfile.ZipFile(zipped) as archive:
        return {name.removesuffix(".pyc").removesuffix("/__init__").replace("/", ".") for name in archive.namelist()}


def asked(library: Path, calculators: Path, requests: list[object], folder: Path) -> subprocess.CompletedProcess[str]:
    """Starts the runtime as the page does and sends the requests through the door."""
    (folder / "requests.json").write_text(json.dumps(requests), "utf-8")
    versions = json.loads((PYODIDE / "pyodide-lock.json").read_text("utf-8"))["info"]
    (folder / "lock.json").write_text(json.dumps({"info": versions, "packages": {}}), "utf-8")
    script = ROOT / "build_scripts/list_modules.mjs"
    command = [known_tools()["node"], script, PYODIDE, library, calculators, folder / "requests.json", folder / "lock.json"]
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)


def imported(source: str) -> Iterator[str]:
    """Every module that the source imports anywhere, inside a function too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_the_trimmed_library_answers_every_generated_form(runtime: Path, tmp_path: Path) -> None:
    generated = [
        {"calculator": name, "form": form, "lang": ("zh", "en")[at % 2], "day": generated_forms.DAYS[at % len(generated_forms.DAYS)]}
        for name in CALCULATORS
        for at, form in enumerate(generated_forms.forms(name))
    ]
    requests: list[object] = [*corpus(), *generated]
    done = asked(runtime / "python_stdlib.zip", runtime / "calculators.zip", requests, tmp_path)
    assert done.returncode == 0, done.stderr[-2000:]
    assert set(json.loads(done.stdout)) <= modules_in(runtime / "python_stdlib.zip")


def test_what_the_calculators_say_they_import_is_in_the_library(runtime: Path) -> None:
    there = modules_in(runtime / "python_stdlib.zip") | modules_in(runtime / "calculators.zip")
    for path in sorted((ROOT / "calculators").rglob("*.py")):
        if path.name in ("fields.py", "form_fields.py"):
            continue
        for name in imported(path.read_text("utf-8")):
            # TOML is read at build time; in the page JSON stands in its place.
            known = name in there or name in BUILT_IN or (name == "tomllib" and path.name == "data.py")
            assert known, f"{path.relative_to(ROOT)} imports {name}, which the page does not have"


@pytest.mark.parametrize("missing", ["json/decoder.pyc", "dataclasses.pyc"])
def test_a_module_that_is_missing_is_noticed(runtime: Path, tmp_path: Path, missing: str) -> None:
    with zipfile.ZipFile(runtime / "python_stdlib.zip") as archive:
        entries = {name: archive.read(name) for name in archive.namelist() if name != missing}
        assert len(entries) == len(archive.namelist()) - 1
    (tmp_path / "less.zip").write_bytes(stored_zip(entries))
    done = asked(tmp_path / "less.zip", runtime / "calculators.zip", corpus()[:2], tmp_path)
    assert done.returncode != 0


def test_the_door_in_the_trimmed_library_says_what_it_says_here(runtime: Path, tmp_path: Path) -> None:
    # The browser tests compare hundreds; here one of each calculator stands for the wiring.
    request = corpus()[0]
    assert json.loads(door(json.dumps(request)))["html"]
    done = asked(runtime / "python_stdlib.zip", runtime / "calculators.zip", [request], tmp_path)
    assert done.returncode == 0


@pytest.mark.parametrize(("suffix", "budget"), [(".br", 3_950_000), (".gz", 5_150_000)])
def test_the_runtime_keeps_within_its_budget(suffix: str, budget: int) -> None:
    folder = next((ROOT / "build/site/runtime").iterdir())
    assert list(folder.glob(f"*{suffix}")), "build/site was built without compression: run `make build`"
    total = 0
    for path in folder.iterdir():
        if path.suffix not in (".br", ".gz"):
            squeezed = path.with_name(path.name + suffix)
            total += (squeezed if squeezed.exists() else path).stat().st_size
    assert total <= budget
