"""Instructions are told apart, and what calls by address does so in one function for each signature.

That what is called gives the same is in test_split_wasm.py, what Chromium makes of it in
tests/browser/test_compiled_once.py.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from small_wasm import I32, NAMES, small

from build_scripts.runtime import wasm_file as wasm
from build_scripts.runtime.build import FUNCTIONS, cached_runtime
from build_scripts.runtime.indirect_calls import gathered
from build_scripts.runtime.slim_pyodide import FIRST
from build_scripts.runtime.wasm_code import CALL_INDIRECT, instructions
from build_scripts.runtime.wasm_file import Parts, Signature, WasmError

BLOCK, LOOP, IF, TRY, DELEGATE, END = 0x02, 0x03, 0x04, 0x06, 0x18, 0x0B
THROUGH_TABLE, BY_TWO_TYPES = NAMES.index("through_table"), NAMES.index("by_two_types")


def code(body: bytes) -> Iterator[tuple[int, bytes]]:
    """(opcode, what stands behind it) of each instruction."""
    declared, _ = wasm.without_locals(body)
    for opcode, begins, ends in instructions(body, len(declared)):
        yield opcode, body[begins + 1 : ends]


def indirect(body: bytes) -> list[bytes]:
    return [target for opcode, target in code(body) if opcode == CALL_INDIRECT]


@pytest.mark.parametrize(
    "written",
    [
        "01",  # nop
        "0240",  # block of nothing
        "0305",  # loop of a type by its number
        "046300",  # if that gives a reference to a type of its own
        "0e038001010203",  # br_table with 128, 1, 2 and otherwise 3
        "10ff7f",  # call
        "118f0100",  # call_indirect
        "1c017f",  # select of i32
        "20c001",  # local.get
        "2802808004",  # i32.load far away
        "3f00",  # memory.size
        "41807f",  # i32.const -128
        "4280808080808080807f",  # i64.const
        "430b0b0b0b",  # f32.const, of bytes that look like ends
        "440b0b0b0b0b0b0b0b",  # f64.const
        "c0",  # i32.extend8_s
        "d070",  # ref.null
        "fb1405",  # ref.test
        "fc07",  # i64.trunc_sat_f64_u
        "fc0a0000",  # memory.copy
        "fc100b",  # table.size
    ],
)
def test_an_instruction_is_passed_whole(written: str) -> None:
    data = bytes.fromhex(written)
    found = list(instructions(b"\0" + data + bytes([END]), 1))
    assert found == [(data[0], 1, 1 + len(data)), (END, 1 + len(data), 2 + len(data))]


@pytest.mark.parametrize("written", ["fd00", "fe00", "fb00", "fc12", "c5", "27", "16"])
def test_an_unknown_instruction_is_an_error_and_no_guess(written: str) -> None:
    with pytest.raises(WasmError, match=f"an instruction 0x{int(written[:2], 16):x}"):
        list(instructions(bytes.fromhex(written), 0))


def test_who_calls_by_address_does_so_through_one_function_for_each_signature() -> None:
    before = Parts(small())
    data, called = gathered(small(), {THROUGH_TABLE, BY_TWO_TYPES})
    after = Parts(data)
    count = len(NAMES)
    assert called == {THROUGH_TABLE, BY_TWO_TYPES, count, count + 1}
    # Two types at three places.
    assert [indirect(body) for body in after.bodies[count:]] == [[b"\1\0"], [b"\2\0"]]
    assert not indirect(after.bodies[THROUGH_TABLE]) + indirect(after.bodies[BY_TWO_TYPES])
    assert [after.signatures[kind] for kind in after.types[count:]] == [
        Signature(2, 1, I32 + I32, I32),
        Signature(3, 1, I32 + I32 + I32, I32),
    ]
    unchanged = set(range(count)) - called
    assert [after.bodies[each] for each in unchanged] == [before.bodies[each] for each in unchanged]
    changed = {wasm.TYPE: b"", wasm.FUNCTION: b"", wasm.CODE: b""}
    assert {**after.sections, **changed} == {**before.sections, **changed}


def test_what_is_not_called_stays_as_it_is() -> None:
    after = Parts(gathered(small(), {THROUGH_TABLE})[0])
    assert after.bodies[BY_TWO_TYPES] == Parts(small()).bodies[BY_TWO_TYPES]
    assert gathered(small(), set()) == (small(), set())


def test_every_function_of_the_pages_interpreter_is_understood_and_few_call_by_address() -> None:
    folder = cached_runtime()
    parts = Parts((folder / FIRST).read_bytes())
    called = set(json.loads((folder / FUNCTIONS).read_text("utf-8"))["called"])
    assert len(called) > 2000
    calling = []
    for index, body in enumerate(parts.bodies):
        depth = 1
        for opcode, target in code(body):
            assert depth, "something stands behind the function's end"
            depth += (opcode in (BLOCK, LOOP, IF, TRY)) - (opcode in (DELEGATE, END))
            # The last table is the one that both files share (split_wasm.py).
            if opcode == CALL_INDIRECT and wasm.Reader(target[::-1]).number() != parts.tables - 1:
                calling.append(index)
        assert depth == 0
    assert len(calling) == len(set(calling)) < 20, "one call in each"
    assert not called.intersection(calling)
    # V8 copies no longer function into its caller (`wasm_inlining_max_size`): with such a function went its guess.
    assert all(len(parts.bodies[index]) > 500 for index in calling)
