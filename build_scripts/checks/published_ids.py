"""Ids of questions, courses and modules are for ever: git shows that none that was ever committed is gone or changed.

Learning platforms keep results by them. A question that is asked no more stays in the bank's file as [[withdrawn]].
"""

from __future__ import annotations

import re
from pathlib import Path

from build_scripts.checks.permalinks import git_output, removed_lines
from build_scripts.reading.guides import Fault
from build_scripts.reading.places import relative

_ID = re.compile(r"id\s*=\s*[\"']([^\"']+)[\"']")


def check_published_ids(file: Path) -> list[Fault]:
    """Faults for the ids that a commit took out of the file, or the working tree; they may move within it. Nothing is
    said where git or a history is missing."""
    if git_output(file, "rev-parse", "--verify", "--quiet", "HEAD") is None:
        return []
    text = file.read_text("utf-8")
    there = {found.group(1) for line in text.split("\n") if (found := _ID.match(line))}
    same = ("--no-color", "--no-ext-diff", "--no-textconv", "--unified=0", "--minimal")
    patches = [
        git_output(file, "log", "-p", "-m", "--follow", "--format=commit %h", *same, "--", file.name) or "",
        git_output(file, "diff", *same, "HEAD", "--", file.name) or "",
    ]
    gone: dict[str, str] = {}
    for commit, line, _ in (row for patch in patches for row in removed_lines(patch)):
        if (found := _ID.match(line)) and found.group(1) not in there:
            gone.setdefault(found.group(1), f" (commit {commit})" if commit else "")
    return [
        Fault(
            relative(file),
            0,
            f"the id '{wanted}' was published and is gone{where}; please put it back:"
            " platforms keep results by it, and an id is never changed or used again",
        )
        for wanted, where in gone.items()
    ]
