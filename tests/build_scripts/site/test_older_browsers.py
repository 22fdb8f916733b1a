"""Our scripts and styles ask for nothing that would raise the oldest browsers that work without need."""

from __future__ import annotations

import re

from build_scripts.reading.places import THEME

# What would raise the oldest browsers that work (about Chromium 95, Firefox 114, Safari 15.2) without need.
RAISING = {
    "an array's or text's at()": r"\.at\(",
    "Object.hasOwn": r"Object\.hasOwn\b",
    "findLast": r"\.findLast",
    "a copied, sorted array": r"\.(toSorted|toReversed|toSpliced|with)\(",
    "Object.groupBy": r"\.groupBy\(",
    "structuredClone": r"structuredClone",
    "looking behind in a pattern": r"\(\?<[=!]",
    "sets of characters in a pattern": r"/[a-z]*v[a-z]*\.test",
    "a dialog element": r"showModal|<dialog",
    "AbortSignal.any or timeout": r"AbortSignal\.",
}


def test_our_scripts_do_not_raise_the_oldest_browsers_that_work() -> None:
    for path in sorted(THEME.rglob("*.js")):
        text = path.read_text("utf-8")
        for what, pattern in RAISING.items():
            assert not re.search(pattern, text), f"{path.name}: {what}"


def test_our_styles_give_every_width_in_words_that_older_browsers_know() -> None:
    sheets = {path.name: path.read_text("utf-8") for path in sorted(THEME.rglob("*.css"))}
    conditions = [
        (name, condition) for name, text in sheets.items() for condition in re.findall(r"@media([^{]*)\{", text)
    ]
    assert len(conditions) > 20
    assert [each for each in conditions if re.search(r"[<>]", each[1])] == []
    assert {
        name: found
        for name, text in sheets.items()
        if (found := re.findall(r"@(?:container|scope|starting-style)\b|^\s*&", text, re.MULTILINE))
    } == {}
