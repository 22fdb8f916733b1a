"""Credit-limit calculators that run the same in CPython (build) and in Pyodide (browser)."""

from calculators.door import answer, door, render

__all__ = ["answer", "door", "render"]
