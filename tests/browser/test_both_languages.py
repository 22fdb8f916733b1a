"""Two languages together: each paragraph by its twin, the place kept, remembered in the tab, printed so."""

from __future__ import annotations

import re

import pytest
from accessibility import violations
from paper import pages_of
from playwright.sync_api import Page, expect
from watched_page import NewPage, Watch

from build_scripts.measuring.site_server import SiteServer
from build_scripts.reading.places import HTML_LANG, LANGUAGES, PAGES, page_url

BOTH = [name for name in PAGES if name.startswith("guides/") or name == "glossary"]
# Of each page, in pairs of runs: what kind each block is and where its links lead; and how many blocks there are.
PAIRED = """async ([module, pages]) => {
  const { pairs } = await import(module);
  const read = async (address) =>
    new DOMParser().parseFromString(await (await fetch(address)).text(), 'text/html').querySelector('article');
  const links = (block) => [...block.querySelectorAll('a[href*="#"]')].map((link) => link.hash).sort().join(' ');
  const said = (all) => all.map((block) => [block.localName, block.className, block.id, links(block)]);
  const found = {};
  for (const [name, own, twin] of pages) {
    const articles = await Promise.all([own, twin].map(read));
    found[name] = [pairs(...articles).map((run) => run.map(said)), ...articles.map((each) => each.children.length)];
  }
  return found;
}"""
# The first block in sight below the header, and how far down it is.
IN_SIGHT = """() => {
  const bar = document.querySelector('.md-header').getBoundingClientRect().bottom;
  const all = [...document.querySelectorAll('article :is(h2, p, li, dd):not(.cl-twin, .cl-twin *)')];
  const seen = all.find((each) => each.getBoundingClientRect().bottom > bar);
  return [all.indexOf(seen), Math.round(seen.getBoundingClientRect().top)];
}"""
BOXES = """() => [...document.querySelectorAll('article > p.cl-own, article :is(li, dd).cl-own')].map((own) => {
  const [mine, its] = [own, own.nextElementSibling].map((each) => each.getBoundingClientRect());
  return [own.nextElementSibling.matches('.cl-twin'), its.top - mine.top, its.top - mine.bottom, its.left - mine.right];
})"""
TWICE = """() => {
  const ids = [...document.querySelectorAll('[id]')].map((each) => each.id);
  return ids.filter((id, at) => ids.indexOf(id) !== at);
}"""
ARTICLE = """() => {
  const article = document.querySelector('article').cloneNode(true);
  for (const told of article.querySelectorAll('[role=status]')) told.remove();
  return article.innerHTML.replaceAll(' class=""', '');
}"""


def press(page: Page) -> None:
    """Where the reader is, without the keyboard's way back to the button."""
    button = page.locator("[data-both]")
    was = button.get_attribute("aria-pressed")
    button.evaluate("button => button.click()")
    expect(button).to_have_attribute("aria-pressed", "false" if was == "true" else "true")


def test_every_block_of_every_guide_and_the_glossary_stands_by_one_of_its_own_kind(
    page: Page, built: dict[str, bytes]
) -> None:
    page.goto(page_url("about", "zh"))
    module = next(name for name in built if re.fullmatch(r"assets/both-languages\.\w+\.js", name))
    pages = [[name, f"/{page_url(name, 'zh')}", f"/{page_url(name, 'en')}"] for name in BOTH]
    found = page.evaluate(PAIRED, [f"/{module}", pages])
    for name, (runs, zh, en) in found.items():
        shown = [sum(len(run[side]) for run in runs) for side in (0, 1)]
        # The line below the title, the questions, what was read, the printed address, how to cite and what words mean
        # have no twin.
        assert shown[0] >= zh - 6 and shown[1] >= en - 6, f"{name}: {shown} of {zh} and {en}"
        for own, twin in runs:
            assert own and twin, name
            if len(own) == len(twin) == 1:
                assert own == twin, name


@pytest.mark.daily("zh-1280")
@pytest.mark.parametrize(
    ("lang", "width", "scheme"),
    [("zh", 1280, "light"), ("en", 390, "dark"), ("en", 1280, "dark"), ("zh", 390, "light")],
)
def test_each_paragraph_gets_its_twin_and_the_reader_stays_where_they_are(
    new_page: NewPage, is_full: bool, lang: str, width: int, scheme: str
) -> None:
    page = new_page(viewport={"width": width, "height": 844}, color_scheme=scheme)
    page.goto(f"{page_url('guides/caps-and-rates', lang)}#caps-and-rates-disclosure")
    expect(page.locator("[data-opens=search]")).to_have_count(1)
    before, seen = page.evaluate(ARTICLE), page.evaluate(IN_SIGHT)
    press(page)
    assert page.evaluate(IN_SIGHT) == pytest.approx(seen, abs=1)
    boxes = page.evaluate(BOXES)
    assert len(boxes) > 40 and all(box[0] for box in boxes)
    if width > 1000:
        assert all(abs(box[1]) < 2 and box[3] > 0 for box in boxes), "beside it"
    else:
        assert all(box[2] >= 0 for box in boxes), "below it"
    other = HTML_LANG[LANGUAGES[1 - LANGUAGES.index(lang)]]
    assert page.locator(".cl-twin").evaluate_all("all => [...new Set(all.map((one) => one.lang))]") == [other]
    assert page.evaluate(TWICE) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.url.endswith("#caps-and-rates-disclosure")
    if is_full or lang == "zh":
        assert not (found := violations(page)), found
    page.locator("[data-both]").press("Escape")
    expect(page.locator("[data-both]")).to_have_attribute("aria-pressed", "false")
    assert page.evaluate(ARTICLE) == before


