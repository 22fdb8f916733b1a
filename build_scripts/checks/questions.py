"""The question bank is whole: ids, sections, right answers, both languages alike, nothing said twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from build_scripts.checks.parity import differing_numbers
from build_scripts.checks.published_ids import check_published_ids
from build_scripts.checks.teaching import as_section
from build_scripts.checks.words import found_words
from build_scripts.reading.guides import Fault, Page
from build_scripts.reading.ledger import Ledger, LedgerError, read_toml
from build_scripts.reading.places import CALCULATOR_PAGES, GUIDES, LANGUAGES, markdown_file, relative
from build_scripts.reading.questions import ANSWER, FIGURES, QUESTIONS, Question, QuestionError, Text, questions
from build_scripts.reading.samples import is_sample
from build_scripts.reading.toml_lines import entry_line

LEAST = 60
# A guide and a calculator are each asked about at least so often.
LEAST_A_GUIDE, LEAST_A_CALCULATOR = 3, 1
# Learning platforms cut longer ones, or show them badly on a telephone.
LONGEST = {"stem": {"zh": 160, "en": 300}, "options": {"zh": 60, "en": 130}, "pairs": {"zh": 45, "en": 100}}
_KEBAB = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")


def check_questions(
    guides: Mapping[str, Sequence[Page]], ledger: Ledger, *, file: Path = QUESTIONS, is_whole: bool = True
) -> list[Fault]:
    """`is_whole`: it is the site's own bank, which asks about every guide and calculator."""
    try:
        bank = questions(file)
    except LedgerError as error:
        name, line, message = (str(error).split(":", 2) + ["", ""])[:3]
        at = int(line) if line.isdigit() else 0
        return [Fault(relative(file), at, message.strip() if at else str(error))]
    text, name = file.read_text("utf-8"), relative(file)
    pages = {section.id: page.name for page in guides["zh"] for section in page.sections}
    faults = [
        Fault(name, entry_line(text, "question", at, field), f"'{question.id}': {message}")
        for at, question in enumerate(bank)
        for field, message in _mistakes(question, pages, ledger)
    ]
    faults += [Fault(name, 0, message) for message in _twice(bank)]
    withdrawn = [row.get("id", "") for row in read_toml(file).get("withdrawn", ())]
    for question in bank:
        if question.id in withdrawn:
            message = f"'{question.id}' was withdrawn, and an id is never used again; please give this one a new id"
            faults.append(Fault(name, entry_line(text, "withdrawn", withdrawn.index(question.id), "id"), message))
    faults += check_published_ids(file)
    if is_whole:
        faults += [Fault(name, 0, message) for message in _too_few(bank, pages)]
    return faults


def _mistakes(question: Question, pages: Mapping[str, str], ledger: Ledger) -> Iterator[tuple[str, str]]:
    """(field, what is wrong there)."""
    if not _KEBAB.fullmatch(question.id):
        yield "id", "the id should be lower-case words joined by hyphens"
    if question.section not in pages:
        yield "section", f"there is no section '{question.section}'; please name the one that answers it"
    for field, text in question.texts():
        yield from ((_placed(field, lang), message) for lang, message in _text_mistakes(field, text, ledger))
    rights = sum(option.is_right for option in question.options)
    if question.kind == "single" and (rights != 1 or len(question.options) < 3):
        yield "options", f"{rights} of {len(question.options)} options are right; one of at least three should be"
    if question.kind == "multiple" and not 1 < rights < len(question.options):
        yield "options", f"{rights} of {len(question.options)} options are right; several should be, but not all"
    if question.kind == "matching" and not 3 <= len(question.targets()) == len(question.pairs):
        yield "pairs", "at least three pairs should stand here, each with something else to match"
    if question.kind == "true-false" and not isinstance(question.right, bool):
        yield "right", f"right is {question.right!r}; it can be true or false"
    if question.figure:
        yield from _figure_mistakes(question)
    elif ANSWER in question.feedback.zh + question.feedback.en:
        yield "feedback_zh", f"{ANSWER} stands for a calculator's figure, and this question has none"


def _placed(field: str, lang: str) -> str:
    return f"{field}_{lang}" if field in ("stem", "feedback") else field


def _text_mistakes(field: str, text: Text, ledger: Ledger) -> Iterator[tuple[str, str]]:
    """(language, what is wrong)."""
    for lang in LANGUAGES:
        said = text[lang]
        if not said.strip() or said != said.strip() or "\n" in said:
            yield lang, f"a text is empty, or has blanks or line ends that nobody sees: '{said}'"
        if field in LONGEST and len(said) > LONGEST[field][lang]:
            yield lang, f"'{said[:20]}…' has {len(said)} characters; {LONGEST[field][lang]} is the most"
        for word, _ in found_words(said, ledger.banned_words):
            yield lang, f"'{word.text}' is a word this site does not use ({word.why})"
    only_zh, only_en = differing_numbers(as_section(text.zh, "zh"), as_section(text.en, "en"))
    if only_zh or only_en:
        sides = " and ".join(item.read for item in [*only_zh, *only_en])
        yield "zh" if only_zh else "en", f"the numbers of '{text.zh[:16]}…' differ between the languages: {sides}"


def _figure_mistakes(question: Question) -> Iterator[tuple[str, str]]:
    figure = question.figure
    assert figure is not None
    if f"calculators/{figure.calculator}" not in CALCULATOR_PAGES:
        yield "calculator", f"there is no calculator '{figure.calculator}'"
        return
    if figure.kind not in FIGURES:
        yield "as", f"as is '{figure.kind}'; it can be {', '.join(FIGURES)}"
        return
    try:
        shown = figure.shown
    except QuestionError as error:
        yield "form", str(error)
        return
    for lang in LANGUAGES:
        if ANSWER not in question.feedback[lang]:
            yield f"feedback_{lang}", f"the explanation should say the answer, {shown}, as {ANSWER}"
        said = {Decimal(found.replace(",", "")) for found in _FIGURE.findall(question.stem[lang])}
        for value in (part for each in figure.form.values() for part in ([each] if isinstance(each, str) else each)):
            given = value.removesuffix("%")
            if re.fullmatch(r"\d+(\.\d+)?", given) and Decimal(given) not in said:
                yield f"stem_{lang}", f"the form has {value}, which the question does not say"


def _twice(bank: Sequence[Question]) -> Iterator[str]:
    for what, times in Counter(question.id for question in bank).items():
        if times > 1:
            yield f"the id '{what}' stands {times} times; an id is one question for ever"
    for lang in LANGUAGES:
        for said, times in Counter(question.stem[lang] for question in bank).items():
            if times > 1:
                yield f"'{said[:30]}…' is asked {times} times; please ask something else"
        for question in bank:
            offered = [option.text[lang] for option in question.options]
            if len({*offered}) < len(offered):
                yield f"'{question.id}': two options say the same in {lang}"


def _too_few(bank: Sequence[Question], pages: Mapping[str, str]) -> Iterator[str]:
    if len(bank) < LEAST:
        yield f"{len(bank)} questions stand here; at least {LEAST} should"
    asked = Counter(pages.get(question.section) for question in bank)
    for least, wanted in ((LEAST_A_GUIDE, GUIDES), (LEAST_A_CALCULATOR, CALCULATOR_PAGES)):
        for page in wanted:
            # A page that still is a skeleton has nothing to ask about.
            if asked[page] < least and not is_sample(markdown_file(page, "zh").read_text("utf-8")):
                yield f"{asked[page]} questions are about {page}; at least {least} should be"
