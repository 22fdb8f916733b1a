"""`make upgrade-check PYODIDE=<version>`: tries another Pyodide, and says what holds on it and which file to change.

It fetches that version into a temporary folder and does there what the build does with the pinned one. Nothing in the
checkout changes; `package.json`, `make lock` and the record of Pyodide's files, which is printed last, take the version
up once all holds.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import brotli

from build_scripts.reading.places import relative
from build_scripts.runtime.build import cached_runtime, compile_all, count, lock, run_corpus, trim
from build_scripts.runtime.node import NodeError
from build_scripts.runtime.pyodide_files import RECORD, PyodideFilesError, check_pyodide, record_of, recorded
from build_scripts.runtime.slim_pyodide import FIRST, REST, UnknownPyodideError, in_two_files, loader, slim_pyodide
from build_scripts.runtime.wasm_file import WasmError
from build_scripts.runtime.wheel import source_wheel
from build_scripts.set_up import known_tools, pyodide_python

# What a reader waits for may grow by this much before somebody should look.
_MOST_GROWTH = 1.05


class DoesNotHoldError(Exception):
    """A step gave something else than with the pinned version; the message says what."""


@dataclass
class Trial:
    """The other version, unpacked in `pyodide`, and the folder in which it is tried."""

    pyodide: Path
    folder: Path
    whole: dict[str, bytes] = field(default_factory=dict)
    found: dict[str, Any] = field(default_factory=dict)

    def script(self) -> str:
        """The script takes up its exports in the way that we know."""
        script, _ = loader(self.pyodide)
        return f"{len(script):,} bytes"

    def two_files(self) -> str:
        """The WebAssembly has nothing in it that we do not know."""
        first, rest = in_two_files((self.pyodide / FIRST).read_bytes(), set(range(0, 10_000, 2)))
        return f"{len(first):,} and {len(rest):,} bytes"

    def bytecode(self) -> str:
        """Standard library and calculators are compiled in it."""
        self.whole = compile_all(source_wheel(), self.folder, self.pyodide)
        # Where the script was not understood, the rest is tried with all of it.
        names = ("pyodide.mjs", "pyodide.asm.mjs", FIRST)
        try:
            files = slim_pyodide(folder=self.pyodide)
        except UnknownPyodideError:
            files = {name: (self.pyodide / name).read_bytes() for name in names}
        for name, data in files.items():
            (self.folder / name).write_bytes(data)
        return f"Python {pyodide_python(self.pyodide)}, {len(self.whole)} modules"

    def stand_ins(self) -> str:
        """It starts on our stand-ins and answers every request."""
        library = trim(self.whole, self.folder)
        return f"trimmed library {len(library):,} bytes"

    def figures(self) -> str:
        """Every answer is the pinned version's, character by character."""
        self.found = count(self.folder)
        pinned = cached_runtime()
        with tempfile.TemporaryDirectory() as made:
            other = Path(made)
            for path in pinned.iterdir():
                (other / path.name).write_bytes(path.read_bytes())
            (other / "corpus.json").write_bytes((self.folder / "corpus.json").read_bytes())
            (other / "lock.json").write_text(lock(), "utf-8")
            usual = run_corpus(other, "python_stdlib.zip")["answers"]
        different = sum(one != now for one, now in zip(usual, self.found["answers"], strict=True))
        if different:
            raise DoesNotHoldError(f"{different} of {len(usual)} answers differ")
        return f"{len(usual)} answers"

    def rest(self) -> str:
        """Divided by what was called, no answer wants the second file."""
        called = set(self.found["called"])
        first, rest = in_two_files((self.folder / FIRST).read_bytes(), called)
        (self.folder / FIRST).write_bytes(first)
        (self.folder / REST).write_bytes(rest)
        if run_corpus(self.folder, "trimmed.zip")["restRead"]:
            raise DoesNotHoldError("an answer wants a function that was not counted")
        return f"{len(called):,} functions in the first file"

    def size(self) -> str:
        """What a reader waits for has not grown by a twentieth."""
        pinned = cached_runtime()
        names = {FIRST: FIRST, "pyodide.asm.mjs": "pyodide.asm.mjs", "trimmed.zip": "python_stdlib.zip"}
        now = sum(_squeezed(self.folder / name) for name in names)
        before = sum(_squeezed(pinned / name) for name in names.values())
        if now > before * _MOST_GROWTH:
            raise DoesNotHoldError(f"{now // 1000:,} kB (brotli 9) instead of {before // 1000:,}")
        return f"{now // 1000:,} kB (brotli 9), now {before // 1000:,}"


