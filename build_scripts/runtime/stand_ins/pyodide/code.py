"""Stands in for ways to run texts as programs; the loader imports it and our page calls none of them."""
