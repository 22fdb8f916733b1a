"""An environment of its own for what is tried beside the daily one, with the packages of one lock file."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path


def environment(folder: Path, lock: Path, python: str | Path) -> Path:
    """The path of the environment's Python, in `folder`; made anew when the lock changed."""
    stamp = folder / "lock.sha256"
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    inside = folder / "bin/python"
    if not stamp.exists() or stamp.read_text("utf-8") != digest:
        subprocess.run([python, "-m", "venv", "--clear", folder], check=True)
        subprocess.run([inside, "-m", "pip", "install", "-q", "--require-hashes", "-r", lock], check=True)
        stamp.write_text(digest, "utf-8")
    return inside