def _squeezed(path: Path) -> int:
    return len(brotli.compress(path.read_bytes(), quality=9))


# What is tried, the file to change where it does not hold, and whether later steps need it.
STEPS: tuple[tuple[Callable[[Trial], str], str, bool], ...] = (
    (
        Trial.script,
        "build_scripts/runtime/lean_script.mjs, build_scripts/runtime/slim_pyodide.py (_TAKING, _AFTER, _TAKEN)",
        False,
    ),
    (
        Trial.two_files,
        "wasm_file.py, wasm_code.py, indirect_calls.py, split_wasm.py in build_scripts/runtime/",
        False,
    ),
    (Trial.bytecode, "build_scripts/runtime/compile_runtime.mjs, requirements/pyodide.in", True),
    (Trial.stand_ins, "build_scripts/runtime/stand_ins/", True),
    (Trial.figures, "calculators/ (the answer that differs), build_scripts/runtime/stand_ins/", True),
    (Trial.rest, "build_scripts/runtime/corpus.py", True),
    (Trial.size, "the budgets in tests/build_scripts/runtime/test_runtime.py", False),
)
_FAULTS = (
    DoesNotHoldError, NodeError, PyodideFilesError, UnknownPyodideError, WasmError, OSError, LookupError, ValueError,
)  # fmt: skip


def try_all(trial: Trial) -> list[tuple[str, str, str]]:
    """(holds, what, what was found or which file to change) of each step;
    one that fails hides only those that need it."""
    rows = []
    is_stopped = False
    for step, file, is_needed in STEPS:
        what = (step.__doc__ or "").rstrip(".")
        if is_stopped:
            rows.append(("-", what, "not tried"))
            continue
        try:
            rows.append(("yes", what, step(trial)))
        except _FAULTS as error:
            said = str(error).strip().splitlines() or [type(error).__name__]
            rows.append(("NO", what, f"{said[-1][:160]}\n→ change {file}"))
            is_stopped = is_needed
    return rows


def fetch(version: str, folder: Path) -> Path:
    """That version of the npm package `pyodide`, unpacked. Raises CalledProcessError where npm has none."""
    node = Path(known_tools()["node"])
    npm = node.parent / "npm"
    path = f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    subprocess.run(
        [npm, "pack", f"pyodide@{version}", "--silent", "--pack-destination", folder],
        check=True, cwd=folder, env={**os.environ, "PATH": path}, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    with tarfile.open(next(folder.glob("*.tgz"))) as packed:
        packed.extractall(folder, filter="data")
    return folder / "package"


def table(rows: list[tuple[str, str, str]]) -> str:
    """The rows as text; a second line of a cell is indented under the first."""
    wide = max(len(what) for _, what, _ in rows)
    indent = "\n" + " " * (8 + wide)
    return "\n".join(f"{holds:<5} {what:<{wide}}  {found.replace(chr(10), indent)}" for holds, what, found in rows)


def to_record(pyodide: Path) -> str:
    """What of that version is to be recorded, so that the build takes its files."""
    try:
        check_pyodide(pyodide)
    except PyodideFilesError:
        try:
            return f"once all holds, {relative(RECORD)} is to say:\n\n{record_of(pyodide)}"
        except OSError as error:
            return f"{relative(RECORD)} names a file that this version lacks: {error.filename}"
    return f"its files are those that {relative(RECORD)} records"


def main() -> int:
    if len(sys.argv) != 2:
        print("usage: make upgrade-check PYODIDE=<version>", file=sys.stderr)
        return 2
    version = sys.argv[1]
    pinned, _ = recorded()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        try:
            pyodide = fetch(version, folder)
        except subprocess.CalledProcessError:
            print(f"upgrade-check: npm has no pyodide@{version}, or could not be reached", file=sys.stderr)
            return 2
        tried = folder / "tried"
        tried.mkdir()
        rows = try_all(Trial(pyodide, tried))
        told = to_record(pyodide)
    print(f"pyodide {version} instead of {pinned}\n\nholds\n{table(rows)}\n\n{told}")
    return 1 if any(holds != "yes" for holds, _, _ in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
