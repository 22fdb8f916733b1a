"""`make format`: the formatter, and what the linters can mend by themselves; `make check` says what is left."""

from __future__ import annotations

import subprocess
import sys

from build_scripts.check import SCRIPTS_AND_SHEETS
from build_scripts.reading.places import ROOT
from build_scripts.set_up import known_tools


def main() -> int:
    """What is left to be done by hand is make check's to say, so a linter that finds more is no failure here."""
    ruff = [sys.executable, "-m", "ruff"]
    for command in (
        [*ruff, "check", "--fix", "--silent", "."],
        [*ruff, "format", "."],
        [known_tools().get("node", "node"), SCRIPTS_AND_SHEETS, "--fix"],
    ):
        subprocess.run(command, cwd=ROOT, check=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
