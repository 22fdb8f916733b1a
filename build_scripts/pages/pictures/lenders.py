"""Who lends, and which authority deals with what; how a limit is set, cut and asked about."""

from __future__ import annotations

from dataclasses import replace

from build_scripts.pages.pictures.drawing import PAD, WIDTH, Box, Shape, arrow, bottom, box, label, row
from build_scripts.pages.pictures.picture import Picture, Say, told_list
from calculators.html import Html

_GAP = 24
_MIDDLE = WIDTH // 2


def _framed(y: int, title: str, inner: tuple[Box, ...]) -> list[Shape]:
    """A frame with its title at the top, around boxes that were laid out from 0."""
    head = label(PAD, y + 6, WIDTH - 2 * PAD, title)
    down = head.bottom + 6
    moved = [
        replace(each, y=each.y + down, lines=tuple(replace(line, y=line.y + down) for line in each.lines))
        for each in inner
    ]
    frame = Box(0, y, WIDTH, max(each.bottom for each in moved) + PAD - y, "frame")
    return [frame, head, *moved]


def who_lends(say: Say) -> Picture:
    """You, the app, the lenders, the credit database; a frame around each says who supervises it."""
    wide = WIDTH - 2 * PAD
    half = (wide - 10) // 2
    lenders = [box(PAD, 0, half, say("ant"), "info"), box(PAD + half + 10, 0, half, say("banks"), "info")]
    highest = max(each.height for each in lenders)
    shapes: list[Shape] = [box(0, 0, WIDTH, say("you"))]
    stages = [
        (say("frame-payment"), (box(PAD, 0, wide, say("app")),)),
        (say("frame-lenders"), tuple(replace(each, height=highest) for each in lenders)),
        (say("frame-reporting"), (box(PAD, 0, wide, say("centre")),)),
    ]
    for title, inner in stages:
        y = bottom(shapes)
        shapes += [arrow((_MIDDLE, y), (_MIDDLE, y + _GAP)), *_framed(y + _GAP, title, inner)]
    told = told_list(
        [
            say("you"),
            *(
                part
                for title, texts in (
                    (say("frame-payment"), ["app"]),
                    (say("frame-lenders"), ["ant", "banks"]),
                    (say("frame-reporting"), ["centre"]),
                )
                for part in (title, told_list([say(key) for key in texts], say.lang))
            ),
        ],
        say.lang,
    )
    return Picture(tuple(shapes), told)


def limit_path(say: Say) -> Picture:
    """What reports name, who decides, a cut, whom to ask and what the law gives."""
    shapes: list[Shape] = []
    told: list[str | Html] = []
    stages: list[list[tuple[str, str]]] = [
        [("named", "info")],
        [("by-ant", "plain"), ("by-funder", "plain")],
        [("cut", "warn")],
        [("ask", "plain")],
        [("explain", "good"), ("refuse", "good")],
        [("report", "plain")],
        [("dispute", "plain")],
        [("complain", "plain")],
    ]
    for stage in stages:
        y = bottom(shapes) + _GAP if shapes else 0
        if shapes:
            shapes.append(arrow((_MIDDLE, y - _GAP), (_MIDDLE, y)))
        shapes += row(y, [(say(key), look) for key, look in stage])
        told += [say(key) for key, _ in stage]
    return Picture(tuple(shapes), told_list(told, say.lang, is_ordered=True))
