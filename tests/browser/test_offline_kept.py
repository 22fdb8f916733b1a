"""The whole guide is kept on a device or removed from it, and what else is kept; nothing depends on any of it."""

from __future__ import annotations

import json
import re

import pytest
from accessibility import violations
from calculator_page import wait_for
from offline_pages import WORDS, asked, kept, seen
from playwright.sync_api import expect
from watched_page import NewPage, Watch

from build_scripts.measuring.site_server import SiteServer
from build_scripts.reading.places import HTML_LANG, LANGUAGES, page_url

pytestmark = pytest.mark.languages_in_turn


# A page without one: as in a private window of some browsers.
NO_SERVICE_WORKER = "delete Navigator.prototype.serviceWorker;"
REFUSED = "navigator.serviceWorker.register = () => Promise.reject(new DOMException('refused', 'SecurityError'));"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_whole_guide_can_be_kept_and_removed(new_page: NewPage, own: SiteServer, lang: str) -> None:
    page = new_page(service_workers="allow", at=own)
    page.goto(page_url("about", lang))
    section = page.locator("[data-offline]")
    keep, status = section.locator("[data-action=keep-whole]"), section.locator("[role=status]")
    expect(section.locator("[data-offline-needs]")).to_be_hidden()
    expect(status).to_contain_text(WORDS[lang]["part"])
    files = json.loads(re.findall(r"Object\.entries\((\{.*?\})\)", own.files["sw.js"].decode())[0])
    whole = sum(entry[0] for entry in files.values())
    assert f"{round(whole / 1e6)} MB" in keep.inner_text()
    page.evaluate("""() => {
      window.steps = [];
      const bar = document.querySelector('[data-offline] progress');
      new MutationObserver(() => steps.push(bar.value / bar.max)).observe(bar, {attributes: true});
    }""")
    keep.focus()
    keep.press("Enter")
    expect(status).to_contain_text(WORDS[lang]["whole"], timeout=60_000)
    steps = page.evaluate("steps")
    assert len(steps) > 5
    assert max(steps) == 1
    assert {server_path(name) for name in files} <= kept(page)
    assert page.evaluate("document.activeElement.dataset.action") == "keep-whole"
    assert not (fault := violations(page)), fault
    with own.away():
        for name, other in (("sources", "zh"), ("guides/caps-and-rates", "en")):
            page.goto(page_url(name, other))
            assert page.locator("h1").inner_text() and page.locator("[data-kept]").count() == 0
        page.goto(page_url("calculators/checklist", lang))
        wait_for(page, "ready")
    page.goto(page_url("about", lang))
    section.locator("[data-action=remove-kept]").click()
    expect(status).to_contain_text(f"{WORDS[lang]['part']} 0.0 MB")
    assert not any("/runtime/" in path or "/sources/" in path for path in kept(page))


@pytest.mark.daily()
def test_a_button_pressed_before_the_page_knows_what_is_kept_has_its_turn(new_page: NewPage, own: SiteServer) -> None:
    page = seen(new_page(service_workers="allow", at=own), own, "about", "en")
    page.add_init_script("""
      const say = ServiceWorker.prototype.postMessage;
      ServiceWorker.prototype.postMessage = function (message, ...rest) {
        if (message.state) setTimeout(() => say.call(this, message, ...rest), 1500);
        else say.call(this, message, ...rest);
      };
    """)
    page.reload()
    section = page.locator("[data-offline]")
    section.locator("[data-action=remove-kept]").click()
    assert not section.locator("[role=status]").inner_text(), "pressed too late to show anything"
    expect(section.locator("[role=status]")).to_contain_text(f"{WORDS['en']['part']} 0.0 MB")


def server_path(name: str) -> str:
    return "/" + re.sub(r"(^|/)index\.html$", r"\1", name)


@pytest.mark.daily()
def test_a_guide_that_could_not_be_kept_whole_says_so_and_the_rest_comes_later(
    new_page: NewPage, own: SiteServer, watch: Watch
) -> None:
    watch.allow("503")
    page = new_page(service_workers="allow", at=own)
    page.goto(page_url("about", "en"))
    section = page.locator("[data-offline]")
    expect(section.locator("[role=status]")).to_contain_text(WORDS["en"]["part"])
    with own.blocked("sources/*"):
        section.locator("[data-action=keep-whole]").click()
        expect(section.locator("[role=status]")).to_contain_text("Not all of it", timeout=60_000)
    before = len(own.requests)
    section.locator("[data-action=keep-whole]").click()
    expect(section.locator("[role=status]")).to_contain_text(WORDS["en"]["whole"])
    assert not [request for request in own.requests[before:] if "runtime" in request.path], (
        "what was kept is not fetched again"
    )


@pytest.mark.daily()
@pytest.mark.parametrize("script", [NO_SERVICE_WORKER, REFUSED], ids=["none", "refused"])
def test_without_a_service_worker_everything_else_works(new_page: NewPage, own: SiteServer, script: str) -> None:
    page = new_page(service_workers="allow", at=own)
    page.add_init_script(script)
    page.goto(page_url("calculators/utilisation", "zh"))
    wait_for(page, "ready")
    page.goto(page_url("about", "zh"))
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)  # nothing comes: it would be registered as soon as the page is idle
    expect(page.locator("[data-offline-needs]")).to_contain_text(WORDS["zh"]["needs"])
    expect(page.locator("[data-offline-controls]")).to_be_hidden()
    assert asked(own, "sw.js") == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_javascript_a_sentence_says_what_keeping_needs(new_page: NewPage, own: SiteServer, lang: str) -> None:
    page = new_page(service_workers="allow", at=own, java_script_enabled=False)
    page.goto(page_url("about", lang))
    expect(page.locator("[data-offline-needs]")).to_contain_text(WORDS[lang]["needs"])
    expect(page.locator("[data-offline] button").first).to_be_hidden()


def test_what_is_named_by_its_content_is_kept_for_ever_and_the_rest_asked_for_anew(own: SiteServer) -> None:
    for name in own.files:
        if name.endswith((".br", ".gz")) or name in ("_headers", "web.config"):  # what hosts read
            continue
        caching = own.headers(name)["Cache-Control"]
        assert ("immutable" in caching) == name.startswith(("assets/", "runtime/", "wheel/")), name
        if name.startswith("assets/"):
            assert re.search(r"\.[0-9a-f]{8}\.", name), name


@pytest.mark.daily("root-zh")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_site_can_be_installed(new_page: NewPage, anywhere: SiteServer, lang: str) -> None:
    page = new_page(service_workers="allow", at=anywhere)
    page.goto(page_url("index", lang))
    told = page.context.new_cdp_session(page).send("Page.getAppManifest")
    assert told["errors"] == []
    manifest = json.loads(told["data"])
    assert manifest["lang"] == HTML_LANG[lang]
    for icon in manifest["icons"]:
        address = page.evaluate("([icon, manifest]) => new URL(icon, manifest).href", [icon["src"], told["url"]])
        size = page.evaluate(
            "async (address) => { const made = await createImageBitmap(await (await fetch(address)).blob()); return"
            " `${made.width}x${made.height}`; }",
            address,
        )
        assert size == icon["sizes"]
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    assert page.locator("link[rel=apple-touch-icon]").count() == 1
    assert page.locator("meta[name=theme-color]").count() >= 2
