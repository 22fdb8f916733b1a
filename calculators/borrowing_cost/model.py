"""The cost of borrowing: a month-by-month schedule in whole fen, and the rate that it comes to. No words here.

A month is 1/12 of a year. Payments are rounded half-up to the fen, never above what is owed; the last one takes the
rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from itertools import pairwise

from calculators.ratio import Ratio

METHODS = ("equal-instalments", "equal-principal", "interest-first", "single-payment")
PLACES = 10  # of an annual rate
_MOST_STEPS = 100


@dataclass(frozen=True)
class Loan:
    """A loan as agreed. Money is fen, `rate` is for one month, fees are those on top of interest.

    `instalment` is the payment of every month where only that is known: rate and monthly fees are then part of it.
    `repaid_after` is the month after whose payment everything still owed is paid; the last month where nothing is.
    """

    principal: int
    periods: int
    method: str
    rate: Ratio
    monthly_fees: tuple[int, ...]
    upfront_fee: int
    repaid_after: int
    instalment: int | None = None


@dataclass(frozen=True)
class Month:
    """One month's payment and its parts; `owed` is the principal still owed before it."""

    number: int
    owed: int
    interest: int
    fee: int
    principal: int

    @property
    def payment(self) -> int:
        return self.interest + self.fee + self.principal

    @property
    def left(self) -> int:
        return self.owed - self.principal


@dataclass(frozen=True)
class Rate:
    """Both are rounded half-even to 10 places; each lies within `error` of the exact rate of the schedule."""

    nominal: Decimal
    effective: Decimal
    error: Decimal


def half_up(numerator: int, denominator: int) -> int:
    """The quotient of two whole numbers, 0 or above, rounded to a whole one; a half goes up."""
    return (2 * numerator + denominator) // (2 * denominator)


def part(rate: Ratio, fen: int) -> int:
    """That part of the amount, rounded half-up to the fen."""
    return half_up(rate.numerator * fen, rate.denominator)


def spread(fen: int, periods: int) -> tuple[int, ...]:
    """The amount in equal parts, each rounded half-up; never more than is left, and the last one takes the rest."""
    each, left, parts = half_up(fen, periods), fen, []
    for _ in range(periods - 1):
        parts.append(min(each, left))
        left -= parts[-1]
    return (*parts, left)


def level_payment(principal: int, periods: int, rate: Ratio) -> int:
    """Interest and principal of an equal instalment, rounded half-up: P x i(1 + i)^n / ((1 + i)^n - 1), P / n at 0."""
    if not rate.numerator:
        return half_up(principal, periods)
    grown = (rate.denominator + rate.numerator) ** periods
    flat = rate.denominator**periods
    return half_up(principal * rate.numerator * grown, rate.denominator * (grown - flat))


def _principal_due(loan: Loan, number: int, owed: int, interest: int, level: int, equal: Sequence[int]) -> int:
    if number in (loan.periods, loan.repaid_after):
        return owed
    if loan.instalment is not None:  # the total so far, rounded down, less the one before: never above the instalment
        return loan.principal * number // loan.periods - loan.principal * (number - 1) // loan.periods
    if loan.method == "equal-instalments":
        return min(level - interest, owed)
    return equal[number - 1] if loan.method == "equal-principal" else 0


def schedule(loan: Loan) -> tuple[Month, ...]:
    """The months up to the last payment. Interest is on the principal owed; with a single payment it is simple interest
    on the amount borrowed and falls due at the end. Nothing is charged for months after an early repayment."""
    level = level_payment(loan.principal, loan.periods, loan.rate)
    equal = spread(loan.principal, loan.periods)
    owed, months = loan.principal, []
    for number in range(1, loan.repaid_after + 1):
        interest = part(loan.rate, owed)
        if loan.method == "single-payment":
            interest = part(loan.rate, owed * number) if number == loan.repaid_after else 0
        principal = _principal_due(loan, number, owed, interest, level, equal)
        fee = loan.monthly_fees[number - 1] if loan.instalment is None else loan.instalment - principal
        months.append(Month(number, owed, interest, fee, principal))
        owed -= principal
    return tuple(months)


