"""Whether build/site is what a build would make once more: then none is needed.

A build reads no clock and no network: what it makes depends on the checkout, on Python and on what is asked for alone.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from build_scripts.reading.places import BUILD, ROOT, SITE

RECORD = BUILD / "standing"


def sources(asked: Iterable[str], root: Path = ROOT) -> str:
    """The digest of all that a build of the checkout reads, `asked` and Python's version included. Of the tests it
    reads data only. Empty where there is no git to name the files."""
    listed = _git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    # The commit gives the pages their day, and the history says what was published before.
    commit = _git(root, "rev-parse", "HEAD")
    if not listed or not commit:
        return ""
    names = sorted(name for name in listed.decode().split("\0") if not _is_test(name) and (root / name).is_file())
    return _digest(root, names, [sys.version, commit.decode(), *asked])


def stands(made_of: str, site: Path = SITE, record: Path = RECORD) -> bool:
    """Whether the site was made of this, and is as it was then."""
    return bool(made_of) and record.is_file() and record.read_text("utf-8") == f"{made_of} {_contents(site)}"


def note(made_of: str, site: Path = SITE, record: Path = RECORD) -> None:
    """Says of what the site is made, for the next build."""
    record.write_text(f"{made_of} {_contents(site)}", "utf-8")


def _git(root: Path, *words: str) -> bytes:
    return subprocess.run(["git", *words], cwd=root, capture_output=True, check=False).stdout


def _is_test(name: str) -> bool:
    return name.startswith("tests/") and name.endswith(".py")


def _contents(site: Path) -> str:
    return _digest(site, sorted(str(path.relative_to(site)) for path in site.rglob("*") if path.is_file()), [])


def _digest(folder: Path, names: Iterable[str], more: Iterable[str]) -> str:
    whole = hashlib.sha256("\0".join(more).encode())
    for name in names:
        whole.update(f"\0{name}\0".encode())
        whole.update(hashlib.sha256((folder / name).read_bytes()).digest())
    return whole.hexdigest()
