"""The claims of the article, counted by verdict."""

from __future__ import annotations

from collections import Counter

from build_scripts.pages.pictures.drawing import WIDTH, Bar, Shape, label, stroke
from build_scripts.pages.pictures.picture import Picture, Say, told_table
from build_scripts.reading.ledger import VERDICTS
from build_scripts.reading.words import words
from calculators.html import element, fragment

_START, _ROOM, _ROW = 150, 166, 30


def claims_by_verdict(say: Say) -> Picture:
    """A bar a verdict, the ledger's own order."""
    counts = Counter(claim.verdict for claim in say.ledger.claims)
    names = words("ledger", say.lang)
    total = say("total", number=len(say.ledger.claims))
    head = label(0, 0, WIDTH, total)
    shapes: list[Shape] = [head]
    start = y = head.bottom + 8
    rows = []
    for verdict in VERDICTS:
        name, number = names[f"verdict-{verdict}"], counts[verdict]
        long = _ROOM * number // max(counts.values())
        shapes.append(label(0, y, _START - 6, name))
        if long:
            shapes.append(Bar(_START, y + 1, long, 18, "bar"))
        shapes.append(label(_START + long + 8, y, 30, str(number), is_bold=True))
        rows.append((name, str(number)))
        y += _ROW
    shapes.append(stroke((_START, start - 2), (_START, y - 8)))
    table = told_table([say("head-verdict"), say("head-number")], rows, say.lang)
    return Picture(tuple(shapes), fragment(element("p", total), table))
