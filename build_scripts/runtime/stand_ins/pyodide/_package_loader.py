"""Stands in for Pyodide's loader of packages, which would load zipfile, shutil, tempfile and every decompressor.

Our code is in zips that `joined_zips` finds modules in; no package is ever installed.
"""

import sys


class _Place:
    def __init__(self, path: str) -> None:
        self._path = path

    def __str__(self) -> str:
        return self._path


SITE_PACKAGES = _Place(f"/lib/python{sys.version_info.major}.{sys.version_info.minor}/site-packages")
DSO_DIR = _Place("/usr/lib")


def init_loaded_packages() -> None:
    """Called once at start; none is loaded."""
