"""The ready courses are whole: what they name is there, both languages say the same, minutes add up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from build_scripts.checks.parity import differing_numbers
from build_scripts.checks.published_ids import check_published_ids
from build_scripts.checks.teaching import as_section
from build_scripts.checks.words import found_words
from build_scripts.pages.cases import cases
from build_scripts.reading.courses import COURSES, Course, Module, courses
from build_scripts.reading.guides import Fault, Page
from build_scripts.reading.ledger import Ledger, LedgerError
from build_scripts.reading.places import LANGUAGES, relative
from build_scripts.reading.questions import Text
from calculators.register import CALCULATORS

# What the contract calls them, with the minutes that each is announced with.
ANNOUNCED = {"readers": 60, "practitioners": 210, "risk-teams": 360}
_KEBAB = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
# Learning platforms cut longer titles in their menus.
_LONGEST_TITLE = {"zh": 30, "en": 75}


def check_courses(guides: Mapping[str, Sequence[Page]], ledger: Ledger, *, file: Path = COURSES) -> list[Fault]:
    name = relative(file)
    try:
        found = courses(file)
    except LedgerError as error:
        _, line, message = (str(error).split(":", 2) + ["", ""])[:3]
        at = int(line) if line.isdigit() else 0
        return [Fault(name, at, message.strip() if at else str(error))]
    text = file.read_text("utf-8")
    known = {section.id for page in guides["zh"] for section in page.sections}
    taught = {note.guide for note in ledger.notes}
    faults = [
        Fault(name, _line(text, *where), f"'{'/'.join(where)}': {message}")
        for course in found
        for where, message in _mistakes(course, known, taught, ledger)
    ]
    minutes = {course.id: course.minutes for course in found}
    faults += [
        Fault(name, 0, f"'{course}' takes {minutes.get(course, 0)} minutes and is announced with {wanted}")
        for course, wanted in ANNOUNCED.items()
        if minutes.get(course) != wanted
    ]
    return faults + check_published_ids(file)


def _line(text: str, course: str, module: str = "") -> int:
    """The line of the course's id, or of its module's."""
    at = text.find(f'\nid = "{course}"\n')
    at = text.find(f'\nid = "{module}"\n', at + 1) if module and at >= 0 else at
    return text.count("\n", 0, at + 1) + 1 if at >= 0 else 0


def _mistakes(
    course: Course, known: set[str], taught: set[str], ledger: Ledger
) -> Iterator[tuple[tuple[str, ...], str]]:
    """(course and module, what is wrong there)."""
    for text in (course.title, course.for_, course.needs, course.promise):
        yield from (((course.id,), message) for message in _text_mistakes(text, ledger))
    for what, times in Counter(module.id for module in course.modules).items():
        if times > 1 or not _KEBAB.fullmatch(what):
            yield (course.id, what), "a module's id should be lower-case words joined by hyphens, and stand once"
    for module in course.modules:
        yield from (((course.id, module.id), message) for message in _module_mistakes(module, known, taught, ledger))


def _module_mistakes(module: Module, known: set[str], taught: set[str], ledger: Ledger) -> Iterator[str]:
    yield from (f"there is no section '{each}'" for each in module.sections if each not in known)
    yield from (f"'{each}' has no teaching note" for each in module.lesson if each not in taught)
    for named in module.cases:
        calculator, _, case = named.partition("/")
        if calculator not in CALCULATORS or case not in {each.id for each in cases(calculator)}:
            yield f"there is no worked case '{named}'; one is named such as utilisation/two-lines"
    if not module.sections or not module.questions():
        yield "a module teaches at least one section that the question bank asks about"
    for lang in LANGUAGES:
        if len(module.title[lang]) > _LONGEST_TITLE[lang]:
            yield f"'{module.title[lang]}' is longer than {_LONGEST_TITLE[lang]} characters"
    for text in (module.title, module.objective, module.note, module.task, module.key):
        if text in (module.task, module.key) and not (text.zh or text.en):
            continue
        yield from _text_mistakes(text, ledger)


def _text_mistakes(text: Text, ledger: Ledger) -> Iterator[str]:
    for lang in LANGUAGES:
        if not text[lang].strip():
            yield f"a text is empty in {lang}"
        for word, _ in found_words(text[lang], ledger.banned_words):
            yield f"'{word.text}' is a word this site does not use ({word.why})"
    only_zh, only_en = differing_numbers(as_section(text.zh, "zh"), as_section(text.en, "en"))
    if only_zh or only_en:
        sides = " and ".join(item.read for item in [*only_zh, *only_en])
        yield f"the numbers of '{text.zh[:16]}…' differ between the languages: {sides}"
