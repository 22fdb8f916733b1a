"""`make test-pythons`: the tests that need no browser, on every supported Python that this machine has.

Each Python gets an environment of its own under build/pythons with the same pinned packages.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

from build_scripts.reading.places import BUILD, ROOT

SUPPORTED = ("3.11", "3.13")
_TESTS = ("tests/calculators", "tests/build_scripts", "tests/readers")


def interpreter(version: str) -> str | None:
    """The path of that Python, None where the machine has none that starts."""
    candidates = [shutil.which(f"python{version}")]
    candidates += sorted(str(path) for path in Path.home().glob(f".pyenv/versions/{version}.*/bin/python{version}"))
    for candidate in filter(None, candidates):
        done = subprocess.run([candidate, "--version"], capture_output=True, text=True, check=False)
        if done.returncode == 0 and re.search(rf"Python {re.escape(version)}\.", done.stdout):
            return candidate
    return None


def environment(version: str, python: str) -> Path:
    """An environment with the pinned packages, made anew when the lock changed."""
    lock = ROOT / "requirements/all.txt"
    folder = BUILD / "pythons" / version
    stamp = folder / "lock.sha256"
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text("utf-8") != digest:
        print(f"test-pythons: setting up Python {version}", flush=True)
        subprocess.run([python, "-m", "venv", "--clear", folder], check=True)
        subprocess.run(
            [folder / "bin/python", "-m", "pip", "install", "-q", "--require-hashes", "-r", lock], check=True
        )
        stamp.write_text(digest, "utf-8")
    return folder / "bin/python"


def main() -> int:
    failed = []
    for version in SUPPORTED:
        python = interpreter(version)
        if python is None:
            print(f"test-pythons: no Python {version} on this machine, so it is not tested here", flush=True)
            continue
        print(f"test-pythons: Python {version}", flush=True)
        if subprocess.run([environment(version, python), "-m", "pytest", *_TESTS], cwd=ROOT, check=False).returncode:
            failed.append(version)
    if failed:
        print(f"test-pythons: failed on Python {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
