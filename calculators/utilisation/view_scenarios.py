"""Scenarios in words, in a table beside today, and as bars. No sums here."""

from __future__ import annotations

from collections.abc import Callable

from calculators import picture
from calculators.figure import headline, shown_money, shown_percent, shown_points
from calculators.html import Html, element
from calculators.ratio import Ratio
from calculators.table import cards
from calculators.utilisation.calculator import Outcome
from calculators.utilisation.phrases import called
from calculators.utilisation.phrases import text as _text
from calculators.utilisation.scenarios import Asked, Change, Scenario


def _wrong_numbers(asked: Asked, lang: str) -> str:
    numbers = sorted({int(key[:-1].partition("[")[2]) + 1 for key in asked.problems})
    return _text("list-comma", lang).join(map(str, numbers))


def _title(scenario: Scenario, lang: str) -> str:
    number = str(scenario.index + 1)
    if scenario.name:
        return _text("scenario-numbered", lang, number=number, name=scenario.name)
    return _text("scenario-number", lang, number=number)


def changes(scenario: Scenario, lang: str) -> str:
    """The line, and its repayment, its purchase and its new limit."""
    before = shown_money(scenario.entry.line.limit, lang=lang)
    said = []
    if scenario.repay:
        said.append(_text("scenario-do-repay", lang, amount=shown_money(scenario.repay, lang=lang)))
    if scenario.spend:
        said.append(_text("scenario-do-spend", lang, amount=shown_money(scenario.spend, lang=lang)))
    if scenario.is_raised or scenario.is_cut:
        key = "scenario-do-raise" if scenario.is_raised else "scenario-do-cut"
        said.append(_text(key, lang, before=before, amount=shown_money(scenario.after.limit, lang=lang)))
    return _text(
        "scenario-do",
        lang,
        number=str(scenario.entry.row + 1),
        kind=called(scenario.entry, lang),
        changes=_text("scenario-and", lang).join(said) or _text("scenario-do-nothing", lang),
    )


def _moved(name: str, change: Change, lang: str, **gaps: str) -> str:
    return _text(
        f"scenario-{name}-{change.way}",
        lang,
        before=shown_percent(change.before, lang=lang),
        after=shown_percent(change.after, lang=lang),
        points=shown_points(change.by, lang=lang),
        **gaps,
    )


def _sentences(scenario: Scenario, lang: str) -> list[str]:
    said = []
    if scenario.total_change is None:
        said.append(_text("scenario-no-limit", lang))
    else:
        said.append(_moved("total", scenario.total_change, lang))
    if scenario.highest_change is not None and scenario.highest is not None:
        said.append(_moved("highest", scenario.highest_change, lang, number=str(scenario.highest.row + 1)))
    number = str(scenario.entry.row + 1)
    if scenario.after.is_frozen:
        said.append(_text("scenario-frozen", lang, number=number, zero=shown_money(0, lang=lang)))
    if scenario.over_limit:
        key = "scenario-over" if scenario.after.open_limit else "scenario-over-no-limit"
        amounts = {
            "limit": shown_money(scenario.after.open_limit, lang=lang),
            "used": shown_money(scenario.after.owed, lang=lang),
            "over": shown_money(scenario.over_limit, lang=lang),
        }
        said.append(_text(key, lang, number=number, **amounts))
    return said


def _warning(scenario: Scenario, lang: str) -> list[str]:
    """Says what a raised limit does not do, right under the sentence that shows the lower ratio."""
    if not scenario.is_raised:
        return []
    said = [_text("scenario-raised", lang)]
    if scenario.until_as_today and scenario.total_change is not None:
        amount = shown_money(scenario.until_as_today, lang=lang)
        today = shown_percent(scenario.total_change.before, lang=lang)
        said.append(_text("scenario-raised-until", lang, amount=amount, ratio=today))
    return [*said, _text("scenario-raised-no-promise", lang)]


def _in_words(scenario: Scenario, lang: str) -> Html:
    joint = "" if lang == "zh" else " "
    warning = _warning(scenario, lang)
    return element(
        "li",
        element("strong", element("bdi", _title(scenario, lang))),
        element("p", class_="calc-note")(changes(scenario, lang)),
        element("p", joint.join(_sentences(scenario, lang))),
        element("p", class_="calc-keep")(element("strong", warning[0]), joint, joint.join(warning[1:]))
        if warning
        else None,
    )


def _figure(name: str, scenario: Scenario, ratio: Ratio | None, asked: Asked, lang: str) -> object:
    if ratio is None:
        return _text("no-ratio", lang)
    key = f"scenario-{name}-ratio[{scenario.index}]"
    return headline(key, asked.figures[key], shown_percent(ratio, lang=lang))


