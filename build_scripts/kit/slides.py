"""A course as slides (PPTX): a slide a section with its answer and address, exercises, and the answers in the notes.

Campus platforms that take neither links nor packages take these. python-pptx writes them; the zip is written anew, so
that the same course gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pptx import Presentation
from pptx.util import Emu, Inches, Pt

from build_scripts.kit.handout import answer_of
from build_scripts.kit.section_text import sections_by_id
from build_scripts.pages.cases import results
from build_scripts.pages.course import case_task, worked_cases
from build_scripts.reading.courses import Course, Module
from build_scripts.reading.guides import Page
from build_scripts.reading.ledger import TeachingNote
from build_scripts.reading.places import page_url, short_url
from build_scripts.reading.typography import text_length
from build_scripts.reading.words import words
from build_scripts.runtime.stored_zip import read_zip, stored_zip

_WIDTH, _HEIGHT = Inches(10), Inches(5.625)
_TITLE, _TITLE_AND_TEXT = 0, 1
# Of the text on a slide: the largest that lets so many signs of Chinese, or twice as many Latin ones, stand on it.
_SIZES = ((110, 24), (200, 20), (300, 16), (10_000, 13))


def slides(course: Course, pages: Sequence[Page], notes: Mapping[str, TeachingNote], *, site_url: str) -> bytes:
    """The file; `pages` are those of one language, `notes` the guides' teaching notes."""
    lang = pages[0].lang
    texts = words("course", lang)
    there = sections_by_id(pages)
    made = Presentation()
    made.slide_width, made.slide_height = _WIDTH, _HEIGHT
    home = f"{site_url}{page_url(f'course/{course.id}', lang)}"
    _slide(made, course.title[lang], [course.promise[lang], home], layout=_TITLE)
    for module in course.modules:
        head = texts["module"].format(title=module.title[lang], minutes=module.minutes)
        openings = [getattr(notes[guide], f"opening_{lang}") for guide in module.lesson]
        _slide(made, head, [module.objective[lang], *openings], said=module.note[lang])
        for section in module.sections:
            address = f"{site_url}{short_url(section, lang)}"
            found = there[section][1]
            _slide(made, found.title, [answer_of(found), address])
        _exercises(made, module, notes, lang)
    licence = texts["handout-notes"].format(name=words("site", lang)["name"])
    _slide(made, texts["quiz"], [texts["slides-quiz"], home, licence])
    day = datetime.fromisoformat(max(there[section][0].written for section in course.sections()))
    properties = made.core_properties
    properties.title, properties.author = course.title[lang], words("site", lang)["name"]
    properties.created = properties.modified = properties.last_printed = day
    properties.last_modified_by, properties.revision = properties.author, 1
    stream = io.BytesIO()
    made.save(stream)
    return stored_zip(read_zip(stream.getvalue()))


def _exercises(made: Any, module: Module, notes: Mapping[str, TeachingNote], lang: str) -> None:
    """A slide a lesson, a task and a case; what is right stands in the notes below it."""
    texts = words("course", lang)
    for guide in module.lesson:
        asked, answers = (getattr(notes[guide], f"{field}_{lang}").strip() for field in ("exercise", "answer"))
        _slide(made, texts["exercise"], asked.split("\n"), said=answers)
    if module.task[lang]:
        _slide(made, texts["exercise"], module.task[lang].split("\n"), said=module.key[lang])
    for calculator, case in worked_cases(module):
        key = [texts["figure"].format(name=name, value=value) for name, value in results(calculator, case, lang)]
        _slide(
            made, texts["case"].format(title=case.title[lang]), [case_task(calculator, case, lang)], said="\n".join(key)
        )


def _slide(made: Any, title: str, lines: Sequence[str], *, said: str = "", layout: int = _TITLE_AND_TEXT) -> None:
    slide = made.slides.add_slide(made.slide_layouts[layout])
    head, text = slide.placeholders[0], slide.placeholders[1]
    top = Inches(1.3) if layout == _TITLE else Inches(0.3)
    _place(head, top, Inches(1.1))
    _place(text, Emu(top + Inches(1.2)), Emu(_HEIGHT - top - Inches(1.5)))
    head.text_frame.text = title
    head.text_frame.paragraphs[0].runs[0].font.size = Pt(30 if text_length(title) <= 40 else 24)
    frame = text.text_frame
    frame.word_wrap = True
    size = next(size for most, size in _SIZES if text_length("".join(lines)) <= most)
    for at, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.text = line
        paragraph.runs[0].font.size = Pt(14 if line.startswith("http") else size)
    if said:
        slide.notes_slide.notes_text_frame.text = said


def _place(shape: Any, top: int, height: int) -> None:
    shape.left, shape.top, shape.width, shape.height = Inches(0.6), Emu(top), Emu(_WIDTH - Inches(1.2)), Emu(height)
