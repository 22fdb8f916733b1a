"""A git repository in a temporary folder, for checks that read the history."""

from __future__ import annotations

import subprocess
from pathlib import Path

_SETTINGS = ("user.name=A", "user.email=a@example.org", "commit.gpgsign=false", "core.hooksPath=/dev/null")


def git(folder: Path, *arguments: str) -> None:
    settings = [part for setting in _SETTINGS for part in ("-c", setting)]
    subprocess.run(["git", *settings, *arguments], cwd=folder, check=True, capture_output=True)


def commit(file: Path, text: str) -> None:
    """Writes the file and commits everything."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    git(file.parent, "add", "-A")
    git(file.parent, "commit", "-q", "-m", "change")
