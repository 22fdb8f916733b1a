"""A WebAssembly file as its sections, read and written without a look inside any function.

Section numbers, encodings and opcodes are those of the WebAssembly core specification, chapter "Binary Format".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

TYPE, IMPORT, FUNCTION, TABLE, MEMORY, GLOBAL, EXPORT, ELEMENT, CODE, DATA, DATA_COUNT, TAG = (
    1,
    2,
    3,
    4,
    5,
    6,
    7,
    9,
    10,
    11,
    12,
    13,
)
# The kinds of what is imported and exported.
FUNCTION_KIND, TABLE_KIND, MEMORY_KIND, GLOBAL_KIND, TAG_KIND = range(5)
HEADER = b"\0asm\1\0\0\0"


class WasmError(Exception):
    """The file has something in it that is not expected; the message says what."""


def number(value: int) -> bytes:
    """A natural number as unsigned LEB128."""
    out = bytearray()
    while True:
        low, value = value & 127, value >> 7
        out.append(low | (128 if value else 0))
        if not value:
            return bytes(out)


def constant(value: int) -> bytes:
    """The instruction that pushes this natural number as an i32."""
    # Signed LEB128: the last byte's bit 6 is the sign, so one more byte is needed where it is set.
    out = bytearray(number(value))
    if out[-1] & 64:
        out[-1] |= 128
        out.append(0)
    return b"\x41" + bytes(out)


def name(text: str) -> bytes:
    data = text.encode()
    return number(len(data)) + data


def vector(items: Iterable[bytes]) -> bytes:
    listed = list(items)
    return number(len(listed)) + b"".join(listed)


class Reader:
    """Reads forwards through one section."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def number(self) -> int:
        result = shift = 0
        while True:
            byte = self.byte()
            result |= (byte & 127) << shift
            shift += 7
            if not byte & 128:
                return result

    def byte(self) -> int:
        self.at += 1
        return self.data[self.at - 1]

    def take(self, length: int) -> bytes:
        self.at += length
        return self.data[self.at - length : self.at]

    def name(self) -> str:
        return self.take(self.number()).decode()

    def vector(self) -> Iterator[int]:
        return iter(range(self.number()))


@dataclass(frozen=True)
class Export:
    name: str
    kind: int
    index: int

    def written(self) -> bytes:
        return name(self.name) + bytes([self.kind]) + number(self.index)


def sections(data: bytes) -> dict[int, bytes]:
    """Number to content, in the file's order. Custom sections have negative positions as numbers."""
    if not data.startswith(HEADER):
        raise WasmError("no WebAssembly file of version 1")
    reader = Reader(data)
    reader.at = len(HEADER)
    found: dict[int, bytes] = {}
    while reader.at < len(data):
        kind = reader.byte()
        found[kind or -len(found) - 1] = reader.take(reader.number())
    return found


def written(parts: dict[int, bytes]) -> bytes:
    return HEADER + b"".join(bytes([max(kind, 0)]) + number(len(data)) + data for kind, data in parts.items())


@dataclass(frozen=True)
class Signature:
    """A function's type: how many values it takes and gives, and the types of these as written."""

    takes: int
    gives: int
    taken: bytes = b""
    given: bytes = b""

    def written(self) -> bytes:
        return b"\x60" + number(self.takes) + self.taken + number(self.gives) + self.given


def signatures(section: bytes) -> list[Signature]:
    reader = Reader(section)
    found = []
    for _ in reader.vector():
        if reader.byte() != 0x60:
            raise WasmError("a type that is no function's")
        (takes, taken), (gives, given) = _types(reader), _types(reader)
        found.append(Signature(takes, gives, taken, given))
    return found


def _types(reader: Reader) -> tuple[int, bytes]:
    count = reader.number()
    start = reader.at
    for _ in range(count):
        # A reference to a type of its own has that type's number after it.
        if reader.byte() in (0x63, 0x64):
            reader.number()
    return count, reader.data[start : reader.at]


def imports(section: bytes) -> list[tuple[str, str, int]]:
    """(module, name, kind) of each import; only functions and globals are known."""
    reader = Reader(section)
    found = []
    for _ in reader.vector():
        module, field, kind = reader.name(), reader.name(), reader.byte()
        if kind == FUNCTION_KIND:
            reader.number()
        elif kind == GLOBAL_KIND:
            reader.take(2)
        else:
            raise WasmError(f"an import of kind {kind}")
        found.append((module, field, kind))
    return found


def exports(section: bytes) -> list[Export]:
    reader = Reader(section)
    return [Export(reader.name(), reader.byte(), reader.number()) for _ in reader.vector()]


def numbers(section: bytes) -> list[int]:
    reader = Reader(section)
    return [reader.number() for _ in reader.vector()]


def bodies(section: bytes) -> list[bytes]:
    """Each function's code, locals included, without the length before it."""
    reader = Reader(section)
    return [reader.take(reader.number()) for _ in reader.vector()]


def globals_of(section: bytes) -> list[tuple[bool, bytes]]:
    """(may change, as written) of each global of our own; only i32 constants are known."""
    reader = Reader(section)
    found = []
    for _ in reader.vector():
        start = reader.at
        kind, changes, opcode = reader.byte(), reader.byte(), reader.byte()
        if (kind, opcode) != (0x7F, 0x41):
            raise WasmError("a global that is no i32 constant")
        reader.number()
        if reader.byte() != 0x0B:
            raise WasmError("a global with a longer start value")
        found.append((bool(changes), section[start : reader.at]))
    return found


def without_locals(body: bytes) -> tuple[bytes, bytes]:
    """(declared locals, instructions)."""
    reader = Reader(body)
    for _ in reader.vector():
        reader.number()
        if reader.byte() in (0x63, 0x64):
            reader.number()
    return body[: reader.at], body[reader.at :]


class Parts:
    """One file's sections and what is read of them."""

    def __init__(self, data: bytes) -> None:
        self.sections = sections(data)
        self.signatures = signatures(self.sections[TYPE])
        self.imports = imports(self.sections[IMPORT])
        self.exports = exports(self.sections[EXPORT])
        self.types = numbers(self.sections[FUNCTION])
        self.bodies = bodies(self.sections[CODE])
        self.globals = globals_of(self.sections[GLOBAL])
        self.tables = Reader(self.sections[TABLE]).number()
        self.imported = {kind: sum(1 for each in self.imports if each[2] == kind) for kind in range(5)}

    def type_of(self, signature: Signature) -> int:
        """The number of the type with that shape, added at the end where there is none."""
        if signature not in self.signatures:
            self.signatures.append(signature)
            self.sections[TYPE] = vector(each.written() for each in self.signatures)
        return self.signatures.index(signature)
