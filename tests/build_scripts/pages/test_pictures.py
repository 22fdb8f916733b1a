"""Pictures: words fit their boxes, nothing meets, both languages show the same, and the words beside tell all of it."""

from __future__ import annotations

import re
from functools import partial
from itertools import combinations

import pytest
from contrast import contrast, schemes
from page import Page

from build_scripts.checks.parity import differing_numbers
from build_scripts.pages.pictures import bills, money, months, rates
from build_scripts.pages.pictures.drawing import PAD, WIDTH, Bar, Box, Label, Line, Shape, Stroke
from build_scripts.pages.pictures.picture import Picture, Say
from build_scripts.pages.pictures.register import PICTURES, picture
from build_scripts.pages.pictures.writing import width, wrapped
from build_scripts.reading.guides import Section, read_page
from build_scripts.reading.ledger import read_ledger
from build_scripts.reading.parameters import in_force
from build_scripts.reading.places import DOCS, LANGUAGES
from build_scripts.reading.typography import joined_lines

LEDGER = read_ledger()
EACH = [(name, lang) for name in PICTURES for lang in LANGUAGES]
_MARK = re.compile(r"^[✓✕!?] ")


def drawn(name: str, lang: str) -> Picture:
    return PICTURES[name].draw(Say(name, lang, LEDGER))


def worded(shapes: tuple[Shape, ...]) -> list[Box | Label]:
    return [shape for shape in shapes if isinstance(shape, Box | Label) and shape.lines]


def lines_of(shapes: tuple[Shape, ...]) -> list[Line]:
    return [line for shape in worded(shapes) for line in shape.lines]


def rectangle(shape: Box | Bar | Line) -> tuple[int, int, int, int]:
    if isinstance(shape, Line):
        return shape.left, shape.y - 11, shape.left + shape.width, shape.y + 3
    return shape.x, shape.y, shape.x + shape.width, shape.y + shape.height


def meet(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.parametrize(("name", "lang"), EACH)
def test_words_fit_their_box_and_the_picture(name: str, lang: str) -> None:
    for shape in drawn(name, lang).shapes:
        if isinstance(shape, Box):
            pad = 4 if shape.look.startswith("cell") else PAD
            for line in shape.lines:
                assert line.left >= shape.x + pad and line.left + line.width <= shape.x + shape.width - pad, line
                assert shape.y + pad < line.y < shape.bottom - 4, line
            assert shape.x >= 0 and shape.x + shape.width <= WIDTH, shape
        elif isinstance(shape, Label):
            assert all(line.left >= 0 and line.left + line.width <= WIDTH for line in shape.lines), shape
        elif isinstance(shape, Bar):
            assert shape.x >= 0 and shape.x + shape.width <= WIDTH, shape
        else:
            assert all(0 <= x <= WIDTH for x, _ in shape.points), shape


@pytest.mark.parametrize(("name", "lang"), EACH)
def test_nothing_meets_but_a_frame_and_what_it_holds(name: str, lang: str) -> None:
    shapes = drawn(name, lang).shapes
    solid = [rectangle(each) for each in shapes if isinstance(each, Bar | Box) and each.look != "frame"]
    free = [rectangle(line) for each in shapes if isinstance(each, Label) for line in each.lines]
    met = [(one, other) for one, other in combinations([*solid, *free], 2) if meet(one, other)]
    assert not met
    # A line may touch a box at its ends; it runs through no words.
    words = [rectangle(line) for line in lines_of(shapes)]
    for stroke in (each for each in shapes if isinstance(each, Stroke)):
        for (x1, y1), (x2, y2) in zip(stroke.points, stroke.points[1:], strict=False):
            assert x1 == x2 or y1 == y2, stroke
            way = min(x1, x2), min(y1, y2), max(x1, x2) + 1, max(y1, y2) + 1
            assert not [each for each in words if meet(way, each)], stroke


def as_section(made: Picture, lang: str) -> Section:
    """The picture's words as a section of a page, as the check of both languages reads one."""
    said = "\n\n".join(joined_lines("\n".join(line.text for line in each.lines)) for each in worded(made.shapes))
    return read_page(f"# T {{ #t }}\n\n{said}\n", name="t", lang=lang, file="t.md").sections[0]


@pytest.mark.parametrize("name", PICTURES)
def test_both_languages_have_the_same_shapes_and_numbers(name: str) -> None:
    zh, en = (drawn(name, lang) for lang in LANGUAGES)
    assert [(type(each), getattr(each, "look", "")) for each in zh.shapes] == [
        (type(each), getattr(each, "look", "")) for each in en.shapes
    ]
    assert [(each.x, each.width) for each in zh.shapes if isinstance(each, Bar)] == [
        (each.x, each.width) for each in en.shapes if isinstance(each, Bar)
    ]
    only_zh, only_en = differing_numbers(as_section(zh, "zh"), as_section(en, "en"))
    assert not only_zh and not only_en, (only_zh, only_en)


@pytest.mark.parametrize(("name", "lang"), EACH)
def test_the_words_beside_a_picture_tell_all_of_it(name: str, lang: str) -> None:
    made = drawn(name, lang)
    told = re.sub(r"\s", "", Page(made.told).text)
    for shape in made.shapes:
        if isinstance(shape, Box | Label):
            for line in shape.lines:
                assert re.sub(r"\s", "", _MARK.sub("", line.text)) in told, line.text


@pytest.mark.parametrize(("name", "lang"), EACH)
def test_a_picture_is_one_image_with_a_name_and_its_html_is_whole(name: str, lang: str) -> None:
    page = Page(picture(name, LEDGER, lang, up="../"))
    images = [attributes for tag, attributes in page.elements if tag == "svg"]
    assert [(each["role"], bool(each["aria-label"])) for each in images] == [("img", True)]
    links = [attributes["href"] for tag, attributes in page.elements if tag == "a"]
    sources = [*PICTURES[name].sources, *drawn(name, lang).sources]
    assert links == [f"../sources/#source-{each}" for each in sources]
    assert "style" not in {key for _, attributes in page.elements for key in attributes}


def test_what_a_late_bill_costs_is_counted_to_the_fen() -> None:
    # 2,380 × 0.05% = 1.19 a day.
    assert [bills.late_cost(day) for day in (1, 9, 30, 90)] == ["1.19", "10.71", "35.70", "107.10"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        # (12,000 + 11,000 + … + 1,000) ÷ 12 = 6,500; 864 ÷ 12,000; 864 ÷ 6,500 = 0.1329.
        ("fee-not-rate", ["6,500 yuan on average", "= 7.2%", "≈ 13%"]),
        ("gap-filled", ["After 10 months", "600 yuan short", "6,000 yuan more", "300 yuan less"]),
        # 50,000 × 9%; 50,000 × 7% + 1,500; 5,000 ÷ 48,500 = 0.1031.
        ("two-offers", ["4,500 yuan of interest", "9% for", "3,500 yuan", "5,000 yuan", "10% for", "about 10.3%"]),
        ("limit-parts", ["available 2,600 yuan", "available 0 yuan"]),
        # 365 × 0.05%; 4 × the LPR of 3.0% of that day.
        ("rate-lines", ["5.475% to 24%", "18.25%", "12% (LPR 3.0% on"]),
    ],
)
def test_the_figures_of_an_example_are_those_reckoned_by_hand(
    name: str, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rates, "in_force", partial(in_force, day="2026-01-20"))
    told = Page(drawn(name, "en").told).text
    assert [each for each in said if each not in told] == []


