"""A template's marks become the words of docs/words, in the page's language or in the one that the mark names."""

from __future__ import annotations

import html
import json
import re

import pytest

from build_scripts.pages.template_words import with_words
from build_scripts.reading.places import LANGUAGES
from build_scripts.reading.words import WordsError, words


def test_a_mark_says_file_and_key_and_may_say_the_language() -> None:
    assert with_words("<p>@WORDS:site.name@ · @WORDS:en:site.name@</p>", "zh") == "<p>额度明白 · ClearLimit</p>"
    assert with_words("@WORDS:site.back-to-reference(3)@", "en") == "Back to reference 3 in the text"
    assert with_words("@ROOT@ @VERSION@", "en") == "@ROOT@ @VERSION@"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_script_s_share_reads_back_from_its_attribute(lang: str) -> None:
    made = with_words("<i data-texts='@TEXTS:page@'></i>", lang)
    (attribute,) = re.findall("data-texts='([^']*)'", made)
    assert json.loads(html.unescape(attribute)) == dict(words("scripts/page", lang))


def test_a_text_that_is_missing_is_named() -> None:
    with pytest.raises(WordsError, match=r"docs/words/site\.toml: no text \[slogan\] in zh"):
        with_words("@WORDS:site.slogan@", "zh")
