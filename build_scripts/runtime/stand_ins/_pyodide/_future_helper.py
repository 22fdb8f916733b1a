"""Promises' other half: nothing in the page waits in Python."""
