"""Stands in for Pyodide's package, which would set up an event loop and ways to save and restore its state."""
