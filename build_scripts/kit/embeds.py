"""The pages that courses show within theirs: /embed/<calculator>/ and /embed/s/<id>/, without header and menu.

A section is cut out of its finished page, once that has its policy, its style sheets and all that is filled in.
A `<base>` leads from the frame to that page, so that each link in it, those that Python writes later included, is right
as it stands and opens a page of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from build_scripts.kit.short_addresses import asset, goals, leading_page
from build_scripts.pages.calculators import calculator
from build_scripts.pages.cases import anchor, cases, note
from build_scripts.pages.explained_words import unexplained
from build_scripts.pages.foreign_words import marked
from build_scripts.reading.guides import Page, Section
from build_scripts.reading.ledger import Permalinks
from build_scripts.reading.places import CALCULATOR_PAGES, EMBED, HTML_LANG, LANGUAGES, SITE, THEME, page_url, short_url
from build_scripts.reading.typography import day_in_words
from build_scripts.reading.words import words
from build_scripts.runtime.runtime import Runtime
from build_scripts.site.minify import minified
from calculators.html import Html, element, fragment, void

_ARTICLE = re.compile(r'<article class="md-content__inner[^"]*">(.*?)</article>', re.DOTALL)
_HEADING = re.compile(r'<(h[123])\b[^>]*? id="([^"]+)"')
# What stands below a page's last section.
_AFTER = re.compile(
    r'<(?:p|ul) class="cl-moved"|<details class="cl-teaching"|<div class="footnote"|<p class="cl-print-address"'
    r'|<footer class="cl-cite"'
)
# A list with filters, at a section's end: too long for a frame.
_LIST = re.compile(r"<div[^>]* data-filterable")
_UNSEEN = re.compile(r'<a class="headerlink".*?</a>|<!--.*?-->', re.DOTALL)
_SHEETS = re.compile(r'<link rel="stylesheet" href="[^"]+">')
_EARLY = re.compile(r"<script data-runtime=.*?</script>", re.DOTALL)
_WITH_TEXTS = re.compile(r"<script [^>]*src=\"[^\"]+/site\.[^>]*></script>", re.DOTALL)
# The first script of a page, which asks for it with its last slash (docs/theme/partials/javascripts/palette.html).
_SLASH = re.compile(r"<script>[^<]*location\.replace\(.*?</script>", re.DOTALL)
_MODULES = re.compile(r'<script [^>]*src="[^"]+/(?:older|calculator)\.[0-9a-f]{8}\.js"></script>')
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">')
_DECIDED_IN_THE_PAGE = ("data-ends=", "data-review=")


@dataclass(frozen=True)
class Whole:
    """A finished page that parts are taken from; `up` leads from it to the site's root."""

    page: Page
    html: str

    @property
    def article(self) -> str:
        found = _ARTICLE.search(self.html)
        return unexplained(found.group(1)) if found else ""

    @property
    def policy(self) -> str:
        found = _POLICY.search(self.html)
        return found.group(1) if found else ""

    def part(self, pattern: re.Pattern[str]) -> Html:
        """What the pattern finds in the page, as it stands there."""
        return Html("\n".join(pattern.findall(self.html)))


def cut_out(article: str, sections: Sequence[Section]) -> dict[str, str]:
    """Each section's HTML by its id: the heading and what follows, with the smaller sections below it; of a page's own
    heading what stands before the next. Headings begin at h1."""
    places = [(found.start(), int(found.group(1)[1]), found.group(2)) for found in _HEADING.finditer(article)]
    known = {section.id for section in sections}
    places = [place for place in places if place[2] in known]
    after = _AFTER.search(article, places[-1][0] if places else 0)
    end = after.start() if after else len(article)
    cut = {}
    for at, (start, level, name) in enumerate(places):
        # Below a page's heading stands the whole page, so its own part ends at the next heading of any kind.
        stop = next((place for place, other, _ in places[at + 1 :] if level == 1 or other <= level), end)
        first = _LIST.search(article, start, stop)
        part = _UNSEEN.sub("", article[start : first.start() if first else stop])
        cut[name] = _raised(part, level - 1)
    return cut


