"""Pyodide as the page gets it: fewer exports, and its WebAssembly in two files (decision 0018).

Pyodide is linked so that packages may link with it later; therefore it exports all of CPython and the C library, its
script takes up each of those names one by one before Python starts, and it holds libraries for games and graphics.
Nothing is ever linked with it here.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from build_scripts.reading.places import ROOT
from build_scripts.runtime.indirect_calls import gathered
from build_scripts.runtime.node import NodeError, run_node
from build_scripts.runtime.split_wasm import split, with_exports
from build_scripts.runtime.wasm_file import EXPORT, IMPORT, exports, imports, sections

PYODIDE = ROOT / "node_modules/pyodide"
FIRST, REST = "pyodide.asm.wasm", "pyodide.rest.wasm"
LEAN = ROOT / "build_scripts/runtime/lean_script.mjs"
_TAKING = "function assignWasmExports(wasmExports){"
_AFTER = "}var wasmImports={"
_TAKEN = re.compile(
    r'([\w$]+)=(?:Module\["[\w$]+"\]=)?(?:wasmMemory=|wasmTable=Module\["wasmTable"\]=)?wasmExports\["([\w$]+)"\](?:\.value>>>0)?'
)
_WORD = re.compile(r"[\w$]+")


class UnknownPyodideError(Exception):
    """This Pyodide's script is written otherwise than the one this was made for."""


def reached(folder: Path) -> str:
    """Pyodide's script without what nothing in it reaches (see lean_script.mjs)."""
    names = imports(sections((folder / FIRST).read_bytes())[IMPORT])
    asked = {
        "script": (folder / "pyodide.asm.mjs").read_text("utf-8"),
        "imported": {
            "called": [name for module, name, _ in names if not module.startswith("GOT.")],
            "addressed": [name for module, name, _ in names if module.startswith("GOT.")],
        },
        "said": sorted(set(_WORD.findall((folder / "pyodide.mjs").read_text("utf-8")))),
    }
    try:
        return run_node(LEAN, given=json.dumps(asked))
    except NodeError as error:
        raise UnknownPyodideError(f"pyodide.asm.mjs is written in another way: {error}") from error


def loader(folder: Path) -> tuple[str, set[str]]:
    """(Pyodide's script without the names that nothing in it uses, every word it still has)."""
    script = reached(folder)
    if script.count(_TAKING) != 1 or script.count(_AFTER) != 1:
        raise UnknownPyodideError("pyodide.asm.mjs takes up its exports in another way")
    head, rest = script.split(_TAKING)
    taken, tail = rest.split(_AFTER)
    head, _, declared = head.rpartition("var ")
    words = set(_WORD.findall(head + tail + (folder / "pyodide.mjs").read_text("utf-8")))
    statements = []
    for statement in taken.split(";"):
        found = _TAKEN.fullmatch(statement)
        if not found:
            raise UnknownPyodideError(f"pyodide.asm.mjs takes up an export so: {statement[:80]}")
        if words.intersection(
            _WORD.findall(statement.replace("Module", "").replace("wasmExports", "").replace("value", ""))
        ):
            statements.append(statement)
    names = {statement.split("=", 1)[0] for statement in statements} | {"wasmTable", "wasmMemory"}
    kept = [name for name in declared.rstrip(";").split(",") if name in names | words]
    if not set(declared.rstrip(";").split(",")) >= names:
        raise UnknownPyodideError("pyodide.asm.mjs declares its exports elsewhere")
    lean = f"{head}var {','.join(kept)};{_TAKING}{';'.join(statements)}{_AFTER}{tail}"
    return lean, set(_WORD.findall(lean))


def slim_pyodide(called: set[int] | None = None, *, folder: Path | None = None) -> dict[str, bytes]:
    """Pyodide's files by name, of the pinned one or of that in the folder. With the numbers of the functions that are
    called, the WebAssembly comes in two files."""
    folder = folder or PYODIDE
    script, words = loader(folder)
    whole = (folder / FIRST).read_bytes()
    names = {each.name for each in exports(sections(whole)[EXPORT])}
    lean = with_exports(whole, names & words)
    files = {"pyodide.mjs": (folder / "pyodide.mjs").read_bytes(), "pyodide.asm.mjs": script.encode()}
    if called is None:
        return {**files, FIRST: lean}
    first, rest = in_two_files(lean, called)
    return {**files, FIRST: first, REST: rest}


def in_two_files(whole: bytes, called: set[int]) -> tuple[bytes, bytes]:
    """(the first file, the rest): the WebAssembly divided by the numbers of the functions that are called. Raises
    WasmError."""
    return split(*gathered(whole, called))
