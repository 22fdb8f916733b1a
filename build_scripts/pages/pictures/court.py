"""Letters from a court, and the days that they leave."""

from __future__ import annotations

from build_scripts.pages.pictures.drawing import WIDTH, Shape, arrow, box, column, stroke
from build_scripts.pages.pictures.picture import Picture, Say, told_list

# The rail from the first box, the boxes beside it, the rail of what can be done, and the boxes beside that.
_RAIL, _INDENT, _INNER_RAIL, _INNER = 6, 24, 36, 54
_ORDER = (("order-pay", "good"), ("order-object", "good"), ("order-silent", "stop"))
_SUIT = (("suit-hearing", "plain"), ("suit-judgment", "plain"), ("suit-enforcement", "plain"))


def court_letters(say: Say) -> Picture:
    """A payment order with what can be done about it, and a suit step by step."""
    first = box(0, 0, WIDTH, say("check"), "info")
    order = box(_INDENT, first.bottom + 18, WIDTH - _INDENT, say("order"), "warn")
    answers = column(_INNER, order.bottom + 12, WIDTH - _INNER, [(say(key), look) for key, look in _ORDER])
    suit = box(_INDENT, answers[-1].bottom + 18, WIDTH - _INDENT, say("suit"), "warn")
    stages = column(_INDENT, suit.bottom + 18, WIDTH - _INDENT, [(say(key), look) for key, look in _SUIT], gap=18)
    middle = suit.middle
    shapes: list[Shape] = [first, order, *answers, suit, *stages]
    shapes += [stroke((_RAIL, first.bottom), (_RAIL, suit.y + 18))]
    shapes += [arrow((_RAIL, each.y + 18), (_INDENT, each.y + 18)) for each in (order, suit)]
    shapes += [stroke((_INNER_RAIL, order.bottom), (_INNER_RAIL, answers[-1].y + 18))]
    shapes += [arrow((_INNER_RAIL, each.y + 18), (_INNER, each.y + 18)) for each in answers]
    shapes += [
        arrow((middle, above.bottom), (middle, below.y)) for above, below in zip((suit, *stages), stages, strict=False)
    ]
    lists = [
        told_list([say(key) for key, _ in steps], say.lang, is_ordered=is_ordered)
        for steps, is_ordered in ((_ORDER, False), (_SUIT, True))
    ]
    return Picture(tuple(shapes), told_list([say("check"), say("order"), lists[0], say("suit"), lists[1]], say.lang))
