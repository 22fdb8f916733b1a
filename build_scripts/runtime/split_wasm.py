"""Pyodide's WebAssembly in two files: what the page's Python calls, and the rest, fetched when it is first called.

Two thirds of the functions are never called for our calculators (decision 0018). Here no function is changed, moved or
renumbered: in either file, one of the other's is a few bytes that call it there, through a table both share.
"""

from __future__ import annotations

from collections.abc import Callable

from build_scripts.runtime import wasm_file as wasm
from build_scripts.runtime.wasm_code import END, call, call_by_address, handed_on
from build_scripts.runtime.wasm_file import Export, Parts, Signature, constant, name, number, vector

# The table both files share, and the items of the first file that the second imports beside its exports.
TABLE_NAME = "split_table"
_END = bytes([END])
_FUNCREF = b"\x70"
_MAIN = "main"


def _through(slot: int, kind: int, takes: int, table: int) -> bytes:
    """The instructions that hand on all parameters to the function in that slot."""
    return handed_on(takes) + constant(slot) + call_by_address(kind, table)


def _with_table(parts: Parts, slots: int) -> bytes:
    section = parts.sections[wasm.TABLE]
    return number(parts.tables + 1) + section[len(number(parts.tables)) :] + _FUNCREF + b"\0" + number(slots)


def counted(data: bytes) -> bytes:
    """The file with a call of slot 0 of the table at each function's start, which is given the function's number."""
    parts = Parts(data)
    kind = parts.type_of(Signature(1, 0, b"\x7f"))
    bodies = []
    for index, body in enumerate(parts.bodies):
        declared, instructions = wasm.without_locals(body)
        told = constant(index) + constant(0) + call_by_address(kind, parts.tables)
        bodies.append(declared + told + instructions)
    parts.sections[wasm.TABLE] = _with_table(parts, 1)
    parts.sections[wasm.EXPORT] = vector(
        each.written() for each in [*parts.exports, Export(TABLE_NAME, wasm.TABLE_KIND, parts.tables)]
    )
    parts.sections[wasm.CODE] = vector(number(len(body)) + body for body in bodies)
    return wasm.written(parts.sections)


def with_exports(data: bytes, kept: set[str]) -> bytes:
    """The file with only these functions and globals among its exports; memory, table and tags stay."""
    parts = Parts(data)
    wanted = kept | {field for module, field, _ in parts.imports if module.startswith("GOT.")}
    lean = [
        each for each in parts.exports if each.kind not in (wasm.FUNCTION_KIND, wasm.GLOBAL_KIND) or each.name in wanted
    ]
    parts.sections[wasm.EXPORT] = vector(each.written() for each in lean)
    return wasm.written(parts.sections)


