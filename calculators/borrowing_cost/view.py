"""Borrowing cost: the outcome in words and HTML. No sums here."""

from __future__ import annotations

from datetime import date

from calculators import carry, data, in_full, later
from calculators import form as typed
from calculators import message as messages
from calculators.borrowing_cost.calculator import ELSEWHERE, FOLDER, MOST_PERIODS, Outcome, exact, rate_typed
from calculators.borrowing_cost.fee import fee_typed
from calculators.borrowing_cost.for_checklist import carried
from calculators.borrowing_cost.phrases import LETTERS, money, offer_name, rate, space, text
from calculators.borrowing_cost.view_months import parts, schedule
from calculators.borrowing_cost.view_offers import offers, remarks, why
from calculators.borrowing_cost.view_references import lines, share
from calculators.form import Form, Problem
from calculators.html import Html, element, fragment
from calculators.ratio import Ratio

_MONEY_FIELDS = ("principal", "instalment", "income", "debts", "schedule-received", "balloon")
_LATE_NOW = "../../guides/late-now/"


def message(problem: Problem, *, lang: str) -> str:
    """The problem of a field in one or two sentences; a field of an offer is named with its letter."""
    values = dict(problem.values)
    row, label = values.pop("row", ""), text(f"field-{values.pop('field')}", lang)
    if row:
        place = text("place-offer", lang, offer=LETTERS[int(row) - 1], field=label)
    else:
        place = text("place", lang, field=label)
    key = f"problem-{problem.code}"
    worded = text if data.has_text(FOLDER, key) else later.module("borrowing_cost.dated.phrases").text
    return str(worded(key, lang, **{**values, "place": place}))


def readings(form: Form, *, lang: str) -> dict[str, str]:
    """What was written short, in full: `rate[0]` to '= 0.05% a day'."""
    chosen = form.texts("rate-unit")

    def rate_in_full(written: str, row: int) -> str:
        read = rate_typed(written, chosen[row] if row < len(chosen) else "")
        return "" if isinstance(read, Problem) else text(f"rate-a-{read[1]}", lang, rate=in_full.percent(read[0]))

    def fee(written: str, _row: int) -> str:
        read = fee_typed(written)
        return in_full.percent(read) if isinstance(read, Ratio) else in_full.money(written, lang=lang)

    def months(written: str, _row: int) -> str:
        read = typed.months(written, least=1, most=MOST_PERIODS)
        return "" if isinstance(read, Problem) else text("months", lang, count=str(read))

    readers = dict.fromkeys(_MONEY_FIELDS, lambda written, _row: in_full.money(written, lang=lang))
    spoken = {"rate": rate_in_full, "fee": fee, "prepayment-fee": fee, "periods": months, "repaid-after": months}
    return in_full.of(form, {**readers, **spoken}, lang=lang)


def _overdue(outcome: Outcome, lang: str) -> Html | None:
    if not outcome.is_overdue:
        return None
    return element("p", class_="calc-first")(
        element("strong", text("overdue-first", lang)), " ", element("a", href=_LATE_NOW)(text("overdue-link", lang))
    )


def _problems(outcome: Outcome, lang: str) -> list[str]:
    sentences = []
    if outcome.problem_offers:
        offers = [offer_name(index, lang) for index in outcome.problem_offers if index < len(LETTERS)]
        sentences.append(text("errors-in-offers", lang, offers=text("list-comma", lang).join(offers or LETTERS)))
    if any(field in outcome.problems for field in ELSEWHERE):
        sentences.append(text("errors-elsewhere", lang))
    if outcome.schedule is not None and outcome.schedule.problems:
        sentences.append(text("errors-in-schedule", lang))
    return sentences


def _example(outcome: Outcome, lang: str, day: date) -> Html | None:
    if not outcome.example_fields:
        return None
    offers_ = dict.fromkeys(offer_name(index, lang) for _, index in outcome.example_fields if index is not None)
    return messages.still_the_example(text("list-comma", lang).join(offers_), lang=lang, day=day)


def _schedule(outcome: Outcome, lang: str) -> Html | None:
    if outcome.schedule is None:
        return None
    return Html(later.module("borrowing_cost.dated.view").shown(outcome.schedule, lang))


def result(outcome: Outcome, *, lang: str, day: date) -> Html:
    """The inside of [data-result]: what is overdue comes before any figure."""
    notes: list[str] = []
    if outcome.offers:
        notes = [text("conventions", lang, days=str(outcome.days_a_year)), text("not-the-form", lang)]
        if outcome.values_of is not None:
            notes.append(text("values-of-another-day", lang, edge=outcome.values_of.isoformat(), day=day.isoformat()))
    return fragment(
        _overdue(outcome, lang),
        element("p", text("nothing-entered", lang)) if outcome.is_empty else None,
        [element("p", class_="calc-wrong")(sentence_) for sentence_ in _problems(outcome, lang)],
        _example(outcome, lang, day),
        offers(outcome, lang),
        [element("p", remark) for remark in remarks(outcome, lang)],
        _schedule(outcome, lang),
        element("p", class_="calc-keep")(text("keep-money", lang)) if outcome.offers or outcome.schedule else None,
        parts(outcome, lang),
        share(outcome, lang),
        why(outcome, lang),
        [schedule(offer, lang, is_alone=len(outcome.offers) == 1) for offer in outcome.offers],
        lines(outcome, lang) if outcome.offers else None,
        [element("p", class_="calc-note")(note) for note in notes],
        carry.button(carried(outcome, day=day), lang=lang),
    )


def sentence(outcome: Outcome, *, lang: str, day: date) -> str:
    """The sentence of the <output>: anything overdue comes first, then the corrections to make or the headline."""
    said = _sentence(outcome, lang)
    return text("overdue-sentence", lang, then=said) if outcome.is_overdue else said


def _sentence(outcome: Outcome, lang: str) -> str:
    if outcome.problems:
        return space(lang).join(_problems(outcome, lang))
    if outcome.is_empty:
        return text("nothing-entered", lang)
    said_of = []
    for offer in outcome.offers:
        cost, name = money(offer.total_cost, lang), offer_name(offer.index, lang)
        if offer.rate is None:
            said_of.append(text("sentence-no-rate", lang, offer=name, cost=cost))
            continue
        nominal, effective = [rate(exact(found), lang) for found in (offer.rate.nominal, offer.rate.effective)]
        said_of.append(text("sentence-offer", lang, offer=name, nominal=nominal, effective=effective, cost=cost))
    if outcome.schedule is not None:
        said_of.append(later.module("borrowing_cost.dated.view").sentence(outcome.schedule, lang))
    said = text("sentence-join", lang).join(said_of)
    if outcome.example_fields:
        said += text("sentence-example", lang)
    return said + text("sentence-end", lang)
