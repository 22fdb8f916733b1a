"""What a page says about its links and files fits what the reader enters there."""

from __future__ import annotations

import re

import pytest

from build_scripts.pages.calculator_links import tools
from build_scripts.pages.calculator_report import report
from build_scripts.reading.places import LANGUAGES
from calculators.register import CALCULATORS

AMOUNTS = {"zh": "金额", "en": "amounts"}
APP = {"zh": "转发它的 App", "en": "the app it is sent through"}


def words(html: object) -> str:
    return re.sub("<[^>]+>", " ", str(html))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", CALCULATORS)
def test_before_copying_a_page_says_what_its_link_holds_and_who_can_read_it(name: str, lang: str) -> None:
    said = words(tools(name, lang, has_names=False))
    assert APP[lang] in said
    assert (AMOUNTS[lang] in said) == CALCULATORS[name].has_amounts
    assert (AMOUNTS[lang] in words(report(name, lang))) == CALCULATORS[name].has_amounts


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("has_names", [True, False])
def test_names_and_notes_are_offered_only_where_there_are_some(has_names: bool, lang: str) -> None:
    made = str(tools("utilisation", lang, has_names=has_names))
    assert ("data-share-names" in made) == has_names
    assert ({"zh": "备注", "en": "notes"}[lang] in words(made)) == has_names
