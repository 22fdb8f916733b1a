"""A course's file on its way into a learning platform, step by step."""

from __future__ import annotations

from build_scripts.pages.pictures.drawing import WIDTH, Shape, arrow, box
from build_scripts.pages.pictures.picture import Picture, Say, told_list

_GAP = 20
_STEPS = ("file", "menu", "upload", "result")
_LOOKS = {"file": "info", "menu": "plain", "upload": "plain", "result": "good"}


def import_steps(say: Say) -> Picture:
    """The file, where to go in the platform, what to choose there, and what is there afterwards."""
    boxes = []
    top = 0
    for step in _STEPS:
        boxes.append(box(0, top, WIDTH, say(step), _LOOKS[step]))
        top = boxes[-1].bottom + _GAP
    middle = WIDTH // 2
    shapes: list[Shape] = [*boxes]
    shapes += [arrow((middle, above.bottom), (middle, below.y)) for above, below in zip(boxes, boxes[1:], strict=False)]
    return Picture(tuple(shapes), told_list([say(step) for step in _STEPS], say.lang, is_ordered=True))
