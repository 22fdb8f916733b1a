"""The repayment plan on paper: what it came to, what each order costs, the first month of each line, the months."""

from __future__ import annotations

from calculators.figure import shown_money
from calculators.html import Html, element, fragment
from calculators.ratio import Ratio
from calculators.report.paper import Gap, Paper, amount, per_cent, section
from calculators.utilisation import plan, plan_outcome, view_months
from calculators.utilisation.lines import LineOutcome
from calculators.utilisation.phrases import rows_named
from calculators.utilisation.plan_outcome import Cost, PlanOutcome

_MOST_ROWS = 8  # of the table of months, which goes in steps where there are more
_STEPS = (1, 2, 3, 6, 12, 24, 36, 60)
_MOST_IN_PICTURE = 4  # lines drawn one by one; more are drawn as their total
_NONE = "—"


def line_called(entry: LineOutcome, paper: Paper) -> Html:
    """The line's number, its kind, and the name where it has one that says more than the kind."""
    kinds = [paper.words(f"kind-{entry.kind}", lang) for lang in paper.langs]
    name = [element("bdi", entry.name), " "] if entry.name and entry.name not in kinds else []
    return fragment(f"{entry.row + 1}. ", name, paper.say(f"kind-{entry.kind}"))


def plan_section(found: PlanOutcome, paper: Paper, target: str) -> Html:
    """The plan, or why there is none."""
    return section(
        paper.say("heading-plan"),
        paper.facts(_entered(found, paper), "report-facts"),
        paper.facts(_results(found, paper, target), "report-results"),
        _rest(found, paper),
    )


def _entered(found: PlanOutcome, paper: Paper) -> list[tuple[object, object]]:
    entries: list[tuple[object, object]] = [(paper.say("plan-for-repayment"), amount(found.budget))]
    if found.kept is not None:
        entries.append((paper.say("plan-kept-back"), amount(found.kept)))
    if found.chosen is not None:
        entries.append((paper.say("plan-rest-by"), paper.say(f"order-{found.chosen.order}")))
    return entries


def _results(found: PlanOutcome, paper: Paper, target: str) -> list[tuple[object, object]]:
    entries: list[tuple[object, object]] = []
    chosen = found.chosen
    # What is absent from the figures is absent here too.
    made: list[tuple[str, dict[str, Gap], str]] = [("plan-missing", {}, amount(found.missing))]
    if chosen is not None:
        dearest: dict[str, Gap] = {"order": lambda lang: paper.words(f"order-{plan.HIGHEST_RATE}", lang)}
        made += [
            ("plan-months-to-zero", {}, str(chosen.months)),
            ("plan-months-to-target", {"target": target}, str(chosen.to_target)),
            ("plan-months-total-to-target", {"target": target}, str(chosen.total_to_target)),
            ("plan-interest", {}, amount(chosen.interest)),
            ("plan-costs-more", dearest, amount(chosen.more or 0)),
        ]
    for name, gaps, shown in made:
        figure = paper.figure(name, shown)
        if figure is not None:
            entries.append((paper.say(name, **gaps), figure))
    return entries


def _rest(found: PlanOutcome, paper: Paper) -> list[Html | None]:
    if found.state == plan_outcome.NOTHING_OWED:
        return [element("p", paper.say("plan-nothing-owed"))]
    if found.state == plan_outcome.OVERDUE_UNKNOWN:
        unknown = paper.say("overdue-part-missing", lines=lambda lang: rows_named(found.unknown_rows, lang))
        return [element("p", class_="report-warning")(unknown)]
    not_entered = element("p", paper.say("plan-not-entered")) if found.without_due or found.without_rate else None
    if found.state == plan_outcome.SHORT or found.chosen is None:
        return [
            element("p", class_="report-warning")(paper.say("plan-short")),
            element("p", _each_money(paper, "plan-missing-note", found)),
            element("p", paper.say("plan-speak")),
            _lines(found, paper),
            not_entered,
        ]
    if found.state == plan_outcome.ENDLESS:
        endless = _each_money(paper, "plan-endless", found)
        return [
            element("p", class_="report-warning")(endless),
            element("p", paper.say("plan-speak")),
            element("div", class_="report-pair")(_lines(found, paper), _orders(found, paper)),
            not_entered,
        ]
    return [
        element("div", class_="report-pair")(
            element("div", _lines(found, paper), not_entered, _months(found, paper)),
            element("div", _orders(found, paper), _picture(found, paper)),
        )
    ]


