"""Stands in for the front of re: the patterns that the calculators use come compiled.

Python compiles a pattern by a program in Python, which took a quarter of a first answer, with the modules it loads.
`_known` has what that program makes of every pattern that was asked for when the build ran the corpus
(run_calculators.mjs, patterns.py). A pattern that is not among them is compiled here, by the real program, which is
still in the library.
"""

import _sre
from importlib import import_module
from typing import Any

try:
    from re._known import patterns, templates
except ImportError:  # while the build finds out which they are
    patterns, templates = {}, {}

IGNORECASE = 2
MULTILINE = 8
DOTALL = 16
VERBOSE = 64
ASCII = 256

# By pattern and flags; of the templates, by pattern, its flags and what it is replaced with.
compiled: dict[Any, Any] = {}
parsed: dict[Any, Any] = {}


def compile(pattern: Any, flags: int = 0) -> Any:
    """The compiled pattern. Raises re.error where it is none."""
    key = pattern, flags
    made = compiled.get(key)
    if made is None:
        if pattern.__class__ not in (str, bytes):
            return pattern
        if key in patterns:
            all_flags, code, groups, names, by_number = patterns[key]
            made = _sre.compile(pattern, all_flags, list(memoryview(code).cast("I")), groups, dict(names), by_number)
        else:
            made = import_module("re._compiler").compile(pattern, flags)
        compiled[key] = made
    return made


def _compile_template(pattern: Any, template: Any) -> Any:
    # Asked by the interpreter for a replacement that has a backslash.
    key = pattern.pattern, pattern.flags, template
    parts = parsed.get(key)
    if parts is None:
        if key in templates:
            parts = list(templates[key])
        else:
            parts = import_module("re._parser").parse_template(template, pattern)
        parsed[key] = parts
    return _sre.template(pattern, parts)


def match(pattern: Any, string: Any, flags: int = 0) -> Any:
    """What it finds at the start of the text."""
    return compile(pattern, flags).match(string)


def fullmatch(pattern: Any, string: Any, flags: int = 0) -> Any:
    """What it finds if it is the whole text."""
    return compile(pattern, flags).fullmatch(string)


def search(pattern: Any, string: Any, flags: int = 0) -> Any:
    """What it finds first."""
    return compile(pattern, flags).search(string)


def sub(pattern: Any, repl: Any, string: Any, count: int = 0, flags: int = 0) -> Any:
    """The text with what it finds replaced."""
    return compile(pattern, flags).sub(repl, string, count)


def findall(pattern: Any, string: Any, flags: int = 0) -> Any:
    """All texts that it finds, or their groups."""
    return compile(pattern, flags).findall(string)


def __getattr__(name: str) -> Any:
    if name in ("error", "PatternError"):
        return import_module("re._constants").error
    if name in ("Pattern", "Match"):
        empty = compile("")
        return type(empty if name == "Pattern" else empty.match(""))
    raise AttributeError(name)
