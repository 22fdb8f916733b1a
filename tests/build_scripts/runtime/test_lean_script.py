"""What of Pyodide's script is left out: what nothing reaches, and nothing else."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pytest

from build_scripts.runtime.node import NodeError, run_node
from build_scripts.runtime.slim_pyodide import LEAN
from build_scripts.set_up import known_tools

# Like the module that the linker writes: one function, its declarations at the top, one object for the WebAssembly.
SCRIPT = """async function made(Module={}){
var used=1;function called(){return used+below()}called.sig="i";var below=()=>table.depth;
var table={depth:2,get(){return reachedFromTable()}};function reachedFromTable(){return 3}
function unused(){return onlyFromUnused}var onlyFromUnused=4;unused.sig="ii";Module["unused"]=unused;
function handedOut(){return 5}Module["handedOut"]=handedOut;
function saidInAText(){return 6}Module["saidInAText"]=saidInAText;
function sameWord(){return 7}
var started=start();function start(){return{sameWord:Module["saidInAText"]!==undefined}}
function emscripten_glDraw(){return 8}emscripten_glDraw.sig="i";function addressed(){return 9}addressed.sig="i";
registerPostMainLoop(()=>onlyForLoops());function onlyForLoops(){}function registerPostMainLoop(todo){throw todo}
var wasmImports={called,glue:unused,emscripten_glDraw:emscripten_glDraw,addressed};
return{Module,wasmImports,started};}export default made;"""
IMPORTED = {"called": ["called"], "addressed": ["addressed", "emscripten_glDraw", "elsewhere"]}


def lean(script: str = SCRIPT, said: tuple[str, ...] = ("handedOut",), imported: Any = IMPORTED) -> str:
    return run_node(LEAN, given=json.dumps({"script": script, "imported": imported, "said": said}))


def run(script: str, asked: str) -> Any:
    program = f"{script}\nprocess.stdout.write(JSON.stringify(await (async m => ({asked}))(await made())));"
    command = [known_tools()["node"], "--input-type=module", "-e", program]
    return json.loads(subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True).stdout)


@pytest.mark.parametrize("name", ["unused", "onlyFromUnused", "onlyForLoops", "sameWord(", "glue"])
def test_what_nothing_reaches_is_left_out(name: str) -> None:
    assert name in SCRIPT
    assert name not in lean()


@pytest.mark.parametrize("name", ["called", "below", "table", "reachedFromTable", "start", "handedOut", "saidInAText"])
def test_what_is_reached_is_there(name: str) -> None:
    assert f"function {name}(" in lean() or f"var {name}=" in lean()


def test_what_is_left_works_as_before() -> None:
    # 1 + 2; called by the WebAssembly.
    assert run(lean(), "m.wasmImports.called()") == 3
    assert run(lean(), "[m.wasmImports.called.sig, m.wasmImports.addressed.sig]") == ["i", "i"]
    assert run(lean(), "m.Module.handedOut()") == 5
    assert run(lean(), "m.started") == {"sameWord": True}


def test_what_nobody_says_is_not_handed_out() -> None:
    assert "handedOut" not in lean(said=())
    assert "handedOut" in lean(said=("handedOut",))


def test_a_function_of_graphics_that_is_never_called_has_no_address() -> None:
    # What wants the address reads 0 as "not there"; a function that is called stays one.
    assert run(lean(), "m.wasmImports.emscripten_glDraw") == {"value": 0}
    called = {**IMPORTED, "called": ["called", "emscripten_glDraw"]}
    assert run(lean(imported=called), "m.wasmImports.emscripten_glDraw()") == 8


@pytest.mark.parametrize(
    ("here", "there"),
    [("async function", "function more(){}async function"), ("var wasmImports", "let wasmImports")],
)
def test_a_script_written_otherwise_is_no_guess(here: str, there: str) -> None:
    with pytest.raises(NodeError, match="pyodide.asm.mjs"):
        lean(SCRIPT.replace(here, there))
