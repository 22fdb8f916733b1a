"""Stands in for asyncio, which Pyodide's core names when it starts and our calculators never use.

The real package would load ssl, sockets, subprocesses, logging and threads: a third of what a reader fetches of the
standard library. What the core looks up at its start is here; whatever asks for more gets an AttributeError.
"""

from inspect import iscoroutinefunction

__all__ = ["iscoroutinefunction"]
