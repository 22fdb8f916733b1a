"""The parts of a course's page that are made from data: its plan, its files and its quiz.

`<div data-course="readers-plan"></div>` becomes the plan of that course, `all-files` the files that are no course's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from build_scripts.pages.cases import Case, anchor, cases, results
from build_scripts.pages.foreign_words import marked
from build_scripts.pages.quiz import folded_quiz, quiz
from build_scripts.reading.courses import Course, Module, courses
from build_scripts.reading.guides import Page
from build_scripts.reading.ledger import Ledger, TeachingNote
from build_scripts.reading.questions import questions
from build_scripts.reading.words import for_script, words
from calculators.html import Html, element, fragment

# What each course has as files: the ending and the key of what is said of it.
FILES = (
    (".imscc", "file-imscc"),
    (".gift.txt", "file-gift"),
    (".scorm12.zip", "file-scorm"),
    (".pptx", "file-slides"),
    (".handout.html", "file-handout"),
)
SHARED_FILES = (("links.csv", "file-links"), ("questions.json", "file-questions"))
PARTS = ("plan", "files", "quiz")


@dataclass(frozen=True)
class Place:
    """The page that a part stands in: the way to the site's root, and to that of its language."""

    lang: str
    root: str
    home: str


def course_part(name: str, pages: Sequence[Page], ledger: Ledger, place: Place) -> Html:
    """The part called by the course's id and one of PARTS. Raises KeyError for another."""
    if name == "all-files":
        return _list(place.root, ((file, words("course", place.lang)[key]) for file, key in SHARED_FILES), place.lang)
    wanted, _, part = name.rpartition("-")
    course = {each.id: each for each in courses()}[wanted]
    if part == "files":
        return _files(course, place)
    titles = {section.id: (page.name, section.title) for page in pages for section in page.sections}
    if part == "quiz":
        return quiz(
            course.questions(), place.lang, lambda section: _address(titles[section][0], section, place), name=wanted
        )
    notes = {note.guide: note for note in ledger.notes}
    return {"plan": _plan}[part](course, titles, notes, place)


def page_quiz(page: Page) -> Html:
    """The questions on the page's own sections, folded."""
    asked = [each for section in page.sections for each in questions() if each.section == section.id]
    return folded_quiz(asked, page.lang, lambda section: f"#{section}", name="page")


def _address(page: str, anchor_id: str, place: Place) -> str:
    return f"{place.home}{page}/#{anchor_id}"


def _files(course: Course, place: Place) -> Html:
    texts = words("course", place.lang)
    files = _list(place.root, ((f"{course.id}.{place.lang}{ending}", texts[key]) for ending, key in FILES), place.lang)
    return fragment(files, element("p", data_pictures=_pictures(course, place.lang), hidden=True)(""))


def _pictures(course: Course, lang: str) -> str:
    """What the page's script is told that draws a picture of each section and case."""
    shown: dict[str, None] = {}
    for module in course.modules:
        shown |= dict.fromkeys(module.sections)
        shown |= {anchor(calculator, case): None for calculator, case in worked_cases(module)}
    shared = {key: words("scripts/picks", lang)[key] for key in ("drawing", "saved", "save")}
    return for_script("pictures", lang, **shared, file=f"{course.id}.{lang}.pictures.zip", ids=[*shown])


def _list(root: str, files: Iterable[tuple[str, str]], lang: str) -> Html:
    """Links to the files, each with what it is."""
    return element("ul", class_="cl-files")(
        element("li", element("a", href=f"{root}course/{file}", download="")(file), marked(said, lang))
        for file, said in files
    )


def _plan(
    course: Course, titles: Mapping[str, tuple[str, str]], notes: Mapping[str, TeachingNote], place: Place
) -> Html:
    return fragment(*(_module(course, module, titles, notes, place) for module in course.modules))


def _module(
    course: Course,
    module: Module,
    titles: Mapping[str, tuple[str, str]],
    notes: Mapping[str, TeachingNote],
    place: Place,
) -> Html:
    lang, texts = place.lang, words("course", place.lang)
    lessons = [notes[guide] for guide in module.lesson]
    head = texts["module"].format(title=module.title[lang], minutes=module.minutes)
    rows = [
        (texts["objective"], [element("p", marked(module.objective[lang], lang))]),
        (texts["sections"], [_sections(module, titles, place)]),
        (texts["opening"], [_lines(getattr(note, f"opening_{lang}"), lang) for note in lessons]),
        (texts["exercise"], [*_exercises(module, lessons, lang), *_cases(module, place)]),
    ]
    return element("div", class_="cl-module", id=f"module-{course.id}-{module.id}")(
        element("p", element("b", marked(head, lang))),
        element("dl", class_="cl-facts")(
            element("div", element("dt", name), element("dd", *inside)) for name, inside in rows if inside
        ),
        element("details", class_="cl-teaching")(
            element("summary", texts["for-teacher"]),
            element("p", marked(module.note[lang], lang)),
            *_keys(module, lessons, lang),
        ),
    )


def _lines(text: str, lang: str) -> Html:
    return fragment(*(element("p", marked(line, lang)) for line in text.strip().split("\n")))


def _sections(module: Module, titles: Mapping[str, tuple[str, str]], place: Place) -> Html:
    return element(
        "ul",
        *(
            element(
                "li", element("a", href=_address(titles[each][0], each, place))(marked(titles[each][1], place.lang))
            )
            for each in module.sections
        ),
    )


def _exercises(module: Module, lessons: Sequence[TeachingNote], lang: str) -> Iterator[Html]:
    yield from (_lines(getattr(note, f"exercise_{lang}"), lang) for note in lessons)
    if module.task[lang]:
        yield _lines(module.task[lang], lang)


def worked_cases(module: Module) -> Iterator[tuple[str, Case]]:
    """The module's cases, each with its calculator."""
    for named in module.cases:
        calculator, _, wanted = named.partition("/")
        yield calculator, next(each for each in cases(calculator) if each.id == wanted)


def case_task(calculator: str, case: Case, lang: str) -> str:
    """What to do with a worked case: its story, and the figures to find."""
    texts = words("course", lang)
    names = texts["names-joint"].join(name for name, _ in results(calculator, case, lang))
    return texts["case-task"].format(story=case.story[lang], names=names)


def _cases(module: Module, place: Place) -> Iterator[Html]:
    texts = words("course", place.lang)
    for calculator, case in worked_cases(module):
        link = element("a", href=_address(f"calculators/{calculator}", anchor(calculator, case), place))
        title = link(marked(texts["case"].format(title=case.title[place.lang]), place.lang))
        yield element("p", title, " ", marked(case_task(calculator, case, place.lang), place.lang))


def _keys(module: Module, lessons: Sequence[TeachingNote], lang: str) -> Iterator[Html]:
    """The answers: of the lessons, of the module's own task, and the figures of its cases."""
    texts = words("course", lang)
    answers = [getattr(note, f"answer_{lang}") for note in lessons]
    answers += [module.key[lang]] if module.key[lang] else []
    if answers:
        yield element("p", element("b", texts["key"]))
        yield from (_lines(each, lang) for each in answers)
    for calculator, case in worked_cases(module):
        yield element("p", element("b", texts["case-key"].format(title=case.title[lang])))
        yield element(
            "ul",
            *(
                element("li", texts["figure"].format(name=name, value=value))
                for name, value in results(calculator, case, lang)
            ),
        )
