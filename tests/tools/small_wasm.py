"""A small WebAssembly file with a function of every kind that can go wrong when the file is written anew."""

from __future__ import annotations

from typing import Any

from build_scripts.runtime import wasm_file as wasm
from build_scripts.runtime.wasm_file import Export, constant, name, number, vector

I32 = b"\x7f"
ADD, CALL, INDIRECT, GET, SET, THROW, STORE, END = (
    b"\x6a",
    b"\x10",
    b"\x11",
    b"\x23",
    b"\x24",
    b"\x08",
    b"\x36\x02\x00",
    b"\x0b",
)
FIRST_TAKEN, SECOND_TAKEN = b"\x20\0", b"\x20\1"
# Own globals follow the imported one.
CHANGES, FIXED = b"\1", b"\2"
NAMES = ("add", "twice", "keep", "throw", "catch", "through_table", "fixed", "by_two_types")
BODIES = (
    FIRST_TAKEN + SECOND_TAKEN + ADD,
    FIRST_TAKEN + FIRST_TAKEN + CALL + number(0),
    FIRST_TAKEN + GET + CHANGES + ADD + SET + CHANGES + constant(0) + GET + CHANGES + STORE + GET + CHANGES,
    FIRST_TAKEN + THROW + b"\0",
    b"\x06" + I32 + FIRST_TAKEN + CALL + number(3) + b"\x07\0" + END,
    FIRST_TAKEN + constant(0) + INDIRECT + b"\1\0",
    FIRST_TAKEN + GET + FIXED + ADD + GET + b"\0" + ADD,
    FIRST_TAKEN + constant(0) + INDIRECT + b"\1\0" + FIRST_TAKEN + constant(1) + INDIRECT + b"\2\0",
)
# What is called, with which values; what that gives, by hand; and every function that is called for it, in order.
CALLS: tuple[tuple[list[str], list[int], list[Any], list[int]], ...] = (
    (["add"], [2, 3], [5], [0]),
    (["twice"], [4], [8], [1, 0]),
    (["keep", "keep"], [3], [8, 11], [2, 2]),  # it starts at 5
    (["throw"], [9], ["thrown"], [3]),
    (["catch"], [9], [9], [4, 3]),
    (["through_table"], [6], [12], [5, 1, 0]),
    (["fixed"], [1], [108], [6]),  # 7 of its own, 100 given
    (["by_two_types"], [5], [15], [7, 1, 0, 0]),
    (["twice", "add", "catch"], [1, 1], [2, 2, 1], [1, 0, 0, 4, 3]),
)


def small(**other: bytes) -> bytes:
    """A file with a function of every kind that can go wrong when it is divided; `other` replaces sections by name."""
    one, two = b"\x60\1" + I32 + b"\1" + I32, b"\x60\2" + I32 + I32 + b"\1" + I32
    exported = [Export(each, wasm.FUNCTION_KIND, index) for index, each in enumerate(NAMES)]
    sections = {
        "TYPE": vector([b"\x60\0\0", one, two, b"\x60\1" + I32 + b"\0"]),
        "IMPORT": vector([name("env") + name("base") + bytes([wasm.GLOBAL_KIND]) + I32 + b"\0"]),
        "FUNCTION": vector(number(kind) for kind in (2, 1, 1, 1, 1, 1, 1, 1)),
        "TABLE": vector([b"\x70\0" + number(2)]),
        "MEMORY": vector([b"\0" + number(1)]),
        "TAG": vector([b"\0" + number(3)]),
        "GLOBAL": vector([I32 + b"\1" + constant(5) + END, I32 + b"\0" + constant(7) + END]),
        "EXPORT": vector(each.written() for each in exported),
        "ELEMENT": vector([b"\0" + constant(0) + END + vector([number(1), number(0)])]),
        "CODE": vector(number(len(body) + 2) + b"\0" + body + END for body in BODIES),
    }
    return wasm.written({getattr(wasm, kind): data for kind, data in {**sections, **other}.items()})
