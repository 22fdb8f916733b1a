"""Turns the generator's output into build/site: fills in ledger and calculators, sets language and policy, shares
assets.

Plain text work on finished HTML, so that the generator can be replaced.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from build_scripts.pages import ledger as fill_ledger
from build_scripts.pages.audit import audit_table
from build_scripts.pages.calculators import calculator
from build_scripts.pages.changes import change_list, correction_list
from build_scripts.pages.components import SPECIMEN, Site, specimen
from build_scripts.pages.contacts import contact_list
from build_scripts.pages.course import Place, course_part, page_quiz
from build_scripts.pages.desk import desk
from build_scripts.pages.explained_words import explained
from build_scripts.pages.generator import PAGES_BUILD
from build_scripts.pages.index_pages import calculator_list, guide_list
from build_scripts.pages.learning_resource import data_block, description
from build_scripts.pages.offline import controls
from build_scripts.pages.pictures.register import picture
from build_scripts.pages.reading_kept import reading_kept
from build_scripts.pages.release_list import release_list
from build_scripts.pages.section_list import section_list
from build_scripts.pages.software import software
from build_scripts.pages.stage_pages import PAGE_QUIZ
from build_scripts.pages.template_words import with_words
from build_scripts.reading import marks
from build_scripts.reading.guides import Page
from build_scripts.reading.ledger import Ledger
from build_scripts.reading.places import COMPONENTS, HTML_LANG, LANGUAGES, SITE
from build_scripts.reading.words import words
from build_scripts.runtime.runtime import Runtime

_LEFT_OUT = ("worker", "offline", "embed", "favicon.png", "*.map", "sitemap.xml.gz", "javascripts", "kit")
_FILL = re.compile(r'<div data-fill="([a-z]+)"></div>')
_GUIDES = re.compile(r'<div data-guides="([a-z]+)"></div>')
_CONTACTS = re.compile(r'<div data-contacts="([a-z0-9 -]+)"></div>')
_PICTURE = re.compile(r'<div data-picture="([a-z-]+)"></div>')
_COURSE = re.compile(r'<div data-course="([a-z-]+)"></div>')
_CALCULATOR = re.compile(r'<div data-calculator="([a-z-]+)"></div>')
# Also `data-worker-src`, the search worker's address.
_EN_ASSET = re.compile(r'((?:href|src)=")((?:\.\./)*|\./)assets/')


def copy_pages(target: Path = SITE) -> None:
    """build/pages/zh to the site's root and build/pages/en to en/, the theme's files once."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(PAGES_BUILD / "zh", target, ignore=shutil.ignore_patterns(*_LEFT_OUT))
    shutil.copytree(PAGES_BUILD / "en", target / "en", ignore=shutil.ignore_patterns(*_LEFT_OUT, "assets"))
    # The theme's own index; `build_search` writes ours.
    for folder in (target / "search", target / "en/search"):
        shutil.rmtree(folder, ignore_errors=True)


def finish_pages(
    ledger: Ledger,
    guides: dict[str, list[Page]],
    components: dict[str, Page],
    *,
    site_url: str,
    runtime: Runtime,
    target: Path = SITE,
) -> None:
    """Every HTML file, in place."""
    pages = {(lang, page.name): page for lang in LANGUAGES for page in (*guides[lang], components[lang])}
    for path in sorted(target.rglob("*.html")):
        where = path.relative_to(target)
        lang = "en" if where.parts[0] == "en" else "zh"
        name = "/".join(where.parts[1:] if lang == "en" else where.parts).removesuffix(".html").removesuffix("/index")
        up = "../" * (len(where.parts) - 1)
        html = path.read_text("utf-8")
        html = html.replace(f'<html lang="{lang}"', f'<html lang="{HTML_LANG[lang]}"', 1)
        html = with_words(html, lang)
        html = html.replace(marks.ROOT, site_url).replace(marks.RUNTIME, f"{up}{runtime.folder}")
        if lang == "en":
            html = _share_assets(html, absolute=name == "404", site_url=site_url)
        html = _mended(html, lang)
        page = pages.get((lang, name))
        if page:
            if said := description(page, guides[lang], ledger.notes, site_url):
                html = html.replace("</head>", f"{data_block(said)}</head>", 1)
            html = _filled(html, page, ledger, guides, up, runtime, site_url)
        path.write_text(html, "utf-8")


