"""A value once dated never changes: each parameters.toml of git's history is held against the file as it is now.

An entry is a parameter and a `from`; it keeps its value, unit, `until` and sources, to which others may be added. A
newer value is an entry of its own. Where a record was wrong from the start, the entry says why it was put right
(`corrected = "…"`), anew each time; one whose `from` or name was wrong is taken out and named under
[[method.withdrawn]]. A skeleton's sample value, known by its note, may change or go. Shallow clones are held against
what they have.
"""

from __future__ import annotations

import subprocess
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from build_scripts.reading.guides import Fault
from build_scripts.reading.places import LANGUAGES, ROOT, relative
from build_scripts.reading.samples import is_sample
from build_scripts.reading.toml_lines import entry_line, table_line
from calculators.data import METHOD

_WITHDRAWN = f"{METHOD}.withdrawn"
_FIELDS = ("value", "unit", "until", "source")


@dataclass(frozen=True)
class Entry:
    """A dated value in one state of the file; `number` is its place among its parameter's values."""

    parameter: str
    start: str
    figures: dict[str, Any]
    corrected: str
    number: int
    is_sample: bool

    @property
    def name(self) -> str:
        return f"'{self.parameter}' from {self.start}"


def check_parameters(*, folder: Path = ROOT / "calculators") -> list[Fault]:
    """`folder` may lie in any git repository, or in none: then nothing is said about the history."""
    faults: list[Fault] = []
    for path in sorted(folder.glob("*/parameters.toml")):
        text = path.read_text("utf-8")
        try:
            rows = tomllib.loads(text)
        except tomllib.TOMLDecodeError:
            continue  # checks/texts.py says so.
        now = list(entries(rows))
        withdrawn = rows.get(METHOD, {}).get("withdrawn", [])
        faults += _as_written(now, withdrawn, text, relative(path))
        faults += _history(path, now, withdrawn, text)
    return faults


def entries(rows: Mapping[str, Any]) -> Iterator[Entry]:
    """Every dated value of a parameters.toml, in the file's order."""
    for name, row in rows.items():
        if name == METHOD or not isinstance(row, dict):
            continue
        for number, entry in enumerate(row.get("values", [])):
            source = entry.get("source")
            figures = {
                "value": entry.get("value"),
                "unit": row.get("unit"),
                "until": entry.get("until"),
                "source": [source] if isinstance(source, str) else source or [],
            }
            corrected = entry.get("corrected", "")
            yield Entry(
                name,
                str(entry.get("from")),
                figures,
                corrected if isinstance(corrected, str) else "",
                number,
                any(is_sample(str(entry.get(lang, ""))) for lang in LANGUAGES),
            )


def _as_written(now: list[Entry], withdrawn: list[dict[str, Any]], text: str, file: str) -> Iterator[Fault]:
    seen: set[tuple[str, str]] = set()
    for entry in now:
        key = (entry.parameter, entry.start)
        if key in seen:
            message = f"{entry.name} stands twice; one day has one value, so please take one out or give it its own day"
            yield Fault(file, entry_line(text, f"{entry.parameter}.values", entry.number, "from"), message)
        seen.add(key)
    for number, row in enumerate(withdrawn):
        line = entry_line(text, _WITHDRAWN, number)
        if row.keys() != {"parameter", "from", "why"} or not str(row["why"]).strip():
            message = (
                f"[[{_WITHDRAWN}]] holds parameter, from and why, a sentence; here stands {', '.join(sorted(row))}"
            )
            yield Fault(file, line, message)
        elif (row["parameter"], str(row["from"])) in seen:
            message = (
                f"'{row['parameter']}' from {row['from']} is withdrawn here and stands above as well;"
                " please take one out"
            )
            yield Fault(file, line, message)


def _history(path: Path, now: list[Entry], withdrawn: list[dict[str, Any]], text: str) -> Iterator[Fault]:
    """A fault for each entry that some commit has in another way, with the newest such commit."""
    file = relative(path)
    present = {(entry.parameter, entry.start): entry for entry in now}
    gone = {(str(row.get("parameter")), str(row.get("from"))) for row in withdrawn}
    said: set[tuple[str, str]] = set()
    for commit, rows in _recorded(path):
        for was in entries(rows):
            key = (was.parameter, was.start)
            entry = present.get(key)
            if key in said or was.is_sample or (entry is None and key in gone):
                continue
            if entry is None:
                message = (
                    f"{was.name} is in commit {commit} and is gone; please put it back, a value once dated stays."
                    " If the record was "
                    f"wrong (its day, its name), add [[{_WITHDRAWN}]] with parameter, from and why"
                )
                yield Fault(file, _place(text, was.parameter), message)
            elif (field := _changed(entry, was)) and not _says_why(entry, was):
                message = (
                    f"{was.name}: {field} is {_shown(entry.figures[field])} and was {_shown(was.figures[field])} in"
                    f" commit {commit}; a "
                    f"value once dated stays, so please put it back and add [[{was.parameter}.values]] with a 'from'"
                    " of its own. If the "
                    f'record was wrong from the start, say why beside it: corrected = "…"'
                )
                yield Fault(file, _line(text, entry, field), message)
            else:
                continue
            said.add(key)


def _changed(entry: Entry, was: Entry) -> str:
    """The first field that is another now; '' where none is. A source that is added changes nothing."""
    now, then = dict(entry.figures), was.figures
    if isinstance(now["value"], str | float):
        now["value"] = then["value"]  # checks/readable.py says that this is no whole number.
    same = {field: now[field] == then[field] for field in _FIELDS} | {
        "source": set(then["source"]) <= set(now["source"])
    }
    return next((field for field in _FIELDS if not same[field]), "")


def _says_why(entry: Entry, was: Entry) -> bool:
    return bool(entry.corrected.strip()) and entry.corrected != was.corrected


def _place(text: str, parameter: str) -> int:
    """Where a lost entry can be put back or withdrawn: its parameter's line, that of [method], or the first."""
    return table_line(text, parameter) or table_line(text, METHOD) or 1


def _line(text: str, entry: Entry, field: str) -> int:
    if field == "unit":
        return table_line(text, entry.parameter, field)
    return entry_line(text, f"{entry.parameter}.values", entry.number, field)


def _shown(value: Any) -> str:
    return "nothing" if value is None else f"'{value}'"


def _recorded(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The file's text after each commit that changed it, the newest first, each text once."""
    log = _git(path.parent, "log", "-m", "--follow", "--raw", "--no-abbrev", "--format=commit %H", "--", path.name)
    commits: dict[str, str] = {}
    commit = ""
    for line in log.decode().split("\n"):
        if line.startswith("commit "):
            commit = line.split()[1][:8]
        elif line.startswith(":"):
            commits.setdefault(line.split()[3], commit)
    asked = [blob for blob in commits if blob.strip("0")]
    found = _git(path.parent, "cat-file", "--batch", asked="".join(f"{blob}\n" for blob in asked)) if asked else b""
    while found:
        head, _, found = found.partition(b"\n")
        blob, kind, *size = head.decode().split()
        if kind != "blob":
            continue  # A clone without this file's older contents.
        content, found = found[: int(size[0])], found[int(size[0]) + 1 :]
        try:
            yield commits[blob], tomllib.loads(content.decode())
        except (tomllib.TOMLDecodeError, UnicodeDecodeError):
            continue  # A commit that could not be built holds no value.


def _git(folder: Path, *arguments: str, asked: str = "") -> bytes:
    """The output of git in that folder; nothing where git fails or is not there."""
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, input=asked.encode(), capture_output=True, timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        return b""
    return done.stdout if done.returncode == 0 else b""
