"""Questions as QTI 1.2 in the profile of Common Cartridge 1.1: choices, true or false, a blank to fill.

The profile knows no sums and no matching: a sum is a blank with each way to write its answer, a matching question one
choice for each of its pairs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from build_scripts.kit.xml_text import Xml, tag
from build_scripts.reading.places import HTML_LANG
from build_scripts.reading.questions import FIGURES, Figure, Question
from build_scripts.reading.words import words

_NAMESPACE = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_SCHEMA = "http://www.imsglobal.org/profile/cc/ccv1p1/ccv1p1_qtiasiv1p2p1_v1p0.xsd"
_ATTEMPTS = "unlimited"
_RESPONSE, _FEEDBACK = "response", "general_fb"


def assessment(ident: str, title: str, questions: Sequence[Question], lang: str) -> Xml:
    """A quiz with every question, marked in per cent, as often as one likes."""
    metadata = _metadata(
        {
            "cc_profile": "cc.exam.v0p1",
            "qmd_assessmenttype": "Examination",
            "qmd_scoretype": "Percentage",
            "qmd_feedbackpermitted": "Yes",
            "cc_maxattempts": _ATTEMPTS,
        }
    )
    items = [item for question in questions for item in _items(question, lang)]
    return tag(
        "questestinterop",
        {
            "xmlns": _NAMESPACE,
            "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
            "xsi:schemaLocation": f"{_NAMESPACE} {_SCHEMA}",
        },
        tag(
            "assessment",
            {"ident": ident, "title": title, "xml:lang": HTML_LANG[lang]},
            metadata,
            tag("section", {"ident": "root_section"}, *items),
        ),
    )


def accepted(figure: Figure) -> tuple[str, ...]:
    """Every way to write the figure that counts as right: with and without thousands apart, decimals and per cent."""
    fixed = f"{figure.value:.{FIGURES[figure.kind][0]}f}"
    ways = dict.fromkeys((figure.plain, figure.shown, fixed, f"{figure.value:,.{FIGURES[figure.kind][0]}f}"))
    signs = ("", "%") if figure.kind == "percent" else ("",)
    return tuple(f"{way}{sign}" for way in ways for sign in signs)


def _items(question: Question, lang: str) -> Iterator[Xml]:
    texts = words("course", lang)
    stem = question.stem[lang]
    if question.kind == "matching":
        targets = question.targets()
        for number, pair in enumerate(question.pairs, 1):
            asked = texts["match-one"].format(stem=stem, what=pair.text[lang])
            labels = [target[lang] for target in targets]
            right = [targets.index(pair.to)]
            yield _choice(f"{question.id}-{number}", "multiple_choice", asked, labels, right, question, lang)
    elif question.kind == "true-false":
        labels = [texts["true"], texts["false"]]
        yield _choice(question.id, "true_false", stem, labels, [0 if question.right else 1], question, lang)
    elif question.figure:
        yield _blank(question, question.figure, lang)
    else:
        kind = "multiple_choice" if question.kind == "single" else "multiple_response"
        labels = [option.text[lang] for option in question.options]
        right = [at for at, option in enumerate(question.options) if option.is_right]
        yield _choice(question.id, kind, stem, labels, right, question, lang)


def _choice(
    ident: str, kind: str, stem: str, labels: Sequence[str], right: Sequence[int], question: Question, lang: str
) -> Xml:
    is_multiple = kind == "multiple_response"
    # Moodle stops the import of a whole course at a true/false question whose answers have other identifiers.
    answers = ["true", "false"] if kind == "true_false" else [f"a{at}" for at in range(len(labels))]
    response = tag(
        "response_lid",
        {"ident": _RESPONSE, "rcardinality": "Multiple" if is_multiple else "Single"},
        tag(
            "render_choice",
            {"shuffle": "No"},
            *(
                tag("response_label", {"ident": answer}, _material(label))
                for answer, label in zip(answers, labels, strict=True)
            ),
        ),
    )
    # Where several are right, Moodle finds them by `case` alone, though an identifier is always compared exactly.
    exactly = {"case": "Yes"} if is_multiple else {}
    each = [tag("varequal", {"respident": _RESPONSE, **exactly}, answer) for answer in answers]
    if is_multiple:
        parts = [part if at in right else tag("not", None, part) for at, part in enumerate(each)]
        condition = tag("and", None, *parts)
    else:
        condition = each[right[0]]
    return _item(ident, kind, stem, response, [condition], question, lang)


def _blank(question: Question, figure: Figure, lang: str) -> Xml:
    stem = f"{question.stem[lang]}{words('course', lang)['figures-only']}"
    response = tag("response_str", {"ident": _RESPONSE}, tag("render_fib", {"prompt": "Box"}))
    conditions = [tag("varequal", {"respident": _RESPONSE, "case": "No"}, way) for way in accepted(figure)]
    return _item(question.id, "fib", stem, response, conditions, question, lang)


def _item(
    ident: str, kind: str, stem: str, response: Xml, conditions: Sequence[Xml], question: Question, lang: str
) -> Xml:
    """Whatever is answered shows the explanation; the first condition that is met gives all points."""
    shown = tag("displayfeedback", {"feedbacktype": "Response", "linkrefid": _FEEDBACK})
    explains = tag("respcondition", {"continue": "Yes"}, tag("conditionvar", None, tag("other")), shown)
    points = tag("setvar", {"varname": "SCORE", "action": "Set"}, "100")
    return tag(
        "item",
        {"ident": f"q-{ident}", "title": ident, "xml:lang": HTML_LANG[lang]},
        tag("itemmetadata", None, _metadata({"cc_profile": f"cc.{kind}.v0p1", "qmd_computerscored": "Yes"})),
        tag("presentation", None, _material(stem), response),
        tag(
            "resprocessing",
            None,
            tag(
                "outcomes",
                None,
                tag("decvar", {"varname": "SCORE", "vartype": "Decimal", "minvalue": "0", "maxvalue": "100"}),
            ),
            explains,
            *(
                tag("respcondition", {"continue": "No"}, tag("conditionvar", None, condition), points)
                for condition in conditions
            ),
        ),
        tag("itemfeedback", {"ident": _FEEDBACK}, tag("flow_mat", None, _material(question.explained(lang)))),
    )


def _material(text: str) -> Xml:
    return tag("material", None, tag("mattext", {"texttype": "text/plain"}, text))


def _metadata(entries: dict[str, str]) -> Xml:
    return tag(
        "qtimetadata",
        None,
        *(
            tag("qtimetadatafield", None, tag("fieldlabel", None, label), tag("fieldentry", None, entry))
            for label, entry in entries.items()
        ),
    )
