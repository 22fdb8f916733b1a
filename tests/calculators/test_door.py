"""The door: what it refuses, and that nothing else is ever raised."""

from __future__ import annotations

import json

import pytest

from calculators import answer, door, render
from calculators.register import CALCULATORS


@pytest.mark.parametrize(
    ("calculator", "lang", "day"),
    [
        ("borrowing_cost", "zh", "2026-11-23"),
        ("Utilisation", "zh", "2026-11-23"),
        ("utilisation", "fr", "2026-11-23"),
        ("utilisation", "", "2026-11-23"),
        ("utilisation", "zh", "2026-02-30"),
        ("utilisation", "zh", "20261123"),
        ("utilisation", "zh", "2026-11-23T00:00"),
        ("utilisation", "zh", "２０２６-11-23"),
        ("utilisation", "zh", ""),
        ("utilisation", "zh", "2026-11-23\n"),
    ],
)
def test_an_unknown_calculator_language_or_day_is_a_value_error(calculator: str, lang: str, day: str) -> None:
    with pytest.raises(ValueError):
        answer(calculator, {}, lang=lang, day=day)
    with pytest.raises(ValueError):
        render(calculator, {}, lang=lang, day=day)


@pytest.mark.parametrize("calculator", CALCULATORS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_empty_form_has_an_answer_with_errors_always_there(calculator: str, lang: str) -> None:
    assert "errors" in answer(calculator, {}, lang=lang, day="2026-11-23")
    assert isinstance(render(calculator, {}, lang=lang, day="2026-11-23"), str)


@pytest.mark.parametrize("calculator", CALCULATORS)
def test_javascript_gets_plain_json_with_its_four_parts(calculator: str) -> None:
    given = {"calculator": calculator, "form": {"line-name": "\ud800名"}, "lang": "zh", "day": "2026-11-23"}
    through = door(json.dumps(given))
    assert through.isascii()
    assert set(json.loads(through)) == {"html", "sentence", "figures", "errors"}
    assert json.loads(through)["sentence"]
