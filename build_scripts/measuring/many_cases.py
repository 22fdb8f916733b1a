"""Makes tables of many fictional cases, the same ones every time, as one file or in parts."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from itertools import count, islice
from pathlib import Path
from random import Random

from calculators.desk.columns import CASE, LINE, MONTHS, TARGET

HEADINGS = (CASE, *LINE, TARGET, MONTHS)
KINDS = ("huabei", "jiebei", "credit-card", "other")
# One line in so many has a cell that cannot be read.
_ODD = 40


def rows(wanted: int, *, seed: int = 19, lines: int = 0) -> Iterator[list[list[str]]]:
    """The rows of each of so many cases, which have so many lines of credit, or one to five."""
    random = Random(seed)
    for number in range(wanted):
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


def write_one(path: Path, cases: Iterable[list[list[str]]]) -> None:
    """All of them in one file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        for each in cases:
            writer.writerows(each)


def write_parts(folder: Path, cases: Iterator[list[list[str]]], a_part: int) -> None:
    """Files of so many cases each, which are whole."""
    folder.mkdir()
    for number in count():
        if not (part := list(islice(cases, a_part))):
            break
        write_one(folder / f"part-{number:05}.csv", part)
