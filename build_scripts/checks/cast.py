"""One name is one person over the whole site: docs/ledger/cast.toml holds everybody in the examples.

It says too which pages may name them. How a name is told from other words is in cast.toml beside this.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from build_scripts.reading.guides import Fault, Page
from build_scripts.reading.ledger import Ledger, Person
from build_scripts.reading.places import LANGUAGES, LEDGER, PAGES, ROOT, relative
from build_scripts.reading.toml_lines import entry_line
from calculators.register import CALCULATORS

CAST = "cast.toml"
_RULES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_NAME = {
    "zh": (
        f"(?<![{_RULES['not_after']}])(?!{'|'.join(_RULES['other_words'])})[{_RULES['before']}][{_RULES['surnames']}]"
    ),
    "en": _RULES["english"],
}
_EITHER = re.compile("|".join(_NAME.values()))
_PRONOUNS = {pronoun: re.compile(words) for pronoun, words in _RULES["pronouns"].items()}


@dataclass(frozen=True)
class _Named:
    """A name and its place; `page` is the page that shows it."""

    name: str
    page: str
    file: str
    line: int


def check_cast(
    guides: Mapping[str, Sequence[Page]],
    ledger: Ledger,
    *,
    folder: Path = LEDGER,
    calculators: Path = ROOT / "calculators",
) -> list[Fault]:
    known = {name: person for person in ledger.cast for name in (person.zh, person.en)}
    faults = list(_entries(ledger, folder))
    for named in _names(guides, ledger, folder, calculators):
        person = known.get(named.name)
        if person is None:
            message = (
                f"'{named.name}' is nobody in docs/ledger/{CAST}; one name is one person over the whole site,"
                " so please add the person there, with this page"
            )
        elif named.page not in person.pages:
            message = (
                f"'{named.name}' is for {', '.join(person.pages)} in docs/ledger/{CAST};"
                f" please add '{named.page}' there where it is the same person, or take another name"
            )
        else:
            continue
        faults.append(Fault(named.file, named.line, message))
    return faults + list(_called_otherwise(guides, known))


def _called_otherwise(guides: Mapping[str, Sequence[Page]], known: Mapping[str, Person]) -> Iterator[Fault]:
    """Blocks of text that name people of one pronoun and use the other."""
    for pages in guides.values():
        for page in pages:
            for section in page.sections:
                for passage in section.passages:
                    named = [found.group() for found in _EITHER.finditer(passage.text) if found.group() in known]
                    if len({known[name].pronoun for name in named}) != 1:
                        continue
                    person = known[named[0]]
                    without_names = _EITHER.sub(lambda found: " " * len(found.group()), passage.text)
                    for pronoun, words in _PRONOUNS.items():
                        found = words.search(without_names)
                        if found and pronoun != person.pronoun:
                            message = (
                                f"'{found.group()}' stands beside '{named[0]}', who is '{person.pronoun}' in"
                                f" docs/ledger/{CAST}; please make them one, or name whom it means"
                            )
                            yield Fault(page.file, passage.line_at(found.start()), message)


def unused_names(
    guides: Mapping[str, Sequence[Page]],
    ledger: Ledger,
    *,
    folder: Path = LEDGER,
    calculators: Path = ROOT / "calculators",
) -> list[Fault]:
    """Each page of a person that does not name that person."""
    used: dict[str, set[str]] = defaultdict(set)
    for named in _names(guides, ledger, folder, calculators):
        used[named.name].add(named.page)
    text, file = (folder / CAST).read_text("utf-8"), relative(folder / CAST)
    return [
        Fault(
            file,
            entry_line(text, "person", number, "pages"),
            f"'{person.id}': '{page}' names nobody {person.zh} or {person.en}; please take the page out",
        )
        for number, person in enumerate(ledger.cast)
        for page in person.pages
        if page not in used[person.zh] | used[person.en]
    ]


def _entries(ledger: Ledger, folder: Path) -> Iterator[Fault]:
    """What is wrong in the cast itself."""
    text, file = (folder / CAST).read_text("utf-8"), relative(folder / CAST)
    seen: dict[str, str] = {}
    for number, person in enumerate(ledger.cast):

        def fault(field: str, message: str, number: int = number, who: str = person.id) -> Fault:
            return Fault(file, entry_line(text, "person", number, field), f"'{who}': {message}")

        for field in ("id", "zh", "en"):
            value = getattr(person, field)
            if value in seen:
                yield fault(
                    field, f"'{value}' is the {field} of '{seen[value]}' too; a name is one person in both languages"
                )
            seen.setdefault(value, person.id)
        for lang in LANGUAGES:
            if not re.fullmatch(_NAME[lang], getattr(person, lang)):
                message = (
                    f"'{getattr(person, lang)}' would not be found in pages as a name: surname or form is not in"
                    " build_scripts/checks/cast.toml; add it there, or choose another name"
                )
                yield fault(lang, message)
        for field in ("who_zh", "who_en", "pages"):
            if not getattr(person, field):
                yield fault(field, f"'{field}' is empty; please fill it in")
        if person.pronoun not in _PRONOUNS:
            yield fault("pronoun", f"pronoun is '{person.pronoun}'; it can be {', '.join(_PRONOUNS)}")
        for page in person.pages:
            if page not in PAGES:
                yield fault("pages", f"there is no page '{page}'; a page is named such as guides/late-now")


def _names(guides: Mapping[str, Sequence[Page]], ledger: Ledger, folder: Path, calculators: Path) -> Iterator[_Named]:
    for pages in guides.values():
        for page in pages:
            for section in page.sections:
                for passage in section.passages:
                    for found in _EITHER.finditer(passage.text):
                        yield _Named(found.group(), page.name, page.file, passage.line_at(found.start()))
    for name, calculator in CALCULATORS.items():
        for path in sorted((calculators / calculator.folder).rglob("*.toml")):
            yield from _lines(path, f"calculators/{name}")
    text = (folder / "teaching.toml").read_text("utf-8")
    for number, note in enumerate(ledger.notes):
        for field in ("opening_zh", "opening_en", "exercise_zh", "exercise_en", "answer_zh", "answer_en"):
            for found in _EITHER.finditer(getattr(note, field)):
                line = entry_line(text, "note", number, field)
                yield _Named(found.group(), f"guides/{note.guide}", relative(folder / "teaching.toml"), line)


def _lines(path: Path, page: str) -> Iterator[_Named]:
    for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
        for found in _EITHER.finditer(line):
            yield _Named(found.group(), page, relative(path), number)
