"""A section as a picture: nothing runs out of its room, another program reads its code, a course's come as a zip."""

from __future__ import annotations

import base64
import io
import json
import re
import zipfile

import pytest
from playwright.sync_api import Page, expect
from qr_reading import DECODER, READ

from build_scripts.reading.courses import courses
from build_scripts.reading.places import LANGUAGES, page_url

# Where each line begins and ends, in the order in which it is written, and where the picture does.
DRAWN = """async ([module, id, lang]) => {
  const { sectionPicture } = await import(module);
  const lines = [];
  const write = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, left, middle) {
    lines.push({ text, left, right: left + this.measureText(text).width, middle });
    write.call(this, text, left, middle);
  };
  const canvas = await sectionPicture(id, lang);
  CanvasRenderingContext2D.prototype.fillText = write;
  return { lines, width: canvas.width, height: canvas.height };
}"""

SHADE = """async ([module, id]) => {
  const { sectionPicture } = await import(module);
  return (await sectionPicture(id, 'zh')).getContext('2d').getImageData(2, 200, 1, 1).data[0];
}"""
READ_BYTES = f"async (data) => {{ const one = new Image(); one.src = data; await one.decode(); return ({READ})(one); }}"


def longest(said: dict[str, dict[str, object]]) -> list[str]:
    """The sections that say most, and those with the longest title or address."""
    keys = (lambda name: len(json.dumps(said[name])), lambda name: len(str(said[name]["title"])), len)
    return [*dict.fromkeys(name for key in keys for name in sorted(said, key=key)[-3:])]


def test_no_line_of_the_longest_pictures_runs_out_of_its_room(page: Page, built: dict[str, bytes], site: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(page_url("course/readers", "zh"))
    (script,) = (name for name in built if re.fullmatch(r"assets/section-picture\.\w+\.js", name))
    module = f"{site}{script}"
    for lang in LANGUAGES:
        told = json.loads(built[f"course/pictures.{lang}.json"])
        for name in longest(told["sections"]):
            made = page.evaluate(DRAWN, [module, name, lang])
            assert made["width"] == 1080 and made["height"] < 3600, (name, lang, made["height"])
            assert all(line["left"] >= 72 and line["right"] <= 1080 - 72 + 2 for line in made["lines"]), (name, lang)
            assert max(line["middle"] for line in made["lines"]) < made["height"] - 56, (name, lang)
            written = re.sub(r"\s", "", "".join(line["text"] for line in made["lines"]))
            entry = told["sections"][name]
            for text in (entry["title"], *(block["text"] for block in entry["said"]), entry["foot"]):
                assert re.sub(r"\s", "", text) in written, (name, lang, text)
    # In the page's dark scheme too, a picture is dark on light.
    assert page.evaluate(SHADE, [module, name]) > 240


@pytest.mark.daily()
def test_a_courses_sections_and_cases_come_as_a_zip_of_pictures_with_codes_that_lead_to_them(
    page: Page, site: str
) -> None:
    page.goto(page_url("course/readers", "en"))
    place = page.locator("[data-pictures]")
    with page.expect_download() as coming:
        place.get_by_role("button").click()
    expect(place.get_by_role("status")).to_contain_text("readers.en.pictures.zip")
    package = zipfile.ZipFile(io.BytesIO(coming.value.path().read_bytes()))
    assert package.testzip() is None
    names = package.namelist()
    (course,) = (each for each in courses() if each.id == "readers")
    shown = [re.fullmatch(r"\d{3}-(.+)\.png", name) for name in names]
    ids = [found.group(1) for found in shown if found]
    assert len(ids) == len(names) and {*course.sections()} < {*ids} and any(each.startswith("case-") for each in ids)
    page.evaluate(f"() => {{ {DECODER} }}")
    for name, section in (pairs := [*zip(names, ids, strict=True)])[:: len(pairs) - 1]:
        data = base64.b64encode(package.read(name)).decode()
        assert page.evaluate(READ_BYTES, f"data:image/png;base64,{data}") == f"{site}en/s/{section}/"
