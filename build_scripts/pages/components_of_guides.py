"""Specimens for the page of components: what guides, courses and lists of pages hold, made by what makes it there."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag

from build_scripts.pages.changes import change_list
from build_scripts.pages.components_of_tools import only
from build_scripts.pages.course import Place, course_part
from build_scripts.pages.index_pages import guide_list
from build_scripts.pages.method import formulas
from build_scripts.pages.moved import moved_sections
from build_scripts.pages.quiz import folded_quiz, quiz
from build_scripts.pages.reading_kept import reading_kept
from build_scripts.pages.teaching import guide_line, onward_line
from build_scripts.reading.courses import courses
from build_scripts.reading.guides import Page
from build_scripts.reading.ledger import NEEDS, Ledger
from build_scripts.reading.questions import KINDS, Question, questions
from build_scripts.reading.words import words
from calculators.html import Html, fragment

# From the page of components to the root of its language.
_UP = "../"


def guide_frame(ledger: Ledger, guides: dict[str, list[Page]], lang: str) -> Html:
    """What stands around a guide's text: the line below its title, and what ends it."""
    pages = guides[lang]
    titles = {page.name.removeprefix("guides/"): page.title for page in pages}
    note = next(note for note in ledger.notes if note.before and note.after)
    page = next(page for page in pages if page.name == f"guides/{note.guide}")
    moved = next(filter(None, (moved_sections(each, pages, ledger.permalinks.moved) for each in pages)))
    line = guide_line(note, titles, lang, minutes=page.minutes, written=page.written)
    onward = onward_line(note, titles, lang)
    beside = Html(f"{line}{onward}".replace('href="../', f'href="{_UP}guides/'))
    # From a guide it is one step more to the root.
    below = Html(moved.replace('href="../../', f'href="{_UP}'))
    return fragment(_as_shown(beside), _as_shown(below), reading_kept(pages, lang, note.guide))


def lists(ledger: Ledger, guides: dict[str, list[Page]], lang: str) -> Html:
    """An entry of the page of all guides, and a day of the page of changes."""
    index = BeautifulSoup(guide_list(NEEDS[0], guides[lang], ledger, up=_UP), "html.parser")
    for entry in index.select(".cl-index > li")[2:]:
        entry.decompose()
    # As docs/theme/assets/reading-kept.js marks what was read.
    read = index.new_tag("span", attrs={"class": "cl-read"}, string=words("scripts/reading", lang)["read"])
    only(index, ".cl-index-name > a").insert_after(" ", read)
    days = BeautifulSoup(change_list(guides[lang], lang, up=_UP), "html.parser")
    for each in days.select(".cl-dated")[0].select("li")[2:] + days.select(".cl-dated ~ *"):
        each.decompose()
    return fragment(_as_shown(index), _as_shown(days))


def questions_asked(lang: str) -> Html:
    """A question of each kind as it is asked, one folded as below a guide, and one answered rightly and wrongly."""
    asked = [next(each for each in questions() if each.kind == kind) for kind in KINDS]

    def address(section: str) -> str:
        return f"{_UP}s/{section}/"

    answered = (_answered(asked[0], lang, is_right=is_right) for is_right in (True, False))
    return fragment(
        quiz(asked, lang, address, name="asked"),
        folded_quiz(asked[:1], lang, address, name="folded"),
        *answered,
    )


def _answered(question: Question, lang: str, *, is_right: bool) -> Html:
    """As docs/theme/assets/quiz.js leaves a question of one choice; test_components.py holds them together."""
    result, said = "right" if is_right else "wrong", words("scripts/quiz", lang)
    made = BeautifulSoup(quiz([question], lang, lambda section: f"{_UP}s/{section}/", name=result), "html.parser")
    root = only(made, ".cl-quiz")
    # Without these the script leaves it as it is.
    del root["data-quiz"], root["data-texts"]
    asked, answer = only(made, "[data-question]"), only(made, ".cl-answer")
    asked["data-result"] = result
    chosen = next(field for field in asked.select("input") if (field["value"] == asked["data-right"]) == is_right)
    chosen["checked"] = answer["open"] = ""
    button = made.new_tag("button", attrs={"type": "button", "class": "cl-check"}, string=said["check"])
    answer.insert_before(button, " ", made.new_tag("output", string=said[result]))
    total = said["total"].replace("{right}", str(int(is_right))).replace("{all}", "1")
    root.append(made.new_tag("p", attrs={"class": "cl-quiz-total"}, string=total))
    return Html(str(made))


def course(guides: dict[str, list[Page]], ledger: Ledger, lang: str, root: str) -> Html:
    """The first module of a course, and its files. `root` leads to the site's."""
    place, name = Place(lang, root, _UP), courses()[0].id
    module = BeautifulSoup(course_part(f"{name}-plan", guides[lang], ledger, place), "html.parser")
    files = BeautifulSoup(course_part(f"{name}-files", guides[lang], ledger, place), "html.parser")
    return fragment(_as_shown(only(module, ".cl-module")), _as_shown(only(files, ".cl-files")))


def formula(lang: str) -> Html:
    """The first formula of the method page that is typeset."""
    return Html(next(_typeset(formulas("utilisation", lang))))


def _typeset(markdown: str) -> Iterator[str]:
    return (part for part in markdown.split("\n\n") if part.startswith("<div"))


def _as_shown(html: Html | BeautifulSoup | Tag) -> Html:
    """Without ids, which are the addresses of other pages' parts, and without what a script of theirs goes by."""
    made = BeautifulSoup(html, "html.parser") if isinstance(html, str) else html
    for each in made.find_all(True):
        for name in ("id", "data-both", "data-texts"):
            each.attrs.pop(name, None)
    if isinstance(made, Tag) and not isinstance(made, BeautifulSoup):
        made.attrs.pop("id", None)
    return Html(str(made))
