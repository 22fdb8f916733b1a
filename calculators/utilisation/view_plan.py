"""The repayment plan and the split of a sum in words and HTML. No sums here.

Loaded only where a plan or a split was asked for, as the modules that work them out are.
"""

from __future__ import annotations

from collections.abc import Iterable

from calculators.figure import headline, shown_money, shown_percent
from calculators.html import Html, element, rows
from calculators.table import cards
from calculators.utilisation import plan, plan_outcome, view_months
from calculators.utilisation.calculator import Outcome
from calculators.utilisation.phrases import LATE_NOW, line_name, rows_named, target_shown, text
from calculators.utilisation.plan_outcome import Cost, Planned, PlanOutcome, SplitLine, SplitOutcome


def _money(fen: int, lang: str) -> str:
    return shown_money(fen, lang=lang)


def _boxes(entries: Iterable[tuple[str, str, str, str | None]], figures: dict[str, str]) -> Html:
    """(name, label, figure as shown, note) as the headline's boxes; entries without a figure are left out."""
    return element("dl", class_="calc-headline")(
        [
            element(
                "div",
                element("dt", label),
                element("dd", headline(name, figures[name], shown)),
                element("dd", class_="calc-note")(note) if note else None,
            )
            for name, label, shown, note in entries
            if name in figures
        ]
    )


def _speak(lang: str) -> Html:
    """Whom to speak to before the day, and where to read on."""
    return element("p", class_="calc-first")(
        text("plan-speak", lang), " ", element("a", href=LATE_NOW)(text("plan-late-link", lang))
    )


def blocks(outcome: Outcome, planned: Planned, lang: str) -> list[Html]:
    """The plan's and the split's blocks, or what has to be filled in or corrected for them."""
    if planned.problems:
        return [element("p", class_="calc-wrong")(text("plan-errors", lang, fields=_wrong_fields(planned, lang)))]
    if planned.needs_money:
        return [element("p", class_="calc-note")(text("plan-needs-money", lang))]
    return [
        *(_plan(planned.plan, outcome, lang) if planned.plan is not None else []),
        *(_split(planned.split, outcome, lang) if planned.split is not None else []),
    ]


def _wrong_fields(planned: Planned, lang: str) -> str:
    named = []
    for problem in planned.problems.values():
        row = problem.values.get("row", "")
        label = text(f"field-{problem.values['field']}", lang)
        named.append(text("place-in-row" if row else "place", lang, field=label, row=row))
    return text("list-comma", lang).join(named)


# The plan


def _plan(found: PlanOutcome, outcome: Outcome, lang: str) -> list[Html]:
    title = element("p", class_="calc-title")(text("plan-title", lang, budget=_money(found.budget, lang)))
    kept = _kept(found, lang)
    if found.state == plan_outcome.OVERDUE_UNKNOWN:
        unknown = text("overdue-part-missing", lang, lines=rows_named(found.unknown_rows, lang))
        return [title, element("p", class_="calc-wrong")(unknown)]
    if found.state == plan_outcome.NOTHING_OWED:
        return [title, element("p", text("plan-nothing-owed", lang))]
    if found.state == plan_outcome.SHORT or found.chosen is None:
        return [title, *_short(found, outcome, lang), element("p", kept), *_unknown_terms(found, lang)]
    order = text(f"order-{found.chosen.order}", lang)
    if found.state == plan_outcome.ENDLESS:
        ends = [element("p", element("strong", _endless(found, order, lang))), _speak(lang)]
    else:
        ends = [_plan_headline(found, outcome, found.chosen, lang)]
    return [
        title,
        element("p", kept),
        element("p", text("plan-order-said", lang, order=order)),
        *ends,
        *_unknown_terms(found, lang),
        *_orders(found, outcome, lang),
        *(view_months.blocks(found, lang) if found.state == plan_outcome.READY else []),
        element("p", class_="calc-note")(text("plan-assumptions", lang)),
    ]


def _kept(found: PlanOutcome, lang: str) -> str:
    money, kept = _money(found.money, lang), _money(found.kept or 0, lang)
    if found.kept is None:
        return text("plan-budget-nothing-kept", lang, money=money)
    if found.kept > found.money:
        return text("plan-kept-above-money", lang, money=money, kept=kept)
    return text("plan-budget", lang, money=money, kept=kept, budget=_money(found.budget, lang))


def _short(found: PlanOutcome, outcome: Outcome, lang: str) -> list[Html]:
    note = text(
        "plan-missing-note",
        lang,
        required=_money(found.required, lang),
        overdue=_money(found.overdue, lang),
        budget=_money(found.budget, lang),
    )
    missing = ("plan-missing", text("plan-missing", lang), _money(found.missing, lang), note)
    return [
        element("p", element("strong", text("plan-short", lang))),
        _speak(lang),
        _boxes([missing], outcome.figures),
    ]


