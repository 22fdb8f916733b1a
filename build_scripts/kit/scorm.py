"""A course as a SCORM 1.2 package: one lesson that holds the sections' text and the quiz, and reports to the platform.

It is complete when every section has been opened and every question answered; its score is the share of right answers.
The manifest stands at the root; `adlcp:scormtype`, all lower case, is what makes platforms count it. The build's number
and what each section says go with it as with a cartridge (decision 31): the page of changes reads both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from build_scripts.kit.cartridge import carried_digest
from build_scripts.kit.section_text import Surroundings, section_html, sections_by_id
from build_scripts.kit.xml_text import Xml, document, tag
from build_scripts.pages.foreign_words import marked
from build_scripts.pages.quiz import quiz
from build_scripts.reading.courses import Course
from build_scripts.reading.guides import Page
from build_scripts.reading.places import HTML_LANG, THEME, page_url, short_url
from build_scripts.reading.releases import Standing, build_number
from build_scripts.reading.words import for_script, words
from build_scripts.runtime.stored_zip import stored_zip
from build_scripts.site.minify import minified
from calculators.html import Html, element, fragment, void

# The least score, in per cent, that counts as passed.
MASTERY = 60
_SCRIPT, _SHEET, _PAGE = "course.js", "course.css", "index.html"
_PARTS = (THEME / "assets/quiz.js", THEME / "kit/scorm.js")


def scorm(course: Course, pages: Sequence[Page], around: Surroundings, *, sections: Mapping[str, Standing]) -> bytes:
    """The package; `pages` are those of one language, `sections` all of the site as they are now."""
    build = build_number(sections)
    carried = "".join(f"<!-- {carried_digest(each, sections, around.lang)} -->\n" for each in course.sections())
    files = {
        _PAGE: (_lesson(course, pages, around, build) + carried).encode(),
        _SCRIPT: _script().encode(),
        _SHEET: minified((THEME / "kit/scorm.css").read_text("utf-8"), ".css").encode(),
    }
    files["imsmanifest.xml"] = document(_manifest(course, sorted(files), around.lang, build))
    return stored_zip(files)


def _script() -> str:
    """The parts in one plain script, since some platforms hand packages on in a way that modules do not bear."""
    text = "".join(_without_modules(part) for part in _PARTS)
    return minified(f'"use strict";(() => {{\n{text}}})();\n', ".js")


def _without_modules(part: Path) -> str:
    text = re.sub(r"^import .*\n", "", part.read_text("utf-8"), flags=re.MULTILINE)
    return re.sub(r"^export ", "", text, flags=re.MULTILINE)


def _manifest(course: Course, files: Sequence[str], lang: str, build: str) -> Xml:
    return tag(
        "manifest",
        {
            "identifier": f"clearlimit-{course.id}-{lang}-{build}",
            "version": "1.0",
            "xmlns": "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
            "xmlns:adlcp": "http://www.adlnet.org/xsd/adlcp_rootv1p2",
        },
        tag("metadata", None, tag("schema", None, "ADL SCORM"), tag("schemaversion", None, "1.2")),
        tag(
            "organizations",
            {"default": "organization"},
            tag(
                "organization",
                {"identifier": "organization"},
                tag("title", None, course.title[lang]),
                tag(
                    "item",
                    {"identifier": "lesson", "identifierref": "r-lesson"},
                    tag("title", None, course.title[lang]),
                    tag("adlcp:masteryscore", None, str(MASTERY)),
                ),
            ),
        ),
        tag(
            "resources",
            None,
            tag(
                "resource",
                {"identifier": "r-lesson", "type": "webcontent", "adlcp:scormtype": "sco", "href": _PAGE},
                *(tag("file", {"href": name}) for name in files),
            ),
        ),
    )


def _lesson(course: Course, pages: Sequence[Page], around: Surroundings, build: str) -> str:
    lang, texts = around.lang, words("course", around.lang)
    there = sections_by_id(pages)
    parts: list[Html] = []
    menu: list[Html] = []
    for module in course.modules:
        rows = []
        for section in module.sections:
            title = there[section][1].title
            rows.append(element("li", element("a", href=f"#{section}", data_to=section)(marked(title, lang))))
        menu.append(fragment(element("p", element("b", marked(module.title[lang], lang))), element("ol", rows)))
    for section in course.sections():
        page, found = there[section]
        online = f"{around.site_url}{short_url(section, lang)}"
        parts.append(
            element("section", id=section, data_part="")(
                element("h2", tabindex="-1")(marked(found.title, lang)),
                section_html(page, found, around),
                element("p", element("a", href=online)(texts["online"])),
            )
        )
    questions = quiz(course.questions(), lang, lambda section: f"#{section}", name="course")
    parts.append(
        element("section", id="quiz", data_part="quiz")(
            element("h2", tabindex="-1")(texts["quiz"]),
            element("p", texts["quiz-counts"].format(mastery=MASTERY)),
            questions,
        )
    )
    home = f"{around.site_url}{page_url(f'course/{course.id}', lang)}"
    body = element("body", data_scorm="", data_mastery=MASTERY, data_texts=for_script("scorm", lang))(
        element(
            "header",
            element("h1", marked(course.title[lang], lang)),
            element("p", marked(course.promise[lang], lang)),
            element("p", role="status", data_said="")(""),
        ),
        element("nav", aria_label=texts["parts"])(
            *menu, element("p", element("a", href="#quiz", data_to="quiz")(texts["quiz"]))
        ),
        element("main", *parts),
        element("footer", element("p", texts["package-notes"].format(build=build), " ", element("a", href=home)(home))),
        element("script", src=_SCRIPT)(""),
    )
    head = element(
        "head",
        void("meta", charset="utf-8"),
        void("meta", name="viewport", content="width=device-width,initial-scale=1"),
        void("meta", name="color-scheme", content="light dark"),
        element("title", course.title[lang]),
        # Without one, a browser asks the platform for its icon.
        void("link", rel="icon", href="data:,"),
        void("link", rel="stylesheet", href=_SHEET),
    )
    return f"<!doctype html>\n{element('html', lang=HTML_LANG[lang])(head, body)}\n"
