"""Further terms of an offer: weeks, days of money and payments, interest by days, a balloon, a fee for repaying early.

No words. With none of them an offer is worked out by model.py; a test holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Context, Decimal
from typing import Any

from calculators import form as typed
from calculators import sheet_cell
from calculators.borrowing_cost import model
from calculators.borrowing_cost.dated import rate as dated_rate
from calculators.borrowing_cost.dated.rate import ByDates
from calculators.borrowing_cost.fee import fee_typed
from calculators.borrowing_cost.model import PLACES, Loan, Month, Rate, half_up
from calculators.form import Problem
from calculators.ratio import Ratio

EVERY = ("month", "fortnight", "week")
INTEREST_BY = ("period", "days")
_DAYS = {"fortnight": 14, "week": 7}
YEAR = 365


@dataclass(frozen=True)
class Worked:
    """An offer with further terms. `days` are those from the money to each payment, () where nothing says them;
    `dates` likewise. `by_dates` is None without days or without one single rate. `each` is the first payment as
    agreed; `monthly` what it is in a month of 1/12 year, None for a single payment. `early_fee` is fen."""

    every: str
    is_by_days: bool
    months: tuple[Month, ...]
    rate: Rate | None
    days: tuple[int, ...]
    dates: tuple[date, ...]
    drawn: date | None
    by_dates: ByDates | None
    each: int
    monthly: int | None
    balloon: int
    early_fee: int


def read(cells: Mapping[str, str]) -> dict[str, Any]:
    """Each of the six fields: its value, None where it is empty, or a problem."""

    def optional(text: str, reader: Any) -> Any:
        return typed.too_long(text) if typed.is_empty(text) else reader(text)

    return {
        "every": typed.choice(cells["every"], EVERY, empty=EVERY[0]),
        "interest-by": typed.choice(cells["interest-by"], INTEREST_BY, empty=INTEREST_BY[0]),
        "drawn-on": optional(cells["drawn-on"], sheet_cell.day),
        "first-due": optional(cells["first-due"], sheet_cell.day),
        "balloon": optional(cells["balloon"], typed.money),
        "prepayment-fee": optional(cells["prepayment-fee"], fee_typed),
    }


def together(terms: Mapping[str, Any]) -> dict[str, Problem]:
    """The problems between fields that are each right by themselves; the offer's other fields are among `terms`."""
    found: dict[str, Problem] = {}
    drawn, first = terms["drawn-on"], terms["first-due"]
    if drawn is None and (first is not None or (terms["interest-by"] == "days" and terms["every"] == "month")):
        found["drawn-on"] = Problem("terms-drawn-missing")
    elif drawn is not None and first is not None and first <= drawn:
        found["first-due"] = Problem("terms-first-early", read=first.isoformat(), drawn=drawn.isoformat())
    if terms["balloon"]:
        if terms["method"] not in model.METHODS[:2]:
            found["balloon"] = Problem("terms-balloon-method")
        elif terms["balloon"] >= terms["principal"]:
            found["balloon"] = Problem("terms-balloon-too-large")
    after = terms["repaid-after"]
    if terms["prepayment-fee"] is not None and (after is None or after >= terms["periods"]):
        found["prepayment-fee"] = Problem("terms-fee-without-early")
    if terms["instalment"] is not None and terms["interest-by"] == "days":
        found["interest-by"] = Problem("terms-days-without-rate")
    return found


def _later(first: date, every: str, times: int) -> date:
    """The payment so many after the first one. A month without that day has its last one instead."""
    if every != "month":
        return first + timedelta(days=_DAYS[every] * times)
    month = first.month - 1 + times
    year, month = first.year + month // 12, month % 12 + 1
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return date(year, month, min(first.day, last.day))


def _dates(terms: Mapping[str, Any], count: int) -> tuple[date, ...]:
    drawn, first = terms["drawn-on"], terms["first-due"]
    if drawn is None or (first or drawn).year + count // 12 + 2 > date.max.year:
        return ()
    # Then the months are counted from the day of the money: 31 January, 28 February, 31 March.
    if first is None:
        return tuple(_later(drawn, terms["every"], times) for times in range(1, count + 1))
    return tuple(_later(first, terms["every"], times) for times in range(count))


def _days(terms: Mapping[str, Any], dates: Sequence[date], count: int) -> tuple[int, ...]:
    if dates:
        return tuple((day - terms["drawn-on"]).days for day in dates)
    each = _DAYS.get(terms["every"], 0)
    return tuple(each * number for number in range(1, count + 1)) if each else ()


class _Interest:
    """The interest of each period, as whole numbers over one denominator."""

    def __init__(self, loan: Loan, terms: Mapping[str, Any], days: Sequence[int]) -> None:
        # A year's rate is 12 of the loan's; over 12 x 365 a month, a week and a day of it are whole.
        yearly, self.whole = 12 * loan.rate.numerator, loan.rate.denominator * 12 * YEAR
        if terms["interest-by"] == "days":
            gaps = [later - earlier for earlier, later in zip((0, *days), days, strict=False)]
            self.of = [yearly * 12 * gap for gap in gaps]
        else:
            self.of = [yearly * (YEAR if terms["every"] == "month" else 12 * _DAYS[terms["every"]])] * loan.periods

    def on(self, fen: int, first: int, last: int) -> int:
        """Of that amount, simple, from period `first` to `last`, counted from 0; rounded half-up to the fen."""
        return half_up(fen * sum(self.of[first : last + 1]), self.whole)

    def level(self, principal: int, balloon: int) -> int:
        """The equal payment that leaves the balloon after the last period: (P x G - B) / S, G being the growth over all
        periods and S what 1 paid in each has grown to by then."""
        grown, paid, scale = principal, 0, 1
        for part in self.of:
            grown *= self.whole + part
            scale *= self.whole
            paid = paid * (self.whole + part) + scale
        return half_up(max(0, grown - balloon * scale), paid)


