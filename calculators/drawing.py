"""Shared by all pictures: places in exact per cents of the width, patterns, the frame around it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from calculators.html import Html, element, fragment
from calculators.ratio import Ratio

# What a bar or line means: the usual, right, to be watched, to be acted on, beside the point.
STATES = ("plain", "good", "warn", "stop", "quiet")
FULL = 1000  # places are tenths of a per cent
KINDS = 6  # patterns of a stack, dashes and shapes of lines; more begin again


def at(place: int) -> str:
    """Tenths of a per cent as an exact per cent: 475 is '47.5%'."""
    whole, tenth = divmod(place, 10)
    return f"{whole}.{tenth}%" if tenth else f"{whole}%"


@lru_cache(maxsize=128)
def ems(text: str) -> int:
    """About how wide the text is, in ems and never too little: a Chinese character is 1, a Latin one at most 0.7."""
    tenths = sum([10 if character >= "\u1100" else 7 for character in text])
    return -(-tenths // 10)


def known_state(state: str) -> str:
    if state not in STATES:
        raise ValueError(f"no state {state!r} of a picture; there are {', '.join(STATES)}")
    return state


def look(state: str) -> str:
    """The class of a bar's colour and pattern: of its state, or, as `kind-2`, of one of several alike."""
    return state if state in [f"kind-{number}" for number in range(KINDS)] else f"state-{known_state(state)}"


def spread(count: int, most: int) -> list[int]:
    """At most `most` of 0 … count - 1, evenly apart, the first and the last among them."""
    kept = min(count, max(2, most))
    return [Ratio(place, max(1, kept - 1)).nearest_of(count - 1) for place in range(kept)]


def svg(*children: object, class_: str, **attributes: object) -> Html:
    return element("svg", class_=class_, aria_hidden="true", focusable="false", **attributes)(*children)


def figure(*children: object, kind: str, label: str, legend: Sequence[Html], caption: str) -> Html:
    below = fragment(
        element("ul", class_="calc-legend")([element("li", entry) for entry in legend]) if legend else None,
        element("p", caption) if caption else None,
    )
    return element("figure", class_="calc-picture")(
        element("div", class_=f"calc-{kind}", role="img", aria_label=label)(*children),
        element("figcaption", below) if below else None,
    )


def mark_swatch(index: int) -> Html:
    return svg(
        element("line", x1="0", x2="100%", y1="50%", y2="50%", class_=f"calc-mark calc-mark-{index % 3}")(),
        class_="calc-swatch calc-swatch-line",
        width="28",
        height="12",
    )
