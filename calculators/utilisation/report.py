"""Utilisation on paper: lines with what would bring them to the target, the headline, and how both are worked out."""

from __future__ import annotations

from calculators import data, picture
from calculators import form as typed
from calculators.figure import shown_money
from calculators.form import Form
from calculators.html import Html, element, fragment
from calculators.ratio import Ratio
from calculators.report import sources
from calculators.report.paper import Body, Paper, amount, per_cent
from calculators.utilisation import model, plan_outcome
from calculators.utilisation.calculator import Outcome
from calculators.utilisation.lines import FOLDER, LineOutcome
from calculators.utilisation.phrases import rows_named
from calculators.utilisation.plan_outcome import SplitOutcome
from calculators.utilisation.report_plan import line_called, plan_section

_STATES = {model.FULL: "stop", model.OVER: "stop", model.ABOVE: "warn", model.WITHIN: "good"}


def _results(outcome: Outcome, paper: Paper, target: str) -> list[tuple[object, object]]:
    entries: list[tuple[object, object]] = []
    for name, ratio in (
        ("total-ratio", outcome.total_ratio),
        ("total-ratio-cards", outcome.cards_ratio),
        ("highest-ratio", outcome.highest_ratio),
    ):
        if ratio is not None:
            entries.append((paper.say(name), paper.figure(name, per_cent(ratio))))
    for name, fen in (("repay-total", outcome.repay_total), ("repay-every-line", outcome.repay_every_line)):
        if fen is not None:
            entries.append((paper.say(name, target=target), paper.figure(name, amount(fen))))
    return entries + (_split_results(outcome, paper) if outcome.planned is not None else [])


def _split(outcome: Outcome) -> SplitOutcome | None:
    return outcome.planned.split if outcome.planned is not None else None


def _split_results(outcome: Outcome, paper: Paper) -> list[tuple[object, object]]:
    """The result of splitting a sum; the lines show its parts."""
    found = _split(outcome)
    if found is None:
        return []
    entries: list[tuple[object, object]] = [(paper.say("split-sum"), amount(found.spare))]
    if found.highest is not None:
        entries.append((paper.say("split-highest-ratio"), paper.figure("split-highest-ratio", per_cent(found.highest))))
    for name, fen in (("split-missing", found.missing), ("split-left", found.over)):
        if fen:
            entries.append((paper.say(name), paper.figure(name, amount(fen))))
    return entries


def _split_said(found: SplitOutcome, outcome: Outcome, paper: Paper) -> list[Html]:
    """Why a sum is not split."""
    if found.state == plan_outcome.OVERDUE_UNKNOWN:
        if outcome.planned is not None and outcome.planned.plan is not None:
            return []  # the plan says so already
        return [paper.say("overdue-part-missing", lines=lambda lang: rows_named(found.unknown_rows, lang))]
    if found.state == plan_outcome.NOTHING_OWED:
        return [paper.say("split-nothing-owed")]
    if found.state != plan_outcome.SHORT:
        return []
    return [
        paper.each(
            lambda lang: paper.words(
                "split-short",
                lang,
                spare=shown_money(found.spare, lang=lang),
                overdue=shown_money(found.overdue, lang=lang),
            )
        )
    ]


def _overdue(row: int, form: Form) -> list[object]:
    """The overdue part of a line as it was typed; nothing where none was, or where it could not be read."""
    read = typed.money("".join(form.texts("line-overdue-amount")[row : row + 1]))
    return [" ", amount(read)] if isinstance(read, int) and read else []


def _line(entry: LineOutcome, outcome: Outcome, form: Form, paper: Paper) -> list[object]:
    is_overdue = entry.row in outcome.overdue_rows
    marks = [fragment(paper.say("line-overdue"), _overdue(entry.row, form))] if is_overdue else []
    if entry.line.is_frozen:
        marks.append(paper.say("line-frozen"))
    cells: list[object] = [
        line_called(entry, paper),
        amount(entry.line.limit),
        amount(entry.line.used),
        paper.figure(f"line-ratio[{entry.row}]", per_cent(entry.ratio))
        if entry.ratio is not None
        else paper.say("no-ratio"),
    ]
    if entry.repayment is not None:
        cells.append(paper.figure(f"line-repay[{entry.row}]", amount(entry.repayment)))
    found = _split(outcome)
    if found is not None and found.lines:
        part = next(each for each in found.lines if each.line.row == entry.row)
        cells.append(paper.figure(f"split-repay[{entry.row}]", amount(part.paid)))
        cells.append(per_cent(part.ratio) if part.ratio is not None else paper.say("no-ratio"))
    gaps = {"from": f"{outcome.full_from}%", "to": "100%"} if entry.band == model.FULL else {}
    stands = paper.say(f"band-{entry.band}", **gaps)
    cells.append(fragment([element("strong", mark, " ") for mark in marks], stands))
    return cells


