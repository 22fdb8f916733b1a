"""The utilisation calculator's words, and the phrases made of them that its views share."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from calculators import data
from calculators.figure import shown_percent
from calculators.html import Html, element, fragment
from calculators.utilisation.calculator import Outcome
from calculators.utilisation.lines import FOLDER, LineOutcome

LATE_NOW = "../../guides/late-now/"
_ARTICLES_TARGET = "../../ledger/#claim-method-card-utilisation-60"


def text(key: str, lang: str, **gaps: str) -> str:
    """The calculator's text of that key."""
    return data.text(FOLDER, key, lang=lang, **gaps)


def target_shown(outcome: Outcome, lang: str) -> str:
    """The target as a per cent; '' where there is none."""
    return shown_percent(outcome.target, lang=lang, places=4) if outcome.target is not None else ""


def about_target(lang: str, *, preset: str, article: str) -> Html:
    """What the target of the button
    and the one named by the article that this site checks rest on; both as a per cent."""
    said = text("about-target", lang, preset=preset, article=article)
    return fragment(said, " ", element("a", href=_ARTICLES_TARGET)(text("about-target-link", lang)))


def rows_named(rows: Sequence[int], lang: str) -> str:
    """Rows, which count from 0, as people count them."""
    return text("list-comma", lang).join(text("row-number", lang, number=str(row + 1)) for row in rows)


def called(entry: LineOutcome, lang: str) -> str:
    """The line's own name, else its kind."""
    return entry.name or text(f"kind-{entry.kind}", lang)


def line_name(entry: LineOutcome, lang: str) -> Html:
    """The line's number, and its name and kind as far as they differ."""
    return _line_name(entry.row, entry.name, entry.kind, lang)


# From key to key most lines stay as they are.
@lru_cache(maxsize=200)
def _line_name(row: int, name: str, kind: str, lang: str) -> Html:
    called_kind = text(f"kind-{kind}", lang)
    number = text("line-short", lang, number=str(row + 1))
    if not name or name == called_kind:
        return fragment(number, " ", called_kind)
    return fragment(number, " ", element("bdi", name), " ", element("span", class_="calc-note")(called_kind))
