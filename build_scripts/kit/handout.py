"""A course's handout: sheets of A4 with each section's answer, its short address and QR code, and the exercises.

Answers are left out: it is for learners. It runs nothing and fetches a style sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from build_scripts.kit.section_text import sections_by_id
from build_scripts.pages.course import case_task, worked_cases
from build_scripts.pages.foreign_words import marked
from build_scripts.reading.courses import Course, Module
from build_scripts.reading.guides import Page, Section
from build_scripts.reading.ledger import TeachingNote
from build_scripts.reading.places import HTML_LANG, page_url, short_url
from build_scripts.reading.typography import joined_lines
from build_scripts.reading.words import words
from calculators.html import Html, element, void

POLICY = "default-src 'none'; img-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'"


def answer_of(section: Section) -> str:
    """The section's answer, its first words in bold; where it has none, its first block."""
    said: list[str] = []
    is_inside = False
    for piece in section.pieces():
        if piece.token.type == "strong_close":
            return joined_lines("".join(said))
        if is_inside:
            said.append("\n" if piece.token.type in ("softbreak", "hardbreak") else piece.token.content)
        is_inside = is_inside or piece.token.type == "strong_open"
    return joined_lines(section.passages[1].text) if len(section.passages) > 1 else ""


def addresses(course: Course, lang: str, site_url: str) -> Iterator[str]:
    """The addresses whose codes the handout shows."""
    yield f"{site_url}{page_url(f'course/{course.id}', lang)}"
    yield from (f"{site_url}{short_url(section, lang)}" for section in course.sections())


def handout(
    course: Course,
    pages: Sequence[Page],
    notes: Mapping[str, TeachingNote],
    codes: Mapping[str, Html],
    *,
    site_url: str,
    icon: str,
    sheet: str,
) -> str:
    """The page's HTML; `codes` are the QR codes by address, `icon` and `sheet` the names of files in assets/."""
    lang = pages[0].lang
    texts = words("course", lang)
    there = sections_by_id(pages)
    home = f"{site_url}{page_url(f'course/{course.id}', lang)}"
    head = element(
        "head",
        void("meta", charset="utf-8"),
        void("meta", http_equiv="Content-Security-Policy", content=POLICY),
        void("meta", name="viewport", content="width=device-width,initial-scale=1"),
        void("meta", name="robots", content="noindex"),
        void("meta", name="description", content=course.promise[lang]),
        element("title", f"{course.title[lang]} · {words('site', lang)['name']}"),
        void("link", rel="icon", type="image/svg+xml", href=f"../assets/{icon}"),
        void("link", rel="stylesheet", href=f"../assets/{sheet}"),
        void("link", rel="canonical", href=home),
    )
    body = element(
        "body",
        element("header")(
            codes[home],
            element("h1", marked(course.title[lang], lang)),
            element("p", marked(course.promise[lang], lang)),
            element("p", element("a", href=home)(home)),
        ),
        element("main", *(_module(module, there, notes, codes, lang, site_url) for module in course.modules)),
        element("footer", element("p", texts["handout-notes"].format(name=words("site", lang)["name"]))),
    )
    return f"<!doctype html>\n{element('html', lang=HTML_LANG[lang])(head, body)}\n"


def _module(
    module: Module,
    there: Mapping[str, tuple[Page, Section]],
    notes: Mapping[str, TeachingNote],
    codes: Mapping[str, Html],
    lang: str,
    site_url: str,
) -> Html:
    texts = words("course", lang)
    tasks = [getattr(notes[guide], f"exercise_{lang}") for guide in module.lesson]
    tasks += [module.task[lang]] if module.task[lang] else []
    tasks += [case_task(calculator, case, lang) for calculator, case in worked_cases(module)]
    return element("section")(
        element("h2", marked(module.title[lang], lang)),
        element("ul")(_row(there[section][1], codes, lang, site_url) for section in module.sections),
        element("div", class_="task")(
            element("h3", texts["exercise"]),
            *(element("p", marked(line, lang)) for task in tasks for line in task.strip().split("\n")),
            element("p", class_="room")(""),
        )
        if tasks
        else None,
    )


def _row(section: Section, codes: Mapping[str, Html], lang: str, site_url: str) -> Html:
    address = f"{site_url}{short_url(section.id, lang)}"
    return element("li")(
        codes[address],
        element("div")(
            element("p", element("b", marked(section.title, lang))),
            element("p", marked(answer_of(section), lang)),
            element("p", class_="address")(element("a", href=address)(address)),
        ),
    )
