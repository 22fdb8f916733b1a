"""The build, one module a step; `build.py` lists them in order.

Commands that keep the house lie in `upkeep`, those that run at night in `nightly`.
"""
