"""Borrowing cost: from the form to figures and problems. No words, no HTML."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from calculators import data, later, rates
from calculators import form as typed
from calculators.borrowing_cost import model
from calculators.borrowing_cost.fee import fee_typed
from calculators.figure import plain_money, plain_ratio
from calculators.form import Form, Problem
from calculators.ratio import Ratio

FOLDER = "borrowing_cost"
RATE_UNITS = ("year", "month", "day")
FEE_UNITS = ("month", "total", "upfront")
MOST_PERIODS = 360
MOST_OFFERS = 4
ELSEWHERE = ("income", "debts", "overdue")  # fields that belong to no offer
_SCHEDULE = "schedule"
_TYPED = ("principal", "periods", "rate", "fee", "instalment", "repaid-after")
# Of dated/terms.py, which comes into the page with the first of them.
TERMS = ("every", "drawn-on", "first-due", "interest-by", "balloon", "prepayment-fee")
USUAL = ("", "month", "period")
_COLUMNS = (*_TYPED, "method", "rate-unit", "fee-unit", *TERMS)


@dataclass(frozen=True)
class Offer:
    """One offer that could be read. `index` is 0 for A, 1 for B and so on. Amounts are fen, the ratios are a year's.

    `flat` is the cost over the amount borrowed, `rough` the cost over what was owed on average (`owed_on_average`);
    both None where no principal is repaid before the end, for then they say nothing new. `terms` is a
    dated.terms.Worked where further terms are given.
    """

    index: int
    loan: model.Loan
    months: tuple[model.Month, ...]
    rate: model.Rate | None
    sign_changes: int
    total_paid: int
    total_cost: int
    interest: int
    monthly_fees: int
    parts: dict[str, int]
    monthly_payment: int | None
    largest_payment: int
    is_larger_at_the_end: bool
    flat: Ratio | None
    rough: Ratio | None
    owed_on_average: int
    not_charged: int
    has_no_rate: bool
    share: Ratio | None
    terms: Any


@dataclass(frozen=True)
class Line:
    """A reference line of the parameters:
    its value, whose it is (`key`), the days it starts and was looked at, its sources."""

    key: str
    value: Any
    start: date
    checked: date
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """Everything that the view shows. `schedule` is a dated.schedule.Costed where one is pasted: its module comes into
    the page only then."""

    figures: dict[str, str]
    problems: dict[str, Problem]
    offers: tuple[Offer, ...]
    problem_offers: tuple[int, ...]
    is_overdue: bool
    is_empty: bool
    income: int | None
    debts: int
    has_debts: bool
    existing_share: Ratio | None
    example_fields: tuple[tuple[str, int | None], ...]
    lines: dict[str, Line]
    days_a_year: int
    four_times: Ratio
    values_of: date | None
    schedule: Any


def _name(field: str, index: int) -> str:
    """A's fields and figures keep the plain name; B's are the second of each, and so on."""
    return f"{field}[{index}]" if index else field


def _is_skipped(cells: dict[str, str]) -> bool:
    return all(typed.is_empty(cells[field]) for field in _TYPED)


def _amount_above_zero(text: str) -> int | Problem:
    if typed.is_empty(text):
        return typed.too_long(text) or Problem("empty-amount")
    read = typed.money(text)
    is_wrong = read == 0 or (isinstance(read, Problem) and read.code == "money-minus")  # no 'enter 0 if there is none'
    return Problem("not-above-zero", read=typed.shown(text)) if is_wrong else read


def _optional(text: str, read: Any) -> Any:
    """The text as `read` reads it; None where nothing was typed."""
    return typed.too_long(text) if typed.is_empty(text) else read(text)


def rate_typed(text: str, chosen: str) -> tuple[Ratio, str] | Problem:
    """A rate and what it is a rate of: what the text says, else what is chosen beside it, else a year."""
    unit = chosen.strip(typed.SPACES)
    return rates.rate(text, unit=unit if unit in RATE_UNITS else "", places=6)


def _monthly(rate: Ratio, unit: str, days_a_year: int) -> Ratio:
    times = {"day": days_a_year, "month": 12, "year": 1}[unit]
    return Ratio(rate.numerator * times, rate.denominator * 12)


def _has_terms(cells: dict[str, str]) -> bool:
    return any(cells[field].strip(typed.SPACES) not in USUAL for field in TERMS)


def _loan(
    cells: dict[str, str], index: int, days_a_year: int, problems: dict[str, Problem]
) -> tuple[model.Loan, dict[str, Any]] | None:
    """The loan of one offer, and what was read of each field; None where a field has a problem, which is noted."""
    read: dict[str, Any] = {
        "principal": _amount_above_zero(cells["principal"]),
        "periods": Problem("empty-periods")
        if typed.is_empty(cells["periods"]) and len(cells["periods"]) <= typed.MOST_CHARACTERS
        else typed.months(cells["periods"], least=1, most=MOST_PERIODS),
        "method": typed.choice(cells["method"], model.METHODS, empty=model.METHODS[0]),
        "rate": _optional(cells["rate"], lambda text: rate_typed(text, cells["rate-unit"])),
        "rate-unit": typed.choice(cells["rate-unit"], RATE_UNITS, empty=RATE_UNITS[0]),
        "fee": _optional(cells["fee"], fee_typed),
        "fee-unit": typed.choice(cells["fee-unit"], FEE_UNITS, empty=FEE_UNITS[0]),
        "instalment": _optional(cells["instalment"], typed.money),
        "repaid-after": _optional(cells["repaid-after"], lambda text: typed.months(text, least=1, most=MOST_PERIODS)),
    }
    if has_terms := _has_terms(cells):
        read |= later.module("borrowing_cost.dated.terms").read(cells)
    if not any(isinstance(value, Problem) for value in read.values()):
        more = later.module("borrowing_cost.dated.terms").together(read) if has_terms else {}
        read |= {**more, **_together(read)}
    wrong = {field: value for field, value in read.items() if isinstance(value, Problem)}
    for field, problem in wrong.items():
        problems[_name(field, index)] = problem.at(field, index)
    if wrong:
        return None
    principal, periods, unit, fee = read["principal"], read["periods"], read["fee-unit"], read["fee"]
    fen = 0 if fee is None else model.part(fee, principal) if isinstance(fee, Ratio) else fee
    rate, per = read["rate"] or (Ratio(0), "year")
    monthly = {"month": (fen,) * periods, "total": model.spread(fen, periods)}
    loan = model.Loan(
        principal=principal,
        periods=periods,
        method=read["method"],
        rate=_monthly(rate, per, days_a_year),
        monthly_fees=monthly.get(unit, (0,) * periods),
        upfront_fee=fen if unit == "upfront" else 0,
        repaid_after=read["repaid-after"] or periods,
        instalment=read["instalment"],
    )
    return loan, read if has_terms else {}


def _together(read: dict[str, Any]) -> dict[str, Problem]:
    """The problems between fields that are each right by themselves."""
    found = {}
    periods, instalment, after = read["periods"], read["instalment"], read["repaid-after"]
    if after is not None and after > periods:
        found["repaid-after"] = Problem("after-the-end", read=str(after), most=str(periods))
    if instalment is None:
        return found
    if read["method"] != model.METHODS[0]:
        found["instalment"] = Problem("instalment-method")
    elif read["rate"] is not None or (read["fee"] is not None and read["fee-unit"] != "upfront"):
        found["instalment"] = Problem("instalment-twice")
    elif (total := instalment * periods + (read.get("balloon") or 0)) < read["principal"]:
        found["instalment"] = Problem("instalment-too-low", total=plain_money(total))
    if after is not None and after < periods:
        found["repaid-after"] = Problem("instalment-early")
    return found


def _offer(
    index: int, loan: model.Loan, read: dict[str, Any], *, has_no_rate: bool, income: int | None, debts: int
) -> Offer:
    terms = later.module("borrowing_cost.dated.terms").worked(loan, read) if read else None
    months = terms.months if terms else model.schedule(loan)
    payments = [month.payment for month in months]
    interest, fees = sum([month.interest for month in months]), sum([month.fee for month in months])
    parts = {"principal": loan.principal, "interest": interest, "fee": fees, "upfront": loan.upfront_fee}
    total = sum(parts.values())
    cost = total - loan.principal
    owed = sum([month.owed for month in months])
    is_repaid_along = owed < loan.principal * len(months) and (terms is None or terms.every == "month")
    # As agreed: an early repayment in the first month is no monthly payment.
    monthly = None if loan.method == "single-payment" else model.schedule(_to_the_end(loan))[0].payment
    rate = model.annual_rate(loan.principal - loan.upfront_fee, payments) if terms is None else terms.rate
    if terms is not None:
        monthly = terms.monthly
    return Offer(
        index=index,
        loan=loan,
        months=months,
        rate=rate,
        sign_changes=model.sign_changes((loan.upfront_fee - loan.principal, *payments)),
        total_paid=total,
        total_cost=cost,
        interest=interest,
        monthly_fees=fees,
        parts=parts,
        monthly_payment=monthly,
        largest_payment=max(payments),
        is_larger_at_the_end=monthly is None or payments[-1] > 2 * monthly,
        flat=Ratio(cost * 12, loan.principal * len(months)) if is_repaid_along and cost else None,
        rough=Ratio(cost * 12, owed) if is_repaid_along and cost else None,
        owed_on_average=model.half_up(owed, len(months)),
        not_charged=sum(loan.monthly_fees[loan.repaid_after :]) if loan.instalment is None else 0,
        has_no_rate=has_no_rate,
        share=Ratio(debts + monthly, income) if income and monthly is not None else None,
        terms=terms,
    )


def _to_the_end(loan: model.Loan) -> model.Loan:
    return model.Loan(
        loan.principal, loan.periods, loan.method, loan.rate, loan.monthly_fees, loan.upfront_fee, loan.periods,
        loan.instalment,
    )  # fmt: skip


def _line(key: str, parameter: dict[str, Any], day: date) -> tuple[Line, date | None]:
    entry, values_of = data.entry_near(parameter, day)
    return Line(key, entry["value"], entry["from"], entry["checked"], tuple(entry["source"])), values_of


def _lines(day: date) -> tuple[dict[str, Line], date | None]:
    """Every reference line on the day;
    and the latest day whose values replace missing ones of the day itself."""
    lines, edges = {}, []
    for key, parameter in data.data(FOLDER)[0].items():
        if key != data.METHOD:
            lines[key], edge = _line(key, parameter, day)
            edges.append(edge)
    return lines, max([edge for edge in edges if edge is not None], default=None)


def _loans(
    rows: list[dict[str, str]], days_a_year: int, problems: dict[str, Problem]
) -> list[tuple[int, model.Loan, dict[str, Any]]]:
    """The offers that could be read, each with its index; the problems of all others are noted."""
    loans: list[tuple[int, model.Loan, dict[str, Any]]] = []
    for index, cells in enumerate(rows):
        if _is_skipped(cells):
            for field in _COLUMNS:
                if index < MOST_OFFERS and (long := typed.too_long(cells[field])):
                    problems[_name(field, index)] = long.at(field, index)
            continue
        if index >= MOST_OFFERS:
            problems[_name("principal", index)] = Problem("too-many-offers", most=str(MOST_OFFERS)).at("principal")
            break
        found = _loan(cells, index, days_a_year, problems)
        if found is not None:
            loans.append((index, *found))
    return loans


def _figures(offers: tuple[Offer, ...], existing_share: Ratio | None) -> dict[str, str]:
    """The figures that exist, offer by offer; a comparison shows them in this order."""
    figures: dict[str, str] = {}
    for offer in offers:
        if offer.rate is not None:
            for name, rate in (("annual-nominal", offer.rate.nominal), ("annual-effective", offer.rate.effective)):
                figures[_name(name, offer.index)] = plain_ratio(exact(rate))
        by_dates = offer.terms.by_dates if offer.terms else None
        if by_dates is not None and by_dates.annual is not None:
            figures[_name("annual-by-dates", offer.index)] = plain_ratio(exact(by_dates.annual))
        figures[_name("total-paid", offer.index)] = plain_money(offer.total_paid)
        figures[_name("total-cost", offer.index)] = plain_money(offer.total_cost)
        if offer.monthly_payment is not None:
            figures[_name("monthly-payment", offer.index)] = plain_money(offer.monthly_payment)
        if offer.share is not None:
            figures[_name("repayment-share", offer.index)] = plain_ratio(offer.share)
    if existing_share is not None:
        figures["existing-share"] = plain_ratio(existing_share)
    return figures


def _problem_offers(problems: dict[str, Problem]) -> tuple[int, ...]:
    """The offers in which something has to be corrected."""
    places = (key.partition("[") for key in problems)
    return tuple(sorted({int(index.rstrip("]") or 0) for field, _, index in places if field in _COLUMNS}))


def outcome(form: Form, *, day: date) -> Outcome:
    """The cost, the rate and the schedule of up to four offers, and the share of income that repayments take.

    An offer with a problem has no figures, the others keep theirs; an empty one is skipped.
    """
    lines, values_of = _lines(day)
    days_a_year: int = lines["days-a-year"].value
    problems: dict[str, Problem] = {}
    rows = form.columns(*_COLUMNS)
    loans = _loans(rows, days_a_year, problems)
    income = _own_money(form, "income", problems, above_zero=True)
    debts = _own_money(form, "debts", problems, above_zero=False)
    income_to_share = None if "income" in problems or "debts" in problems else income
    offers = tuple(
        [
            _offer(
                index,
                loan,
                read,
                has_no_rate=loan.instalment is None and typed.is_empty(rows[index]["rate"]),
                income=income_to_share,
                debts=debts or 0,
            )
            for index, loan, read in loans
        ]
    )
    existing_share = Ratio(debts, income_to_share) if income_to_share and debts is not None else None
    schedule = None
    if not typed.is_empty(form.text(_SCHEDULE)):
        schedule = later.module("borrowing_cost.dated.schedule").costed(form)
        problems |= schedule.problems
    overdue = typed.choice(form.text("overdue"), ("yes",), empty="")
    if isinstance(overdue, Problem):
        problems["overdue"] = overdue.at("overdue")
    return Outcome(
        figures={**_figures(offers, existing_share), **(schedule.figures if schedule else {})},
        problems=problems,
        offers=offers,
        problem_offers=_problem_offers(problems),
        is_overdue=form.text("overdue").strip(typed.SPACES) == "yes",
        is_empty=not loans and not problems and schedule is None,
        income=income,
        debts=debts or 0,
        has_debts=debts is not None,
        existing_share=existing_share,
        example_fields=_example_fields(form, rows),
        lines=lines,
        days_a_year=days_a_year,
        four_times=Ratio(lines["lpr"].value * lines["private-line"].value, 10_000),
        values_of=values_of,
        schedule=schedule,
    )


def exact(rate: Any) -> Ratio:
    """A rate of 10 decimals as a ratio; in whole numbers, since the host's decimal context would cut a long one."""
    return Ratio(*rate.as_integer_ratio())


def _own_money(form: Form, field: str, problems: dict[str, Problem], *, above_zero: bool) -> int | None:
    text = form.text(field)
    read = _optional(text, _amount_above_zero if above_zero else typed.money)
    if isinstance(read, Problem):
        problems[field] = read.at(field)
        return None
    return None if read is None else int(read)


def _example_fields(form: Form, rows: list[dict[str, str]]) -> tuple[tuple[str, int | None], ...]:
    """Fields that still hold the worked example's value, with their offer where they belong to one."""
    found: list[tuple[str, int | None]] = []
    for index, cells in enumerate(rows[:MOST_OFFERS]):
        for field in _TYPED:
            flags = form.texts(f"{field}-example")
            if index < len(flags) and flags[index] == "yes" and not typed.is_empty(cells[field]):
                found.append((field, index))
    for field in ("income", "debts", _SCHEDULE):
        if form.is_example(field) and not typed.is_empty(form.text(field)):
            found.append((field, None))
    return tuple(found)
