"""Utilisation: the outcome in words and HTML. No sums here."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from calculators import carry, in_full
from calculators import message as messages
from calculators.figure import headline, shown_money, shown_percent
from calculators.form import Form, Problem
from calculators.html import Html, element, fragment
from calculators.ratio import Ratio
from calculators.table import cards
from calculators.utilisation import model
from calculators.utilisation.calculator import Outcome
from calculators.utilisation.for_checklist import carried
from calculators.utilisation.lines import FOLDER, MONEY_FIELDS, LineOutcome
from calculators.utilisation.phrases import LATE_NOW, about_target, called
from calculators.utilisation.phrases import line_name as _name
from calculators.utilisation.phrases import rows_named as _rows
from calculators.utilisation.phrases import target_shown as _target
from calculators.utilisation.phrases import text as _text
from calculators.utilisation.view_bars import bars


def message(problem: Problem, *, lang: str) -> str:
    """The problem of a field, in one or two sentences."""
    return messages.message(FOLDER, problem, lang=lang)


def readings(form: Form, *, lang: str) -> dict[str, str]:
    """What was written short, in full: `line-limit[0]` to '= 20,000.00 yuan'."""

    def rate(text: str, _row: int) -> str:
        from calculators.utilisation import plan_fields

        read = plan_fields.rate(text)
        return in_full.percent(read) if isinstance(read, Ratio) else ""

    readers = dict.fromkeys(MONEY_FIELDS, lambda text, _row: in_full.money(text, lang=lang))
    return in_full.of(form, {**readers, "line-rate": rate, "target": lambda text, _row: in_full.share(text)}, lang=lang)


def _whole_percent(number: int, lang: str) -> str:
    return shown_percent(Ratio(number, 100), lang=lang)


def _overdue(outcome: Outcome, lang: str) -> Html | None:
    if not outcome.overdue_rows:
        return None
    return element("p", class_="calc-first")(
        element("strong", _text("overdue-first", lang, lines=_rows(outcome.overdue_rows, lang))),
        " ",
        element("a", href=LATE_NOW)(_text("overdue-link", lang)),
    )


def _problems(outcome: Outcome, lang: str) -> list[Html]:
    sentences = []
    if outcome.problem_rows:
        sentences.append(_text("errors-in-lines", lang, lines=_rows(outcome.problem_rows, lang)))
    if "target" in outcome.problems:
        sentences.append(_text("errors-in-target", lang))
    return [element("p", class_="calc-wrong")(sentence) for sentence in sentences]


def _example(outcome: Outcome, lang: str, day: date) -> Html | None:
    if not outcome.example_rows and not outcome.is_target_example:
        return None
    return messages.still_the_example(_rows(outcome.example_rows, lang), lang=lang, day=day)


_HEADLINE = element("dl", class_="calc-headline")


def _headline(outcome: Outcome, lang: str) -> Html | None:
    target = _target(outcome, lang)
    entries: list[tuple[str, str, str]] = []
    for name, ratio in (
        ("total-ratio", outcome.total_ratio),
        ("total-ratio-cards", outcome.cards_ratio),
        ("highest-ratio", outcome.highest_ratio),
    ):
        if ratio is not None:
            entries.append((name, _text(name, lang), shown_percent(ratio, lang=lang)))
    for name, fen in (("repay-total", outcome.repay_total), ("repay-every-line", outcome.repay_every_line)):
        if fen is not None:
            entries.append((name, _text(name, lang, target=target), shown_money(fen, lang=lang)))
    if not entries:
        return None
    notes = {
        "total-ratio": _text(
            "total-ratio-note",
            lang,
            used=shown_money(outcome.total.used, lang=lang),
            limit=shown_money(outcome.total.limit, lang=lang),
        ),
        "total-ratio-cards": _text("total-ratio-cards-note", lang),
    }
    if outcome.highest is not None:
        notes["highest-ratio"] = _text(
            "highest-ratio-note",
            lang,
            number=str(outcome.highest.row + 1),
            kind=called(outcome.highest, lang),
        )
    if outcome.repay_total == 0:
        notes["repay-total"] = _text("already-there", lang, target=target)
    if outcome.repay_every_line == 0:
        notes["repay-every-line"] = _text("already-there", lang, target=target)
    return _HEADLINE(
        [
            _headline_entry(name, label, outcome.figures[name], figure, notes.get(name, ""))
            for name, label, figure in entries
        ]
    )


# What a key does not change stays as it is.
@lru_cache(maxsize=64)
def _headline_entry(name: str, label: str, value: str, shown: str, note: str) -> Html:
    return element(
        "div",
        element("dt", label),
        element("dd", headline(name, value, shown)),
        element("dd", class_="calc-note")(note) if note else None,
    )


def _band(entry: LineOutcome, lang: str, full_from: int) -> str:
    if entry.band == model.FULL:
        return _text("band-full", lang, **{"from": _whole_percent(full_from, lang), "to": _whole_percent(100, lang)})
    return _text(f"band-{entry.band}", lang)


_SMALL, _HEAD = element("p", class_="calc-note"), element("th", scope="row")
_NUMBER, _SAID = element("td", class_="calc-number"), element("td", class_="calc-said-number")


def _line(entry: LineOutcome, name: Html, band: str, outcome: Outcome, lang: str) -> Html:
    def figure(key: str, shown: str) -> tuple[str, str, str]:
        key = f"{key}[{entry.row}]"
        return key, outcome.figures[key], shown

    return _row(
        name,
        None if entry.ratio is None else figure("line-ratio", shown_percent(entry.ratio, lang=lang)),
        None if entry.repayment is None else figure("line-repay", shown_money(entry.repayment, lang=lang)),
        entry.line.used,
        entry.line.limit,
        band,
        lang,
        is_frozen=entry.line.is_frozen,
        is_overdue=entry.row in outcome.overdue_rows,
    )


# From key to key most lines stay as they are.
@lru_cache(maxsize=200)
def _row(
    name: Html,
    ratio: tuple[str, str, str] | None,
    repayment: tuple[str, str, str] | None,
    used: int,
    limit: int,
    band: str,
    lang: str,
    *,
    is_frozen: bool,
    is_overdue: bool,
) -> Html:
    zero, drawn, open_to = (shown_money(fen, lang=lang) for fen in (0, used, limit))
    return element(
        "tr",
        _HEAD(name),
        _NUMBER(headline(*ratio) if ratio else _text("no-ratio", lang)),
        _NUMBER(headline(*repayment)) if repayment else None,
        _SAID(_text("credit-balance", lang, used=drawn, zero=zero)) if used < 0 else _NUMBER(drawn),
        _SAID(_text("frozen-limit", lang, limit=open_to, zero=zero)) if is_frozen else _NUMBER(open_to),
        element("td", band, fragment(" · ", element("strong", _text("overdue-mark", lang))) if is_overdue else None),
    )


def _lines(outcome: Outcome, lang: str) -> tuple[Html, Html] | None:
    """The lines as bars and as a table."""
    if not outcome.lines:
        return None
    names = [_name(entry, lang) for entry in outcome.lines]
    bands = [_band(entry, lang, outcome.full_from) for entry in outcome.lines]
    # What is asked for most stands first.
    columns = [_text(f"column-{name}", lang) for name in ("line", "ratio")]
    if outcome.target is not None:
        columns.append(_text("column-repay", lang, target=_target(outcome, lang)))
    columns += [_text(f"column-{name}", lang) for name in ("used", "limit", "band")]
    rows = [_line(*line, outcome, lang) for line in zip(outcome.lines, names, bands, strict=True)]
    return bars(outcome, names, bands, lang=lang), cards(columns, rows, label=_text("table-label", lang))


# The same from key to key.
@lru_cache(maxsize=16)
def _below(lang: str, preset: int, article: int) -> Html:
    """What the figures rest on, and what they do not promise."""
    about = about_target(lang, preset=_whole_percent(preset, lang), article=_whole_percent(article, lang))
    return fragment(_SMALL(about), _SMALL(_text("not-a-promise", lang)))


def _remarks(outcome: Outcome, lang: str) -> list[str]:
    """Why a figure is missing: only where nothing has to be corrected first."""
    if outcome.problems or not outcome.lines:
        return []
    remarks = []
    if outcome.total_ratio is None:
        remarks.append(_text("no-open-limit", lang))
        if outcome.repay_total:
            remarks.append(_text("no-open-limit-repay", lang))
    elif outcome.cards_ratio is None:
        remarks.append(_text("no-open-cards", lang))
    if outcome.target is None:
        remarks.append(_text("no-target", lang))
    return remarks


def _planned(outcome: Outcome, lang: str) -> list[Html] | None:
    if outcome.planned is None:
        return None
    from calculators.utilisation import view_plan

    return view_plan.blocks(outcome, outcome.planned, lang)


def _scenarios(outcome: Outcome, lang: str) -> Html | None:
    if outcome.scenarios is None:
        return None
    from calculators.utilisation import view_scenarios

    return view_scenarios.scenarios(outcome, outcome.scenarios, lang=lang)


def result(outcome: Outcome, *, lang: str, day: date) -> Html:
    """The inside of [data-result]: what is overdue comes before any figure."""
    values_of = None
    if outcome.values_of is not None:
        values_of = _text("values-of-another-day", lang, edge=outcome.values_of.isoformat(), day=day.isoformat())
    headlines = _headline(outcome, lang)
    return fragment(
        _overdue(outcome, lang),
        element("p", _text("nothing-entered", lang)) if outcome.is_empty else None,
        _problems(outcome, lang),
        _example(outcome, lang, day),
        headlines,
        element("p", class_="calc-keep")(_text("keep-money", lang)) if headlines is not None else None,
        (element("p", remark) for remark in _remarks(outcome, lang)),
        _lines(outcome, lang),
        _below(lang, outcome.preset, outcome.article) if outcome.lines else None,
        _SMALL(values_of) if values_of and outcome.lines else None,
        _planned(outcome, lang),
        _scenarios(outcome, lang),
        carry.button(carried(outcome, day=day), lang=lang),
    )


def sentence(outcome: Outcome, *, lang: str, day: date) -> str:
    """The sentence of the <output>: anything overdue comes first, then the corrections to make or the headline."""
    said = _sentence(outcome, lang)
    if outcome.overdue_rows:
        return _text("overdue-sentence", lang, lines=_rows(outcome.overdue_rows, lang), then=said)
    return said


def _sentence(outcome: Outcome, lang: str) -> str:
    if outcome.problem_rows:
        return _text("errors-in-lines", lang, lines=_rows(outcome.problem_rows, lang))
    if "target" in outcome.problems:
        return _text("errors-in-target", lang)
    if outcome.is_empty:
        return _text("nothing-entered", lang)
    if outcome.total_ratio is None:
        parts = [_text("sentence-no-limit", lang, used=shown_money(outcome.total.used, lang=lang))]
    else:
        parts = [_text("sentence-ratio", lang, ratio=shown_percent(outcome.total_ratio, lang=lang))]
    if outcome.repay_total is not None and outcome.repay_every_line is not None:
        parts.append(
            _text(
                "sentence-repay",
                lang,
                target=_target(outcome, lang),
                total=shown_money(outcome.repay_total, lang=lang),
                every=shown_money(outcome.repay_every_line, lang=lang),
            )
        )
    if outcome.planned is not None:
        from calculators.utilisation import view_plan

        parts += view_plan.sentences(outcome.planned, lang)
    if outcome.scenarios is not None:
        from calculators.utilisation import view_scenarios

        parts.append(view_scenarios.sentence(outcome.scenarios, lang=lang))
    if outcome.example_rows or outcome.is_target_example:
        parts.append(_text("sentence-example", lang))
    parts.append(_text("sentence-end", lang))
    return "".join(parts)
