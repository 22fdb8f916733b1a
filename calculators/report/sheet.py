"""The report: what was entered, results, pictures, formulas, method, sources, day and a link, for one A4 page."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from calculators import data
from calculators.compare import figure_label
from calculators.figure import is_ratio
from calculators.form import Form, Problem, shown
from calculators.html import Html, element, fragment
from calculators.ratio import Ratio
from calculators.register import Calculator
from calculators.report import sources
from calculators.report.paper import HTML_LANG, Body, Paper, amount, per_cent, section

LANGUAGES = ("zh", "en")
MOST_LABEL = 40
_MOST_LINK = 20_000


class _Given:
    """The page's request: languages, the case's label, the link and whether a QR code is drawn.

    Any text is taken.
    """

    def __init__(self, text: str, lang: str) -> None:
        try:
            read = json.loads(text)
        except (ValueError, RecursionError):
            read = {}
        asked: dict[str, Any] = read if isinstance(read, dict) else {}
        langs = asked.get("langs")
        chosen = [each for each in LANGUAGES if isinstance(langs, list) and each in langs]
        label, link = asked.get("label"), asked.get("link")
        self.langs = chosen or [lang]
        self.label = shown(_clean(label), at_most=MOST_LABEL) if isinstance(label, str) else ""
        self.link = _clean(link) if isinstance(link, str) and _is_address(link) else ""
        self.has_qr = bool(self.link) and asked.get("qr") is True


def _clean(text: str) -> str:
    """Without lone halves of a surrogate pair, which no file can hold."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _is_address(text: str) -> bool:
    """Whether the text is a web address in plain characters and so may be linked to."""
    return (
        len(text) <= _MOST_LINK
        and text.startswith(("https://", "http://"))
        and text.isascii()
        and all(character > " " for character in text)
    )


def _title(paper: Paper, given: _Given, body: Body) -> Html:
    facts: list[tuple[object, object]] = [(paper.say("fact-label"), element("bdi", given.label))] if given.label else []
    facts.append((paper.say("fact-day"), paper.day.isoformat()))
    facts.append((paper.say("fact-method"), str(data.method_version(paper.folder))))
    if paper.calculator.has_amounts:
        facts.append((paper.say("fact-unit"), paper.say("fact-yuan")))
    facts += body.facts
    return element(
        "header",
        element("p", class_="report-title")(paper.say("name")),
        element("p", class_="report-not")(paper.say("not-a-decision")),
        paper.facts(facts, "report-facts"),
    )


def _listed(entries: list[Html], class_: str | None = None) -> Html:
    return element("ul", class_=class_)([element("li", entry) for entry in entries])


def _figure_name(paper: Paper, name: str) -> Html:
    return paper.each(lambda lang: figure_label(paper.folder, name, lang))


def _for_people(name: str, value: str) -> str:
    """A figure's plain digits as the report writes ratios, amounts and the rest."""
    whole, point, decimals = value.partition(".")
    digits = whole + decimals
    if not digits.isdecimal():
        return value
    if is_ratio(name):
        return per_cent(Ratio(int(digits), 10 ** len(decimals)))
    return amount(int(digits)) if point and len(decimals) == 2 else value


def _rest(paper: Paper) -> Html | None:
    """Figures that no part of the report shows by name: none may be missing from it."""
    rest = paper.not_shown()
    if not rest:
        return None
    entries = [
        (_figure_name(paper, name), paper.figure(name, _for_people(name, value))) for name, value in rest.items()
    ]
    return section(paper.say("heading-rest"), paper.facts(entries, "report-facts"))


def _sources(paper: Paper, body: Body) -> Html | None:
    """The sources and our own rules; what each item rests on where the report has items with sources of their own."""
    day = body.own_checked.isoformat() if body.own_checked else ""
    if body.basis is None:
        own = [paper.say("source-own", day=day)] if day else []
        listed = [*sources.listed(body.sources, paper), *own]
        return section(paper.say("heading-sources"), _listed(listed)) if listed else None
    items = element("p", paper.say("source-items", day=day)) if day else None
    return fragment(
        section(paper.say("heading-basis"), body.basis, items),
        section(paper.say("heading-sources"), _listed(sources.numbered(body.sources, paper), "report-sources"))
        if body.sources
        else None,
    )


def _problem(paper: Paper, message: Callable[..., str], problem: Problem) -> Html:
    return paper.each(lambda lang: message(problem, lang=lang))


def _reopen(paper: Paper, given: _Given) -> list[Html | None]:
    """The page's address, short enough to be typed from paper; what was entered is in the code beside it alone."""
    if not given.link:
        return []
    address = given.link.partition("#")[0]
    shown_address = address.partition("://")[2]
    # Only a sheet whose code holds what was entered leads there by a tap, too.
    link = element("a", href=given.link if given.has_qr else address, class_="report-link")(shown_address)
    anew = element("p", paper.say("reopen"), " ", link)
    if not given.has_qr:
        return [anew, element("p", paper.say("reopen-not-held"))]
    held = "holds-amounts" if paper.calculator.has_amounts else "holds-entries"
    return [
        element("p", data_report_qr_holds=True)(
            paper.say("reopen-qr"), " ", paper.say("qr-holds", what=lambda lang: paper.words(held, lang))
        ),
        element("p", data_report_qr_too_long=True, hidden=True)(paper.say("qr-too-long")),
        anew,
    ]


def report(calculator: Calculator, form: Form, text: str, *, lang: str, day: date) -> Html:
    """The whole report of what was entered. `text` is JSON `{langs, label, link, qr}`, each of which may be missing."""
    given = _Given(text, lang)
    outcome = calculator.module("calculator").outcome(form, day=day)
    paper = Paper(calculator, outcome.figures, langs=given.langs, day=day)
    body: Body = calculator.module("report").body(outcome, form, paper)
    message = calculator.module("view").message
    warnings = [*body.warnings]
    if body.is_example:
        warnings.append(paper.say("holds-example"))
    results = section(paper.say(body.heading), paper.facts(body.results, "report-results")) if body.results else None
    warnings += [_problem(paper, message, problem) for problem in outcome.problems.values()]
    return element("article", class_=f"report report-{'-'.join(given.langs)}", lang=HTML_LANG[given.langs[0]])(
        _title(paper, given, body),
        [element("p", class_="report-warning")(warning) for warning in warnings],
        element("div", class_="report-pair")(results, body.pictures) if body.is_beside else [results, body.pictures],
        element("div", class_="report-pair")(body.tables) if body.is_pair else body.tables,
        body.sections,
        _rest(paper),
        [element("p", class_="report-remark")(remark) for remark in body.remarks],
        section(paper.say("heading-formulas"), _listed([*body.formulas])) if body.formulas else None,
        _sources(paper, body),
        element(
            "footer",
            # Beside the code, where there is room.
            element("div", data_report_qr=True, class_="report-qr")() if given.has_qr else None,
            element("p", class_="report-next")(
                element("strong", paper.say("heading-next"), ": "), paper.say(body.next_step)
            )
            if body.next_step
            else None,
            _reopen(paper, given),
            element("p", paper.say("not-a-promise")),
        ),
    )


def part(
    calculator: Calculator, figures: Mapping[str, str], form: Form, given: str, *, lang: str, day: date
) -> dict[str, object]:
    """The part `report`."""
    return {"html": str(report(calculator, form, given, lang=lang, day=day))}
