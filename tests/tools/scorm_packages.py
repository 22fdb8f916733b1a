"""SCORM packages as the build makes them, for the tests that read them."""

from __future__ import annotations

from functools import cache

from build_scripts.kit.scorm import scorm
from build_scripts.kit.section_text import Surroundings
from build_scripts.kit.short_addresses import goals
from build_scripts.pages.method import method_markdown
from build_scripts.reading.courses import courses
from build_scripts.reading.guides import Page, read_guides
from build_scripts.reading.ledger import read_ledger
from build_scripts.reading.places import LANGUAGES
from build_scripts.reading.releases import standings
from build_scripts.runtime.stored_zip import read_zip

SITE_URL = "https://credit.example/kb/"
CP = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}"
ADL = "{http://www.adlnet.org/xsd/adlcp_rootv1p2}"
EVERY = [(course.id, lang) for course in courses() for lang in LANGUAGES]


@cache
def guides() -> dict[str, list[Page]]:
    return read_guides(method_markdown)


@cache
def around(name: str, lang: str) -> Surroundings:
    course = next(each for each in courses() if each.id == name)
    ledger = read_ledger()
    short = frozenset(goal.id for goal in goals(guides()[lang], ledger.permalinks))
    return Surroundings(lang, SITE_URL, short, frozenset(course.sections()), ledger)


@cache
def package(name: str, lang: str) -> dict[str, bytes]:
    course = next(each for each in courses() if each.id == name)
    return read_zip(scorm(course, guides()[lang], around(name, lang), sections=standings(guides())))
