"""An environment of its own for what is tried beside the daily one, with the packages of lock files."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path


def environment(folder: Path, python: str | Path, *locks: Path) -> Path:
    """The path of the environment's Python, in `folder`; made anew when a lock changed."""
    stamp = folder / "lock.sha256"
    digest = hashlib.sha256(b"".join(lock.read_bytes() for lock in locks)).hexdigest()
    inside = folder / "bin/python"
    if not stamp.exists() or stamp.read_text("utf-8") != digest:
        subprocess.run([python, "-m", "venv", "--clear", folder], check=True)
        asked = [part for lock in locks for part in ("-r", lock)]
        subprocess.run([inside, "-m", "pip", "install", "-q", "--require-hashes", *asked], check=True)
        stamp.write_text(digest, "utf-8")
    return inside
