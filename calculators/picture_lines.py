"""Lines over time: a drawing that fills any width, its scale and the words below it. Use it as `picture.lines`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from calculators.drawing import FULL, KINDS, at, ems, figure, known_state, mark_swatch, spread, svg
from calculators.html import Html, element, fragment
from calculators.ratio import Ratio

_SHAPES = (
    "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z",
    "M-4 -4h8v8h-8z",
    "M0 -5L5 4H-5z",
    "M0 -5L5 0L0 5L-5 0z",
    "M-4 -4L4 4M-4 4L4 -4",
    "M0 -5V5M-5 0H5",
)
_MOST_SHAPES = 8  # along one line
_TICKS = 5
_NARROWEST = 16  # ems that a phone's plot leaves for the words below it


def _step(most: int) -> int:
    """The smallest of 1, 2, 5, 10, 20 … that reaches `most` in five steps."""
    unit = 1
    while True:
        for times in (1, 2, 5):
            if unit * times * _TICKS >= most:
                return unit * times
        unit *= 10


def _shape(index: int, *, x: str, y: str) -> Html:
    return element("svg", x=x, y=y, overflow="visible")(element("path", d=_SHAPES[index % KINDS],
        class_="calc-point")())  # fmt: skip


def _runs(values: Sequence[int | None]) -> list[list[tuple[int, int]]]:
    """The stretches without a gap, each as (position, value)."""
    runs: list[list[tuple[int, int]]] = [[]]
    for position, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append((position, value))
    return [run for run in runs if run]


def _thousands(number: int) -> str:
    return f"{number:,}".replace("-", "−")


def lines(
    series: Sequence[tuple[object, Sequence[int | None], str]],
    *,
    x_labels: Sequence[str],
    y_label: str,
    marks: Sequence[tuple[int, str]] = (),
    label: str,
    shown: Callable[[int], str] = _thousands,
    most: int | None = None,
    caption: str = "",
) -> Html:
    """Lines over the places of `x_labels`: (name, a whole number or None for each place, state).

    Each line has a dash and a shape of its own, by its place in `series`; its colour is the state's. A list may be
    shorter than `x_labels`. `marks` are level thresholds: (whole number, label). The y-axis begins at 0 (or the lowest
    number below it) and ends at `most`, or at a round number above all. `shown` puts a number of the axis into words.
    """
    values = [value for _, numbers, _ in series for value in numbers if value is not None]
    values += [number for number, _ in marks]
    step = _step(max([most or 1, *values]) - min([0, *values]))
    lowest = -(-min([0, *values]) // step) * step
    lowest -= step if min([0, *values]) < lowest else 0
    top = max([most or 0, -(-max([1, *values]) // step) * step])
    last = max(1, len(x_labels) - 1, *[len(numbers) - 1 for _, numbers, _ in series])

    def across(position: int) -> int:
        return Ratio(position, last).nearest_of(FULL)

    def down(value: int) -> int:
        return Ratio(top - value, top - lowest).nearest_of(FULL)

    ticks = list(range(lowest, top + 1, step))
    scale = svg(
        [
            element("text", x="100%", y=at(down(tick)), text_anchor="end", dominant_baseline="central")(shown(tick))
            for tick in ticks
        ],
        class_="calc-plot-scale",
        width=f"{max([ems(shown(tick)) for tick in ticks])}em",
        height="200",
    )
    grid = [
        element("line", x1="0", x2="100%", y1=at(down(tick)), y2=at(down(tick)), class_="calc-plot-grid")()
        for tick in ticks
    ]
    thresholds = []
    for index, (number, _) in enumerate(marks):
        height = at(down(number))
        thresholds.append(
            element("line", x1="0", x2="100%", y1=height, y2=height, class_=f"calc-mark calc-mark-{index % 3}")()
        )
    paths, points, legend = [], [], []
    for index, (name, numbers, state) in enumerate(series):
        look = f"calc-stroke calc-stroke-{index % KINDS} calc-state-{known_state(state)}"
        runs = _runs(numbers)
        paths += [
            element(
                "polyline",
                points=" ".join([f"{across(position)},{down(value)}" for position, value in run]),
                vector_effect="non-scaling-stroke",
                class_=look,
            )()
            for run in runs
        ]
        known = [place for run in runs for place in run]
        shapes = [known[chosen] for chosen in spread(len(known), _MOST_SHAPES)]
        points.append(
            element("g", class_=look)(
                [_shape(index, x=at(across(position)), y=at(down(value))) for position, value in shapes]
            )
        )
        key = svg(
            element("line", x1="0", x2="100%", y1="50%", y2="50%", class_=look)(),
            element("g", class_=look)(_shape(index, x="50%", y="50%")),
            class_="calc-swatch calc-swatch-line",
            width="36",
            height="14",
        )
        legend.append(fragment(key, " ", name))
    legend += [fragment(mark_swatch(index), " ", text) for index, (_, text) in enumerate(marks)]
    drawing = svg(
        grid,
        thresholds,
        element(
            "svg",
            viewBox=f"0 0 {FULL} {FULL}",
            preserveAspectRatio="none",
            width="100%",
            height="100%",
            overflow="visible",
        )(paths),
        points,
        class_="calc-plot-drawing",
        width="100%",
        height="200",
    )
    return figure(
        element("p", class_="calc-plot-title")(y_label) if y_label else None,
        element("div", class_="calc-plot-box")(scale, drawing, _below(x_labels, across)),
        kind="plot",
        label=label,
        legend=legend,
        caption=caption,
    )


def _below(x_labels: Sequence[str], across: Callable[[int], int]) -> Html | None:
    """As many of the labels as fit side by side on a phone; the first and the last as text where even two do not."""
    if not x_labels:
        return None
    widest = max([ems(text) for text in x_labels])
    if 2 * widest >= _NARROWEST and len(x_labels) > 1:
        return element("p", class_="calc-plot-ends")(x_labels[0], " – ", x_labels[-1])
    chosen = spread(len(x_labels), 1 + 2 * _NARROWEST // (3 * widest + 1))
    return svg(
        [
            element(
                "text",
                x=at(across(position)),
                y="50%",
                text_anchor="start" if position == 0 else "end" if across(position) == FULL else "middle",
                dominant_baseline="central",
            )(x_labels[position])
            for position in chosen
        ],
        class_="calc-plot-below",
        width="100%",
        height="20",
    )