def _endless(found: PlanOutcome, order: str, lang: str) -> str:
    return text(
        "plan-endless",
        lang,
        order=order,
        most=str(plan.MOST_MONTHS),
        years=str(plan.MOST_MONTHS // 12),
        interest=_money(found.first_interest, lang),
        budget=_money(found.budget, lang),
    )


def _plan_headline(found: PlanOutcome, outcome: Outcome, chosen: Cost, lang: str) -> Html:
    target, dearest = target_shown(outcome, lang), text(f"order-{plan.HIGHEST_RATE}", lang)
    entries = [
        ("plan-months-to-zero", text("plan-months-to-zero", lang), str(chosen.months)),
        ("plan-months-to-target", text("plan-months-to-target", lang, target=target), str(chosen.to_target)),
        (
            "plan-months-total-to-target",
            text("plan-months-total-to-target", lang, target=target),
            str(chosen.total_to_target),
        ),
        ("plan-interest", text("plan-interest", lang), _money(chosen.interest, lang)),
        ("plan-costs-more", text("plan-costs-more", lang, order=dearest), _money(chosen.more or 0, lang)),
    ]
    return _boxes([(*entry, None) for entry in entries], outcome.figures)


def _unknown_terms(found: PlanOutcome, lang: str) -> list[Html]:
    no_limit = [entry.row for entry in found.lines if not entry.line.open_limit]
    said = (
        ("plan-without-due", found.without_due),
        ("plan-without-rate", found.without_rate),
        ("plan-no-ratio", no_limit),
    )
    return [
        element("p", class_="calc-note")(text(key, lang, lines=rows_named(numbers, lang)))
        for key, numbers in said
        if numbers
    ]


def _orders(found: PlanOutcome, outcome: Outcome, lang: str) -> list[Html]:
    names = ["column-order", "column-interest", "column-more"]
    if outcome.target is not None:
        names.append("column-months-to-target")
    columns = [text(name, lang) for name in (*names, "column-months-to-zero")]
    endless = text("plan-endless-cell", lang, most=str(plan.MOST_MONTHS))
    costs = []
    for cost in found.costs:
        shown = ["–", "–"] if cost.is_endless else [_money(cost.interest, lang), _more(cost, lang)]
        if outcome.target is not None:
            shown.append("–" if cost.to_target is None else str(cost.to_target))
        shown.append(endless if cost.is_endless else str(cost.months))
        costs.append([text(f"order-{cost.order}", lang), *shown])
    title = text("plan-orders-title", lang)
    return [
        element("p", class_="calc-title")(title),
        cards(columns, [rows(costs, class_="calc-number")], label=title),
        element("p", class_="calc-note")(text("plan-orders-note", lang)),
    ]


def _more(cost: Cost, lang: str) -> str:
    if cost.order == plan.HIGHEST_RATE or cost.more is None:
        return "–"
    return _money(cost.more, lang)


# The split


def _split(found: SplitOutcome, outcome: Outcome, lang: str) -> list[Html]:
    spare, overdue = _money(found.spare, lang), _money(found.overdue, lang)
    said = [element("p", class_="calc-title")(text("split-title", lang, spare=spare))]
    if found.state == plan_outcome.OVERDUE_UNKNOWN:
        unknown = text("overdue-part-missing", lang, lines=rows_named(found.unknown_rows, lang))
        return [*said, element("p", class_="calc-wrong")(unknown)]
    if found.state == plan_outcome.NOTHING_OWED:
        return [*said, element("p", text("split-nothing-owed", lang))]
    if found.state == plan_outcome.SHORT:
        missing = ("split-missing", text("split-missing", lang), _money(found.missing, lang), None)
        return [
            *said,
            element("p", element("strong", text("split-short", lang, spare=spare, overdue=overdue))),
            _boxes([missing], outcome.figures),
            _speak(lang),
        ]
    if found.overdue:
        said.append(element("p", text("split-overdue", lang, overdue=overdue)))
    highest = "" if found.highest is None else shown_percent(found.highest, lang=lang)
    entries = [
        ("split-highest-ratio", text("split-highest-ratio", lang), highest, None),
        ("split-left", text("split-left", lang), _money(found.over, lang), None),
    ]
    no_limit = [part.line.row for part in found.lines if part.after.owed + part.paid and not part.after.open_limit]
    columns = [text(f"column-{name}", lang) for name in ("line", "paid", "owed", "before", "after")]
    return [
        *said,
        _boxes(entries, outcome.figures) if any(entry[0] in outcome.figures for entry in entries) else Html(""),
        cards(
            columns, [_part(part, outcome, lang) for part in found.lines], label=text("split-title", lang, spare=spare)
        ),
        *(
            [element("p", class_="calc-note")(text("split-no-ratio", lang, lines=rows_named(no_limit, lang)))]
            if no_limit
            else []
        ),
        element("p", class_="calc-note")(text("split-note", lang)),
    ]


def _part(part: SplitLine, outcome: Outcome, lang: str) -> Html:
    name = f"split-repay[{part.line.row}]"
    before, after = [
        text("no-ratio", lang) if ratio is None else shown_percent(ratio, lang=lang)
        for ratio in (part.line.ratio, part.ratio)
    ]
    return element(
        "tr",
        element("th", scope="row")(line_name(part.line, lang)),
        element("td", class_="calc-number")(headline(name, outcome.figures[name], _money(part.paid, lang))),
        [element("td", class_="calc-number")(shown) for shown in (_money(part.after.owed, lang), before, after)],
    )


def sentences(planned: Planned, lang: str) -> list[str]:
    """The words that plan and split add to the <output>."""
    said = []
    if planned.problems:
        said.append(text("sentence-plan-errors", lang, fields=_wrong_fields(planned, lang)))
    if planned.plan is not None:
        found = planned.plan
        if found.state == plan_outcome.SHORT:
            said.append(text("sentence-plan-short", lang, missing=_money(found.missing, lang)))
        elif found.state == plan_outcome.ENDLESS:
            said.append(text("sentence-plan-endless", lang, most=str(plan.MOST_MONTHS)))
        elif found.chosen is not None:
            interest = _money(found.chosen.interest, lang)
            said.append(text("sentence-plan", lang, months=str(found.chosen.months), interest=interest))
    if planned.split is not None and planned.split.highest is not None:
        ratio = shown_percent(planned.split.highest, lang=lang)
        said.append(text("sentence-split", lang, spare=_money(planned.split.spare, lang), ratio=ratio))
    return said
