"""Puts the words of docs/words where templates and the generator's configuration name them by a mark.

`@WORDS:site.name@` is a text in the page's language, `@WORDS:en:not-found.title@` in that one, `@WORDS:site.back(3)@`
one whose gap is {number}; `@TEXTS:search@` is the share of a script, docs/words/scripts/search.toml, for an attribute
in single quotes, where JSON needs the fewest bytes.
"""

from __future__ import annotations

import html
import re

from build_scripts.reading.words import for_script, words

_WORDS = re.compile(r"@WORDS:(?:(zh|en):)?([a-z/-]+)\.([a-z-]+)(?:\(([0-9]+)\))?@")
_TEXTS = re.compile(r"@TEXTS:([a-z-]+)@")


def with_words(page: str, lang: str) -> str:
    """The page or template with every such mark filled. Raises WordsError where a text is missing."""

    def text(found: re.Match[str]) -> str:
        asked, file, key, number = found.groups()
        said = words(file, asked or lang)[key]
        return html.escape(said.format(number=number) if number else said, quote=False).replace('"', "&#34;")

    def share(found: re.Match[str]) -> str:
        return html.escape(for_script(found.group(1), lang), quote=False).replace("'", "&#39;")

    return _TEXTS.sub(share, _WORDS.sub(text, page))
