"""Runs inside Pyodide, after the corpus (run_calculators.mjs): which patterns the calculators asked for, and the module
`re._known` that has what Python's own program makes of them. What it makes is good for this one version of Python.
"""

import json
import re
from importlib import import_module
from typing import Any

_compiler, _parser = (import_module(f"re.{name}") for name in ("_compiler", "_parser"))


def asked() -> str:
    """Every pattern and every replacement with a backslash that was asked for, each compiled anew."""
    # Python's own `re`, of which an upgrade is tried too, keeps no such list.
    compiled, parsed = getattr(re, "compiled", {}), getattr(re, "parsed", {})
    for pattern, flags in compiled:
        _compiler.compile(pattern, flags)
    patterns = [[_as_text(pattern), isinstance(pattern, bytes), flags] for pattern, flags in compiled]
    templates = [[_as_text(pattern), isinstance(pattern, bytes), flags, into] for pattern, flags, into in parsed]
    return json.dumps([*patterns, *templates])


def _as_text(pattern: Any) -> str:
    return str(pattern, "latin1") if isinstance(pattern, bytes) else str(pattern)


def known(asked_for: str) -> str:
    """The module's bytecode, in hexadecimal."""
    patterns, templates = {}, {}
    for text, is_bytes, flags, *into in json.loads(asked_for):
        pattern = text.encode("latin1") if is_bytes else text
        if into:
            parts = _parser.parse_template(into[0], _compiler.compile(pattern, flags))
            templates[pattern, flags, into[0]] = tuple(parts)
        else:
            patterns[pattern, flags] = _made(pattern, flags)
    source = f"patterns = {patterns!r}\ntemplates = {templates!r}\n"
    code = compile(source, "re/_known.py", "exec", optimize=2)
    made: bytes = import_module("importlib._bootstrap_external")._code_to_hash_pyc(code, b"\0" * 8, False)
    return made.hex()


def _made(pattern: Any, flags: int) -> tuple[Any, ...]:
    """What `_sre.compile` takes of it, as re._compiler.compile gives it."""
    parsed = _parser.parse(pattern, flags)
    code = _compiler._code(parsed, flags)
    names = parsed.state.groupdict
    by_number = [None] * parsed.state.groups
    for name, number in names.items():
        by_number[number] = name
    # The interpreter takes whole numbers of 32 bits.
    numbers = memoryview(bytearray(4 * len(code))).cast("I")
    for at, number in enumerate(code):
        numbers[at] = int(number)
    return (
        flags | parsed.state.flags,
        numbers.tobytes(),
        parsed.state.groups - 1,
        tuple(names.items()),
        tuple(by_number),
    )
