"""Makes tables of many fictional cases, the same ones every time, as one file or in parts."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

HEADINGS = (
    "case",
    "line-name",
    "line-kind",
    "line-limit",
    "line-used",
    "line-status",
    "line-overdue",
    "target",
    "months",
)
KINDS = ("huabei", "jiebei", "credit-card", "other")
# One line in so many has a cell that cannot be read.
_ODD = 40


def rows(count: int, *, seed: int = 19, lines: int = 0) -> Iterator[list[list[str]]]:
    """The rows of each of so many cases, which have so many lines of credit, or one to five."""
    random = Random(seed)
    for number in range(count):
        months = "".join(random.choices("NNNNNNN12*M", k=random.randint(0, 24)))
        target = random.choice(("", "30%", "12.5"))
        found = []
        for line in range(lines or random.randint(1, 5)):
            limit = random.randint(0, 5_000_000)
            used = "abc" if random.randrange(_ODD) == 0 else str(random.randint(0, limit + 10_000) / 100)
            said = (target, months) if line == 0 else ("", "")
            status, late = random.choice(("open", "open", "frozen")), random.choice(("", "", "yes"))
            found.append([f"C-{number:07}", "", random.choice(KINDS), str(limit / 100), used, status, late, *said])
        yield found


def write_one(path: Path, cases: Iterator[list[list[str]]]) -> None:
    """All of them in one file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        for each in cases:
            writer.writerows(each)


def write_parts(folder: Path, cases: Iterator[list[list[str]]], a_part: int) -> None:
    """Files of so many cases each, which are whole."""
    folder.mkdir()
    part: list[Sequence[Sequence[str]]] = []
    for each in cases:
        part.append(each)
        if len(part) == a_part:
            _write_part(folder, part)
    if part:
        _write_part(folder, part)


def _write_part(folder: Path, part: list[Sequence[Sequence[str]]]) -> None:
    write_one(
        folder / f"part-{len(list(folder.iterdir())):05}.csv", iter([[list(row) for row in each] for each in part])
    )
    part.clear()
