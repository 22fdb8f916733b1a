"""The ready courses, docs/ledger/courses.toml, with the questions that belong to each module."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from build_scripts.reading.ledger import LedgerError, read_toml
from build_scripts.reading.parameters import with_figures
from build_scripts.reading.places import LEDGER
from build_scripts.reading.questions import Question, Text, questions
from build_scripts.reading.toml_lines import entry_line

COURSES = LEDGER / "courses.toml"
_PLAIN = {"id", "minutes", "sections", "lesson", "cases", "modules"}


class CourseError(LedgerError):
    """A course that cannot be read; the message names the file, the course and what would be right."""


@dataclass(frozen=True)
class Module:
    """A part of a course. `sections` are ids in teaching order, `lesson` guides whose teaching notes lend exercises,
    `cases` worked cases as 'calculator/id'; `task` and its `key` are empty where the module has none of its own."""

    id: str
    minutes: int
    title: Text
    objective: Text
    sections: tuple[str, ...]
    lesson: tuple[str, ...]
    cases: tuple[str, ...]
    note: Text
    task: Text = Text("", "")
    key: Text = Text("", "")

    def questions(self) -> tuple[Question, ...]:
        """The module's quiz: what the bank asks about its sections, in their order."""
        return tuple(each for section in self.sections for each in questions() if each.section == section)


@dataclass(frozen=True)
class Course:
    """A ready course: for whom, what it needs first, what one can do afterwards, and its modules."""

    id: str
    title: Text
    for_: Text
    needs: Text
    promise: Text
    modules: tuple[Module, ...]

    @property
    def minutes(self) -> int:
        return sum(module.minutes for module in self.modules)

    def sections(self) -> tuple[str, ...]:
        """Every section of the course, once, in teaching order."""
        return tuple(dict.fromkeys(section for module in self.modules for section in module.sections))

    def questions(self) -> tuple[Question, ...]:
        """Every question of the course, once, in the order of its modules."""
        return tuple({each.id: each for module in self.modules for each in module.questions()}.values())

    def quizzes(self) -> Iterator[tuple[Module, tuple[Question, ...]]]:
        """Each module with the questions that no earlier one has asked."""
        asked: set[str] = set()
        for module in self.modules:
            new = tuple(each for each in module.questions() if each.id not in asked)
            asked.update(each.id for each in new)
            yield module, new


@cache
def courses(file: Path = COURSES) -> tuple[Course, ...]:
    """In the order of the file. Raises CourseError, with the line, where a field is missing or unknown."""
    source = file.read_text("utf-8")
    found = []
    for at, row in enumerate(read_toml(file).get("course", ())):
        where = f"{file.name}:{entry_line(source, 'course', at)}: '{row.get('id', '?')}'"
        modules = tuple(
            Module(**_values(each, Module, f"{where}, module '{each.get('id', '?')}'"))
            for each in row.pop("module", ())
        )
        found.append(Course(**_values({**row, "modules": modules}, Course, where)))
    return tuple(found)


def _values(row: Mapping[str, Any], kind: type[Module] | type[Course], where: str) -> dict[str, Any]:
    """The fields of a dataclass from a row in which each text stands as `name_zh` and `name_en`."""
    values: dict[str, Any] = {}
    left = set(row)
    for field in fields(kind):
        name = field.name.rstrip("_")
        keys = {name} if name in _PLAIN else {f"{name}_zh", f"{name}_en"}
        if missing := sorted(keys - row.keys()):
            if len(missing) < len(keys) or not isinstance(field.default, Text):
                raise CourseError(f"{where}: '{missing[0]}' is missing")
            continue
        left -= keys
        if name in _PLAIN:
            values[field.name] = tuple(row[name]) if isinstance(row[name], list) else row[name]
        else:
            values[field.name] = Text(with_figures(row[f"{name}_zh"]), with_figures(row[f"{name}_en"]))
    if left:
        raise CourseError(f"{where}: unknown field '{min(left)}'")
    return values