def _raised(html: str, by: int) -> str:
    """The HTML with its headings so many levels higher."""
    return re.sub(r"(</?h)([123])(?=[ >])", lambda found: f"{found[1]}{int(found[2]) - by}", html)


def frame_policy(policy: str) -> str:
    """The site's policy for a page within another: its `<base>` names a page of ours."""
    return policy.replace("base-uri 'none'", "base-uri 'self'")


@dataclass(frozen=True)
class Frame:
    """What all pages of this kind share: their own files in `assets/` by name, and the site's address."""

    icon: str
    sheet: str
    script: str
    quiz_sheet: str
    plain_sheet: str
    site_url: str

    def page(self, whole: Whole, title: str, inside: Html, scripts: Html, *, place: str, source: str) -> str:
        """The HTML of the page at `place`, which shows a part of `whole`. `place` and `source`, that part's short
        address, are from the language's root."""
        page, lang = whole.page, whole.page.lang
        texts = words("embed", lang)
        names = {"title": title, "page": page.title}
        # From the page that <base> names to the root of its language, and to the site's.
        up = "../" * page_url(page.name, "zh").count("/")
        assets = f"{up}{'../' if lang == 'en' else ''}assets/"
        head = fragment(
            void("meta", charset="utf-8"),
            Html(f'<meta http-equiv="Content-Security-Policy" content="{frame_policy(whole.policy)}">'),
            # Before any relative address, which would lead elsewhere without the slash.
            void("link", rel="canonical", href=f"{self.site_url}{page_url(page.name, lang)}"),
            whole.part(_SLASH),
            void("base", href="../" * place.count("/") + page_url(page.name, "zh"), target="_blank"),
            void("meta", name="viewport", content="width=device-width,initial-scale=1"),
            void("meta", name="robots", content="noindex"),
            void("meta", name="description", content=texts["description"].format(**names)),
            element("title", f"{title} · {words('site', lang)['name']}"),
            void("link", rel="icon", type="image/svg+xml", href=assets + self.icon),
            element("script", src=assets + self.script)(""),
            whole.part(_SHEETS),
            void("link", rel="stylesheet", href=assets + self.sheet),
            # Elsewhere quiz.js fetches it, which a frame does without.
            void("link", rel="stylesheet", href=assets + self.quiz_sheet) if 'class="cl-quiz"' in str(inside) else (),
        )
        written = [texts["written"].format(day=day_in_words(page.written, lang))] if page.written else []
        note = element("p", class_="cl-embed-source")(
            element("a", href=up + source)(marked(texts["source"].format(**names), lang)),
            *(f" · {part}" for part in (*written, texts["licence"])),
        )
        body = element("main", class_="md-content cl-embed")(
            element("article", class_="md-content__inner md-typeset")(inside, note)
        )
        html = element("html", lang=HTML_LANG[lang], class_="no-js", data_md_color_scheme="default")(
            element("head", head),
            element("body", data_md_color_primary="custom", data_md_color_accent="custom")(body, scripts),
        )
        return f"<!doctype html>\n{html}\n"


def _section_pages(frame: Frame, wholes: Mapping[str, Whole], permalinks: Permalinks) -> Iterator[tuple[str, str]]:
    """(place, HTML) for each permanent id of a language. A calculator's own heading leads on to it, and an id that was
    withdrawn to its heir."""
    parts = {name: cut_out(whole.article, whole.page.sections) for name, whole in wholes.items()}
    for goal in goals([whole.page for whole in wholes.values()], permalinks):
        whole, place = wholes[goal.page], f"{EMBED}/{short_url(goal.id, 'zh')}"
        if goal.is_case:
            continue
        is_calculator = goal.page in CALCULATOR_PAGES and goal.section == whole.page.sections[0].id
        if is_calculator or goal.is_withdrawn:
            onward = goal.page.removeprefix("calculators/") + "/" if is_calculator else short_url(goal.section, "zh")
            yield place, leading_page(
                goal, whole.page.lang, place=place, target=f"{EMBED}/{onward}",
                site_url=frame.site_url, icon=frame.icon, sheet=frame.plain_sheet,
            )  # fmt: skip
            continue
        inside = Html(parts[goal.page][goal.section])
        scripts = whole.part(_WITH_TEXTS) if any(mark in inside for mark in _DECIDED_IN_THE_PAGE) else Html("")
        yield place, frame.page(whole, goal.title, inside, scripts, place=place, source=short_url(goal.id, "zh"))


