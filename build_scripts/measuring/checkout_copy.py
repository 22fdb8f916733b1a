"""A copy of this checkout to build in: the files git knows or would add, with its set-up beside them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from build_scripts.reading.places import ROOT


def checkout_copy(folder: Path) -> Path:
    """Fills the folder and returns it;
    the virtual environment, npm packages and history are links to this checkout's."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    for name in (".venv", "node_modules", ".git"):
        (folder / name).symlink_to(ROOT / name)
    return folder
