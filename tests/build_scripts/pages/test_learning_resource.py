"""What machines that collect teaching material are told of a guide."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any

import pytest
from fixture_guides import page
from schema_org import faults

from build_scripts.pages.learning_resource import data_block, described, description
from build_scripts.pages.method import method_markdown
from build_scripts.reading.courses import courses
from build_scripts.reading.guides import read_guides
from build_scripts.reading.ledger import read_ledger
from build_scripts.reading.places import LANGUAGES


class _Blocks(HTMLParser):
    text = ""

    def handle_data(self, data: str) -> None:
        self.text += data


def test_every_guide_says_what_it_teaches_in_which_time_and_under_which_licence() -> None:
    notes, pages = read_ledger().notes, read_guides()
    for lang in ("zh", "en"):
        found = [
            described(each, notes, "https://a.example/") for each in pages[lang] if each.name.startswith("guides/")
        ]
        assert len(found) >= 11
        assert all(
            str(each["teaches"]) and str(each["timeRequired"]).startswith("PT") for each in found if "teaches" in each
        )
        assert sum("teaches" in each for each in found) == len(notes)
        assert {each["inLanguage"] for each in found} == {"zh-Hans" if lang == "zh" else "en"}
        assert len({each["url"] for each in found}) == len(found)


def told(lang: str) -> list[dict[str, Any]]:
    notes, pages = read_ledger().notes, read_guides(method_markdown)[lang]
    every = (description(each, pages, notes, "https://a.example/") for each in pages)
    return [each for each in every if each]


@pytest.mark.daily("zh")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_guides_courses_and_quizzes_are_described_in_words_that_schema_org_knows(lang: str) -> None:
    described_ones = told(lang)
    assert {each["@type"] for each in described_ones} == {"LearningResource", "Course"}
    assert not [fault for each in described_ones for fault in faults(each)]
    # The vocabulary knows what is wrong, too.
    wrong = {**described_ones[0], "minutes": 3, "audience": "students", "isPartOf": {"@type": "Nothing"}}
    assert len([*faults(wrong)]) >= 3


@pytest.mark.daily("en")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_course_names_its_sections_and_each_question_with_its_answer(lang: str) -> None:
    found = {each["name"]: each for each in told(lang) if each["@type"] == "Course"}
    for course in courses():
        one = found[course.title[lang]]
        *sections, quiz = one["hasPart"]
        home = "https://a.example/" if lang == "zh" else "https://a.example/en/"
        assert [each["url"] for each in sections] == [f"{home}s/{each}/" for each in course.sections()]
        assert one["timeRequired"] == f"PT{course.minutes}M"
        assert quiz["@type"] == "Quiz" and len(quiz["hasPart"]) == len(course.questions())
        for asked, question in zip(quiz["hasPart"], course.questions(), strict=True):
            assert asked["text"] == question.stem[lang] and asked["acceptedAnswer"]["text"]
            assert ("suggestedAnswer" in asked) == (question.kind in ("single", "multiple", "true-false"))


def test_no_title_ends_the_block() -> None:
    one = page("---\ntitle: A </script><b>\nwritten: 2026-11-29\n---\n# A { #a }\n", lang="en")
    block = str(data_block(described(one, (), "https://a.example/")))
    reader = _Blocks()
    reader.feed(block)
    assert json.loads(reader.text)["name"] == "A </script><b>"