def _calculator_pages(frame: Frame, wholes: Mapping[str, Whole], runtime: Runtime) -> Iterator[tuple[str, str]]:
    for name in CALCULATOR_PAGES:
        whole = wholes[name]
        heading, lang = whole.page.sections[0], whole.page.lang
        # As deep below the site's root as the calculator's own page, whose script finds Python from where it is.
        place = f"{EMBED}/{name.removeprefix('calculators/')}/"
        up = "../" * page_url(name, lang).count("/")
        inside = fragment(
            element("h1", id=heading.id)(marked(heading.title, lang)),
            calculator(name.removeprefix("calculators/"), lang, heading.id, runtime, up, site_url=None),
        )
        scripts = fragment(whole.part(_EARLY), whole.part(_WITH_TEXTS), whole.part(_MODULES))
        yield place, frame.page(whole, heading.title, inside, scripts, place=place, source=short_url(heading.id, "zh"))


def _case_pages(frame: Frame, wholes: Mapping[str, Whole], runtime: Runtime) -> Iterator[tuple[str, str]]:
    """A worked case's story, and its calculator with the case in the form."""
    for name in CALCULATOR_PAGES:
        whole, calculator_id = wholes[name], name.removeprefix("calculators/")
        lang = whole.page.lang
        # One deeper than the calculator's own page, and Python is looked for from there.
        up = "../" * (page_url(name, lang).count("/") + 1)
        early = Html(whole.part(_EARLY).replace('data-runtime="', 'data-runtime="../'))
        scripts = fragment(early, whole.part(_WITH_TEXTS), whole.part(_MODULES))
        for case in cases(calculator_id):
            goal = anchor(calculator_id, case)
            said = note(calculator_id, lang)
            inside = fragment(
                element("h1", id=goal)(marked(case.title[lang], lang)),
                element("p", marked(case.story[lang], lang)),
                element("p", marked(said, lang)) if said else None,
                calculator(calculator_id, lang, goal, runtime, up, site_url=None, case=case),
            )
            source = short_url(goal, "zh")
            place = f"{EMBED}/{source}"
            yield place, frame.page(whole, case.title[lang], inside, scripts, place=place, source=source)


def build_embeds(
    guides: Mapping[str, Sequence[Page]], permalinks: Permalinks, runtime: Runtime, site_url: str, target: Path = SITE
) -> None:
    """Writes embed/ and en/embed/, and embed.js, which gives a frame its height. The pages of `target` are finished."""
    frame = Frame(
        asset("icon.svg", target),
        asset("embed-page.css", target),
        asset("embed-page.js", target),
        asset("quiz.css", target),
        asset("offline-page.css", target),
        site_url,
    )
    for lang in LANGUAGES:
        root = target / page_url("index", lang)
        wholes = {
            page.name: Whole(page, (root / page_url(page.name, "zh") / "index.html").read_text("utf-8"))
            for page in guides[lang]
        }
        made = (
            _section_pages(frame, wholes, permalinks),
            _calculator_pages(frame, wholes, runtime),
            _case_pages(frame, wholes, runtime),
        )
        for pages in made:
            for place, html in pages:
                (root / place).mkdir(parents=True, exist_ok=True)
                (root / place / "index.html").write_text(html, "utf-8")
    script = (THEME / "embed/embed.js").read_text("utf-8")
    (target / "embed.js").write_text(minified(script, ".js"), "utf-8")
