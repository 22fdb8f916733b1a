"""A course's questions in GIFT, the text format of Moodle.

A blank line ends a question, so none is inside one. The signs that mean something in GIFT are escaped; strict readers
want `:` escaped too. Chinese ones (：＝｛｝) mean nothing there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape as html

from build_scripts.reading.courses import Course
from build_scripts.reading.places import short_url
from build_scripts.reading.questions import Question
from build_scripts.reading.words import words

_SIGNS = re.compile(r"([\\~=#{}:])")
# Of what Moodle knows as a share of the points, by the number of answers that share them.
_SHARES = {1: "100", 2: "50", 3: "33.33333", 4: "25", 5: "20", 6: "16.66667"}


def escaped(text: str) -> str:
    """The text as GIFT shows it; it is one line of HTML."""
    return _SIGNS.sub(r"\\\1", text)


def gift(course: Course, lang: str, site_url: str) -> str:
    """The whole file: a category a module, a question once."""
    blocks = []
    for module, questions in course.quizzes():
        if questions:
            names = (words("site", lang)["name"], course.title[lang], module.title[lang])
            # A slash inside a category's name is written twice.
            blocks.append("$CATEGORY: $course$/top/" + "/".join(name.replace("/", "//") for name in names))
        blocks += (_question(question, lang, site_url) for question in questions)
    return "\n\n".join(blocks) + "\n"


def _question(question: Question, lang: str, site_url: str) -> str:
    stem = escaped(html(question.stem[lang], quote=False))
    answers = "\n".join(_answers(question, lang))
    address = f"{site_url}{short_url(question.section, lang)}"
    link = f'<a href="{address}">{html(words("course", lang)["to-section"], quote=False)}</a>'
    feedback = escaped(f"{html(question.explained(lang), quote=False)} {link}")
    return f"// [id:{question.id}]\n::{question.id}::[html]{stem}{{\n{answers}\n####{feedback}\n}}"


def _answers(question: Question, lang: str) -> Iterator[str]:
    """The lines between the braces."""
    rights = sum(option.is_right for option in question.options)
    for option in question.options:
        said = escaped(html(option.text[lang], quote=False))
        if question.kind == "single":
            yield f"{'=' if option.is_right else '~'}{said}"
        else:
            share = _SHARES[rights] if option.is_right else f"-{_SHARES[len(question.options) - rights]}"
            yield f"~%{share}%{said}"
    for pair in question.pairs:
        left, right = (escaped(html(text[lang], quote=False)) for text in (pair.text, pair.to))
        yield f"={left} -> {right}"
    if question.kind == "true-false":
        yield "TRUE" if question.right else "FALSE"
    if question.figure:
        figure = question.figure
        yield f"#{figure.plain}:{figure.within}" if figure.within else f"#{figure.plain}"
