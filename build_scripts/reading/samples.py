"""The sample sentences of a skeleton, by which everybody knows that nobody has written the real ones yet."""

from __future__ import annotations

import re
from functools import cache

from build_scripts.reading.guides import Section
from build_scripts.reading.places import LANGUAGES
from build_scripts.reading.words import words


@cache
def _mark() -> re.Pattern[str]:
    return re.compile("|".join(words("samples", lang)["mark"] for lang in LANGUAGES))


def is_sample(text: str) -> bool:
    """Whether the text holds a sentence or a name that a skeleton wrote."""
    return bool(_mark().search(text))


def is_to_be_recorded(section: Section) -> bool:
    """Whether the section has an id that is permanent: its page's own, or one whose heading is no skeleton's sample."""
    return bool(section.id) and (section.level == 1 or not is_sample(section.title))
