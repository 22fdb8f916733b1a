"""A course as slides (PPTX): a slide a section with its answer, address and QR code, exercises, answers in the notes.

Campus platforms that take neither links nor packages take these. python-pptx writes them; the zip is written anew, so
that the same course gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from build_scripts.kit.handout import answer_of
from build_scripts.kit.qr_codes import qr_png
from build_scripts.kit.section_text import sections_by_id
from build_scripts.pages.cases import results
from build_scripts.pages.course import case_task, worked_cases
from build_scripts.pages.covers.cover import colours, rgb
from build_scripts.reading.courses import Course, Module
from build_scripts.reading.guides import Page
from build_scripts.reading.ledger import TeachingNote
from build_scripts.reading.places import page_url, short_url
from build_scripts.reading.typography import text_length
from build_scripts.reading.words import words
from build_scripts.runtime.stored_zip import read_zip, stored_zip

_WIDTH, _HEIGHT = Inches(10), Inches(5.625)
_TITLE, _TITLE_AND_TEXT = 0, 1
_RGB: Any = RGBColor
_LEFT, _ROOM = Inches(0.6), Inches(8.8)
_CODE = Inches(1.2)
_CODE_TOP = Inches(4.1)
# Sizes of text: the largest that lets so many signs of Chinese, or twice as many Latin ones, stand on the slide.
_ABOVE_A_CODE = ((60, 30), (100, 26), (140, 22), (220, 18), (10_000, 14))
_ALONE = ((70, 30), (110, 28), (180, 24), (270, 20), (420, 16), (10_000, 13))
# What a paragraph's last line leaves free, on the average.
_PARAGRAPH = 12
# So many that letters of 20 points hold them.
_READABLE = 270


def slides(
    course: Course,
    pages: Sequence[Page],
    notes: Mapping[str, TeachingNote],
    codes: Mapping[str, tuple[str, ...]],
    *,
    site_url: str,
) -> bytes:
    """The file; `pages` are those of one language, `notes` the guides' teaching notes, `codes` the QR codes' rows."""
    lang = pages[0].lang
    texts = words("course", lang)
    there = sections_by_id(pages)
    made = Presentation()
    made.slide_width, made.slide_height = _WIDTH, _HEIGHT
    home = f"{site_url}{page_url(f'course/{course.id}', lang)}"
    _address(_slide(made, course.title[lang], [course.promise[lang]], layout=_TITLE), home, codes)
    for module in course.modules:
        head = texts["module"].format(title=module.title[lang], minutes=module.minutes)
        openings = [getattr(notes[guide], f"opening_{lang}") for guide in module.lesson]
        _slide(made, head, [module.objective[lang], *openings], said=module.note[lang])
        for section in module.sections:
            address = f"{site_url}{short_url(section, lang)}"
            found = there[section][1]
            _address(_slide(made, found.title, [answer_of(found)], sizes=_ABOVE_A_CODE), address, codes)
        _exercises(made, module, notes, lang)
    licence = texts["handout-notes"].format(name=words("site", lang)["name"])
    _address(_slide(made, texts["quiz"], [texts["slides-quiz"], licence], sizes=_ABOVE_A_CODE), home, codes)
    day = datetime.fromisoformat(max(there[section][0].written for section in course.sections()))
    properties = made.core_properties
    properties.title, properties.author = course.title[lang], words("site", lang)["name"]
    properties.created = properties.modified = properties.last_printed = day
    properties.last_modified_by, properties.revision = properties.author, 1
    stream = io.BytesIO()
    made.save(stream)
    return stored_zip(read_zip(stream.getvalue()))


def _exercises(made: Any, module: Module, notes: Mapping[str, TeachingNote], lang: str) -> None:
    """Slides for each lesson, task and case; what is right stands in the notes below them."""
    texts = words("course", lang)
    for guide in module.lesson:
        asked, answers = (getattr(notes[guide], f"{field}_{lang}").strip() for field in ("exercise", "answer"))
        for part in _parts(asked.split("\n")):
            _slide(made, texts["exercise"], part, said=answers)
    if module.task[lang]:
        for part in _parts(module.task[lang].split("\n")):
            _slide(made, texts["exercise"], part, said=module.key[lang])
    for calculator, case in worked_cases(module):
        key = [texts["figure"].format(name=name, value=value) for name, value in results(calculator, case, lang)]
        _slide(
            made, texts["case"].format(title=case.title[lang]), [case_task(calculator, case, lang)], said="\n".join(key)
        )


def _parts(lines: Sequence[str]) -> list[list[str]]:
    """The lines in as many slides as keep them readable from the last row."""
    found: list[list[str]] = [[]]
    for line in lines:
        if found[-1] and _length([*found[-1], line]) > _READABLE:
            found.append([])
        found[-1].append(line)
    return found


def _length(lines: Sequence[str]) -> int:
    return sum(text_length(line) + _PARAGRAPH for line in lines)


def _slide(
    made: Any,
    title: str,
    lines: Sequence[str],
    *,
    said: str = "",
    layout: int = _TITLE_AND_TEXT,
    sizes: Sequence[tuple[int, int]] = _ALONE,
) -> Any:
    slide = made.slides.add_slide(made.slide_layouts[layout])
    head, text = slide.placeholders[0], slide.placeholders[1]
    top = Inches(1.0) if layout == _TITLE else Inches(0.4)
    ink, _, line = (_RGB(*rgb(colour)) for colour in colours())
    mark = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, _LEFT + Inches(0.1), top, Inches(0.9), Inches(0.07))
    mark.fill.solid()
    mark.fill.fore_color.rgb = line
    mark.line.fill.background()
    _place(head, Emu(top + Inches(0.12)), Inches(1.0))
    _place(text, Emu(top + Inches(1.2)), Emu((_CODE_TOP if sizes == _ABOVE_A_CODE else _HEIGHT) - top - Inches(1.3)))
    head.text_frame.text = title
    head.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    named = head.text_frame.paragraphs[0]
    named.alignment = PP_ALIGN.LEFT
    font = named.runs[0].font
    font.size, font.bold, font.color.rgb = Pt(30 if text_length(title) <= 17 else 24), True, ink
    frame = text.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    size = next(size for most, size in sizes if _length(lines) <= most)
    for at, said_line in enumerate(lines):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.text = said_line
        paragraph.alignment, paragraph.space_after = PP_ALIGN.LEFT, Pt(size / 3)
        paragraph.runs[0].font.size = Pt(size)
        _without_bullet(paragraph)
    if said:
        slide.notes_slide.notes_text_frame.text = said
    return slide


def _without_bullet(paragraph: Any) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", "0")
    properties.set("indent", "0")
    properties.append(properties.makeelement(qn("a:buNone"), {}))


def _address(slide: Any, address: str, codes: Mapping[str, tuple[str, ...]]) -> None:
    """The address at the slide's foot, to press and to scan."""
    code = slide.shapes.add_picture(io.BytesIO(qr_png(codes[address])), _LEFT, _CODE_TOP, _CODE, _CODE)
    code._element.nvPicPr.cNvPr.set("descr", address)
    beside = slide.shapes.add_textbox(Emu(_LEFT + _CODE), _CODE_TOP, Emu(_ROOM - _CODE), _CODE)
    frame = beside.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    run = frame.paragraphs[0].add_run()
    run.text, run.font.size = address, Pt(14)
    run.hyperlink.address = address


def _place(shape: Any, top: int, height: int) -> None:
    shape.left, shape.top, shape.width, shape.height = _LEFT, Emu(top), _ROOM, Emu(height)
