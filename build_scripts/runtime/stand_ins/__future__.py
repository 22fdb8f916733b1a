"""Stands in for __future__, whose names mean something to the compiler alone. Most of our modules import this one."""

annotations = None
