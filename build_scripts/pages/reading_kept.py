"""The line in which a reader may have it kept which guides they have read, at a guide's end and above the list of all.

It stays hidden without a script; docs/theme/assets/reading-kept.js works it, once it is asked for.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from build_scripts.reading.guides import Page
from build_scripts.reading.words import words
from calculators.html import Html, element

_OFFERED = frozenset({"offer", "begin", "begin-here"})


def reading_kept(pages: Sequence[Page], lang: str, guide: str = "") -> Html:
    """`guide` is the name of the page that it ends, without its folder; empty above the list."""
    texts = dict(words("scripts/reading", lang))
    names = [page.name.removeprefix("guides/") for page in pages if page.name.startswith("guides/")]
    said = {name: text for name, text in texts.items() if name not in _OFFERED}
    return element(
        "div",
        class_="cl-reading",
        data_reading=guide,
        data_guides=" ".join(names),
        data_texts=json.dumps(said, ensure_ascii=False, separators=(",", ":")),
        hidden=True,
    )(
        element("p", texts["offer"]),
        element("button", type="button", class_="cl-copy")(texts["begin-here" if guide else "begin"]),
    )
