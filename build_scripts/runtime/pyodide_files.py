"""Pyodide's files are those that were looked at: the build takes none whose SHA-256 is not recorded.

npm holds a package against its lock when it is installed, and nobody looks afterwards; readers run these files for as
long as the site stands. `make upgrade-check` prints the record of another version.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from build_scripts.reading.ledger import read_toml
from build_scripts.reading.places import ROOT, relative
from build_scripts.runtime.slim_pyodide import PYODIDE

RECORD = ROOT / "requirements/pyodide-files.toml"


class PyodideFilesError(Exception):
    """A file of Pyodide is not the recorded one; the message names it and says what to do."""


def recorded(record: Path = RECORD) -> tuple[str, dict[str, str]]:
    """(Pyodide's version, the SHA-256 of each file that the build takes)."""
    told = read_toml(record)
    return told["version"], told["sha256"]


def version_of(folder: Path) -> str:
    """The version of the Pyodide in that folder, as npm names it."""
    return str(json.loads((folder / "package.json").read_text("utf-8"))["version"])


def record_of(folder: Path, record: Path = RECORD) -> str:
    """What the record says once it is of the Pyodide in that folder. Raises OSError where a file is missing."""
    version, digests = recorded(record)
    text = record.read_text("utf-8").replace(json.dumps(version), json.dumps(version_of(folder)))
    for name, digest in digests.items():
        text = text.replace(digest, hashlib.sha256((folder / name).read_bytes()).hexdigest())
    return text


def check_pyodide(folder: Path = PYODIDE, record: Path = RECORD) -> None:
    """Raises PyodideFilesError where the folder's Pyodide is not the one recorded, byte for byte."""
    version, digests = recorded(record)
    if (found := version_of(folder)) != version:
        raise PyodideFilesError(
            f"{relative(folder)} is Pyodide {found}, and {relative(record)} records {version}: "
            f"`make upgrade-check PYODIDE={found}`, run while package.json still says {version}, tells whether it "
            "holds and what to record"
        )
    for name, digest in digests.items():
        path = folder / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            raise PyodideFilesError(
                f"{relative(path)} is not the file that {relative(record)} records of Pyodide {version}: remove "
                "node_modules and run make again; if it is refused then too, the registry gave another file, and "
                "nothing should be published from this machine"
            )
