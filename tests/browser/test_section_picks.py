"""The catalogue of sections: ticked ones become links, Markdown, a table, a handout or a cartridge, in the page."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from accessibility import violations
from paper import pages_of
from playwright.sync_api import Page, expect
from watched_page import NewPage

from build_scripts.reading.places import page_url

ONE, TWO, CASE = "limit-factors-behaviour", "late-now", "case-utilisation-two-lines"
CP = "{http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1}"


def downloaded(page: Page, press: Callable[[], None]) -> tuple[str, bytes]:
    with page.expect_download() as coming:
        press()
    return coming.value.suggested_filename, coming.value.path().read_bytes()


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


@pytest.mark.daily("zh-390")
@pytest.mark.parametrize(("lang", "width"), [("zh", 390), ("en", 1280)])
def test_ticked_sections_are_taken_along_in_every_form(
    new_page: NewPage, site: str, built: dict[str, bytes], lang: str, width: int
) -> None:
    page = new_page(viewport={"width": width, "height": 844}, accept_downloads=True)
    page.goto(page_url("course/links", lang))
    bar = page.locator(".cl-picks-bar")
    take = bar.locator("[data-take]")
    expect(take.first).to_be_hidden()
    for name in (ONE, TWO, CASE):
        page.locator(f"[data-pick={name}] input").check()
    assert re.search(r"\b3\b", bar.locator("output").inner_text())
    # Where neither the page's head nor the bar lies over half of a box, as they do wherever somebody scrolls.
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    bar.evaluate("one => { one.style.position = 'static'; }")
    assert not (found := violations(page)), found
    bar.evaluate("one => { one.style.position = ''; }")

    root = f"{site}{page_url('index', lang)}s/"
    listed = [*json.loads(built["sections.json"]), *table(built["course/cases.csv"])]
    titles = {row["id"]: row["title"] for row in listed if row["lang"] == lang}
    bar.locator("[data-take=links]").click()
    shown = bar.locator("pre")
    assert shown.inner_text() == "\n\n".join(f"{titles[name]}\n{root}{name}/" for name in (TWO, ONE, CASE))
    bar.locator("[data-take=markdown]").click()
    expect(shown).to_contain_text(f"]({root}{ONE}/)")

    name, data = downloaded(page, bar.locator("[data-take=csv]").click)
    rows = table(data)
    assert name == f"clearlimit-links.{lang}.csv"
    assert [(row["id"], row["title"], row["url"]) for row in rows] == [
        (each, titles[each], f"{root}{each}/") for each in (TWO, ONE, CASE)
    ]

    bar.locator("[data-take=handout]").click()
    handout = bar.locator(".cl-handout")
    expect(handout.locator("img")).to_have_count(3)
    assert handout.locator("img").evaluate_all("all => all.every((one) => one.naturalWidth > 150)")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert pages_of(page.pdf(format="A4")) == 1

    name, data = downloaded(page, bar.locator("[data-take=pictures]").click)
    assert name == f"clearlimit-pictures.{lang}.zip"
    drawn = zipfile.ZipFile(io.BytesIO(data))
    assert drawn.testzip() is None
    assert drawn.namelist() == [f"00{at}-{each}.png" for at, each in enumerate((TWO, ONE, CASE), 1)]
    assert all(
        drawn.read(each)[:24].startswith(b"\x89PNG") and drawn.read(each)[18:20] == b"\x04\x38"
        for each in drawn.namelist()
    )

    # The lines for a page of a course, each frame of something that is there.
    bar.locator("[data-take=embed]").click()
    frames = re.findall(
        r'<iframe data-clearlimit src="([^"]+)" title="[^"]+" width="100%" height="(\d+)"', shown.inner_text()
    )
    assert frames == [(f"{root[:-2]}embed/s/{each}/", "900" if each == CASE else "480") for each in (TWO, ONE, CASE)]
    assert all(f"{address.removeprefix(site)}index.html" in built for address, _ in frames)
    assert shown.inner_text().endswith(f'<script async src="{site}embed.js"></script>')

    # In the other language, of the same sections.
    other = "en" if lang == "zh" else "zh"
    bar.locator("select").select_option(other)
    package_made = bar.locator("[data-take=cartridge]").click
    name, data = downloaded(page, package_made)
    assert name == f"clearlimit-links.{other}.imscc"
    assert downloaded(page, package_made)[1] == data, "the same bytes"
    package = zipfile.ZipFile(io.BytesIO(data))
    assert package.testzip() is None
    text = package.read("imsmanifest.xml").decode()
    # Some importers read its beginning only, and know it by that.
    assert f'<manifest xmlns="{CP[1:-1]}"' in text[:500]
    manifest = ElementTree.fromstring(text)
    (top,) = manifest.findall(f".//{CP}organization/{CP}item")
    assert top.find(f"{CP}title") is None
    modules = top.findall(f"{CP}item")
    assert len(modules) == 3 and all(module.findtext(f"{CP}title") for module in modules)
    items = [item for module in modules for item in module.findall(f"{CP}item")]
    resources = {each.get("identifier"): each for each in manifest.findall(f".//{CP}resource")}
    identifiers = [each.get("identifier") for each in manifest.iter() if each.get("identifier")]
    assert len(identifiers) == len(set(identifiers)) and all(re.match("[a-z]", str(each)) for each in identifiers)
    addresses = []
    for item in items:
        resource = resources[item.get("identifierref")]
        assert resource.get("type") == "imswl_xmlv1p1"
        file = resource.find(f"{CP}file")
        assert file is not None
        link = ElementTree.fromstring(package.read(str(file.get("href"))))
        namespace = "{http://www.imsglobal.org/xsd/imsccv1p1/imswl_v1p1}"
        assert link.findtext(f"{namespace}title") == item.findtext(f"{CP}title")
        addresses.append(link.find(f"{namespace}url").get("href"))  # type: ignore[union-attr]
    assert addresses == [f"{site}{page_url('index', other)}s/{each}/" for each in (TWO, ONE, CASE)]


def test_filters_and_picking_all_that_is_listed_go_together(page: Page) -> None:
    page.goto(page_url("course/links", "en"))
    page.locator("[data-filter=audience]").select_option("risk-teams")
    rows = page.locator("[data-pick]")
    listed = rows.filter(visible=True).count()
    assert 10 < listed < rows.count()
    bar = page.locator(".cl-picks-bar")
    bar.get_by_role("button", name="Pick listed").click()
    assert bar.locator("output").inner_text().startswith(f"{listed} ")
    page.locator("[data-filter-text]").fill("zzz")
    assert rows.filter(visible=True).count() == 0
    bar.get_by_role("button", name="Clear").click()
    assert bar.locator("output").inner_text().startswith("0 ")


@pytest.mark.daily()
@pytest.mark.languages_in_turn
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_bar_stands_in_sight_and_never_over_what_has_the_focus(new_page: NewPage, lang: str) -> None:
    page = new_page(viewport={"width": 390, "height": 600})
    page.goto(page_url("course/links", lang))
    bar = page.locator(".cl-picks-bar")
    page.locator(f"[data-pick={ONE}] input").check()
    first, last = bar.bounding_box(), page.locator("[data-pick]").last
    assert first and abs(first["y"] + first["height"] - 600) < 2 and first["height"] < 300, "at the window's foot"
    # Twelve stops on; none is covered, though half of the window is the bar's.
    for _ in range(12):
        page.keyboard.press("Tab")
        held = page.locator(":focus")
        if held.evaluate("one => one.closest('[data-pick]') === null"):
            break
        foot = held.evaluate("one => one.getBoundingClientRect().bottom")
        top = bar.evaluate("one => one.getBoundingClientRect().top")
        assert foot <= top, (held.inner_text(), foot, top)
    last.scroll_into_view_if_needed()
    page.set_viewport_size({"width": 320, "height": 256})
    assert bar.evaluate("one => getComputedStyle(one).position") == "static", "at 400% it gives way"


def test_without_javascript_it_is_a_plain_list_of_short_links(new_page: NewPage, built: dict[str, bytes]) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(page_url("course/links", "zh"))
    links = page.locator("[data-pick] a")
    listed = [*json.loads(built["sections.json"]), *table(built["course/cases.csv"])]
    assert links.count() == len([row for row in listed if row["lang"] == "zh"])
    assert page.locator("[data-pick] input, .cl-picks-bar").count() == 0
    links.nth(30).click()
    page.wait_for_url(re.compile(r"/guides/.*#[a-z0-9-]+$"))
