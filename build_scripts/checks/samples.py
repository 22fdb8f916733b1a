"""Sample sentences that a skeleton of `make new-guide` or `make new-calculator` still holds:
warnings, until they are replaced."""

from __future__ import annotations

from pathlib import Path

from build_scripts.reading.guides import Fault
from build_scripts.reading.places import ROOT
from build_scripts.reading.samples import is_sample

_READ = (
    "docs/zh/**/*.md",
    "docs/en/**/*.md",
    "docs/ledger/teaching.toml",
    "calculators/*/*.toml",
    "calculators/*/building/*.toml",
    "mkdocs*.yml",
)


def check_samples(root: Path = ROOT) -> list[Fault]:
    """One warning for each line with a sample sentence or a sample name."""
    message = "a sample is left here; please write your own words before anything is published"
    warnings: list[Fault] = []
    for pattern in _READ:
        for path in sorted(root.glob(pattern)):
            file = path.relative_to(root).as_posix()
            lines = path.read_text("utf-8").split("\n")
            warnings += (Fault(file, number, message) for number, line in enumerate(lines, 1) if is_sample(line))
    return warnings
