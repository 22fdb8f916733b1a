"""A new version of the site waits, says so and takes over when asked; versions never mix."""

from __future__ import annotations

import hashlib
import re

import pytest
from accessibility import violations
from offline_pages import KEPT, WORDS, seen
from playwright.sync_api import expect
from watched_page import NewPage, until

from build_scripts.measuring.site_server import SiteServer
from build_scripts.reading.places import LANGUAGES, page_url

pytestmark = pytest.mark.languages_in_turn


def version(files: dict[str, bytes]) -> str:
    return re.findall(rb'name="version" content="([0-9a-f]{16})"', files["index.html"])[0].decode()


def next_version(files: dict[str, bytes]) -> dict[str, bytes]:
    """The site as another version would be: another style sheet, a mark in each page, and everything named so."""
    plain = {name: data for name, data in files.items() if not name.endswith((".br", ".gz"))}
    old_name = next(name for name in plain if re.fullmatch(r"assets/site\.[0-9a-f]{8}\.css", name))
    style = plain.pop(old_name) + b"\n/* another version */\n"
    digest = hashlib.sha256(style).hexdigest()
    new_name = f"assets/site.{digest[:8]}.css"
    old, new = version(files).encode(), b"f" * 16
    for name, data in plain.items():
        if name.endswith(".html"):
            plain[name] = (
                data.replace(old, new)
                .replace(b"</h1>", b"</h1><p data-two>two</p>", 1)
                .replace(old_name.split("/")[1].encode(), new_name.split("/")[1].encode())
            )
    worker = plain["sw.js"].decode()
    worker = re.sub(
        rf'"{re.escape(old_name)}":\[\d+,"[0-9a-f]+"\]', f'"{new_name}":[{len(style)},"{digest[:16]}"]', worker
    )
    plain["sw.js"] = worker.replace(old.decode(), new.decode()).encode()
    return {**plain, new_name: style}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_new_version_waits_says_so_and_takes_over_when_asked(new_page: NewPage, own: SiteServer, lang: str) -> None:
    page = seen(new_page(service_workers="allow", at=own), own, "guides/late-now", lang)
    before = version(own.files)
    own.files = next_version(own.files)
    page.evaluate("navigator.serviceWorker.getRegistration().then(registration => registration.update()).then(() => 0)")
    notice = page.locator("[role=status].cl-new-version")
    expect(notice).to_contain_text(WORDS[lang]["new"])
    assert page.locator("[data-two]").count() == 0
    assert any(before in name for name in page.evaluate(KEPT))
    assert not (fault := violations(page)), fault
    with page.expect_navigation():
        notice.locator("[data-action=use-new-version]").press("Enter")
    expect(page.locator("[data-two]")).to_be_visible()
    # What had been kept of the old version is there in the new one, and nothing is left of the old.
    until(
        page,
        lambda: all("f" * 16 in name or "runtime" in name for name in page.evaluate(KEPT)),
        "the old version's end",
    )
    with own.away():
        page.goto(page_url("guides/late-now", lang))
        expect(page.locator("[data-two]")).to_be_visible()
    expect(notice).to_have_count(0)


@pytest.mark.daily()
def test_versions_never_mix(new_page: NewPage, own: SiteServer) -> None:
    page = seen(new_page(service_workers="allow", at=own), own, "guides/late-now", "zh")
    seen(page, own, "guides/staying-safe", "zh")
    own.files = next_version(own.files)
    # Opened with a network: all new. The other page is as it was kept, with its own style sheet.
    page.goto(page_url("guides/late-now", "zh"))
    expect(page.locator("[data-two]")).to_be_visible()
    sheets = (
        "[...document.styleSheets].some(sheet => sheet.href.match(/site\\.[0-9a-f]+\\.css/) &&"
        " sheet.cssRules.length > 50)"
    )
    assert page.evaluate(sheets)
    expect(page.locator(".cl-new-version")).to_be_visible()
    with own.away():
        for name in ("guides/late-now", "guides/staying-safe"):
            page.goto(page_url(name, "zh"))
            assert page.locator("[data-two]").count() == 0
            assert page.evaluate(sheets)
            assert page.locator("meta[name=version]").get_attribute("content") != "f" * 16
    for name, paths in page.evaluate(KEPT).items():
        if "runtime" not in name:
            styles = [path for path in paths if re.search(r"/assets/site\.[0-9a-f]+\.css", path)]
            assert len(styles) == 1, (name, styles)


@pytest.mark.daily()
def test_an_old_version_stays_while_a_page_of_it_is_open(new_page: NewPage, own: SiteServer) -> None:
    page = seen(new_page(service_workers="allow", at=own), own, "guides/late-now", "zh")
    other = page.context.new_page()
    seen(other, own, "guides/staying-safe", "zh")
    before = version(own.files)
    own.files = next_version(own.files)
    page.reload()
    page.locator("[data-action=use-new-version]").click()
    page.wait_for_timeout(4000)  # nothing comes: an old version that did not wait would be gone by now
    assert any(before in name for name in page.evaluate(KEPT))
    other.close()
    page.reload()
    until(page, lambda: not any(before in name for name in page.evaluate(KEPT)), "the old version's end")