def split(data: bytes, called: set[int]) -> tuple[bytes, bytes]:
    """(the first file, the rest): `called` are the numbers of the first file's functions."""
    parts = Parts(data)
    nothing = parts.type_of(Signature(0, 0))
    table, own = parts.tables, parts.imported[wasm.FUNCTION_KIND]
    first = [index for index in range(len(parts.bodies)) if index in called]
    later = [index for index in range(len(parts.bodies)) if index not in called]
    # Slot 0 fetches the rest until the rest is there, and does nothing from then on.
    slot = {index: 1 + position for position, index in enumerate(first + later)}
    # Behind all others, so that no number changes: in the first file it calls slot 0, in the rest it is the
    # item in that slot.
    added = own + len(parts.bodies)

    def through(index: int) -> bytes:
        kind = parts.types[index]
        return _through(slot[index], kind, parts.signatures[kind].takes, table)

    def code(stand_ins: dict[int, bytes], last: bytes) -> bytes:
        written = [stand_ins.get(index, body) for index, body in enumerate(parts.bodies)]
        return vector(number(len(body)) + body for body in [*written, last])

    def filled(offset: int, functions: list[int]) -> bytes:
        return (
            b"\2" + number(table) + constant(offset) + _END + b"\0" + vector(number(own + each) for each in functions)
        )

    changing = [position for position, (changes, _) in enumerate(parts.globals) if changes]
    if changing != list(range(len(changing))):
        raise wasm.WasmError("the globals that change do not come first")
    before = parts.imported[wasm.GLOBAL_KIND]
    shared = [
        Export(TABLE_NAME, wasm.TABLE_KIND, table),
        *(Export(f"split_table_{each}", wasm.TABLE_KIND, each) for each in range(parts.tables)),
        *(Export(f"split_global_{each}", wasm.GLOBAL_KIND, before + each) for each in changing),
        *(
            Export(f"split_tag_{each}", wasm.TAG_KIND, each)
            for each in range(wasm.Reader(parts.sections[wasm.TAG]).number())
        ),
        Export("split_memory", wasm.MEMORY_KIND, 0),
    ]
    types = vector(number(each) for each in [*parts.types, nothing])

    one = dict(parts.sections)
    one[wasm.FUNCTION] = types
    one[wasm.TABLE] = _with_table(parts, 1 + len(parts.bodies))
    one[wasm.EXPORT] = vector(each.written() for each in [*parts.exports, *shared])
    elements = wasm.Reader(one[wasm.ELEMENT])
    count = elements.number()
    one[wasm.ELEMENT] = number(count + 1) + one[wasm.ELEMENT][elements.at :] + filled(1, first)
    stubs = {index: b"\0" + call(added) + through(index) + _END for index in later}
    one[wasm.CODE] = code(stubs, b"\0" + _through(0, nothing, 0, table) + _END)

    return wasm.written(one), _rest(parts, {
        wasm.TYPE: parts.sections[wasm.TYPE],
        wasm.FUNCTION: types,
        wasm.ELEMENT: vector([filled(1 + len(first), later), filled(0, [len(parts.bodies)])]),
        wasm.CODE: code({index: b"\0" + through(index) + _END for index in first}, b"\0" + _END),
    }, shared, 1 + len(parts.bodies))  # fmt: skip


def _rest(parts: Parts, made: dict[int, bytes], shared: list[Export], slots: int) -> bytes:
    """The second file: it imports what the first one has, in the order that gives everything the same number."""
    tables = _table_types(parts) + [_FUNCREF + b"\0" + number(slots)]
    tags = wasm.Reader(parts.sections[wasm.TAG])
    tag_types = [(tags.byte(), tags.number()) for _ in tags.vector()]
    memory = wasm.Reader(parts.sections[wasm.MEMORY])
    memory.number()
    described: dict[int, Callable[[int], bytes]] = {
        wasm.TABLE_KIND: lambda index: tables[index],
        wasm.GLOBAL_KIND: lambda _: b"\x7f\1",
        wasm.TAG_KIND: lambda index: bytes([tag_types[index][0]]) + number(tag_types[index][1]),
        wasm.MEMORY_KIND: lambda _: parts.sections[wasm.MEMORY][memory.at :],
    }
    # The shared table has the highest number, so it comes last.
    ordered = sorted(shared, key=lambda each: each.index)
    more = [name(_MAIN) + name(each.name) + bytes([each.kind]) + described[each.kind](each.index) for each in ordered]
    section = parts.sections[wasm.IMPORT]
    count = len(parts.imports)
    constants = [written for changes, written in parts.globals if not changes]
    return wasm.written({
        wasm.TYPE: made[wasm.TYPE],
        wasm.IMPORT: number(count + len(more)) + section[len(number(count)) :] + b"".join(more),
        wasm.FUNCTION: made[wasm.FUNCTION],
        wasm.GLOBAL: vector(constants),
        wasm.ELEMENT: made[wasm.ELEMENT],
        wasm.CODE: made[wasm.CODE],
    })  # fmt: skip


def _table_types(parts: Parts) -> list[bytes]:
    reader = wasm.Reader(parts.sections[wasm.TABLE])
    found = []
    for _ in reader.vector():
        start = reader.at
        reader.byte()
        limited = reader.byte()
        reader.number()
        if limited:
            reader.number()
        found.append(reader.data[start : reader.at])
    return found