@pytest.mark.parametrize(
    ("guide", "figures"),
    [
        ("late-now", [bills.OWED]),
        ("limit-cut", [money.LIMIT, money.USED, money.LIMIT_AFTER]),
        ("limit-factors", [money.WHOLE, money.TAKEN]),
        ("caps-and-rates", [months.BORROWED, months.FEE, months.FEE * months.MONTHS]),
        ("before-you-ask", [months.GAP, months.LIMIT]),
        ("before-a-loan", [rates.ASKED, rates.FEE]),
    ],
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_picture_of_an_example_has_the_guides_figures(guide: str, figures: list[int], lang: str) -> None:
    text = (DOCS / lang / f"guides/{guide}.md").read_text("utf-8")
    assert [each for each in figures if not re.search(rf"(?<![\d,]){each:,}(?![\d,]*\d)", text)] == []


def test_a_picture_names_the_sources_of_the_figures_that_it_took() -> None:
    page = Page(picture("rate-lines", LEDGER, "en", up="../"))
    links = {attributes["href"].rpartition("source-")[2] for tag, attributes in page.elements if tag == "a"}
    assert {"bond-2025", "spc-finance-2017", "caixin-2025-12", "private-lending-2020", "micro-cost-2025"} <= links
    assert set(in_force("borrowing-cost", "lpr")["source"]) <= links


def test_a_line_ends_neither_before_a_closing_mark_nor_after_an_opening_one_nor_within_a_measure() -> None:
    text = "收到之日起 15 日内（含当天），提出“异议”，不要等；晚了就来不及了。"
    for room in range(90, 320, 2):
        lines = wrapped(text, room)
        assert all(width(line) <= room for line in lines)
        assert not [line for line in lines if line[0] in "，。；）”日" or line[-1] in "（“"], lines
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_word_wider_than_its_room_is_refused() -> None:
    with pytest.raises(ValueError, match="wider than 40"):
        wrapped("Administration", 40)


# ---- colours ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_stand_out_in_both_schemes(scheme: str) -> None:
    colours = schemes()[scheme]
    sheet = (DOCS / "theme/assets/site/pictures.css").read_text("utf-8").partition("@media print")[0]
    fills = re.findall(r"fill: var\((--cl-(?:soft|[a-z]+-soft))\)", sheet)
    lines = re.findall(r"(?:stroke|fill): var\((--cl-(?!soft|[a-z]+-soft)[a-z-]+|--cl-text-soft)\)", sheet)
    assert len(set(fills)) >= 5 and len(set(lines)) >= 5
    for ground in {"--md-default-bg-color", *fills} - {"--cl-text-soft"}:
        assert contrast(colours["--md-typeset-color"], colours[ground]) >= 4.5, ground
        for line in lines:
            assert contrast(colours[line], colours[ground]) >= 3, (line, ground)
