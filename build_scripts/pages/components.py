"""The page that shows every component in every state, for whoever changes how the site looks.

Its text is docs/theme/components/, its parts are made by what makes them on real pages. It is in no menu, search,
catalogue or sitemap: those go by the guides, and this is none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bs4 import BeautifulSoup

from build_scripts.pages import components_of_guides as of_guides
from build_scripts.pages import components_of_scripts as of_scripts
from build_scripts.pages import components_of_tools as of_tools
from build_scripts.pages import ledger as ledger_pages
from build_scripts.pages.explained_words import open_note
from build_scripts.pages.offline import controls
from build_scripts.pages.teaching import teaching_note
from build_scripts.reading.guides import Page, read_file
from build_scripts.reading.ledger import GRADES, VERDICTS, Ledger
from build_scripts.reading.places import COMPONENTS, LANGUAGES, THEME
from build_scripts.reading.words import words
from build_scripts.runtime.runtime import Runtime
from calculators import answer, render
from calculators.html import Html, element, fragment
from calculators.register import CALCULATORS

SPECIMEN = re.compile(r'<div data-specimen="([a-z]+)"></div>')
_UP = re.compile(r'(?<=href=")\.\./(\.\./)?')
# Beside the example of each calculator: what unfolds a further picture or table.
_MORE: Mapping[str, Mapping[str, str | list[str]]] = {
    "utilisation": {
        "line-due": ["300", "600", "1000"],
        "line-rate": ["14.6", "10", "18.25"],
        "plan-money": "3000",
        "scenario-name": ["A"],
        "scenario-line": ["3"],
        "scenario-repay": ["13800"],
        "scenario-spend": [""],
        "scenario-limit": [""],
    },
}
# Fields of the utilisation form that hold something wrong, with what stands in them.
_WRONG: Mapping[str, tuple[int, str]] = {"line-limit": (1, "5O000"), "line-used": (2, "-"), "target": (0, "300")}


def read_components() -> dict[str, Page]:
    """The page in each language."""
    return {lang: read_file(THEME / COMPONENTS / f"{lang}.md", name=COMPONENTS, lang=lang) for lang in LANGUAGES}


@dataclass(frozen=True)
class Site:
    """What specimens are made from; `root` leads from their page to the site's root."""

    ledger: Ledger
    guides: dict[str, list[Page]]
    runtime: Runtime
    root: str
    url: str


def specimen(kind: str, site: Site, lang: str) -> Html:
    """What replaces `<div data-specimen="…"></div>`. Raises KeyError for a kind that is none."""
    ledger, guides = site.ledger, site.guides
    made = {
        "word": lambda: open_note(next(term for term in ledger.terms if term.explained), lang, "../"),
        "teaching": lambda: teaching_note(ledger.notes[0], lang),
        "ledger": lambda: _entries(ledger, guides, lang),
        "buttons": lambda: _buttons(lang),
        "form": lambda: _with_own_links(_form(lang)),
        "results": lambda: _with_own_links(_results(guides, lang)),
        "cases": lambda: _with_own_links(of_tools.results_of_cases(lang)),
        "fields": lambda: _with_own_links(of_tools.fields_of_a_kind(lang)),
        "tools": lambda: of_tools.around(lang, site.runtime, site.root, site.url),
        "guide": lambda: of_guides.guide_frame(ledger, guides, lang),
        "lists": lambda: of_guides.lists(ledger, guides, lang),
        "quiz": lambda: of_guides.questions_asked(lang),
        "course": lambda: of_guides.course(guides, ledger, lang, site.root),
        "formula": lambda: of_guides.formula(lang),
        "menu": lambda: of_scripts.section_menu(guides, lang, site.root, site.url),
        "search": lambda: of_scripts.found(guides, lang),
        "both": lambda: of_scripts.both_languages(guides, lang),
        "hint": lambda: of_scripts.hint(lang),
    }
    return made[kind]()


def _entries(ledger: Ledger, guides: dict[str, list[Page]], lang: str) -> Html:
    """A claim of each verdict, a source of each grade, a term; filters above them."""
    claims = [next(claim for claim in ledger.claims if claim.verdict == verdict) for verdict in VERDICTS]
    sources = [next((each for each in ledger.sources if each.grade == grade), None) for grade in GRADES]
    few = replace(ledger, claims=tuple(claims), terms=ledger.terms[:1])
    of_each_grade = replace(ledger, sources=tuple(each for each in sources if each))
    return fragment(
        ledger_pages.claims(few, guides, lang),
        ledger_pages.sources(of_each_grade, guides, lang),
        ledger_pages.glossary(few, guides, lang),
    )


def _buttons(lang: str) -> Html:
    page, said = words("scripts/page", lang), words("scripts/calculator", lang)
    again = element("button", type="button", class_="md-button")(said["again"])
    return fragment(
        element("p", element("button", type="button", class_="cl-copy")(page["copy"])),
        element("p", class_="cl-by-hand")(page["by-hand"]),
        element("p", class_="cl-ended")(page["review"].format(day="2026-11-29")),
        Html(controls(lang).replace(' hidden=""', "")),
        element("div", class_="calc")(
            element("p", class_="calc-status")(said["loading"]),
            element("div", class_="calc-alert")(element("p", said["failed"]), again),
        ),
        element("div", class_="cl-new-version")(
            element("p", page["new-version"]),
            element("button", type="button", class_="md-button")(page["reload"]),
            element("button", type="button", class_="md-button")(page["later"]),
        ),
    )


def _form(lang: str) -> Html:
    """The utilisation form, three of its fields filled wrongly, with what the calculator says of each."""
    fields = CALCULATORS["utilisation"].module("building.fields")
    day = fields.EXAMPLE_DAY
    given = fields.example_form()
    for field, (row, value) in _WRONG.items():
        given[field] = [value if at == row else old for at, old in enumerate(given[field])] if row else value
    errors = answer("utilisation", given, lang=lang, day=day)["errors"]
    assert isinstance(errors, dict)
    form = BeautifulSoup(fields.fields(lang=lang, day=day), "html.parser")
    for field, (row, value) in _WRONG.items():
        box, said = (form.select(f'[{by}="{field}"]')[row] for by in ("name", "data-error"))
        box["value"], box["aria-invalid"] = value, "true"
        said.string = errors[field if field in errors else f"{field}[{row}]"]
    return element("div", class_="calc")(Html(str(form)))


def _with_own_links(html: Html) -> Html:
    """A calculator's part with its links as they are right from here: its own page lies one folder deeper."""
    return Html(_UP.sub(lambda found: "../" if found.group(1) else "../calculators/", html))


def _results(guides: dict[str, list[Page]], lang: str) -> Html:
    """What each calculator gives for its example, with all it can unfold."""
    titles = {page.name: page.title for page in guides[lang]}
    parts = []
    for name, registered in CALCULATORS.items():
        fields = registered.module("building.fields")
        given = {**fields.example_form(), **_MORE.get(name, {})}
        shown = Html(render(name, given, lang=lang, day=fields.EXAMPLE_DAY))
        result = element("div", class_="calc-result")(shown)
        parts.append(element("section", class_="calc", aria_label=titles[f"calculators/{name}"])(result))
    return fragment(parts)
