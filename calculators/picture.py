"""Pictures as SVG made by the Python that made the figures: bars, lines, a map of cells, a stacked bar.

Places along a picture are exact per cents of its width, so that it fills any width while its words keep their size;
looks (colours of both schemes, paper, forced colours) are classes in calculator.css. Nothing is told by colour alone:
every colour comes with a pattern, a dash or a shape of its own. A picture is one image with one sentence for a screen
reader; the same figures are in a table beside it, which the caller writes.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from calculators import data
from calculators.drawing import FULL, KINDS, STATES, at, ems, figure, look, mark_swatch, svg
from calculators.html import Html, element, fragment
from calculators.picture_lines import lines
from calculators.ratio import ONE, Ratio

__all__ = ["LEVELS", "STATES", "bars", "heat_map", "lines", "stack", "swatch"]

LEVELS = 8
_MOST_SHOWN = Ratio(2)  # a longer bar is cut here and says so
_NARROWEST_BAR = 20  # the same for a bar
_ROW = element("div", class_="calc-bars-row")
_NAME, _SHOWN = element("span", class_="calc-bars-name"), element("span", class_="calc-bars-shown")
_WIDEST_MARK = 9  # ems of words beside their mark; longer ones go to the legend


# From key to key most bars stay as they are.
@lru_cache(maxsize=256)
def _filled(start: int, end: int, kind: str) -> Html:
    """A stretch of a bar in its colour and pattern: stripes are one broad dashed stroke, so no id is needed."""
    left, right, middle = at(start), at(end), "50%"
    return element("g", class_=f"calc-fill calc-{kind}")(
        element("rect", x=left, y="0", width=at(end - start), height="100%", class_="calc-fill-ground")(),
        element("line", x1=left, x2=right, y1=middle, y2=middle, class_="calc-fill-stripes")(),
        [
            element("line", x1=left, x2=right, y1=height, y2=height, class_="calc-fill-rows")()
            for height in ("20%", "50%", "80%")
        ],
        element("rect", x=left, y="0", width=at(end - start), height="100%", class_="calc-fill-edge")(),
    )


def swatch(index: int) -> Html:
    """The pattern of that part of a `stack`, for its name in a legend or a table."""
    return svg(_filled(0, FULL, f"kind-{index % KINDS}"), class_="calc-swatch", width="20", height="12")


def _mark(place: int, index: int) -> list[Html]:
    return [
        element("line", x1=at(place), x2=at(place), y1="0", y2="100%", class_=name)()
        for name in ("calc-mark-halo", f"calc-mark calc-mark-{index % 3}")
    ]


def _beside(named: Sequence[tuple[int, str]]) -> list[list[tuple[int, str, str]]]:
    """The words of the marks in as few rows as keep them apart on a phone, each as (place, anchor, words)."""
    rows: list[list[tuple[int, int, tuple[int, str, str]]]] = []
    for where, text in named:
        wide = (ems(text) + 1) * FULL // _NARROWEST_BAR
        starts, anchor = (where, "start") if 2 * where <= FULL else (where - wide, "end")
        taken = (starts, starts + wide, (where, anchor, text))
        for row in rows:
            if all(taken[1] <= left or right <= taken[0] for left, right, _ in row):
                row.append(taken)
                break
        else:
            rows.append([taken])
    return [[words for _, _, words in row] for row in rows]


# From key to key most bars stay as they are; `typed`, since markup is no text.
@lru_cache(maxsize=256, typed=True)
def _bar(name: object, filled: int | None, shown: str, kind: str, marks: tuple[int, ...], whole: int, cut: str) -> Html:
    """A row of `bars`; a bar that is longer than the picture says so with `cut`."""
    return _ROW(
        _NAME(name),
        " ",
        _SHOWN(shown, element("span", class_="calc-note")(" ", cut) if cut else None),
        svg(
            element("rect", x="0", y="0", width=at(whole), height="100%", class_="calc-track")(),
            None if filled is None else _filled(0, filled, kind),
            [_mark(place, index) for index, place in enumerate(marks)],
            class_="calc-bars-bar",
            width="100%",
            height="20",
        ),
    )


@lru_cache(maxsize=64)
def _words_above(named: tuple[tuple[int, str], ...]) -> tuple[Html, ...]:
    """The words of the marks over the bars, by their places."""
    return tuple(
        [
            svg(
                [
                    element("text", x=at(where), y="50%", text_anchor=anchor, dominant_baseline="central")(text)
                    for where, anchor, text in row
                ],
                class_="calc-bars-mark",
                width="100%",
                height="18",
            )
            for row in _beside(named)
        ]
    )


def bars(
    rows: Sequence[tuple[object, Ratio | None, str, str]],
    *,
    marks: Sequence[tuple[Ratio, str]] = (),
    label: str,
    lang: str,
    caption: str = "",
) -> Html:
    """Horizontal bars from 0, one a row: (name, fraction of the whole or None, the figure as shown, state or `kind-1`).

    `marks` are thresholds through all rows: (fraction, label). The picture ends at the largest of 100 %, the marks and
    the bars, 200 % at most; a longer bar is cut there and says so. `label` is the sentence for a screen reader.
    """
    end = ONE
    for reached in (*[row[1] for row in rows], *[mark[0] for mark in marks]):
        end = reached if reached is not None and end < reached else end
    end = end if end <= _MOST_SHOWN else _MOST_SHOWN

    def place(fraction: Ratio) -> int:
        share = Ratio(max(0, fraction.numerator) * end.denominator, fraction.denominator * end.numerator)
        return min(FULL, share.nearest_of(FULL))

    places, whole = tuple([place(fraction) for fraction, _ in marks]), place(ONE)
    cut = data.text("", "picture-cut", lang=lang)
    drawn = [
        _bar(
            name,
            None if fraction is None else place(fraction),
            shown,
            look(state),
            places,
            whole,
            cut if fraction is not None and end < fraction else "",
        )
        for name, fraction, shown, state in rows
    ]
    head = _words_above(
        tuple([(where, text) for where, (_, text) in zip(places, marks, strict=True) if ems(text) <= _WIDEST_MARK])
    )
    legend = [
        fragment(mark_swatch(index), " ", text) for index, (_, text) in enumerate(marks) if ems(text) > _WIDEST_MARK
    ]
    return figure(head, drawn, kind="bars", label=label, legend=legend, caption=caption)


def stack(parts: Sequence[tuple[object, int, str]], *, label: str, whole: int | None = None, caption: str = "") -> Html:
    """One bar made of parts in their order: (name, whole number from 0, the figure as shown), with a legend of those
    above 0.

    `whole` is the amount of the full width, so that two stacks can share a scale; the sum of the parts where it is
    None. `swatch(index)` gives a part's pattern for a table.
    """
    sums = [0]
    for _, number, _ in parts:
        sums.append(sums[-1] + max(0, number))
    most = max(whole or 0, sums[-1], 1)
    edges = [Ratio(number, most).nearest_of(FULL) for number in sums]
    drawn = [
        _filled(edges[index], edges[index + 1], f"kind-{index % KINDS}")
        for index in range(len(parts))
        if edges[index] < edges[index + 1]
    ]
    legend = [
        fragment(swatch(index), " ", name, " ", element("span", class_="calc-legend-figure")(shown))
        for index, (name, number, shown) in enumerate(parts)
        if number > 0 or not sums[-1]
    ]
    bar = svg(drawn, class_="calc-stack-bar", width="100%", height="26")
    return figure(bar, kind="stack", label=label, legend=legend, caption=caption)


def heat_map(
    cells: Sequence[tuple[object, object, int | None]], *, columns: int, label: str, caption: str = ""
) -> Html:
    """A map of cells in reading order: (label below, text in the cell, level 0 to 8, or None for 'not known').

    The level is shown by the depth of the colour and by the length of a bar at the foot of the cell. `columns` is 12 or
    6 on a wide page; a phone shows 6.
    """
    drawn = []
    for name, text, level in cells:
        if level is not None and not 0 <= level <= LEVELS:
            raise ValueError(f"a level is 0 to {LEVELS}, not {level}")
        gauge = at(Ratio(level or 0, LEVELS).nearest_of(FULL))
        drawn.append(
            element("div", class_=f"calc-cell calc-level-{'none' if level is None else level}")(
                element("div", class_="calc-cell-square")(
                    svg(
                        element("rect", x="0", y="0", width="100%", height="100%", class_="calc-cell-ground")(),
                        element(
                            "rect",
                            y="100%",
                            width=gauge,
                            height="7",
                            transform="translate(0 -7)",
                            class_="calc-cell-gauge",
                        )()
                        if level
                        else None,
                        element("rect", x="0", y="0", width="100%", height="100%", class_="calc-cell-edge")(),
                        class_="calc-cell-drawing",
                        width="100%",
                        height="40",
                    ),
                    element("span", class_="calc-cell-text")(text),
                ),
                element("span", class_="calc-cell-name")(name),
            )
        )
    grid = element("div", class_=f"calc-cells calc-cells-{12 if columns > 6 else 6}")(drawn)
    return figure(grid, kind="heat", label=label, legend=[], caption=caption)
