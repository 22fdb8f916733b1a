"""SCORM packages: the manifest as platforms want it, and a lesson whose every link leads somewhere."""

from __future__ import annotations

import json
import re

import pytest
from bs4 import BeautifulSoup
from lxml import etree
from scorm_packages import ADL, CP, EVERY, SITE_URL, around, guides, package

from build_scripts.kit.scorm import scorm
from build_scripts.kit.section_text import section_html, sections_by_id
from build_scripts.reading.courses import courses
from build_scripts.reading.releases import build_number, standings


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_the_manifest_at_the_root_names_one_lesson_and_every_file(name: str, lang: str) -> None:
    manifest = etree.fromstring(package(name, lang)["imsmanifest.xml"])
    assert manifest.findtext(f"{CP}metadata/{CP}schema") == "ADL SCORM"
    assert manifest.findtext(f"{CP}metadata/{CP}schemaversion") == "1.2"
    organizations = manifest.find(f"{CP}organizations")
    assert organizations.get("default") == organizations.find(f"{CP}organization").get("identifier")
    (item,) = manifest.iter(f"{CP}item")
    (resource,) = manifest.iter(f"{CP}resource")
    assert item.get("identifierref") == resource.get("identifier")
    assert item.findtext(f"{ADL}masteryscore") == "60"
    # `scormType` is of SCORM 2004: with it Moodle takes the lesson for a file that reports nothing.
    assert resource.get(f"{ADL}scormtype") == "sco"
    assert resource.get("href") == "index.html"
    named = {each.get("href") for each in resource.iter(f"{CP}file")}
    assert named | {"imsmanifest.xml"} == package(name, lang).keys()


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_every_link_of_the_lesson_leads_into_it_or_to_the_site(name: str, lang: str) -> None:
    page = BeautifulSoup(package(name, lang)["index.html"].decode(), "html.parser")
    ids = {str(each["id"]) for each in page.select("[id]")}
    links = [str(each["href"]) for each in page.select("a[href]")]
    assert links
    wrong = [
        link for link in links
        if not (link[:1] == "#" and link[1:] in ids or link.startswith((SITE_URL, "tel:")) and link.isascii())
    ]  # fmt: skip
    assert wrong == []
    assert page.select("img, iframe, object") == []
    assert [str(each["src"]) for each in page.select("script")] == ["course.js"]


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_every_section_and_question_of_the_course_is_in_the_lesson(name: str, lang: str) -> None:
    course = next(each for each in courses() if each.id == name)
    page = BeautifulSoup(package(name, lang)["index.html"].decode(), "html.parser")
    assert [str(each["id"]) for each in page.select("[data-part]")] == [*course.sections(), "quiz"]
    assert all(len(each.get_text()) > 60 for each in page.select("[data-part]"))
    asked = [str(each["data-question"]) for each in page.select("[data-question]")]
    assert asked == [question.id for question in course.questions()]


def test_what_is_kept_between_visits_stays_far_below_4096_signs() -> None:
    # Of every course: a sign a part and a question, three semicolons, the version and the score.
    longest = max(len(course.sections()) + 1 + len(course.questions()) + 3 + 1 + 3 for course in courses())
    assert longest < 200


def test_a_sections_text_joins_chinese_lines_and_names_no_footnote() -> None:
    here = around("readers", "zh")
    page, section = sections_by_id(guides()["zh"])["what-they-are-lenders"]
    html = section_html(page, section, here)
    assert "[^" not in html
    assert "<sup" not in html
    assert "data-picture" not in html
    assert "信用购和花呗的不同就在这里：钱全部由银行等机构出" in html
    assert f'href="{SITE_URL}s/credit-report-huabei/"' in html
    # Two lines of one paragraph, joined without a blank.
    assert not re.search(r"。\s+[\u4e00-\u9fff]", BeautifulSoup(html, "html.parser").p.get_text())


def test_the_script_is_one_plain_file_and_its_words_come_from_the_page() -> None:
    script = package("readers", "en")["course.js"].decode()
    assert not re.search(r"\b(?:import|export)\b", script)
    page = BeautifulSoup(package("readers", "en")["index.html"].decode(), "html.parser")
    assert json.loads(str(page.body["data-texts"]))["next"] == "Next part"
    assert page.html["lang"] == "en"


def test_a_lesson_carries_the_build_number_and_what_each_of_its_sections_said() -> None:
    now, course = standings(guides()), courses()[0]
    files = package(course.id, "en")
    lesson, number = files["index.html"].decode(), build_number(now)
    manifest = etree.fromstring(files["imsmanifest.xml"])
    assert manifest.get("identifier") == f"clearlimit-{course.id}-en-{number}"
    assert f"build {number};" in BeautifulSoup(lesson, "html.parser").footer.get_text()
    carried = re.findall(r"<!-- clearlimit (\S+) (\S+) -->", lesson)
    assert carried == [(each, now[each].digests["en"]) for each in course.sections()]


def test_the_same_input_gives_the_same_bytes() -> None:
    course, now = courses()[0], standings(guides())
    one, other = (scorm(course, guides()["zh"], around("readers", "zh"), sections=now) for _ in range(2))
    assert one == other
