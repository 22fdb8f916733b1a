"""The short address of each section and each worked case, for ever: a page that leads there and needs no JavaScript.

That of a section that is there opens it at once. Where a section was withdrawn, its page says so and links its heir.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from build_scripts.pages.cases import anchor, cases
from build_scripts.pages.foreign_words import marked
from build_scripts.reading.guides import Page
from build_scripts.reading.ledger import Permalinks
from build_scripts.reading.places import CALCULATOR_PAGES, HTML_LANG, LANGUAGES, SITE, page_url, short_url
from build_scripts.reading.words import words
from build_scripts.site.policy import LEADING_POLICY, LEADING_SCRIPT
from calculators.html import Html, element, fragment, void


@dataclass(frozen=True)
class Goal:
    """Where a permanent id leads in one language: `section` is its own, or its heir's where it was withdrawn."""

    id: str
    section: str
    title: str
    page: str
    page_title: str
    has_moved: bool = False
    is_case: bool = False

    @property
    def is_withdrawn(self) -> bool:
        return self.id != self.section


def heir(wanted: str, heirs: Mapping[str, str]) -> str:
    """The id that took the wanted one's place, whatever came between; itself where it was not withdrawn."""
    while wanted in heirs:
        wanted = heirs[wanted]
    return wanted


def goals(pages: Sequence[Page], permalinks: Permalinks) -> Iterator[Goal]:
    """Every permanent id in the order in which it was published, then the cases; `pages` are all of one language."""
    there = {section.id: (section, page) for page in pages for section in page.sections}
    for wanted in permalinks.ids:
        section, page = there[heir(wanted, permalinks.heirs)]
        yield Goal(wanted, section.id, section.title, page.name, page.title, permalinks.moved.get(wanted) is not None)
    for page in pages:
        if page.name in CALCULATOR_PAGES:
            calculator = page.name.removeprefix("calculators/")
            for case in cases(calculator):
                place = anchor(calculator, case)
                yield Goal(place, place, case.title[page.lang], page.name, page.title, is_case=True)


def leading_page(goal: Goal, lang: str, *, place: str, target: str, site_url: str, icon: str, sheet: str) -> str:
    """The HTML of a page at `place` that leads to `target`, both addresses from the language's root; `icon` and `sheet`
    are the names of files in assets/."""
    texts = words("short", lang)
    assets = "../" * f"{page_url('index', lang)}{place}".count("/") + "assets/"
    onward = "../" * place.count("/") + target
    titles = {"title": goal.title, "page": goal.page_title}
    said = "withdrawn" if goal.is_withdrawn else "moved" if goal.has_moved else ""
    head: list[Html] = [
        void("meta", charset="utf-8"),
        void("meta", http_equiv="Content-Security-Policy", content=LEADING_POLICY),
        # Before any relative address.
        element("script", Html(LEADING_SCRIPT)),
        # At once or never: a page that leaves after a while is taken from under whoever still reads it.
        *([] if goal.is_withdrawn else [void("meta", http_equiv="refresh", content=f"0; url={onward}")]),
        void("meta", name="viewport", content="width=device-width,initial-scale=1"),
        void("meta", name="robots", content="noindex"),
        void("meta", name="description", content=texts["description"].format(**titles)),
        void("meta", name="color-scheme", content="light dark"),
        element("title", f"{goal.title} · {words('site', lang)['name']}"),
        void("link", rel="icon", type="image/svg+xml", href=f"{assets}{icon}"),
        *([void("link", rel="stylesheet", href=f"{assets}{sheet}")] if said else []),
        void("link", rel="canonical", href=f"{site_url}{page_url(goal.page, lang)}"),
    ]
    body = element("main")(
        element("h1", element("a", href=onward)(marked(goal.title, lang))),
        element("p", marked(texts[said].format(**titles), lang)) if said else None,
        None if goal.is_withdrawn else element("p", texts["leads"]),
    )
    page = element("html", lang=HTML_LANG[lang])(element("head", fragment(*head)), element("body", body))
    return f"<!doctype html>\n{page}\n"


def short_page(goal: Goal, lang: str, *, site_url: str, icon: str, sheet: str) -> str:
    """The page at the goal's short address."""
    target = f"{page_url(goal.page, 'zh')}#{goal.section}"
    place = short_url(goal.id, "zh")
    return leading_page(goal, lang, place=place, target=target, site_url=site_url, icon=icon, sheet=sheet)


def asset(name: str, target: Path) -> str:
    """The name that a file of `assets/` has got, `icon.1a2b3c4d.svg` for `icon.svg`."""
    stem, _, suffix = name.rpartition(".")
    return next(iter(sorted((target / "assets").glob(f"{stem}.????????.{suffix}")))).name


def build_short_addresses(
    guides: Mapping[str, Sequence[Page]], permalinks: Permalinks, site_url: str, target: Path = SITE
) -> None:
    """Writes s/<id>/ and en/s/<id>/ once the files of `assets/` have their names."""
    icon, sheet = asset("icon.svg", target), asset("offline-page.css", target)
    for lang in LANGUAGES:
        for goal in goals(guides[lang], permalinks):
            folder = target / short_url(goal.id, lang)
            folder.mkdir(parents=True)
            page = short_page(goal, lang, site_url=site_url, icon=icon, sheet=sheet)
            (folder / "index.html").write_text(page, "utf-8")
