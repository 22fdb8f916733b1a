"""Questions in a page: fields that a script marks where they stand, and below each the answer, folded.

Without JavaScript they are a list of questions whose answers unfold. What is right stands in the markup as data, so
that the script knows nothing of the subject.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from build_scripts.pages.foreign_words import marked
from build_scripts.reading.questions import Question
from build_scripts.reading.words import for_script, words
from calculators.html import Html, element, fragment, void

# The address of a section, by its id, from the page that the quiz stands in.
Address = Callable[[str], str]


def quiz(questions: Sequence[Question], lang: str, address: Address, *, name: str) -> Html:
    """The questions in their order. `name` tells one quiz of a page from another."""
    return element("div", class_="cl-quiz", data_quiz="", data_texts=for_script("quiz", lang))(
        _question(number, each, f"{name}-{each.id}", lang, address) for number, each in enumerate(questions, 1)
    )


def folded_quiz(questions: Sequence[Question], lang: str, address: Address, *, name: str) -> Html:
    """The same, folded below a guide's text."""
    said = words("course", lang)["test-yourself"].format(count=len(questions))
    return element("details", class_="cl-folded-quiz")(
        element("summary", said), quiz(questions, lang, address, name=name)
    )


def right_answer(question: Question, lang: str) -> str:
    """The answer in words, as a key has it."""
    texts = words("course", lang)
    if question.kind == "true-false":
        return texts["true" if question.right else "false"]
    if question.figure:
        return f"{question.figure.shown}{texts[f'unit-{question.figure.kind}']}"
    if question.pairs:
        return texts["answers-joint"].join(f"{pair.text[lang]} → {pair.to[lang]}" for pair in question.pairs)
    return texts["answers-joint"].join(option.text[lang] for option in question.options if option.is_right)


def _question(number: int, question: Question, name: str, lang: str, address: Address) -> Html:
    texts = words("course", lang)
    # The number stands in the legend: beside a fieldset browsers set a list's number at its first field.
    return element("div", data_question=question.id, data_kind=question.kind, data_right=_right(question))(
        element(
            "fieldset",
            element("legend", f"{number}. ", marked(question.stem[lang], lang)),
            element("p", texts["several"]) if question.kind == "multiple" else None,
            *_fields(question, name, lang),
        ),
        element("details", class_="cl-answer")(
            element("summary", texts["answer"]),
            element("p", element("b", marked(right_answer(question, lang), lang))),
            element(
                "p",
                marked(question.explained(lang), lang),
                " ",
                element("a", href=address(question.section))(texts["to-section"]),
            ),
        ),
    )


def _right(question: Question) -> str:
    """What the script compares with: places of options, or a number and how far from it one may be."""
    if question.figure:
        return f"{question.figure.plain} {question.figure.within}"
    if question.pairs:
        targets = question.targets()
        return " ".join(str(targets.index(pair.to)) for pair in question.pairs)
    if question.kind == "true-false":
        return "0" if question.right else "1"
    return " ".join(str(at) for at, option in enumerate(question.options) if option.is_right)


def _fields(question: Question, name: str, lang: str) -> Iterator[Html]:
    texts = words("course", lang)
    if question.kind in ("single", "multiple", "true-false"):
        labels = [option.text[lang] for option in question.options] or [texts["true"], texts["false"]]
        kind = "checkbox" if question.kind == "multiple" else "radio"
        for at, label in enumerate(labels):
            field = void("input", type=kind, name=name, value=at)
            yield element("label", field, " ", element("span", marked(label, lang)))
    elif question.figure:
        field = void("input", type="text", inputmode="decimal", autocomplete="off", name=name)
        yield element("label", texts["your-answer"], " ", field, texts[f"unit-{question.figure.kind}"])
    else:
        options = fragment(
            element("option", value="")(texts["choose"]),
            *(element("option", value=at)(target[lang]) for at, target in enumerate(question.targets())),
        )
        for pair in question.pairs:
            choice = element("select", name=name)(options)
            yield element("label", element("span", marked(pair.text[lang], lang)), " ", choice)