def sign_changes(flows: Iterable[int]) -> int:
    """The number of sign changes, zeros left out. By Descartes' rule, 1 means that there is exactly one rate."""
    signs = [flow > 0 for flow in flows if flow]
    return sum([earlier != later for earlier, later in pairwise(signs)])


def _is_above(received: int, payments: Sequence[int], rate: int, one: int) -> bool:
    """Whether the monthly rate `rate / one` is above the internal rate: what was received, grown at it, is more than
    the payments repay. In whole numbers, so that the answer is proven."""
    balance, scale = received, 1
    for payment in payments:
        scale *= one
        balance = balance * (one + rate) - payment * scale
    return balance > 0


def _estimate(received: int, payments: Sequence[int], digits: int) -> Decimal:
    """The internal rate, nearly: Newton's steps for the logarithm of the discount factor.

    The logarithm of the payments' value is convex in it with a slope of at least 1, so the steps come down to the root.
    """
    context = Context(prec=digits + 10)
    target = Decimal(received)
    factor = Decimal(1)
    for _ in range(_MOST_STEPS):
        value = slope = Decimal(0)
        for payment in reversed(payments):
            value = context.multiply(context.add(value, Decimal(payment)), factor)
            slope = context.fma(slope, factor, value)
        # Of k x payment x factor^k over payment x factor^k, both summed: the slope of the logarithm.
        step = context.divide(context.multiply(context.ln(context.divide(value, target)), value), slope)
        factor = context.multiply(factor, context.exp(context.minus(step)))
        if context.abs(step) < Decimal(1).scaleb(-digits):
            break
    return context.subtract(context.divide(Decimal(1), factor), Decimal(1))


def bracket(received: int, payments: Sequence[int], places: int) -> tuple[int, int]:
    """(low, high) in units of 10**-places, at most 1 apart, with low <= internal rate < high proven in whole numbers.

    `received` is above 0, no payment is below 0, and together the payments are at least what was received.
    """
    one = 10**places
    guess = int(_estimate(received, payments, places).scaleb(places, Context(prec=10 * places)))
    low = high = max(0, guess)
    step = 1
    while low and _is_above(received, payments, low, one):
        low, step = max(0, low - step), 2 * step
    step = 1
    while not _is_above(received, payments, high, one):
        high, step = high + step, 2 * step
    while high - low > 1:
        middle = (low + high) // 2
        if _is_above(received, payments, middle, one):
            high = middle
        else:
            low = middle
    return low, high


def _rounded(numerator: int, denominator: int) -> Decimal:
    return Decimal(Ratio(numerator, denominator).nearest_of(10**PLACES)).scaleb(-PLACES, Context(prec=10_000))


def annual_rate(received: int, payments: Sequence[int]) -> Rate | None:
    """Twelve times the internal monthly rate, and that rate compounded over 12 months; None without exactly one rate.

    The low end of the bracket is at most 10**-places below the monthly rate, so the nominal rate is within
    12 x 10**-places and the effective one within 12 x (1 + i)**11 x 10**-places; `places` is chosen so that this
    stays under 10**-12. Rounding adds at most half of 10**-10.
    """
    if received <= 0 or sign_changes((-received, *payments)) != 1 or sum(payments) < received:
        return None
    _, ceiling = bracket(received, payments, 2)
    whole_digits = len(str(1 + ceiling // 100))  # of 1 + i
    places = 14 + 12 * whole_digits
    low, _ = bracket(received, payments, places)
    one = 10**places
    error = Decimal(5).scaleb(-PLACES - 1) + Decimal(1).scaleb(-12)
    return Rate(_rounded(12 * low, one), _rounded((one + low) ** 12 - one**12, one**12), error)
