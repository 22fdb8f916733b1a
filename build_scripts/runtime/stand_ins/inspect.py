"""Stands in for inspect, of which Pyodide's core takes one function when it starts."""


def iscoroutinefunction(function: object) -> bool:
    """None of ours waits."""
    return False
