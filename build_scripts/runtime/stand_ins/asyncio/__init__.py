"""Stands in for asyncio, which Pyodide's core names when it starts and our calculators never use.

The real package would load ssl, sockets, subprocesses, logging and threads.
"""
