"""No page that nobody can reach:
each is in a list of places.py, in both menus and on the home page, by one name.

A page's `title` (the browser's tab, "Read first", the citation) begins with its name in the menu, and its h1 with its
title: both may say more, neither may call the page something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from build_scripts.reading.guides import Fault
from build_scripts.reading.ledger import read_toml
from build_scripts.reading.places import LANGUAGES, PAGES, ROOT
from calculators.register import CALCULATORS

CONFIGURATIONS = {"zh": "mkdocs.yml", "en": "mkdocs.en.yml"}
LISTS = "build_scripts/reading/places.py"
# Pages that do not begin with their name in the menu: the home page's h1 is the site's own name.
OTHER_NAMES = ("index",)
# An entry of the menu: its name, and the page it leads to.
_ENTRY = re.compile(r"\s*- (.+): (\S+)\.md\s*")
_TITLE = re.compile(r"title: (.+)")
_H1 = re.compile(r"# (.+?) \{ #[\w-]+ \}")
# A line of the list, or the bold line above one.
_LISTED = re.compile(r"(?:- |\*\*)\[([^]]+)\]\(([^)]+)\.md\)")


def check_menus(root: Path = ROOT) -> list[Fault]:
    faults: list[Fault] = []
    for lang in LANGUAGES:
        found = menu(lang, root)
        faults += _strays(lang, root)
        faults += _menu(lang, found, root)
        faults += _titles(lang, {page: name for page, (name, _) in found.items()}, root)
        faults += _home(lang, {page: name for page, (name, _) in found.items()}, root)
    return faults


def menu(lang: str, root: Path = ROOT) -> dict[str, tuple[str, int]]:
    """Each page's name in the menu of that language and its line, in the menu's order."""
    found: dict[str, tuple[str, int]] = {}
    is_inside = False
    for number, line in enumerate((root / CONFIGURATIONS[lang]).read_text("utf-8").split("\n"), 1):
        if line and not line.startswith((" ", "#")):
            is_inside = line.startswith("nav:")
        elif is_inside and (entry := _ENTRY.fullmatch(line)):
            found[entry.group(2)] = (entry.group(1).strip("\"'"), number)
    return found


def home(lang: str, root: Path = ROOT) -> dict[str, tuple[str, int]]:
    """Each page's name and line in the home page's list of all guides and calculators."""
    found: dict[str, tuple[str, int]] = {}
    is_inside = False
    lines = (root / f"docs/{lang}/index.md").read_text("utf-8").split("\n")
    for number, line in enumerate(lines, 1):
        if line.startswith("## "):
            is_inside = "{ #home-guides }" in line
        elif is_inside and (entry := _LISTED.match(line)):
            found[entry.group(2)] = (entry.group(1), number)
    return found


def _strays(lang: str, root: Path) -> Iterator[Fault]:
    folder = root / "docs" / lang
    for path in sorted(folder.rglob("*.md")):
        page = path.relative_to(folder).with_suffix("").as_posix()
        if page not in PAGES:
            message = f"'{page}' is in no list of {LISTS}, so nothing is made of it; please add it there or take it out"
            yield Fault(f"docs/{lang}/{page}.md", 0, message)
    for page in PAGES:
        if not (folder / f"{page}.md").exists():
            message = f"'{page}' is listed in {LISTS} and has no page in '{lang}'; please write it in both languages"
            yield Fault(f"docs/{lang}/{page}.md", 0, message)


def _menu(lang: str, found: dict[str, tuple[str, int]], root: Path) -> Iterator[Fault]:
    file = CONFIGURATIONS[lang]
    for page in PAGES:
        if page not in found:
            yield Fault(file, 0, f"'{page}' is missing from `nav`, so no menu leads there; please add it")
    for page, (_, line) in found.items():
        if page not in PAGES:
            yield Fault(file, line, f"'{page}' is in `nav` and in no list of {LISTS}; please add it there")
    if not {*PAGES} ^ found.keys() and (*found,) != PAGES:
        at, wanted = next((at, wanted) for at, wanted in zip(found, PAGES, strict=True) if at != wanted)
        message = f"'{at}' stands where {LISTS} has '{wanted}'; please give both one order"
        yield Fault(file, found[at][1], message)
    for calculator in CALCULATORS.values():
        page = f"calculators/{calculator.name}"
        texts = root / f"calculators/{calculator.folder}/texts.toml"
        known = read_toml(texts) if texts.exists() else {}
        own = known.get("name", {}).get(lang)
        if page in found and own and not own.startswith(found[page][0]):
            message = (
                f"'{found[page][0]}' is called '{own}' in its texts.toml, [name]; please let one begin with the other"
            )
            yield Fault(file, found[page][1], message)


def _titles(lang: str, names: dict[str, str], root: Path) -> Iterator[Fault]:
    for page, name in names.items():
        path = root / f"docs/{lang}/{page}.md"
        if page in OTHER_NAMES or not path.exists():
            continue
        begins, of_what = name, "the menu"
        lines = path.read_text("utf-8").split("\n")
        for pattern, what in ((_TITLE, "title"), (_H1, "h1")):
            for number, line in enumerate(lines, 1):
                if said := pattern.fullmatch(line):
                    if not said.group(1).startswith(begins):
                        message = f"the {what} is '{said.group(1)}', and {of_what} calls the page '{begins}'"
                        yield Fault(f"docs/{lang}/{page}.md", number, f"{message}; please let it begin with that")
                    else:
                        begins, of_what = said.group(1), "`title`"
                    break


def _home(lang: str, names: dict[str, str], root: Path) -> Iterator[Fault]:
    file = f"docs/{lang}/index.md"
    found = home(lang, root)
    for page in PAGES:
        if page != "index" and page not in found:
            name = names.get(page, page)
            message = f"the list under #home-guides has no line for '{page}'; please add - [{name}]({page}.md): …"
            yield Fault(file, 0, message)
    for page, (name, line) in found.items():
        if page in names and name != names[page]:
            yield Fault(
                file, line, f"'{page}' is called '{name}' here and '{names[page]}' in the menu; please choose one"
            )
