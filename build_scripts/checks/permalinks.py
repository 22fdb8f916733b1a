"""docs/ledger/permalinks.toml lists every heading id ever published, and only grows.

Checks its entries against the headings, and against git: no line of it was ever removed or changed.
"""

from __future__ import annotations

import re
import subprocess
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from build_scripts.reading.guides import Fault, Page
from build_scripts.reading.places import LEDGER, relative
from build_scripts.reading.samples import is_to_be_recorded
from build_scripts.reading.toml_lines import entry_line

PERMALINKS = LEDGER / "permalinks.toml"
_COMMAND = "make permalinks"
_ENTRY = re.compile(r"\s*(?:\[\[|[a-z]+\s*=)")


def check_permalinks(guides: Mapping[str, Sequence[Page]], *, file: Path = PERMALINKS) -> list[Fault]:
    """`file` may lie in any git repository, or in none: then nothing is said about its history."""
    name = relative(file)
    if not file.exists():
        return [Fault(name, 0, f"the list of permanent ids is missing; '{_COMMAND}' writes it"), *_history(file, name)]
    text = file.read_text("utf-8")
    try:
        rows = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return [
            Fault(
                name, 0, f'this could not be read: {error}; entries look like [[id]] and below it id = "late-now-cost"'
            )
        ]
    return _entries(guides, rows, text, name) + _history(file, name)


def _entries(
    guides: Mapping[str, Sequence[Page]], rows: Mapping[str, list[dict[str, str]]], text: str, name: str
) -> list[Fault]:
    faults = []
    ids, heirs = rows.get("id", []), rows.get("heir", [])
    moved = rows.get("moved", [])
    for table in rows.keys() - {"id", "heir", "moved"}:
        faults.append(
            Fault(
                name,
                entry_line(text, table, 0),
                f"'{table}' is not known here; entries are [[id]], [[heir]] and [[moved]]",
            )
        )
    for table, entries, fields in (
        ("id", ids, {"id"}),
        ("heir", heirs, {"of", "to"}),
        ("moved", moved, {"id", "from"}),
    ):
        for number, row in enumerate(entries):
            if row.keys() != fields:
                message = (
                    f"this [[{table}]] holds {', '.join(sorted(row)) or 'nothing'};"
                    f" it should hold {' and '.join(sorted(fields))}"
                )
                faults.append(Fault(name, entry_line(text, table, number), message))
    if faults:
        return faults
    known = [row["id"] for row in ids]
    headings = {
        section.id: (page, section)
        for pages in guides.values()
        for page in pages
        for section in page.sections
        if section.id
    }
    for number, wanted in enumerate(known):
        if wanted in known[:number]:
            faults.append(
                Fault(name, entry_line(text, "id", number, "id"), f"'{wanted}' is listed twice; an id is listed once")
            )
    leads = {row["of"]: row["to"] for row in heirs}
    for heading, (page, section) in headings.items():
        if heading not in known and is_to_be_recorded(section):
            message = f"the id '{heading}' is not in {name}; '{_COMMAND}' adds it, and then it is permanent"
            faults.append(Fault(page.file, section.line, message))
    for number, wanted in enumerate(known):
        if wanted not in headings and wanted not in leads:
            message = (
                f"'{wanted}' has no heading any more; please add [[heir]] of = \"{wanted}\","
                " to = the heading that took its place"
            )
            faults.append(Fault(name, entry_line(text, "id", number, "id"), message))
    for number, row in enumerate(heirs):
        if heir_fault := _heir(row["of"], known, set(headings), leads, [other["of"] for other in heirs[:number]]):
            faults.append(Fault(name, entry_line(text, "heir", number, "of"), heir_fault))
    known_pages = {page.name for pages in guides.values() for page in pages}
    for number, row in enumerate(moved):
        if row["id"] not in known:
            message = f"'{row['id']}' moved, but it is no [[id]] of this file"
        elif row["from"] not in known_pages:
            message = f"there is no page '{row['from']}'; a page is named such as guides/late-now"
        else:
            continue
        faults.append(Fault(name, entry_line(text, "moved", number, "id"), message))
    return faults


def _heir(
    of: str, known: Sequence[str], alive: set[str], leads: Mapping[str, str], earlier: Sequence[str]
) -> str | None:
    if of not in known:
        return f"the heir of '{of}' is named, but '{of}' is no [[id]] of this file"
    if of in earlier:
        return f"'{of}' has two heirs; where its heir went away too, name an heir of that heir"
    if of in alive:
        return (
            f"'{of}' has an heir, so it went away, and yet a heading carries it;"
            " an id is never used again, so please give that heading a new one"
        )
    seen = {of}
    to = leads[of]
    while to not in alive:
        if to in seen:
            return f"the heirs of '{of}' lead in a circle ({to}); one of them must be a heading"
        seen.add(to)
        if to not in leads:
            return (
                f"the heir of '{of}' is '{to}', which is no heading and has no heir;"
                " please name a heading that is there"
            )
        to = leads[to]
    return None


def _history(file: Path, name: str) -> list[Fault]:
    """Faults for every line removed in a commit or in the working tree; none where git or a history is missing."""
    if git_output(file, "rev-parse", "--verify", "--quiet", "HEAD") is None:
        return []
    same = ("--no-color", "--no-ext-diff", "--no-textconv", "--unified=0", "--minimal")
    log = git_output(file, "log", "-p", "-m", "--follow", "--format=commit %h", *same, "--", file.name) or ""
    faults = [
        Fault(
            name,
            0,
            f"commit {commit} removed or changed the line '{line}';"
            " this file only grows, so that no published address dies",
        )
        for commit, line, _ in removed_lines(log)
    ]
    tree = git_output(file, "diff", *same, "HEAD", "--", file.name) or ""
    for _, line, row in removed_lines(tree):
        message = (
            f"the line '{line}' was removed or changed; please put it back, this file only grows,"
            " so that no published address dies"
        )
        faults.append(Fault(name, row, message))
    return faults


def removed_lines(patch: str) -> list[tuple[str, str, int]]:
    """The entries' lines that a patch takes away: commit, line, and the row in the new file. Comments may change."""
    found = []
    commit, row, inside = "", 0, False
    for line in patch.split("\n"):
        if line.startswith("commit "):
            commit, inside = line.split()[1], False
        elif line.startswith("diff "):
            inside = False
        elif hunk := re.match(r"@@ -\S+ \+(\d+)", line):
            row, inside = int(hunk.group(1)), True
        elif inside and line.startswith("-") and _ENTRY.match(line[1:]):
            found.append((commit, line[1:].strip(), row))
    return found


def git_output(file: Path, *arguments: str) -> str | None:
    """The output of git in the file's folder; None where git fails or is not there."""
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=file.parent, capture_output=True, text=True, encoding="utf-8", timeout=20
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
