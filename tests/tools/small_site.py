"""A site of a few small files, and the second of its commit, for the tests of what is packed."""

from __future__ import annotations

from pathlib import Path

# 2026-11-29 08:30:15 in UTC; a zip keeps even seconds.
RELEASED = 1_795_941_015
_FILES = {"index.html": "x", "index.html.br": "b", "en/index.html": "y"}


def small_site(folder: Path, more: dict[str, str]) -> Path:
    """Writes the files, and those of `more`, below the folder, and returns it."""
    for name, text in {**_FILES, **more}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder
