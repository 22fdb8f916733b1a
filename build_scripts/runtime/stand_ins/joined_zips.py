"""Finds the calculators' modules in all the zips that have come so far: some come behind the first answer (decision
0018). Modules of the standard library that one page alone needs are in that page's zip and are found there too.

A package of theirs may have its modules in two zips, and the second may not be there yet when the package is imported.
"""

import sys
from typing import Any
from zipimport import zipimporter

_joined: list[str] = []


class _Finder:
    """Asked when Python found a module nowhere else."""

    @staticmethod
    def find_spec(name: str, path: Any = None, target: Any = None) -> Any:
        folder = name.rpartition(".")[0].replace(".", "/")
        for zipped in _joined:
            found = zipimporter(f"{zipped}/{folder}" if folder else zipped).find_spec(name)
            if found is not None:
                return found
        return None


def join(zipped: str) -> None:
    """From now on, modules are found in that zip too."""
    if not _joined:
        sys.meta_path.append(_Finder)
    _joined.append(zipped)
