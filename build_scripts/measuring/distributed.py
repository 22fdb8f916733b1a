"""`make test-distributed`: the case desk over several processes, files and machines, in an environment of its own.

Nightly: Dask and Spark are large, and no daily command needs them. `CASES=1000000` works that many cases out alone and
over several processes, which takes a while; without it a smaller number is.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from build_scripts.measuring.environment import environment
from build_scripts.reading.places import BUILD, ROOT

LOCKS = tuple(ROOT / f"requirements/{name}.txt" for name in ("all", "distributed"))


def distributed_python() -> Path:
    """The Python of the environment that has Dask and Spark."""
    return environment(BUILD / "distributed", sys.executable, *LOCKS)


def main() -> int:
    return subprocess.run(
        [distributed_python(), "-m", "pytest", "-rs", "tests/distributed"], cwd=ROOT, check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
