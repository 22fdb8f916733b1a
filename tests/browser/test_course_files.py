"""The files of the ready courses as built: there for every course and language, and every address in them opens."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator

import pytest

from build_scripts.pages.course import FILES
from build_scripts.reading.courses import courses
from build_scripts.reading.places import DEFAULT_SITE_URL, LANGUAGES, page_url
from build_scripts.runtime.stored_zip import read_zip

SITE_URL = os.environ.get("SITE_URL") or DEFAULT_SITE_URL
_ADDRESS = re.compile(re.escape(SITE_URL) + r"[A-Za-z0-9._/#-]*")
EVERY = [(course.id, lang) for course in courses() for lang in LANGUAGES]


def texts(name: str, data: bytes) -> Iterator[str]:
    """Every text in a file, in a zip each of its own."""
    if data[:2] == b"PK":
        for inside, content in read_zip(data).items():
            if inside.endswith((".xml", ".rels", ".html", ".js")):
                yield content.decode()
    else:
        # GIFT escapes what means something there.
        yield data.decode().replace("\\", "")


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_every_address_in_every_file_of_a_course_opens(built: dict[str, bytes], name: str, lang: str) -> None:
    page = built[f"{page_url(f'course/{name}', lang)}index.html"].decode()
    for ending, _ in FILES:
        file = f"{name}.{lang}{ending}"
        assert f'course/{file}"' in page, "the course's page leads to the file"
        found = {address for text in texts(file, built[f"course/{file}"]) for address in _ADDRESS.findall(text)}
        assert len(found) > 5, file
        for address in found:
            path, _, anchor = address.removeprefix(SITE_URL).partition("#")
            target = f"{path}index.html" if path.endswith("/") or not path else path
            assert target in built, f"{file}: {address} leads nowhere"
            assert not anchor or f'id="{anchor}"' in built[target].decode(), f"{file}: {address} names no section"


def test_the_question_bank_names_sections_that_are_there_and_says_each_answer(built: dict[str, bytes]) -> None:
    rows = json.loads(built["course/questions.json"])
    assert len(rows) >= 60
    sections = {(entry["lang"], entry["url"]) for entry in json.loads(built["sections.json"])}
    for row in rows:
        assert all((lang, row["url"][lang]) in sections for lang in LANGUAGES), row["id"]
        assert all(row["stem"][lang] and row["feedback"][lang] for lang in LANGUAGES), row["id"]
        assert "options" in row or "pairs" in row or "answer" in row or row["right"] in (True, False), row["id"]
    (sum_,) = (row for row in rows if row["id"] == "use-two-lines")
    assert (sum_["answer"]["value"], sum_["answer"]["calculator"]) == ("35", "utilisation")


def test_no_course_file_is_kept_for_use_without_a_network_or_found_by_search(built: dict[str, bytes]) -> None:
    kept = built["sw.js"].decode()
    assert '"course/readers/index.html"' in kept
    for ending, _ in FILES:
        assert f"course/readers.zh{ending}" not in kept
        assert f"course/readers.zh{ending}" not in built["sitemap.xml"].decode()
    assert f"{SITE_URL}course/readers/" in built["sitemap.xml"].decode()
