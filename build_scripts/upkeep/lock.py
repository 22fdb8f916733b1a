"""`make lock`: writes requirements/*.txt, with hashes and no registry's address, from requirements/*.in."""

from __future__ import annotations

import shutil
import subprocess
import sys

from build_scripts.reading.places import ROOT
from build_scripts.set_up import pyodide_python

_COMMON = ("--generate-hashes", "--no-header", "--no-emit-index-url", "--no-emit-find-links")
_LOCKS = {
    "all": ("--universal", "--python-version", "3.11"),
    "node": ("--universal", "--python-version", "3.11"),
    "mutation": ("--universal", "--python-version", "3.11"),
    "generator": ("--universal", "--python-version", "3.11"),
    "distributed": ("--universal", "--python-version", "3.11"),
    # Only these wheels are unpacked into Pyodide, whose Python is another; their other requirements are never imported.
    "pyodide": ("--no-deps", "--python-version", pyodide_python()),
}


def main() -> int:
    uv = shutil.which("uv")
    if uv is None:
        print("lock: needs uv on PATH:  python3 -m pip install uv", file=sys.stderr)
        return 1
    for name, options in _LOCKS.items():
        source, target = f"requirements/{name}.in", f"requirements/{name}.txt"
        done = subprocess.run(
            [uv, "pip", "compile", "-q", *_COMMON, *options, source, "-o", target], cwd=ROOT, check=False
        )
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
