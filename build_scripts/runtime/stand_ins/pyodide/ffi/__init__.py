"""Stands in for the ways from Python to JavaScript's objects; the loader imports it and our page uses none of them."""
