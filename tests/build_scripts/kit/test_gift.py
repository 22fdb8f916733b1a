"""GIFT files, read by a strict reader that is none of ours (gift-pegjs)."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from build_scripts.kit.gift import escaped, gift
from build_scripts.reading.courses import courses
from build_scripts.reading.places import LANGUAGES
from build_scripts.reading.questions import questions
from build_scripts.runtime.node import run_node

SITE_URL = "https://credit.example/kb/"
EVERY = [(course.id, lang) for course in courses() for lang in LANGUAGES]


@cache
def text(name: str, lang: str) -> str:
    return gift(next(each for each in courses() if each.id == name), lang, SITE_URL)


@cache
def read(name: str, lang: str) -> list[dict[str, Any]]:
    found = json.loads(run_node(Path(__file__).with_name("gift_reading.mjs"), given=text(name, lang)))
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_every_question_of_the_course_is_read_once_with_its_kind_and_text(name: str, lang: str) -> None:
    course = next(each for each in courses() if each.id == name)
    found = {each["title"]: each for each in read(name, lang) if each["type"] != "Category"}
    assert [*found] == [question.id for question in course.questions()]
    kinds = {"single": "MC", "multiple": "MC", "true-false": "TF", "numeric": "Numerical", "matching": "Matching"}
    for question in course.questions():
        seen = found[question.id]
        assert seen["type"] == kinds[question.kind]
        assert seen["stem"]["text"] == question.stem[lang]
        assert question.explained(lang) in seen["globalFeedback"]["text"]
        assert f"{'en/' if lang == 'en' else ''}s/{question.section}/" in seen["globalFeedback"]["text"]


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_every_right_answer_is_read_as_right(name: str, lang: str) -> None:
    found = {each["title"]: each for each in read(name, lang) if each["type"] != "Category"}
    bank = {question.id: question for question in questions()}
    for title, seen in found.items():
        question = bank[title]
        if question.options:
            read_as = {each["text"]["text"]: each["isCorrect"] or (each["weight"] or 0) > 0 for each in seen["choices"]}
            assert read_as == {option.text[lang]: option.is_right for option in question.options}
            shares = [each["weight"] for each in seen["choices"] if (each["weight"] or 0) > 0]
            assert not shares or round(sum(shares)) == 100
        elif question.pairs:
            read_as = {each["subquestion"]["text"]: each["subanswer"] for each in seen["matchPairs"]}
            assert read_as == {pair.text[lang]: pair.to[lang] for pair in question.pairs}
        elif question.figure:
            assert str(seen["choices"]["number"]) == question.figure.plain.removesuffix(".0")
        else:
            assert seen["isTrue"] is question.right


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_a_blank_line_stands_between_questions_and_inside_none(name: str, lang: str) -> None:
    blocks = text(name, lang).rstrip("\n").split("\n\n")
    assert all(block.startswith(("$CATEGORY: $course$/top/", "// [id:")) for block in blocks)
    assert all(line == line.rstrip() and line for block in blocks for line in block.split("\n"))
    asked = [block for block in blocks if block.startswith("//")]
    assert all(block.count("\n::") == 1 and block.endswith("\n}") for block in asked)


def test_signs_that_mean_something_are_escaped_and_chinese_ones_left() -> None:
    assert escaped(r"a=b ~ #1 {x}: \ 是：＝｛｝") == r"a\=b \~ \#1 \{x\}\: \\ 是：＝｛｝"
    # In the files every such sign outside the marks of GIFT itself follows a backslash.
    link = re.search(r"<a href.*?>", text("readers", "zh"))
    assert link is not None
    assert link.group().startswith(r'<a href\="https\://credit.example/kb/s/')
