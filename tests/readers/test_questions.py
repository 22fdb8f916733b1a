"""Readers' questions have a section that answers them, or a guide where the answer is planned; both languages ask the
same.

The first three sentences of the section say the answer; `pytest -s` prints how many do.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from build_scripts.reading.guides import Section, read_guides, read_page
from build_scripts.reading.places import LANGUAGES

FILE = Path(__file__).with_name("questions.toml")
# The guides there are to be; a question without an answer names one of them.
PLANNED = {"late-now", "limit-cut", "credit-report", "before-a-loan", "staying-safe", "for-practitioners"}
READERS = {"late", "cut", "report", "basics", "ask", "loan", "safe", "practitioner"}
LEAST, LEAST_LATE = 60, 20
FIRST = 3
_SENTENCE_END = {"zh": re.compile(r"(?<=[。？！])[”）]?\s*"), "en": re.compile(r"(?<=[.?!])[”)]?\s+")}


@dataclass(frozen=True)
class Question:
    """One need, asked in both languages; `must_say` holds, by language, lists of phrases that mean the same."""

    need: str
    reader: str
    asked: Mapping[str, str]
    section: str
    planned: str
    must_say: Mapping[str, Sequence[Sequence[str]]]


@cache
def questions() -> tuple[Question, ...]:
    found = []
    for entry in tomllib.loads(FILE.read_text("utf-8"))["question"]:
        where = "section" if entry["answered"] else "planned"
        keys = {"need", "reader", "answered", where, *LANGUAGES, *(f"must_say_{lang}" for lang in LANGUAGES)}
        assert set(entry) == keys, f"{entry.get('need')}: its keys are {sorted(entry)}, and should be {sorted(keys)}"
        assert entry["reader"] in READERS, f"{entry['need']}: reader is '{entry['reader']}'; it can be {READERS}"
        found.append(
            Question(
                need=entry["need"],
                reader=entry["reader"],
                asked={lang: entry[lang] for lang in LANGUAGES},
                section=entry.get("section", ""),
                planned=entry.get("planned", ""),
                must_say={lang: entry[f"must_say_{lang}"] for lang in LANGUAGES},
            )
        )
    return tuple(found)


@cache
def sections(lang: str) -> dict[str, Section]:
    return {section.id: section for page in read_guides()[lang] for section in page.sections}


def first_sentences(section: Section, lang: str, count: int = FIRST) -> str:
    """The text right under the heading, its box of short answers included."""
    text = "\n".join(passage.text for passage in section.passages[1:])
    ends = [match.end() for match in _SENTENCE_END[lang].finditer(text)]
    return text[: ends[count - 1]] if len(ends) >= count else text


def says(question: Question, lang: str) -> bool:
    """The first sentences of its section hold one phrase of each list."""
    text = first_sentences(sections(lang)[question.section], lang).casefold()
    return all(any(phrase.casefold() in text for phrase in phrases) for phrases in question.must_say[lang])


@pytest.mark.parametrize(
    ("lang", "text", "first"),
    [
        ("zh", "一句。\n“两句？”还有\n\n1. 三句！\n2. 四句。\n", "一句。\n“两句？”还有\n三句！"),
        ("en", "One, at 0.05% a day. Two?\n\n1. Three.\n2. Four.\n", "One, at 0.05% a day. Two?\nThree."),
        ("en", "One alone\n", "One alone"),
    ],
)
def test_the_first_sentences_end_after_the_third(lang: str, text: str, first: str) -> None:
    page = read_page(f"---\ntitle: T\n---\n# T {{ #t }}\n\n{text}", name="guides/t", lang=lang, file="t.md")
    assert first_sentences(page.sections[0], lang).strip() == first


def test_there_are_enough_questions_and_none_is_there_twice() -> None:
    needs = [question.need for question in questions()]
    assert len(needs) >= LEAST
    assert len([question for question in questions() if question.reader == "late"]) >= LEAST_LATE
    assert not [need for need in needs if needs.count(need) > 1]
    for lang in LANGUAGES:
        asked = [question.asked[lang].strip() for question in questions()]
        assert not [text for text in asked if asked.count(text) > 1]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_need_is_asked_in_the_language_and_says_what_the_answer_must_hold(lang: str) -> None:
    chinese = re.compile("[一-鿿]")
    for question in questions():
        asked = question.asked[lang]
        assert asked.endswith(("？", "?")), (question.need, asked)
        assert bool(chinese.search(asked)) == (lang == "zh"), (question.need, asked)
        assert 1 <= len(question.must_say[lang]) <= 2, question.need
        for phrases in question.must_say[lang]:
            assert phrases and all(phrase.strip() for phrase in phrases), question.need
            assert lang == "zh" or not any(chinese.search(phrase) for phrase in phrases), question.need


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_section_that_answers_is_there_and_what_is_not_answered_has_its_place(lang: str) -> None:
    for question in questions():
        assert bool(question.section) != bool(question.planned)
        if question.section:
            assert question.section in sections(lang), f"{question.need}: no section has the id '{question.section}'"
        else:
            assert question.planned in PLANNED, f"{question.need}: '{question.planned}' is no guide that is planned"


def test_a_section_says_the_answer_within_its_first_three_sentences() -> None:
    answered = [question for question in questions() if question.section]
    print(f"\n{len(answered)} of {len(questions())} questions have a section that answers them")
    for lang in LANGUAGES:
        missed = [f"{question.need}: {question.section}" for question in answered if not says(question, lang)]
        print(f"{lang}: {len(answered) - len(missed)} sections say the answer within their first {FIRST} sentences")
        assert missed == [], lang