def schedule(loan: Loan, interest: _Interest, balloon: int, early_fee: Ratio | int | None) -> tuple[list[Month], int]:
    """The payments up to the last one, and the fee for repaying early: a share of what is then still owed."""
    level = 0 if loan.instalment is not None else interest.level(loan.principal, balloon)
    repaid = loan.principal - balloon
    equal = model.spread(repaid, loan.periods)
    owed, months, charged = loan.principal, [], 0
    for number in range(1, loan.repaid_after + 1):
        is_last = number in (loan.periods, loan.repaid_after)
        charge = interest.on(owed, number - 1, number - 1)
        if loan.method == "single-payment":
            charge = interest.on(owed, 0, number - 1) if is_last else 0
        if (
            loan.instalment is not None
        ):  # the total so far, rounded down, less the one before: never above the instalment
            regular = repaid * number // loan.periods - repaid * (number - 1) // loan.periods
        elif loan.method == "equal-principal":
            regular = equal[number - 1]
        else:
            regular = max(0, min(level - charge, owed)) if loan.method == "equal-instalments" else 0
        fee = loan.monthly_fees[number - 1] if loan.instalment is None else loan.instalment - regular
        if number < loan.periods and is_last and early_fee is not None:
            charged = model.part(early_fee, owed - regular) if isinstance(early_fee, Ratio) else early_fee
            fee += charged
        principal = owed if is_last else regular
        months.append(Month(number, owed, charge, fee, principal))
        owed -= principal
    return months, charged


def periodic_rate(received: int, payments: Sequence[int], days: int) -> Rate | None:
    """As model.annual_rate for periods of so many days: 365 / days times the internal rate, and that rate compounded
    so often. None without exactly one rate.

    With `places` decimals of the period's rate i the compounded one is within 365 / 7 x (1 + i)^(365 / 7 - 1) x
    10**-places, which stays under 10**-12; so does the power, worked out to 40 digits more.
    """
    if received <= 0 or model.sign_changes((-received, *payments)) != 1 or sum(payments) < received:
        return None
    _, ceiling = model.bracket(received, payments, 2)
    whole_digits = len(str(1 + ceiling // 100))
    places = 14 + 53 * whole_digits
    low, _ = model.bracket(received, payments, places)
    context = Context(prec=places + 53 * whole_digits + 40)
    grown = context.add(Decimal(1), Decimal(low).scaleb(-places, context))
    power = context.divide(Decimal(YEAR), Decimal(days))
    effective = context.subtract(context.exp(context.multiply(power, context.ln(grown))), Decimal(1))
    step = Decimal(1).scaleb(-PLACES)
    nominal = Ratio(low * YEAR, 10**places * days).nearest_of(10**PLACES)
    error = Decimal(5).scaleb(-PLACES - 1) + Decimal(1).scaleb(-12)
    return Rate(Decimal(nominal).scaleb(-PLACES, context), effective.quantize(step, context=context), error)


def worked(loan: Loan, terms: Mapping[str, Any]) -> Worked:
    """The offer with its further terms."""
    dates = _dates(terms, loan.periods)
    days = _days(terms, dates, loan.periods)
    interest = _Interest(loan, terms, days)
    balloon = terms["balloon"] or 0
    months, early_fee = schedule(loan, interest, balloon, terms["prepayment-fee"])
    payments = [month.payment for month in months]
    received = loan.principal - loan.upfront_fee
    every = terms["every"]
    if every == "month":
        found = model.annual_rate(received, payments)
    else:
        found = periodic_rate(received, payments, _DAYS[every])
    by_dates = None
    if days:
        flows = dict(zip(days, payments, strict=False))
        by_dates = dated_rate.by_dates(dated_rate.netted({0: -received, **flows}))
    whole = loan if loan.repaid_after == loan.periods else _to_the_end(loan)
    each = schedule(whole, interest, balloon, None)[0][0].payment
    monthly = each if every == "month" else half_up(each * YEAR, _DAYS[every] * 12)
    return Worked(
        every=every,
        is_by_days=terms["interest-by"] == "days",
        months=tuple(months),
        rate=found,
        days=days[: len(months)],
        dates=dates[: len(months)],
        drawn=terms["drawn-on"],
        by_dates=by_dates,
        each=each,
        monthly=None if loan.method == "single-payment" else monthly,
        balloon=balloon,
        early_fee=early_fee,
    )


def _to_the_end(loan: Loan) -> Loan:
    return Loan(
        loan.principal, loan.periods, loan.method, loan.rate, loan.monthly_fees, loan.upfront_fee, loan.periods,
        loan.instalment,
    )  # fmt: skip
