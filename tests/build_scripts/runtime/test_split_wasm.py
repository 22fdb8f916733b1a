"""A WebAssembly file in two gives what it gives in one, however it is divided,
and reads the second only when it must."""

from __future__ import annotations

import base64
import itertools
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_wasm import ADD, CALLS, END, I32, NAMES, small

from build_scripts.reading.places import ROOT
from build_scripts.runtime import wasm_file as wasm
from build_scripts.runtime.slim_pyodide import in_two_files
from build_scripts.runtime.split_wasm import counted, split, with_exports
from build_scripts.runtime.wasm_file import Reader, WasmError, constant, name, number, vector
from build_scripts.set_up import known_tools


def run(pairs: list[tuple[bytes, bytes | None]], folder: Path) -> dict[str, Any]:
    written = [[base64.b64encode(part).decode() if part is not None else None for part in pair] for pair in pairs]
    cases = {
        "pairs": written,
        "counted": base64.b64encode(counted(small())).decode(),
        "calls": [[names, *takes] for names, takes, _, _ in CALLS],
    }
    (folder / "cases.json").write_text(json.dumps(cases), "utf-8")
    command = [known_tools()["node"], ROOT / "tests/build_scripts/runtime/run_split.mjs", folder / "cases.json"]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("divide", [split, in_two_files])
def test_however_it_is_divided_it_gives_the_same_and_reads_the_rest_once_and_only_when_it_must(
    tmp_path: Path, divide: Callable[[bytes, set[int]], tuple[bytes, bytes]]
) -> None:
    numbers = range(len(NAMES))
    divided = [set(chosen) for size in range(len(NAMES) + 1) for chosen in itertools.combinations(numbers, size)]
    found = run([divide(small(), first) for first in divided], tmp_path)
    assert len(found["results"]) == 2 ** len(NAMES)
    for first, results in zip(divided, found["results"], strict=True):
        wanted = [[given, int(not set(called) <= first)] for _, _, given, called in CALLS]
        assert results == wanted, f"first {sorted(first)}"


def test_where_the_rest_does_not_come_the_call_ends_and_says_why(tmp_path: Path) -> None:
    first, _ = split(small(), {0, 2})
    results = run([(first, None)], tmp_path)["results"][0]
    assert results[0] == [[5], 0]
    assert results[1] == [["Error: no rest"], 1]
    # Each further call asks anew.
    assert results[8] == [["Error: no rest", 2, "Error: no rest"], 2]


def test_counting_tells_each_call_in_order(tmp_path: Path) -> None:
    assert run([], tmp_path)["order"] == [called for _, _, _, called in CALLS]


def test_only_named_exports_stay_and_nothing_else_changes() -> None:
    before, after = wasm.sections(small()), wasm.sections(with_exports(small(), {"twice"}))
    assert [each.name for each in wasm.exports(after[wasm.EXPORT])] == ["twice"]
    assert {**before, wasm.EXPORT: b""} == {**after, wasm.EXPORT: b""}


def test_no_function_is_changed_or_moved() -> None:
    whole = wasm.bodies(wasm.sections(small())[wasm.CODE])
    first, rest = (wasm.bodies(wasm.sections(each)[wasm.CODE]) for each in split(small(), {1, 4}))
    # One more comes after them: the way to the rest.
    assert len(first) == len(rest) == len(whole) + 1
    for index, body in enumerate(whole):
        assert ((first if index in (1, 4) else rest)[index]) == body


@pytest.mark.parametrize(
    ("section", "data", "message"),
    [
        ("IMPORT", vector([name("env") + name("memory") + bytes([wasm.MEMORY_KIND]) + b"\0\1"]), "an import of kind 2"),
        ("TYPE", vector([b"\x5f\0"]), "no function's"),
        ("GLOBAL", vector([b"\x7e\0\x42\0" + END]), "no i32 constant"),
        ("GLOBAL", vector([I32 + b"\0" + constant(1) + constant(2) + ADD + END]), "longer start value"),
        ("GLOBAL", vector([I32 + b"\0" + constant(7) + END, I32 + b"\1" + constant(5) + END]), "do not come first"),
    ],
)
def test_what_is_not_known_is_an_error_and_no_wrong_file(section: str, data: bytes, message: str) -> None:
    with pytest.raises(WasmError, match=message):
        split(small(**{section: data}), {0})


def test_what_is_no_webassembly_is_an_error() -> None:
    with pytest.raises(WasmError, match="no WebAssembly"):
        wasm.sections(b"<!doctype html>")


@given(st.integers(0, 2**31 - 1))
def test_numbers_are_written_as_the_specification_says(value: int) -> None:
    assert Reader(number(value)).number() == value
    opcode, *digits = constant(value)
    assert opcode == 0x41
    # Signed: the last byte's bit 6 counts for all higher ones.
    assert sum((digit & 127) << 7 * at for at, digit in enumerate(digits)) == value
    assert not digits[-1] & 0b1100_0000
    assert all(digit & 128 for digit in digits[:-1])
