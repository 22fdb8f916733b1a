"""The last recorded run of `make audit`, in a page: `<div data-fill="audit"></div>` becomes it."""

from __future__ import annotations

from build_scripts.reading.audit import Item, Result, audit_items, audit_run
from build_scripts.reading.typography import day_in_words
from build_scripts.reading.words import words
from calculators.html import Html, element, fragment, void


def audit_table(lang: str) -> Html:
    """Every item with its outcome in words and its figures, the failed ones too."""
    texts, run = words("audit", lang), audit_run()
    results = {each.id: each for each in run.results}
    return fragment(
        element("p", texts["run"].format(day=day_in_words(run.day, lang), commit=run.commit)),
        element("ul", (_row(item, results.get(item.id), lang) for item in audit_items())),
    )


def _row(item: Item, result: Result | None, lang: str) -> Html:
    texts = words("audit", lang)
    said = texts[result.outcome if result else "not-run"]
    figure = f"{texts['joint']}{result.figure}" if result and result.figure else ""
    earlier = texts["earlier"].format(commit=result.commit) if result and result.commit else ""
    return element("li", item.said(lang), void("br"), element("b", said), figure, earlier)