@pytest.mark.daily()
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_two_stand_beside_each_other_from_a_thousand_pixels_on_and_not_below(page: Page, lang: str) -> None:
    page.set_viewport_size({"width": 999, "height": 800})
    page.goto(page_url("guides/caps-and-rates", lang))
    expect(page.locator("[data-opens=search]")).to_have_count(1)
    press(page)
    assert all(box[2] >= 0 for box in page.evaluate(BOXES)), "below it"
    page.set_viewport_size({"width": 1000, "height": 800})
    assert all(abs(box[1]) < 2 and box[3] > 0 for box in page.evaluate(BOXES)), "beside it"


def test_a_note_of_the_other_language_has_this_pages_number_and_leads_to_its_source(page: Page) -> None:
    page.goto(page_url("guides/credit-report", "en"))
    press(page)
    notes = page.locator(".cl-twin .footnote-ref").evaluate_all("all => all.map((one) => [one.hash, one.textContent])")
    numbers = page.locator(".footnote > ol > li:not(.cl-twin)").evaluate_all("all => all.map((one) => `#${one.id}`)")
    assert len(notes) > 5
    assert all(numbers.index(leads_to) + 1 == int(number) for leads_to, number in notes)


@pytest.mark.daily()
def test_it_is_remembered_in_this_tab_on_other_pages_too_and_nowhere_else(new_page: NewPage) -> None:
    page = new_page()
    page.goto(page_url("glossary", "zh"))
    press(page)
    entry = page.locator("#term-utilisation")
    expect(entry.locator(".cl-twin").first).to_have_attribute("lang", "en")
    page.goto(f"{page_url('guides/limit-factors', 'zh')}#limit-factors-sesame")
    target = page.locator(".cl-own:target, h2:target")
    expect(page.locator("[data-both]")).to_have_attribute("aria-pressed", "true")
    expect(target).to_be_in_viewport()
    page.locator("[data-language]").click()
    page.wait_for_url("**/en/guides/limit-factors/#limit-factors-sesame")
    expect(page.locator(".cl-twin").first).to_have_attribute("lang", "zh-Hans")
    expect(target).to_be_in_viewport()
    press(page)
    page.reload()
    expect(page.locator("[data-opens=search]")).to_have_count(1)
    expect(page.locator(".cl-twin")).to_have_count(0)
    page.evaluate("sessionStorage.setItem('clearlimit.both', 'yes')")
    other = page.context.new_page()
    other.goto(page_url("guides/limit-factors", "zh"))
    expect(other.locator("[data-opens=search]")).to_have_count(1)
    expect(other.locator(".cl-twin")).to_have_count(0)


@pytest.mark.daily()
def test_on_paper_both_are_printed_and_the_sheet_for_an_emergency_stays_one_page(page: Page) -> None:
    page.goto(page_url("guides/late-now", "zh"))
    press(page)
    assert pages_of(page.pdf(format="A4", prefer_css_page_size=True)) == 1
    # Paper has opened the questions, whose script is still on its way.
    expect(page.locator("[data-quiz] button").first).to_be_attached()
    page.goto(page_url("guides/staying-safe", "zh"))
    expect(page.locator(".cl-twin").first).to_be_attached()
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 900})
    expect(page.locator("article > p.cl-twin").first).to_be_visible()
    own, twin = (page.locator(f"article > p{each}").first.bounding_box() for each in (".cl-own", ".cl-own + p.cl-twin"))
    assert own and twin and twin["y"] >= own["y"] + own["height"]


def test_what_did_not_come_or_is_of_another_version_is_said_and_can_be_tried_again(
    new_page: NewPage, watch: Watch, server: SiteServer, built: dict[str, bytes]
) -> None:
    watch.allow("ERR_EMPTY_RESPONSE|ERR_CONNECTION")
    page = new_page()
    page.goto(page_url("guides/limit-cut", "en"))
    button, told = page.locator("[data-both]"), page.locator("[data-both] + [role=status]")
    expect(page.locator("[data-opens=search]")).to_have_count(1)
    with server.away():
        button.click()
        expect(told).to_contain_text("could not be fetched")
    twin = "guides/limit-cut/index.html"
    newer = re.sub(rb'(?<=name="version" content=")\w+', b"0123456789abcdef", built[twin])
    assert newer != built[twin]
    with server.replaced(twin, newer):
        button.click()
        expect(told).to_contain_text("older version")
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".cl-twin")).to_have_count(0)
    press(page)
    expect(told).to_contain_text("now has its Chinese")
