"""Answers what the loader asks of Python: a few expressions at start, and modules by name."""

from importlib import import_module
from typing import Any


def eval_code(source: str, globals: dict[str, Any] | None = None, *_: object, **__: object) -> Any:
    """The value of the last of the statements; the ones before it are run. The loader parts them by `;`."""
    namespace = {} if globals is None else globals
    *before, last = source.split(";")
    exec("\n".join(map(str.strip, before)), namespace)
    return eval(last.strip(), namespace)


def pyimport_impl(path: str) -> Any:
    """The module of that name, or what has that name in a module."""
    parent, _, name = path.rpartition(".")
    module = import_module(parent or path)
    return getattr(module, name) if parent else module
