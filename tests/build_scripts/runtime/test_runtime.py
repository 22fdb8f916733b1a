"""The trimmed runtime cannot bite: what the calculators use is in it, by what they did and by what they say they import."""

import ast
import json
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_scripts.reading.places import ROOT
from build_scripts.runtime import generated_forms
from build_scripts.runtime import slim_pyodide as slim
from build_scripts.runtime.build import FUNCTIONS, cached_runtime
from build_scripts.runtime.corpus import corpus, parts_of
from build_scripts.runtime.stored_zip import stored_zip
from build_scripts.set_up import known_tools
from calculators import door
from calculators.register import CALCULATORS

pytestmark = pytest.mark.long

# In the interpreter itself, so in no zip.
BUILT_IN = {"sys", "os", "math", "itertools", "_decimal", "collections.abc"}


@pytest.fixture(scope="module")
def runtime() -> Path:
    return cached_runtime()


def modules_in(zipped: Path) -> set[str]:
    with zipfile.ZipFile(zipped) as archive:
        return {name.removesuffix(".pyc").removesuffix("/__init__").replace("/", ".") for name in archive.namelist()}


def asked(runtime: Path, library: Path, requests: list[object], folder: Path) -> subprocess.CompletedProcess[str]:
    """Starts the runtime as the page does, with that library, and sends the requests through the door."""
    (folder / "requests.json").write_text(json.dumps(requests), "utf-8")
    versions = json.loads((slim.PYODIDE / "pyodide-lock.json").read_text("utf-8"))["info"]
    (folder / "lock.json").write_text(json.dumps({"info": versions, "packages": {}}), "utf-8")
    script = ROOT / "build_scripts/runtime/run_calculators.mjs"
    ours = cached_runtime() / "calculators.zip"
    command = [known_tools()["node"], script, runtime, library, ours, folder / "requests.json", folder / "lock.json"]
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)


def every_request() -> list[object]:
    """What the build was led by; every generated form beside it, each with a part of its calculator in turn."""
    requests: list[object] = [*corpus()]
    for name, calculator in CALCULATORS.items():
        parts = list(parts_of(calculator).items())
        for at, form in enumerate(generated_forms.forms(name)):
            days, (part, given) = generated_forms.DAYS, parts[at % len(parts)]
            asked = {"calculator": name, "form": form, "lang": ("zh", "en")[at % 2], "day": days[at % len(days)]}
            requests += [asked, {**asked, "part": part, "given": given}]
    return requests


def split_by(called: set[int], folder: Path) -> Path:
    """A runtime whose first file has these functions."""
    for name, data in slim.slim_pyodide(called).items():
        (folder / name).write_bytes(data)
    return folder


def imported(source: str) -> Iterator[str]:
    """Every module that the source imports anywhere, inside a function too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_the_trimmed_runtime_answers_every_generated_form(runtime: Path, tmp_path: Path) -> None:
    done = asked(runtime, runtime / "python_stdlib.zip", every_request(), tmp_path)
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout)
    assert set(found["modules"]) <= modules_in(runtime / "python_stdlib.zip")
    assert not found["restRead"], (
        "a form wants a function that the build did not see called: add such a form to `corpus`"
    )


def test_what_is_not_in_the_first_file_comes_from_the_rest(runtime: Path, tmp_path: Path) -> None:
    functions = json.loads((runtime / FUNCTIONS).read_text("utf-8"))
    started, called = set(functions["started"]), set(functions["called"])
    # Starting calls no function that only an answer calls.
    assert started < called
    made = split_by(started, tmp_path)
    for requests, is_read in (([], False), (corpus()[:1], True)):
        done = asked(made, runtime / "python_stdlib.zip", requests, tmp_path)
        assert done.returncode == 0, done.stderr[-2000:]
        assert json.loads(done.stdout)["restRead"] == is_read


def test_without_the_rest_a_function_that_stands_there_is_no_answer(runtime: Path, tmp_path: Path) -> None:
    made = split_by(set(json.loads((runtime / FUNCTIONS).read_text("utf-8"))["started"]), tmp_path)
    (made / slim.REST).unlink()
    done = asked(made, runtime / "python_stdlib.zip", corpus()[:1], tmp_path)
    assert done.returncode != 0
    assert not done.stdout


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("function assignWasmExports(wasmExports){", "function takeWasmExports(wasmExports){"),
        ('=wasmExports["', "=(0,wasmExports)['"),
        ("}var wasmImports={", "}let wasmImports={"),
    ],
)
def test_a_pyodide_written_otherwise_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, here: str, there: str
) -> None:
    script = (slim.PYODIDE / "pyodide.asm.mjs").read_text("utf-8")
    assert here in script
    (tmp_path / "pyodide.asm.mjs").write_text(script.replace(here, there), "utf-8")
    (tmp_path / "pyodide.mjs").write_bytes((slim.PYODIDE / "pyodide.mjs").read_bytes())
    monkeypatch.setattr(slim, "PYODIDE", tmp_path)
    with pytest.raises(slim.UnknownPyodideError, match="pyodide.asm.mjs"):
        slim.slim_pyodide()


def test_what_the_calculators_say_they_import_is_in_the_library(runtime: Path) -> None:
    there = modules_in(runtime / "python_stdlib.zip") | modules_in(runtime / "calculators.zip")
    for path in sorted((ROOT / "calculators").rglob("*.py")):
        if path.parent.name == "building":
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
    done = asked(runtime, tmp_path / "less.zip", corpus()[:2], tmp_path)
    assert done.returncode != 0


def test_the_door_in_the_trimmed_library_says_what_it_says_here(runtime: Path, tmp_path: Path) -> None:
    # The browser tests compare hundreds; here one of each calculator stands for the wiring.
    request = corpus()[0]
    assert json.loads(door(json.dumps(request)))["html"]
    done = asked(runtime, runtime / "python_stdlib.zip", [request], tmp_path)
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
