"""A calculator or a section within a page of somebody else's: another origin, with a policy as strict as they come."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from calculator_page import wait_for
from page import Page as ClosedPage
from playwright.sync_api import Frame, Page, expect
from watched_page import NewPage, Watch, until

from build_scripts.measuring.serving import headers_of
from build_scripts.measuring.site_server import SiteServer
from build_scripts.pages.cases import anchor, cases, filled_form
from build_scripts.reading.places import CALCULATOR_PAGES, HTML_LANG, page_url
from calculators import answer

HOST = """<!doctype html><html lang="en"><title>A course</title>
<iframe data-clearlimit src="{site}embed/utilisation/" title="one" width="100%" height="500"></iframe>
<iframe data-clearlimit src="{site}en/embed/s/limit-factors-behaviour/?scheme=dark" title="two" height="40"></iframe>
<iframe src="{site}embed/s/limit-factors-behaviour/" title="no height asked for" height="40"></iframe>
<script async src="{site}embed.js"></script></html>"""
STRICT = "default-src 'none'; frame-src {origin}; script-src {origin}; base-uri 'none'; form-action 'none'; sandbox allow-scripts allow-same-origin"  # noqa: E501


@pytest.fixture
def host(server: SiteServer) -> Iterator[SiteServer]:
    """A site of another origin that shows ours."""
    started = SiteServer({"_headers": b"", "index.html": HOST.format(site=server.url).encode()})
    started.rules = [("/*", {"Content-Security-Policy": STRICT.format(origin=server.origin)})]
    yield started
    started.close()


def framed(page: Page, part: str) -> Frame:
    return until(page, lambda: next((each for each in page.frames if part in each.url), None), part)


def test_a_calculator_and_a_section_work_in_a_page_of_another_origin_and_take_their_own_height(
    new_page: NewPage, watch: Watch, host: SiteServer, server: SiteServer
) -> None:
    watch.allow(f"^off-origin: {re.escape(server.origin)}/")
    page = new_page(at=host, viewport={"width": 900, "height": 900})
    page.goto(host.url)
    calculator = framed(page, "embed/utilisation/")
    root = calculator.locator("[data-calculator]")
    expect(root).to_have_attribute("data-state", "ready")
    root.locator("[name=line-used]").first.fill("5000")
    expect(root.locator("[data-name='line-ratio[0]']").first).to_have_attribute("value", "0.5")

    frames = page.locator("iframe")
    shown = "() => document.querySelector('main').getBoundingClientRect().height"
    for at, part in enumerate(("embed/utilisation/", "scheme=dark")):
        frame = framed(page, part)
        until(
            page,
            lambda at=at, frame=frame: abs(frames.nth(at).bounding_box()["height"] - frame.evaluate(shown)) < 6,
            f"frame {at} is as high as what it shows",
        )
    assert frames.nth(0).bounding_box()["height"] > 600  # type: ignore[index]
    assert frames.nth(2).bounding_box()["height"] < 50  # type: ignore[index]
    section = framed(page, "scheme=dark")
    ground = section.evaluate("getComputedStyle(document.body).backgroundColor")
    assert max(map(int, re.findall(r"\d+", ground))) < 60, "dark, as its address asks"
    assert section.locator("h1").count() == 1
    # A link, one that Python wrote too, leads to the page that the part is of, in a page of its own.
    for frame, name in ((calculator, "calculators/utilisation/"), (section, "en/guides/limit-factors/")):
        links = frame.locator("a").evaluate_all(
            "all => all.map((one) => [one.href, one.target || document.querySelector('base').target])"
        )
        assert len(links) > 1 and {target for _, target in links} == {"_blank"}
        for address, _ in links:
            inside = address.partition("#")[0].removeprefix(server.url)
            assert f"{inside}index.html" in server.files, address
        assert frame.evaluate("document.baseURI") == server.url + name


@pytest.mark.daily("zh-utilisation")
@pytest.mark.parametrize(("lang", "calculator"), [("zh", "utilisation"), ("en", "checklist")])
def test_a_worked_case_opens_in_its_calculator_without_taking_the_focus(
    new_page: NewPage, lang: str, calculator: str
) -> None:
    case = cases(calculator)[1]
    place = anchor(calculator, case)
    page = new_page(viewport={"width": 390, "height": 844})
    page.add_init_script(f"localStorage.setItem('clearlimit.{calculator}', JSON.stringify({{'line-used': '1'}}))")
    page.goto(f"{page_url('index', lang)}embed/s/{place}/")
    assert page.locator("h1").inner_text() == case.title[lang]
    assert case.story[lang] in page.locator("main").inner_text()
    given = page.locator(".calc-given")
    expect(given).to_be_visible()
    wait_for(page, "ready")
    figures = answer(calculator, filled_form(calculator, case), lang=lang, day=case.day)
    for name, value in figures.items():
        if isinstance(value, str):
            expect(page.locator(f'[data-result] data[data-name="{name}"]')).to_have_attribute("value", value)
    assert page.evaluate("[document.activeElement === document.body, scrollY]") == [True, 0]
    assert page.locator(".calc-remember").filter(visible=True).count() == 0
    assert "line-used" in page.evaluate(f"localStorage.getItem('clearlimit.{calculator}')"), "what was kept stays"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    source = page.locator(".cl-embed-source a").evaluate("one => one.href")
    assert source.endswith(f"/{page_url('index', lang)}s/{place}/")


def test_without_javascript_a_worked_case_shows_its_text_and_result_alone(new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    case = cases("utilisation")[0]
    page.goto(f"embed/s/{anchor('utilisation', case)}/")
    expect(page.locator(".calc-given")).to_be_hidden()
    figures = answer("utilisation", filled_form("utilisation", case), lang="zh", day=case.day)
    shown = page.locator('[data-result] data[data-name="repay-total"]').first
    expect(shown).to_have_attribute("value", str(figures["repay-total"]))


def test_only_the_frame_that_tells_a_height_gets_it_and_only_from_the_origin_of_its_address(
    new_page: NewPage, watch: Watch, host: SiteServer, server: SiteServer
) -> None:
    watch.allow(f"^off-origin: {re.escape(server.origin)}/")
    page = new_page(at=host)
    page.goto(host.url)
    section = framed(page, "scheme=dark")
    until(page, lambda: page.locator("iframe").nth(1).bounding_box()["height"] > 100, "the height has come")  # type: ignore[index]
    # Every height that a frame was ever given, since its page says its own again at once.
    page.evaluate(
        """() => {
          const frames = [...document.querySelectorAll("iframe")];
          window.given = frames.map((frame) => [frame.style.height]);
          const note = ({ target }) => given[frames.indexOf(target)].push(target.style.height);
          const noting = new MutationObserver((changes) => changes.forEach(note));
          for (const frame of frames) noting.observe(frame, { attributeFilter: ["style"] });
        }"""
    )

    def given(frame: int) -> set[str]:
        return set(page.evaluate("given")[frame])

    framed(page, "embed/utilisation/").locator("[data-state=ready]").wait_for()
    section.evaluate("parent.postMessage({clearlimit: 1, height: 333}, '*')")
    until(page, lambda: "333px" in given(1), "its own height")
    # From the page itself, without the number, and out of all measure.
    page.evaluate("postMessage({clearlimit: 1, height: 77}, '*')")
    for wrong in (
        "{clearlimit: 2, height: 88}",
        "{clearlimit: 1, height: '99'}",
        "{clearlimit: 1, height: 1e9}",
        "null",
    ):
        section.evaluate(f"parent.postMessage({wrong}, '*')")
    section.evaluate("parent.postMessage({clearlimit: 1, height: 334}, '*')")
    until(page, lambda: "334px" in given(1), "what came after them")
    wrong_ones = {"77px", "88px", "99px", "1e+09px", "1000000000px"}
    assert not given(1) & wrong_ones
    assert not given(0) & {"333px", "334px", *wrong_ones}
    assert given(2) == {""}


def test_what_stands_below_embed_may_be_framed_and_nothing_else(built: dict[str, bytes], server: SiteServer) -> None:
    for name in built:
        if name.endswith((".br", ".gz")) or name == "_headers":
            continue
        # Hosts that join the headers of several rules would make two policies of them.
        given = [header for pattern, each in server.rules if headers_of(name, [(pattern, each)]) for header in each]
        assert len(given) == len(set(given)), name
        policy = headers_of(name, server.rules).get("Content-Security-Policy", "")
        if name.endswith(".html"):
            framed_by = policy.rpartition("frame-ancestors ")[2]
            assert framed_by == ("*" if re.match("(en/)?embed/", name) else "'self'"), name


@pytest.mark.daily()
def test_every_page_made_to_be_framed_is_whole(built: dict[str, bytes]) -> None:
    pages = {name: data.decode() for name, data in built.items() if re.match(r"(en/)?embed/.*\.html$", name)}
    assert len(pages) > 370
    for name, html in pages.items():
        lang = "en" if name.startswith("en/") else "zh"
        assert f'<html lang="{HTML_LANG[lang]}"' in html, name
        for part in ("<title>.+</title>", 'name="description" content=".{20,}"', 'name="robots" content="noindex"',
                     "Content-Security-Policy", '<link rel="icon"', '<link rel="canonical"'):  # fmt: skip
            assert re.search(part, html), (name, part)
        assert len(re.findall("<h1[ >]", html)) == 1, name
        assert not re.search("md-header|md-sidebar|headerlink|footnote-backref", html), name
        ClosedPage("<article" + html.partition("<article")[2].partition("</main>")[0])
    for name in CALCULATOR_PAGES:
        assert f"embed/{name.removeprefix('calculators/')}/index.html" in pages
        assert f"embed/{name.removeprefix('calculators/')}/" in built[f"{name}/index.html"].decode(), "lines to copy"
