"""The build, one module a step; `build.py` lists them in order."""