def _table(outcome: Outcome, form: Form, paper: Paper, target: str) -> Html:
    columns = [paper.say(f"column-{name}") for name in ("line", "limit", "used", "ratio")]
    if outcome.target is not None:
        columns.append(paper.say("column-repay", target=target))
    found = _split(outcome)
    if found is not None and found.lines:
        columns += [paper.say("column-split", spare=amount(found.spare)), paper.say("column-after")]
    columns.append(paper.say("column-band"))
    rows = [_line(entry, outcome, form, paper) for entry in outcome.lines]
    title = paper.say("heading-lines", count=str(len(rows)))
    return paper.table(columns, rows, label=title, numbers=len(columns) - 2)


def _picture(outcome: Outcome, paper: Paper, target: str) -> Html:
    marks = (
        []
        if outcome.target is None
        else [(outcome.target, " / ".join(paper.words("mark-target", lang, target=target) for lang in paper.langs))]
    )
    bars = [
        (
            fragment(
                f"{entry.row + 1}. ", element("bdi", entry.name) if entry.name else paper.say(f"kind-{entry.kind}")
            ),
            entry.ratio,
            per_cent(entry.ratio) if entry.ratio is not None else "—",
            _STATES.get(entry.band, "plain"),
        )
        for entry in outcome.lines
    ]
    lang = paper.langs[0]
    return picture.bars(bars, marks=marks, label=paper.words("picture-lines", lang), lang=lang)


def body(outcome: Outcome, form: Form, paper: Paper) -> Body:
    """The report of these lines."""
    parameters = data.data(FOLDER)[0]
    target = per_cent(outcome.target, places=4) if outcome.target is not None else ""
    warnings = []
    if outcome.overdue_rows:
        warnings.append(paper.say("overdue-lines", lines=", ".join(str(row + 1) for row in outcome.overdue_rows)))
    formulas = [paper.say(f"formula-{name}") for name in ("ratio", "total")]
    cited: list[str] = []
    if outcome.target is not None:
        formulas += [paper.say("formula-repay", target=target)]
        if outcome.target == Ratio(outcome.preset, 100):
            formulas.append(paper.say("formula-target", target=target))
            # The first alone, which carries the figure: the sheet is one page.
            cited = sources.cited(data.entry_near(parameters["preset-target"], paper.day)[0]["source"])[:1]
    found = outcome.planned.plan if outcome.planned is not None else None
    if found is not None and found.chosen is not None:
        formulas.append(paper.say("formula-plan"))
    parts = _split(outcome)
    if parts is not None:
        warnings += _split_said(parts, outcome, paper)
        formulas.append(paper.say("formula-split"))
    sections: list[Html | None] = [plan_section(found, paper, target)] if found is not None else []
    if outcome.scenarios is not None:
        from calculators.utilisation.report_scenarios import scenarios_section

        sections.append(scenarios_section(outcome.scenarios, paper))
    entry, _ = data.entry_near(parameters["full-from"], paper.day)
    return Body(
        warnings=warnings,
        results=_results(outcome, paper, target),
        pictures=[_picture(outcome, paper, target)] if outcome.lines else [],
        tables=[_table(outcome, form, paper, target)] if outcome.lines else [],
        is_beside=bool(sections) or parts is not None,
        sections=sections,
        remarks=[],
        formulas=formulas,
        sources=cited,
        own_checked=entry["checked"],
        next_step=("next-overdue" if outcome.overdue_rows else "next-utilisation") if outcome.lines else "",
        is_example=bool(outcome.example_rows) or outcome.is_target_example,
    )