def _difference(change: Change | None, lang: str) -> str:
    if change is None:
        return _text("no-ratio", lang)
    return _text(f"scenario-{change.way}", lang, points=shown_points(change.by, lang=lang))


def _percent(ratio: Ratio | None, lang: str) -> str:
    return _text("no-ratio", lang) if ratio is None else shown_percent(ratio, lang=lang)


def _table(outcome: Outcome, asked: Asked, lang: str) -> Html:
    def row(label: str, today: str, cell: Callable[[Scenario], object], *, class_: str | None = "calc-number") -> Html:
        return element(
            "tr",
            element("th", scope="row")(_text(label, lang)),
            element("td", class_=class_)(today),
            (element("td", class_=class_)(cell(scenario)) for scenario in asked.scenarios),
        )

    rows = (
        row(
            "scenario-row-used",
            shown_money(outcome.total.used, lang=lang),
            lambda scenario: shown_money(scenario.total.used, lang=lang),
        ),
        row(
            "scenario-row-limit",
            shown_money(outcome.total.limit, lang=lang),
            lambda scenario: shown_money(scenario.total.limit, lang=lang),
        ),
        row(
            "total-ratio",
            _percent(outcome.total_ratio, lang),
            lambda scenario: _figure("total", scenario, scenario.total_ratio, asked, lang),
        ),
        row("scenario-row-difference", "–", lambda scenario: _difference(scenario.total_change, lang), class_=None),
        row(
            "highest-ratio",
            _percent(outcome.highest_ratio, lang),
            lambda scenario: _figure("highest", scenario, scenario.highest_ratio, asked, lang),
        ),
        row("scenario-row-difference", "–", lambda scenario: _difference(scenario.highest_change, lang), class_=None),
    )
    heads = ["", _text("scenario-today", lang)]
    heads += [_text("scenario-number", lang, number=str(scenario.index + 1)) for scenario in asked.scenarios]
    return cards(heads, rows, label=_text("scenarios-label", lang), class_="calc-scenarios")


def _picture(outcome: Outcome, asked: Asked, lang: str) -> Html:
    """A bar for today and one for each scenario, first of the total and then of the highest line.

    Each scenario has one pattern throughout.
    """
    everyone = [(_text("scenario-today", lang), "plain", outcome.total_ratio, outcome.highest_ratio)]
    everyone += [
        (_title(scenario, lang), f"kind-{scenario.index}", scenario.total_ratio, scenario.highest_ratio)
        for scenario in asked.scenarios
    ]
    rows: list[tuple[object, Ratio | None, str, str]] = []
    for at, name in enumerate(("total-ratio", "highest-ratio")):
        for who, look, *ratios in everyone:
            said = _text("scenario-bar", lang, who=who, figure=_text(name, lang))
            rows.append((element("bdi", said), ratios[at], _percent(ratios[at], lang), look))
    marks = []
    if outcome.target is not None:
        target = shown_percent(outcome.target, lang=lang, places=4)
        marks.append((outcome.target, f"{_text('field-target', lang)} {target}"))
    return picture.bars(rows, marks=marks, label=_text("scenarios-picture", lang), lang=lang)


def scenarios(outcome: Outcome, asked: Asked, *, lang: str) -> Html:
    """The block below the present results: what to correct, each scenario in words, the picture and the table."""
    wrong = _text("scenarios-wrong", lang, numbers=_wrong_numbers(asked, lang)) if asked.problems else ""
    parts: list[object] = [element("p", class_="calc-title")(_text("scenarios-title", lang))]
    if wrong:
        parts.append(element("p", class_="calc-wrong")(wrong))
    if asked.scenarios:
        parts.append(element("p", class_="calc-note")(_text("scenarios-each-alone", lang)))
        parts.append(element("ul", (_in_words(scenario, lang) for scenario in asked.scenarios)))
        parts.append(_picture(outcome, asked, lang))
        parts.append(_table(outcome, asked, lang))
    elif outcome.problem_rows or "target" in outcome.problems:
        parts.append(element("p", _text("scenarios-wait", lang)))
    elif not wrong:
        parts.append(element("p", _text("scenarios-none", lang)))
    return element("div", class_="calc-block")(parts)


def sentence(asked: Asked, *, lang: str) -> str:
    """The words that scenarios add to the <output>: each one's total, and which need correcting."""
    said = []
    for scenario in asked.scenarios:
        number = str(scenario.index + 1)
        if scenario.total_ratio is None:
            said.append(_text("sentence-scenario-no-limit", lang, number=number))
        else:
            ratio = shown_percent(scenario.total_ratio, lang=lang)
            said.append(_text("sentence-scenario", lang, number=number, ratio=ratio))
    if asked.problems:
        said.append(_text("sentence-scenarios-wrong", lang, numbers=_wrong_numbers(asked, lang)))
    return "".join(said)
