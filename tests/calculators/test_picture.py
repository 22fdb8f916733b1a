"""Pictures: whole places, words escaped, nothing told by colour alone, and never an error for what a reader typed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page import Page

from calculators import picture
from calculators.ratio import Ratio

LONG = "一二三四五六七八九十" * 3
HOSTILE = '"><script>alert(1)</script>&\x00'


def _filled_widths(html: str) -> list[str]:
    return [
        attributes["width"] for _, attributes in Page(html).elements if attributes.get("class") == "calc-fill-ground"
    ]


def _all_kinds(text: str) -> list[str]:
    return [
        picture.bars(
            [(text, Ratio(1, 2), text, "warn")], marks=[(Ratio(1, 3), text)], label=text, lang="zh", caption=text
        ),
        picture.stack([(text, 1, text), (text, 2, text)], label=text, caption=text),
        picture.heat_map([(text, text, 3), (text, text, None)], columns=12, label=text, caption=text),
        picture.lines(
            [(text, [1, None, 3], "stop")],
            x_labels=[text] * 3,
            y_label=text,
            marks=[(2, text)],
            label=text,
            caption=text,
        ),
    ]


def test_a_bar_of_half_with_a_whole_of_one_fills_half() -> None:
    html = picture.bars([("A", Ratio(1, 2), "50%", "plain")], label="A: 50%", lang="en")
    assert _filled_widths(html) == ["50%"]


def test_a_bar_above_the_whole_stretches_the_scale_and_one_above_200_per_cent_is_cut_and_says_so() -> None:
    # The scale ends at 125 %: 125 % fills all of it, 50 % is 50 / 125 = 40 %.
    html = picture.bars([("A", Ratio(5, 4), "125%", "stop"), ("B", Ratio(1, 2), "50%", "plain")], label="x", lang="en")
    assert _filled_widths(html) == ["100%", "40%"]
    assert "beyond" not in html
    cut = picture.bars([("A", Ratio(3), "300%", "stop"), ("B", Ratio(1, 2), "50%", "plain")], label="x", lang="en")
    assert _filled_widths(cut) == ["100%", "25%"]
    assert cut.count("beyond the edge") == 1


def test_a_bar_without_a_ratio_or_below_nothing_is_empty() -> None:
    html = picture.bars([("A", None, "none", "quiet"), ("B", Ratio(-1, 4), "−25%", "good")], label="x", lang="zh")
    assert _filled_widths(html) == ["0%"]


def test_a_mark_stands_where_its_fraction_is_and_a_long_name_goes_to_the_legend() -> None:
    html = picture.bars(
        [("A", Ratio(1, 2), "50%", "plain")],
        marks=[(Ratio(3, 10), "Target 30%"), (Ratio(9, 10), LONG)],
        label="x",
        lang="zh",
    )
    places = [
        attributes["x1"]
        for _, attributes in Page(html).elements
        if attributes.get("class", "").startswith("calc-mark calc-")
    ]
    assert places == ["30%", "90%", "0"]  # the last is the legend's sample
    assert re.findall(r"<text [^>]*>([^<]*)</text>", html) == ["Target 30%"]
    assert html.count(LONG) == 1


def test_words_of_marks_that_would_meet_stand_in_rows_of_their_own() -> None:
    near = picture.bars([], marks=[(Ratio(9, 10), "Target 90%"), (Ratio(1), "100%")], label="x", lang="en")
    apart = picture.bars([], marks=[(Ratio(1, 10), "Target 10%"), (Ratio(1), "100%")], label="x", lang="en")
    assert near.count("calc-bars-mark") == 2
    assert apart.count("calc-bars-mark") == 1


def test_the_parts_of_a_stack_fill_it_without_a_gap_and_two_can_share_a_scale() -> None:
    # 1 + 1 + 1 of 3: edges at 33.3, 66.7 and 100 %.
    thirds = picture.stack([("a", 1, "1"), ("b", 1, "1"), ("c", 1, "1")], label="x")
    assert _filled_widths(thirds)[:3] == ["33.3%", "33.4%", "33.3%"]
    half = picture.stack([("a", 1, "1"), ("b", 1, "1")], whole=4, label="x")
    assert _filled_widths(half)[:2] == ["25%", "25%"]


def test_a_stack_of_nothing_draws_nothing_but_keeps_its_legend() -> None:
    html = picture.stack([("a", 0, "0.00"), ("b", 0, "0.00")], label="x")
    assert len(_filled_widths(html)) == 2  # the legend's two samples
    assert Page(html).text.count("0.00") == 2


def test_a_cells_level_is_the_length_of_its_gauge_and_an_unknown_one_has_none() -> None:
    # 2 of 8 levels is 25 %.
    html = picture.heat_map([("May", "1", 2), ("June", "N", 0), ("July", "*", None)], columns=12, label="x")
    gauges = [
        attributes["width"] for _, attributes in Page(html).elements if attributes.get("class") == "calc-cell-gauge"
    ]
    assert gauges == ["25%"]
    assert "calc-level-none" in html
    with pytest.raises(ValueError, match="0 to 8"):
        picture.heat_map([("a", "b", 9)], columns=6, label="x")


def test_a_line_runs_from_its_first_value_to_its_last_on_a_scale_from_0_to_a_round_number() -> None:
    # The scale is 0 to 200 in steps of 50 (four steps; 20 would need ten): 200 is at the top, 100 half-way, 0 at the
    # foot.
    html = picture.lines([("a", [200, 100, 0], "plain")], x_labels=["1", "2", "3"], y_label="yuan", label="x")
    assert 'points="0,0 500,500 1000,1000"' in html
    assert re.findall(r"<text [^>]*>([^<]*)</text>", html) == ["0", "50", "100", "150", "200", "1", "2", "3"]


def test_a_gap_parts_a_line_and_most_sets_the_scale() -> None:
    html = picture.lines([("a", [90, None, 100, 95], "good")], x_labels=list("1234"), y_label="", most=100, label="x")
    # 333 and 667 of 1000 are a third and two thirds.
    assert re.findall('points="([^"]*)"', html) == ["0,100", "667,0 1000,50"]


def test_a_scale_reaches_below_0_where_a_value_does() -> None:
    html = picture.lines([("a", [-30, 60], "plain")], x_labels=["1", "2"], y_label="", label="x")
    # 90 in five steps is 20 a step: −40 to 60.
    assert re.findall(r"<text [^>]*>([^<]*)</text>", html)[:6] == ["−40", "−20", "0", "20", "40", "60"]
    assert 'points="0,900 1000,0"' in html


def test_as_many_words_stand_below_a_plot_as_a_phone_has_room_for() -> None:
    months = [f"2026-{number:02d}" for number in range(1, 25)]
    html = picture.lines([("a", list(range(24)), "plain")], x_labels=months, y_label="", label="x")
    assert re.findall(r">(2026-\d\d)<", html) == ["2026-01", "2026-13", "2026-24"]
    long = picture.lines([("a", [1, 2, 3], "plain")], x_labels=[LONG, "b", "c"], y_label="", label="x")
    assert f"{LONG} – c" in long


def test_each_line_has_a_dash_and_a_shape_of_its_own_whatever_its_colour() -> None:
    html = picture.lines([(str(n), [n, n + 1], "plain") for n in range(4)], x_labels=["a", "b"], y_label="", label="x")
    assert {f"calc-stroke-{n}" for n in range(4)} <= set(re.findall(r"calc-stroke-\d", html))
    assert len(set(re.findall(r'<path d="([^"]*)"', html))) == 4


def test_a_picture_is_one_image_with_one_sentence_and_its_drawings_are_silent() -> None:
    for html in _all_kinds("花呗"):
        elements = Page(html).elements
        assert [attributes["aria-label"] for _, attributes in elements if attributes.get("role") == "img"] == ["花呗"]
        outer = [attributes for tag, attributes in elements if tag == "svg" and "class" in attributes]
        assert outer and all(attributes["aria-hidden"] == "true" for attributes in outer)
        assert not [attributes for _, attributes in elements if "style" in attributes or "id" in attributes]


def test_words_are_escaped() -> None:
    for html in _all_kinds(HOSTILE):
        assert "script" not in Page(html).tags
        assert "\x00" not in html


def test_a_picture_of_nothing_is_still_one_image_with_its_name() -> None:
    for html in (
        picture.bars([], label="x", lang="zh"),
        picture.stack([], label="x"),
        picture.heat_map([], columns=12, label="x"),
        picture.lines([], x_labels=[], y_label="", label="x"),
        picture.lines([("a", [], "plain"), ("b", [None], "plain")], x_labels=["1"], y_label="", label="x"),
    ):
        images = [attributes for _, attributes in Page(html).elements if attributes.get("role") == "img"]
        assert [image["aria-label"] for image in images] == ["x"]


def test_an_unknown_state_is_an_error_that_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match="plain, good, warn, stop, quiet"):
        picture.bars([("a", Ratio(1), "1", "red")], label="x", lang="en")


numbers = st.integers(-(10**14), 10**14)
words = st.text(max_size=40)


@given(st.lists(st.tuples(words, st.none() | numbers, words)), st.lists(st.tuples(numbers, words), max_size=3))
def test_bars_of_any_size_stay_inside_their_picture(
    rows: list[tuple[str, int | None, str]], marks: list[tuple[int, str]]
) -> None:
    html = picture.bars(
        [(name, None if number is None else Ratio(number, 10**12), shown, "plain") for name, number, shown in rows],
        marks=[(Ratio(number, 10**12), name) for number, name in marks],
        label="x",
        lang="en",
    )
    assert len(_filled_widths(html)) == len([number for _, number, _ in rows if number is not None])
    for width in _filled_widths(html):
        assert re.fullmatch(r"\d+(\.\d)?%", width)
        assert 0 <= float(width[:-1]) <= 100


@given(
    st.lists(st.lists(st.none() | numbers, max_size=30), max_size=4),
    st.lists(words, max_size=30),
    st.none() | st.integers(1, 10**14),
)
def test_lines_of_any_size_stay_inside_their_picture(
    series: list[list[int | None]], labels: list[str], most: int | None
) -> None:
    html = picture.lines(
        [("a", values, "plain") for values in series], x_labels=labels, y_label="", label="x", most=most
    )
    Page(html)
    points = " ".join(re.findall('points="([^"]*)"', html)).split()
    assert len(points) == len([value for values in series for value in values if value is not None])
    for point in points:
        x, y = point.split(",")
        assert 0 <= int(x) <= 1000 and 0 <= int(y) <= 1000


@given(st.lists(st.integers(0, 10**14), max_size=8), st.none() | numbers)
def test_the_widths_of_a_stack_never_add_up_to_more_than_its_picture(parts: list[int], whole: int | None) -> None:
    html = picture.stack([("a", number, "a") for number in parts], whole=whole, label="x")
    drawn = sum([round(float(width[:-1]) * 10) for width in _filled_widths(html)])
    samples = 1000 * (len([number for number in parts if number]) or len(parts))  # the legend's
    assert 0 <= drawn - samples <= 1000
