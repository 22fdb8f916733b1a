"""Stands in for the Python half of Pyodide's core, with only what its JavaScript and C call in our page.

The real one can run, format and quiet any text a program is given, import JavaScript's objects and wait for its
promises; for that it loads half of the standard library. Our page calls one function, with a string, and gets a string.
"""

import joined_zips  # type: ignore[import-not-found]  # noqa: F401  # Before all others, which it then finds sooner.

from . import _base, _importhook

__all__ = ["_base", "_importhook"]


def set_excepthook() -> None:
    """Called once at start; the interpreter's own way to print an error stays."""
