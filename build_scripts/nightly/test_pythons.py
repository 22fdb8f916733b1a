"""`make test-pythons`: the tests that need no browser, on every supported Python that this machine has.

Each Python gets an environment of its own under build/pythons with the same pinned packages.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from build_scripts.measuring.environment import environment
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


def main() -> int:
    failed = []
    for version in SUPPORTED:
        python = interpreter(version)
        if python is None:
            print(f"test-pythons: no Python {version} on this machine, so it is not tested here", flush=True)
            continue
        print(f"test-pythons: Python {version}", flush=True)
        its_own = environment(BUILD / "pythons" / version, python, ROOT / "requirements/all.txt")
        if subprocess.run([its_own, "-m", "pytest", *_TESTS], cwd=ROOT, check=False).returncode:
            failed.append(version)
    if failed:
        print(f"test-pythons: failed on Python {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
