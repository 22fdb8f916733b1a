"""What trainers link to: short addresses, in the site as built."""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from watched_page import NewPage

from build_scripts.pages.cases import anchor, cases
from build_scripts.reading.places import HTML_LANG, LANGUAGES, LEDGER, page_url, short_url
from build_scripts.runtime.node import run_node
from calculators.register import CALCULATORS

pytestmark = pytest.mark.languages_in_turn

# Every id that had a short address on the day these were first published. This file is never changed.
RELEASED = Path(__file__).parents[1] / "fixtures/released-permalinks.txt"

VALIDATOR = Path(__file__).parents[1] / "tools/json_schema.mjs"


def goal(built: dict[str, bytes], wanted: str, lang: str) -> str:
    """The address that a short page leads to, from the language's root."""
    html = built[f"{short_url(wanted, lang)}index.html"].decode()
    found = re.search(r'<h1><a href="\.\./\.\./([^"]+)">', html)
    assert found, wanted
    return unescape(found.group(1))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_id_that_was_ever_released_still_leads_to_an_element_of_a_page(
    built: dict[str, bytes], lang: str
) -> None:
    released = RELEASED.read_text("utf-8").split()
    assert len(released) > 190
    known = tomllib.loads((LEDGER / "permalinks.toml").read_text("utf-8"))
    now = [row["id"] for row in known["id"]]
    now += [anchor(name, case) for name in CALCULATORS for case in cases(name)]
    for wanted in dict.fromkeys([*released, *now]):
        page, _, place = goal(built, wanted, lang).partition("#")
        html = built[f"{page_url('index', lang)}{page}index.html"].decode()
        assert f'id="{place}"' in html, wanted


def test_short_pages_have_all_that_a_page_must_have_and_are_small(built: dict[str, bytes]) -> None:
    pages = {name: data for name, data in built.items() if re.match(r"(en/)?s/", name)}
    assert len(pages) > 380 and all(name.endswith("/index.html") for name in pages)
    for name, data in pages.items():
        html = data.decode()
        assert len(data) < 1600, name
        assert f'<html lang="{HTML_LANG["en" if name.startswith("en/") else "zh"]}">' in html
        for part in (
            "<title>.+</title>",
            '<meta name="description" content=".{20,}">',
            'http-equiv="Content-Security-Policy"',
            '<link rel="icon" type="image/svg.xml" href="(../)+assets/icon\\.',
            '<link rel="canonical" href="http',
        ):
            assert re.search(part, html), (name, part)
    assert b"/s/" not in built["sitemap.xml"]
    assert not re.search(r'"(?:en/)?s/', built["sw.js"].decode())


def test_a_short_address_opens_its_section_without_javascript(new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("en/s/limit-cut-ask/")
    page.wait_for_url("**/en/guides/limit-cut/#limit-cut-ask")


def test_the_list_of_links_has_every_section_with_its_short_address(built: dict[str, bytes], site: str) -> None:
    rows = list(csv.DictReader(io.StringIO(built["course/links.csv"].decode("utf-8-sig"))))
    assert list(rows[0]) == ["id", "lang", "title", "url", "page", "level", "minutes", "audience", "written"]
    sections = json.loads(built["sections.json"])
    for key in ("id", "lang", "title", "page", "written"):
        assert [row[key] for row in rows] == [section[key] for section in sections]
    for row in rows:
        name = re.sub(r"^https?://[^/]+/", "", row["url"])
        assert name == short_url(row["id"], row["lang"]) and row["url"].isascii()
        assert f"{name}index.html" in built
        assert 1 <= int(row["minutes"]) <= 60 and row["audience"]
    assert {audience for row in rows for audience in row["audience"].split()} == {
        "readers",
        "practitioners",
        "risk-teams",
    }


def test_the_list_of_worked_cases_has_each_with_its_short_address(built: dict[str, bytes]) -> None:
    rows = list(csv.DictReader(io.StringIO(built["course/cases.csv"].decode("utf-8-sig"))))
    assert list(rows[0]) == ["id", "lang", "title", "url", "page", "level", "minutes", "audience", "written"]
    wanted = {(anchor(name, case), lang) for name in CALCULATORS for case in cases(name) for lang in LANGUAGES}
    assert {(row["id"], row["lang"]) for row in rows} == wanted and len(rows) == len(wanted) > 20
    for row in rows:
        name = re.sub(r"^https?://[^/]+/", "", row["url"])
        assert name == short_url(row["id"], row["lang"]) and f"{name}index.html" in built
        assert row["title"] and int(row["minutes"]) >= 1


def test_sections_are_as_their_published_schema_says(built: dict[str, bytes]) -> None:
    schema = json.loads(built["sections.schema.json"])
    assert schema["version"] == 1

    def wrong(data: object) -> list[dict[str, Any]]:
        """As another program reads the schema."""
        found: list[dict[str, Any]] = json.loads(
            run_node(VALIDATOR, given=json.dumps({"schema": schema, "data": data}))
        )
        return found

    sections = json.loads(built["sections.json"])
    assert wrong(sections) == []
    assert [each["keyword"] for each in wrong([{**sections[0], "level": 4}])] == ["enum"]
    assert [each["keyword"] for each in wrong([{key: sections[0][key] for key in sections[0] if key != "url"}])] == [
        "required"
    ]
    assert [each["keyword"] for each in wrong([{**sections[0], "written": "yesterday"}])] == ["pattern"]


def test_the_released_list_is_whole() -> None:
    """A line taken out of the fixture would hide a dead address."""
    assert len(set(RELEASED.read_text("utf-8").split())) == 203
