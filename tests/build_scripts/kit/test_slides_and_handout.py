"""Slides and handout: what a section says first, its address, the exercises, and the answers where they belong."""

from __future__ import annotations

import io
from functools import cache

import pytest
from bs4 import BeautifulSoup
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from build_scripts.kit.handout import addresses, answer_of, handout
from build_scripts.kit.qr_codes import qr_picture, qr_png, qr_rows
from build_scripts.kit.section_text import sections_by_id
from build_scripts.kit.slides import slides
from build_scripts.pages.cases import cases
from build_scripts.pages.method import method_markdown
from build_scripts.reading.courses import courses
from build_scripts.reading.guides import Page, read_guides
from build_scripts.reading.ledger import TeachingNote, read_ledger
from build_scripts.reading.places import LANGUAGES

SITE_URL = "https://credit.example/kb/"
EVERY = [(course.id, lang) for course in courses() for lang in LANGUAGES]


@cache
def guides() -> dict[str, list[Page]]:
    return read_guides(method_markdown)


@cache
def notes() -> dict[str, TeachingNote]:
    return {note.guide: note for note in read_ledger().notes}


@cache
def rows(name: str, lang: str) -> dict[str, tuple[str, ...]]:
    course = next(each for each in courses() if each.id == name)
    return qr_rows(sorted({*addresses(course, lang, SITE_URL)}))


@cache
def deck(name: str, lang: str) -> bytes:
    course = next(each for each in courses() if each.id == name)
    return slides(course, guides()[lang], notes(), rows(name, lang), site_url=SITE_URL)


def test_the_answer_of_a_section_is_its_first_bold_sentence() -> None:
    zh, en = (sections_by_id(guides()[lang]) for lang in LANGUAGES)
    assert answer_of(zh["late-now-crime"][1]).startswith("只是还不上，不是犯罪；")
    assert answer_of(en["late-now-support"][1]) == "Call 12356, the national psychological support line."
    assert all(answer_of(zh[section][1]) for course in courses() for section in course.sections())


@pytest.mark.daily("readers-zh")
@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_every_section_has_a_slide_with_its_answer_and_address(name: str, lang: str) -> None:
    course = next(each for each in courses() if each.id == name)
    there = sections_by_id(guides()[lang])
    made = [*Presentation(io.BytesIO(deck(name, lang))).slides]
    shown = [[shape.text_frame.text for shape in slide.placeholders] for slide in made]
    assert shown[0][0] == course.title[lang]
    for section in course.sections():
        title, answer = there[section][1].title, answer_of(there[section][1])
        address = f"{SITE_URL}{'en/' if lang == 'en' else ''}s/{section}/"
        slide = made[shown.index([title, answer])]
        (code,) = (shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE)
        assert code.image.blob == qr_png(rows(name, lang)[address])
        (link,) = (shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.TEXT_BOX)
        assert link.text_frame.paragraphs[0].runs[0].hyperlink.address == link.text_frame.text == address
    assert all(title and body for title, body in shown)
    sizes = [line.runs[0].font.size.pt for slide in made for line in slide.placeholders[1].text_frame.paragraphs]
    assert min(sizes) >= 16, "read from the last row"


def test_what_is_right_stands_in_the_notes_alone() -> None:
    made = Presentation(io.BytesIO(deck("readers", "en")))
    # The total of the case with two lines, by the calculator: 7,000 / 20,000.
    title = next(case.title["en"] for case in cases("utilisation") if case.id == "two-lines")
    case = next(slide for slide in made.slides if title in slide.placeholders[0].text_frame.text)
    assert "35%" not in case.placeholders[1].text_frame.text
    assert "35%" in case.notes_slide.notes_text_frame.text


def test_slides_are_the_same_bytes_each_time_and_carry_the_day_of_the_text() -> None:
    course = courses()[0]
    again = slides(course, guides()["en"], notes(), rows("readers", "en"), site_url=SITE_URL)
    assert again == deck("readers", "en")
    properties = Presentation(io.BytesIO(deck("readers", "en"))).core_properties
    assert properties.created == properties.modified
    assert properties.created is not None
    there = sections_by_id(guides()["en"])
    assert str(properties.created.date()) == max(there[each][0].written for each in course.sections())


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_the_handout_has_a_code_and_an_address_for_each_section_and_no_answer(name: str, lang: str) -> None:
    course = next(each for each in courses() if each.id == name)
    codes = {address: qr_picture(code, address) for address, code in rows(name, lang).items()}
    made = handout(
        course, guides()[lang], notes(), codes, site_url=SITE_URL, icon="icon.svg", sheet="handout.css"
    )  # fmt: skip
    page = BeautifulSoup(made, "html.parser")
    shown = [str(link["href"]) for link in page.select(".address a")]
    prefix = f"{SITE_URL}{'en/' if lang == 'en' else ''}s/"
    assert shown == [f"{prefix}{section}/" for module in course.modules for section in module.sections]
    assert len(page.select("svg.qr")) == len(shown) + 1
    assert page.select("script") == []
    keys = [getattr(notes()[guide], f"answer_{lang}") for module in course.modules for guide in module.lesson]
    assert not any(key.split("\n")[0] in page.get_text() for key in keys)


def test_a_code_has_light_squares_around_it_and_its_three_corners() -> None:
    (code,) = qr_rows(["https://a.example/"]).values()
    drawn = BeautifulSoup(qr_picture(code, "QR https://a.example/"), "html.parser").svg
    assert drawn is not None
    size = int(str(drawn["viewbox"]).split()[2]) - 8
    # The first row: seven dark squares at either corner.
    assert str(drawn.path["d"]).startswith("M4 4h7v1h-7z")
    assert f"M{4 + size - 7} 4h7v1h-7z" in str(drawn.path["d"])
    assert drawn["aria-label"] == "QR https://a.example/"


def test_a_slides_code_has_the_same_squares_as_one_on_paper() -> None:
    (code,) = qr_rows(["https://a.example/"]).values()
    with Image.open(io.BytesIO(qr_png(code))) as picture:
        dots = picture.width / (len(code) + 8)
        shown = picture.convert("L")
        squares = [[shown.getpixel(((x + 0.5) * dots, (y + 0.5) * dots)) for x in range(len(code) + 8)]
                   for y in range(len(code) + 8)]  # fmt: skip
    rows = ["".join("01"[value == 0] for value in row) for row in squares]
    assert rows[4:-4] == [f"0000{row}0000" for row in code]
    assert {*rows[:4], *rows[-4:]} == {"0" * (len(code) + 8)}
