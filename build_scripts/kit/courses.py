"""The files below course/: the question bank as JSON, each course's packages, slides and handout in each language."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from build_scripts.kit.cartridge import cartridge
from build_scripts.kit.gift import gift
from build_scripts.kit.handout import addresses, handout
from build_scripts.kit.qr_codes import qr_picture, qr_rows
from build_scripts.kit.scorm import scorm
from build_scripts.kit.section_text import Surroundings
from build_scripts.kit.short_addresses import asset, goals
from build_scripts.kit.slides import slides
from build_scripts.reading.courses import courses
from build_scripts.reading.guides import Page
from build_scripts.reading.ledger import Ledger
from build_scripts.reading.places import LANGUAGES, SITE, page_url
from build_scripts.reading.questions import DAY, Question, Text, questions
from build_scripts.reading.releases import standings
from build_scripts.reading.words import words

FOLDER = "course"


def build_courses(guides: Mapping[str, Sequence[Page]], ledger: Ledger, site_url: str, target: Path = SITE) -> None:
    """Writes them; `site_url` is the address that packages link to."""
    folder = target / FOLDER
    folder.mkdir(exist_ok=True)
    pages = {section.id: page.name for page in guides["zh"] for section in page.sections}
    bank = ",\n".join(json.dumps(_row(each, pages), ensure_ascii=False) for each in questions())
    (folder / "questions.json").write_text(f"[\n{bank}\n]\n", "utf-8")
    notes = {note.guide: note for note in ledger.notes}
    sections = standings(guides)
    icon, sheet = asset("icon.svg", target), asset("handout.css", target)
    for lang in LANGUAGES:
        shown = {address for course in courses() for address in addresses(course, lang, site_url)}
        rows = qr_rows(sorted(shown))
        label = words("course", lang)["qr"]
        codes = {address: qr_picture(rows[address], label.format(address=address)) for address in rows}
        titles = {section.id: section.title for page in guides[lang] for section in page.sections}
        short = frozenset(goal.id for goal in goals(guides[lang], ledger.permalinks))
        for course in courses():
            around = Surroundings(lang, site_url, short, frozenset(course.sections()), ledger)
            name = f"{course.id}.{lang}"
            (folder / f"{name}.imscc").write_bytes(cartridge(course, titles, lang, site_url, sections=sections))
            (folder / f"{name}.gift.txt").write_text(gift(course, lang, site_url), "utf-8")
            (folder / f"{name}.scorm12.zip").write_bytes(scorm(course, guides[lang], around, sections=sections))
            (folder / f"{name}.pptx").write_bytes(slides(course, guides[lang], notes, rows, site_url=site_url))
            (folder / f"{name}.handout.html").write_text(
                handout(course, guides[lang], notes, codes, site_url=site_url, icon=icon, sheet=sheet), "utf-8"
            )


def _row(question: Question, pages: Mapping[str, str]) -> dict[str, Any]:
    """A question as JSON; `url` is relative to the site's root, as in sections.json."""
    row: dict[str, Any] = {
        "id": question.id,
        "section": question.section,
        "kind": question.kind,
        "url": {lang: f"{page_url(pages[question.section], lang)}#{question.section}" for lang in LANGUAGES},
        "stem": _both(question.stem),
    }
    if question.options:
        row["options"] = [{**_both(option.text), "right": option.is_right} for option in question.options]
    if question.right is not None:
        row["right"] = question.right
    if question.pairs:
        row["pairs"] = [{**_both(pair.text), "to": _both(pair.to)} for pair in question.pairs]
    if figure := question.figure:
        row["answer"] = {
            "value": figure.plain,
            "within": str(figure.within),
            "as": figure.kind,
            "calculator": figure.calculator,
            "figure": figure.name,
            "form": figure.form,
            "day": DAY,
        }
    row["feedback"] = {lang: question.explained(lang) for lang in LANGUAGES}
    return row


def _both(text: Text) -> dict[str, str]:
    return {lang: text[lang] for lang in LANGUAGES}
