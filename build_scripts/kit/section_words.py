"""The words of the menu beside a heading, as a module that the page fetches when the menu is first opened."""

from __future__ import annotations

from pathlib import Path

from build_scripts.reading.places import LANGUAGES, SITE
from build_scripts.reading.words import for_script, words


def build_section_words(target: Path = SITE) -> None:
    """Writes assets/section-words.js, which assets/section-menu.js reads."""
    both = ",\n".join(f"{lang}: {for_script('section', lang, name=words('site', lang)['name'])}" for lang in LANGUAGES)
    (target / "assets/section-words.js").write_text(f"export const WORDS = {{{both}}};\n", "utf-8")
