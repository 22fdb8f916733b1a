"""Sample sentences that a skeleton of `make new-guide` or `make new-calculator` still holds:
warnings, until they are replaced."""

from __future__ import annotations

from pathlib import Path

from build_scripts.reading.guides import Fault
from build_scripts.reading.places import LANGUAGES, ROOT
from build_scripts.reading.words import words

_READ = ("docs/zh/**/*.md", "docs/en/**/*.md", "calculators/*/*.toml", "calculators/*/building/*.toml", "mkdocs*.yml")


def check_samples(root: Path = ROOT) -> list[Fault]:
    """One warning a file, at the first sample sentence in it."""
    marks = [words("samples", lang)["mark"] for lang in LANGUAGES]
    warnings = []
    for pattern in _READ:
        for path in sorted(root.glob(pattern)):
            lines = path.read_text("utf-8").split("\n")
            found = [number for number, line in enumerate(lines, 1) if any(mark in line for mark in marks)]
            if found:
                count = "a sample sentence" if len(found) == 1 else f"{len(found)} sample sentences"
                message = f"{count} left; please write your own before anything is published"
                warnings.append(Fault(path.relative_to(root).as_posix(), found[0], message))
    return warnings