def _each_money(paper: Paper, key: str, found: PlanOutcome) -> Html:
    """A sentence of the page whose amounts have their unit."""
    chosen = found.chosen
    return paper.each(
        lambda lang: paper.words(
            key,
            lang,
            required=shown_money(found.required, lang=lang),
            overdue=shown_money(found.overdue, lang=lang),
            budget=shown_money(found.budget, lang=lang),
            interest=shown_money(found.first_interest, lang=lang),
            order=paper.words(f"order-{chosen.order}", lang) if chosen is not None else "",
            most=str(plan.MOST_MONTHS),
            years=str(plan.MOST_MONTHS // 12),
        )
    )


def _lines(found: PlanOutcome, paper: Paper) -> Html:
    """The entries for each line that owes, and its payment in the first month of a plan."""
    columns = [paper.say("column-line"), paper.say("plan-due"), paper.say("plan-rate")]
    if found.months:
        columns += [paper.say("column-paid"), paper.say("column-owed")]
    rows: list[list[object]] = []
    for at, (entry, debt) in enumerate(zip(found.lines, found.debts, strict=True)):
        due = (
            paper.say("plan-due-all")
            if debt.due is None
            else _NONE
            if entry.row in found.without_due
            else amount(debt.due)
        )
        rate = _NONE if entry.row in found.without_rate else per_cent(Ratio(debt.rate, 1_000_000), places=4)
        row: list[object] = [line_called(entry, paper), due, rate]
        if found.months:
            first = found.months[0][at]
            row += [amount(first.first + first.then), amount(first.end)]
        rows.append(row)
    return paper.table(columns, rows, label=paper.say("plan-lines"), numbers=len(columns) - 1)


def _orders(found: PlanOutcome, paper: Paper) -> Html:
    """The result of each order."""
    columns = [paper.say(f"column-{name}") for name in ("order", "interest", "more", "months-to-zero")]
    rows = [[paper.say(f"order-{cost.order}"), *_order(cost)] for cost in found.costs]
    return paper.table(columns, rows, label=paper.say("plan-orders-title"), numbers=3)


def _order(cost: Cost) -> list[object]:
    if cost.is_endless:
        return [_NONE, _NONE, f"> {plan.MOST_MONTHS}"]
    has_more = cost.order != plan.HIGHEST_RATE and cost.more is not None
    return [amount(cost.interest), amount(cost.more or 0) if has_more else _NONE, str(cost.months)]


def _months(found: PlanOutcome, paper: Paper) -> Html:
    """All months, each by itself or so many together that the table stays short."""
    count = len(found.months)
    step = next(each for each in _STEPS if -(-count // each) <= _MOST_ROWS)
    rows = []
    for start in range(0, count, step):
        part = found.months[start : start + step]
        last = start + len(part)
        paid = sum(each.first + each.then for month in part for each in month)
        interest = sum(each.interest for month in part for each in month)
        owed = sum(each.end for each in part[-1])
        name = str(last) if len(part) == 1 else f"{start + 1}–{last}"
        rows.append([name, amount(paid), amount(interest), amount(owed)])
    label = (
        paper.say("plan-months") if step == 1 else paper.say("plan-months-in-steps", step=str(step), months=str(count))
    )
    columns = [paper.say(f"column-{name}") for name in ("month", "paid", "interest", "owed")]
    return paper.table(columns, rows, label=label, numbers=3)


def _picture(found: PlanOutcome, paper: Paper) -> Html:
    few = len(found.lines) <= _MOST_IN_PICTURE
    return view_months.chart(
        found,
        [line_called(entry, paper) for entry in found.lines] if few else [],
        all_lines=paper.say("plan-all-lines"),
        y_label=" / ".join(paper.words("plan-chart-y", lang) for lang in paper.langs),
        label=paper.words("plan-picture", paper.langs[0]),
        caption=" / ".join(paper.words("plan-chart-caption", lang) for lang in paper.langs),
    )
