"""What a guide or a course is, for machines that collect teaching material, as a data block.

Said in schema.org's words: LearningResource, Course, Quiz. A browser runs no block of that type, so the policy has no
hash for it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from build_scripts.pages.quiz import right_answer
from build_scripts.reading.audiences import audiences, audiences_of
from build_scripts.reading.courses import Course, courses
from build_scripts.reading.guides import Page
from build_scripts.reading.ledger import TeachingNote
from build_scripts.reading.places import HTML_LANG, page_url, short_url
from build_scripts.reading.questions import Question
from build_scripts.reading.typography import reading_minutes
from build_scripts.reading.words import words
from calculators.html import Html

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
# What search engines know of kinds of questions; another one is open.
_EDU_KINDS = {"single": "Multiple choice", "true-false": "Multiple choice", "multiple": "Checkbox"}


def description(
    page: Page, pages: Sequence[Page], notes: Sequence[TeachingNote], site_url: str
) -> dict[str, object] | None:
    """What that page is, if it is a guide or a course; `pages` are all of its language."""
    if page.name.startswith("guides/"):
        return described(page, notes, site_url)
    course = next((each for each in courses() if page.name == f"course/{each.id}"), None)
    titles = {section.id: section.title for each in pages for section in each.sections}
    return described_course(course, page, titles, site_url) if course else None


def described(page: Page, notes: Sequence[TeachingNote], site_url: str) -> dict[str, object]:
    """The guide's description; addresses are absolute."""
    lang = page.lang
    note = next((each for each in notes if f"guides/{each.guide}" == page.name), None)
    minutes = reading_minutes("".join(section.text for section in page.sections))
    found: dict[str, object] = {
        **_head("LearningResource", page, page.title, page.meta.get("description", ""), minutes, site_url),
        "learningResourceType": words("guides", lang)["resource-type"],
        "audience": [_audience(each.name(lang)) for each in audiences() if each.id in audiences_of(page.name)],
    }
    if note:
        found["teaches"] = (note.objective_zh if lang == "zh" else note.objective_en).strip()
    return found


def described_course(course: Course, page: Page, titles: Mapping[str, str], site_url: str) -> dict[str, object]:
    """The course's description with its sections, by their short addresses, and its quiz."""
    lang = page.lang
    sections = [
        {"@type": "LearningResource", "name": titles[each], "url": site_url + short_url(each, lang)}
        for each in course.sections()
    ]
    quiz = {
        "@type": "Quiz",
        "name": words("course", lang)["quiz-of"].format(title=course.title[lang]),
        "url": f"{site_url}{page_url(page.name, lang)}#course-{course.id}-quiz",
        "hasPart": [_question(each, lang, site_url) for each in course.questions()],
    }
    return {
        **_head("Course", page, course.title[lang], course.promise[lang], course.minutes, site_url),
        "audience": [_audience(course.for_[lang])],
        "coursePrerequisites": course.needs[lang],
        "teaches": [module.objective[lang] for module in course.modules],
        "hasPart": [*sections, quiz],
    }


def _head(kind: str, page: Page, name: str, description: str, minutes: int, site_url: str) -> dict[str, object]:
    lang = page.lang
    return {
        "@context": "https://schema.org",
        "@type": kind,
        "name": name,
        "description": description,
        "url": site_url + page_url(page.name, lang),
        "inLanguage": HTML_LANG[lang],
        "dateModified": page.written,
        "timeRequired": f"PT{minutes}M",
        "isAccessibleForFree": True,
        "license": LICENCE,
        "isPartOf": {
            "@type": "WebSite",
            "name": words("site", lang)["name"],
            "url": site_url + page_url("index", lang),
        },
    }


def _audience(name: str) -> dict[str, str]:
    return {"@type": "Audience", "audienceType": name}


def _question(question: Question, lang: str, site_url: str) -> dict[str, object]:
    """The question with its answer in words, the wrong ones where it has some, and the section that explains it."""
    texts = words("course", lang)
    wrong = [option.text[lang] for option in question.options if not option.is_right]
    if question.kind == "true-false":
        wrong = [texts["false" if question.right else "true"]]
    found: dict[str, object] = {
        "@type": "Question",
        "eduQuestionType": _EDU_KINDS.get(question.kind, "Open ended"),
        "text": question.stem[lang],
        "about": {"@type": "LearningResource", "url": site_url + short_url(question.section, lang)},
        "acceptedAnswer": {"@type": "Answer", "text": right_answer(question, lang)},
    }
    if wrong:
        found["suggestedAnswer"] = [{"@type": "Answer", "text": each} for each in wrong]
    return found


def data_block(described: Mapping[str, object]) -> Html:
    """As an element of the page; nothing in it can end the element."""
    text = json.dumps(described, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return Html(f'<script type="application/ld+json">{text}</script>')
