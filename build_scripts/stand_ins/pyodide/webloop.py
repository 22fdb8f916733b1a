"""Stands in for Pyodide's event loop, which would load asyncio with ssl, sockets and subprocesses.

Our calculators are plain functions: nothing in the page awaits Python.
"""


def _initialize_event_loop() -> None:
    """Called once by the `pyodide` package; there is no loop to set up."""
