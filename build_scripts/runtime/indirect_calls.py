"""The indirect calls of what the page calls go by one small function for each signature.

Chromium (seen in 156) counts where an indirect call leads, copies what was met so far into the caller when it
compiles that a second time, and throws the whole caller away when the guess turns out wrong. Python's interpreter is
one function of 79 kB that calls everything by address: in a reader's first seconds it was compiled six times, 0.2 s
each, and ran slow meanwhile. A function that all callers of a signature share is the only one left that has something
to guess, is compiled in no time, and is too long to be copied with its guess into a caller (decision 0051).
"""

from __future__ import annotations

from build_scripts.runtime import wasm_file as wasm
from build_scripts.runtime.wasm_code import CALL_INDIRECT, END, NOP, call, call_by_address, handed_on, instructions
from build_scripts.runtime.wasm_file import Parts, Signature, number, vector

_I32 = b"\x7f"
# Chromium copies no function of more than 500 bytes into its caller. No code comes of these, and with brotli the whole
# file is 0.8 kB longer.
_PADDING = bytes([NOP]) * 512


class _Ways:
    """The functions that call by address, one for each signature and table, behind all others of the file."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.first = len(parts.bodies)
        # By what stands behind the instruction: the numbers of a type and of a table.
        self.by_target: dict[bytes, int] = {}
        self.types: list[int] = []
        self.bodies: list[bytes] = []

    def to(self, target: bytes) -> bytes:
        """The instruction in the place of an indirect call."""
        if target not in self.by_target:
            self.by_target[target] = self.parts.imported[wasm.FUNCTION_KIND] + self.first + len(self.bodies)
            reader = wasm.Reader(target)
            kind, table = reader.number(), reader.number()
            its = self.parts.signatures[kind]
            # The address comes last, as the instruction wants it.
            self.types.append(self.parts.type_of(Signature(its.takes + 1, its.gives, its.taken + _I32, its.given)))
            forward = handed_on(its.takes + 1) + call_by_address(kind, table)
            self.bodies.append(b"\0" + _PADDING + forward + bytes([END]))
        return call(self.by_target[target])

    def instead(self, body: bytes) -> bytes:
        declared, _ = wasm.without_locals(body)
        done, out = 0, []
        for opcode, begins, ends in instructions(body, len(declared)):
            if opcode == CALL_INDIRECT:
                out += [body[done:begins], self.to(body[begins + 1 : ends])]
                done = ends
        return b"".join([*out, body[done:]])


def gathered(data: bytes, called: set[int]) -> tuple[bytes, set[int]]:
    """(the file, what is called in it): the functions with these numbers call nothing by address themselves."""
    parts = Parts(data)
    ways = _Ways(parts)
    bodies = [ways.instead(body) if index in called else body for index, body in enumerate(parts.bodies)]
    parts.sections[wasm.FUNCTION] = vector(number(each) for each in [*parts.types, *ways.types])
    parts.sections[wasm.CODE] = vector(number(len(body)) + body for body in [*bodies, *ways.bodies])
    return wasm.written(parts.sections), called | {ways.first + each for each in range(len(ways.bodies))}
