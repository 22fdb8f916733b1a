"""The instructions of one WebAssembly function, told apart without knowing what they do.

Opcodes and immediates are those of the WebAssembly core specification, chapter "Binary Format", section
"Instructions", and of its exception handling as compilers wrote it before version 3 (try, catch, delegate, rethrow).
"""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.runtime.wasm_file import Reader, WasmError, number

CALL, CALL_INDIRECT, END, LOCAL_GET, NOP = 0x10, 0x11, 0x0B, 0x20, 0x01

_BLOCKS = (0x02, 0x03, 0x04, 0x06)  # block, loop, if, try
_BRANCH_TABLE = 0x0E
_TYPED_SELECT = 0x1C
_CONSTANTS = {0x43: 4, 0x44: 8}  # f32 and f64: bytes
# How many numbers follow; what is not here is not expected. A signed number is as long as an unsigned one.
_NUMBERS = {
    **dict.fromkeys((0x00, 0x01, 0x05, 0x0B, 0x0F, 0x19, 0x1A, 0x1B, 0xD1), 0),
    **dict.fromkeys((0x07, 0x08, 0x09, 0x0C, 0x0D, 0x10, 0x18), 1),
    CALL_INDIRECT: 2,
    **dict.fromkeys(range(0x20, 0x27), 1),  # variables and tables
    **dict.fromkeys(range(0x28, 0x3F), 2),  # loads and stores
    **dict.fromkeys((0x3F, 0x40, 0x41, 0x42, 0xD0, 0xD2), 1),
    **dict.fromkeys(range(0x45, 0xC5), 0),  # comparing, counting, converting
}
# Those of two bytes: of references, then of memories and tables.
_LONGER = {
    0xFB: {0x14: 1, 0x15: 1, 0x16: 1, 0x17: 1},  # ref.test, ref.cast
    0xFC: {**dict.fromkeys(range(8), 0), 8: 2, 9: 1, 10: 2, 11: 1, 12: 2, 13: 1, 14: 2, 15: 1, 16: 1, 17: 1},
}


def call(function: int) -> bytes:
    return bytes([CALL]) + number(function)


def call_by_address(kind: int, table: int) -> bytes:
    return bytes([CALL_INDIRECT]) + number(kind) + number(table)


def handed_on(takes: int) -> bytes:
    """The instructions that push so many parameters, the first one first."""
    return b"".join(bytes([LOCAL_GET]) + number(each) for each in range(takes))


def instructions(data: bytes, start: int) -> Iterator[tuple[int, int, int]]:
    """(opcode, where it begins, where it ends) of each from `start` on. Raises WasmError for an unknown one."""
    reader = Reader(data)
    reader.at = start
    while reader.at < len(data):
        begins = reader.at
        opcode = reader.byte()
        _pass(opcode, reader)
        yield opcode, begins, reader.at


def _pass(opcode: int, reader: Reader) -> None:
    """Goes past the instruction's immediates."""
    if opcode in _NUMBERS:
        count = _NUMBERS[opcode]
    elif opcode in _BLOCKS:
        # A type's one byte, or a type's number; a reference to a type of its own has that type's number after it.
        count = 2 if reader.data[reader.at] in (0x63, 0x64) else 1
    elif opcode == _BRANCH_TABLE:
        count = reader.number() + 1
    elif opcode == _TYPED_SELECT:
        count = reader.number()
    elif opcode in _CONSTANTS:
        reader.at += _CONSTANTS[opcode]
        return
    elif opcode in _LONGER:
        longer = reader.number()
        if longer not in _LONGER[opcode]:
            raise WasmError(f"an instruction {opcode:#x} {longer:#x}")
        count = _LONGER[opcode][longer]
    else:
        raise WasmError(f"an instruction {opcode:#x}")
    for _ in range(count):
        reader.number()