def _share_assets(html: str, *, absolute: bool, site_url: str) -> str:
    """English pages use the theme's files at the root, so that switching language fetches nothing again."""
    if absolute:
        path = "/" + site_url.split("/", 3)[3]
        return html.replace(f'"{path}en/assets/', f'"{path}assets/')
    return _EN_ASSET.sub(lambda found: f"{found.group(1)}{found.group(2).removeprefix('./')}../assets/", html)


def _mended(html: str, lang: str) -> str:
    """The theme's words and marks that are not right: a fragment of a sentence; a state on what has none (the label
    that folds a level of the menu has it, frame.js)."""
    skip = words("site", lang)["skip"]
    html = re.sub(r'(<a [^>]*class="md-skip">\s*)[^<]*?(\s*</a>)', rf"\g<1>{skip}\g<2>", html)
    return re.sub(r'(<nav class="md-nav"[^>]*) aria-expanded="(?:true|false)"', r"\1", html)


def _filled(
    html: str, page: Page, ledger: Ledger, guides: dict[str, list[Page]], up: str, runtime: Runtime, site_url: str
) -> str:
    fills: dict[str, Callable[[], str]] = {
        "claims": lambda: fill_ledger.claims(ledger, guides, page.lang),
        "sources": lambda: fill_ledger.sources(ledger, guides, page.lang),
        "glossary": lambda: fill_ledger.glossary(ledger, guides, page.lang),
        "offline": lambda: controls(page.lang),
        "links": lambda: section_list(guides, page.lang),
        "releases": lambda: release_list(guides, page.lang),
        "audit": lambda: audit_table(page.lang),
        "software": lambda: software(runtime.wheel, page.lang, up=up),
        "corrections": lambda: correction_list(page.lang),
        "desk": lambda: desk(runtime, page.lang, up=up),
        "changes": lambda: change_list(guides[page.lang], page.lang, up=language_up),
        "calculators": lambda: calculator_list(guides[page.lang], up=language_up),
        "reading": lambda: reading_kept(guides[page.lang], page.lang),
    }
    language_up = "" if page.name == "index" else "../" * (page.name.count("/") + 1)
    html = _FILL.sub(lambda found: fills[found.group(1)](), html)
    html = _GUIDES.sub(lambda found: guide_list(found.group(1), guides[page.lang], ledger, up=language_up), html)
    html = _CONTACTS.sub(lambda found: contact_list(found.group(1), ledger, page.lang, up=language_up), html)
    shown = Site(ledger, guides, runtime, up, site_url)
    html = SPECIMEN.sub(lambda found: specimen(found.group(1), shown, page.lang), html)
    html = _PICTURE.sub(lambda found: picture(found.group(1), ledger, page.lang, up=language_up), html)
    place = Place(page.lang, up, language_up)
    is_guide = page.name.startswith("guides/")
    if is_guide or page.name == COMPONENTS:
        html = explained(html, ledger.terms, page.lang, up=language_up)
    if is_guide:
        kept = reading_kept(guides[page.lang], page.lang, page.name.removeprefix("guides/"))
        html = html.replace(PAGE_QUIZ, f"{kept}{PAGE_QUIZ}")
    html = html.replace(PAGE_QUIZ, page_quiz(page))
    html = _COURSE.sub(lambda found: course_part(found.group(1), guides[page.lang], ledger, place), html)
    heading = page.sections[0].id
    return _CALCULATOR.sub(
        lambda found: calculator(found.group(1), page.lang, heading, runtime, up, site_url=site_url), html
    )
