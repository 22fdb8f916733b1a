"""The repayment plan for any debts: a naive simulation as the oracle, every fen accounted for, and any text."""

from __future__ import annotations

import itertools
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st
from page import Page
from plans_asked import DAY, figures, html

from calculators import answer
from calculators.utilisation import plan


def rounded(fen: int, rate: int) -> int:
    with localcontext() as exact:
        exact.prec = 100
        interest = Decimal(fen) * Decimal(rate) / Decimal(1_000_000) / Decimal(12)
        return int(interest.quantize(Decimal(1), ROUND_HALF_UP))


def naive(debts: list[plan.Debt], budget: int, order: str, months: int) -> tuple[list[list[int]], int]:
    """Written apart from the plan: every month afresh, and the rest paid one fen at a time."""
    owed = [debt.owed for debt in debts]
    ends, interest = [], 0
    while sum(owed) and len(ends) < months:
        money = budget
        for at, debt in enumerate(debts):
            charged = rounded(owed[at], debt.rate)
            interest += charged
            owed[at] += charged
        for at, debt in enumerate(debts):
            first = owed[at] if debt.due is None else min(owed[at], debt.due + (0 if ends else debt.overdue))
            owed[at] -= first
            money -= first
        assert money >= 0
        turn = 0
        while money and sum(owed):
            open_ = [at for at in range(len(owed)) if owed[at]]
            by_rate = max(open_, key=lambda at: (debts[at].rate, -at))
            with_limit = [at for at in open_ if debts[at].limit]
            if order == "highest-rate":
                chosen = by_rate
            elif order == "highest-ratio":
                chosen = max(with_limit, key=lambda at: Fraction(owed[at], debts[at].limit), default=by_rate)
            else:
                chosen = next((at for at in open_ if at >= turn), open_[0])
                turn = chosen + 1
            owed[chosen] -= 1
            money -= 1
        ends.append(list(owed))
    return ends, interest


def debt_of(owed: int, limit: int, due: int | None, overdue: int, rate: int) -> plan.Debt:
    return plan.Debt(owed=owed, limit=limit, due=due, overdue=min(overdue, owed), rate=rate)


def debts_up_to(most: int) -> st.SearchStrategy[list[plan.Debt]]:
    one = st.builds(
        debt_of,
        owed=st.integers(1, most),
        limit=st.one_of(st.just(0), st.integers(1, 2 * most)),
        due=st.one_of(st.none(), st.just(0), st.integers(0, most // 4)),
        overdue=st.one_of(st.just(0), st.integers(0, most)),
        rate=st.one_of(st.just(0), st.integers(0, 1_000_000), st.sampled_from([36_000, 120_000, 182_500, 240_000])),
    )
    return st.lists(one, min_size=1, max_size=5)


orders = st.sampled_from(plan.ORDERS)


@given(debts=debts_up_to(60), more=st.integers(0, 40), order=orders)
def test_it_is_the_plan_made_fen_by_fen(debts: list[plan.Debt], more: int, order: str) -> None:
    budget = plan.required(debts) + more
    found = plan.plan(debts, budget, order)
    ends, interest = naive(debts, budget, order, len(found.ends))
    assert found.ends == ends
    assert found.interest == interest


@given(debts=debts_up_to(10**7), more=st.integers(0, 10**6), order=orders)
def test_every_fen_is_accounted_for_and_what_is_due_comes_first(debts: list[plan.Debt], more: int, order: str) -> None:
    budget = plan.required(debts) + more
    found = plan.plan(debts, budget, order)
    all_paid = all_interest = 0
    openings = [debt.owed for debt in debts]
    for number, month in enumerate(plan.payments(debts, found.ends)):
        paid = sum(part.first + part.then for part in month)
        owed = sum(part.opening + part.interest for part in month)
        assert paid == min(budget, owed)  # all the money is used, never more, and nothing is overpaid
        for debt, part, opening in zip(debts, month, openings, strict=True):
            due = part.opening + part.interest if debt.due is None else debt.due + (0 if number else debt.overdue)
            assert part.opening == opening
            assert part.interest == rounded(part.opening, debt.rate)
            assert part.first == min(due, part.opening + part.interest)
            assert part.then >= 0 and part.end >= 0
            assert part.opening + part.interest == part.first + part.then + part.end
        all_paid += paid
        all_interest += sum(part.interest for part in month)
        openings = [part.end for part in month]
    assert all_interest == found.interest
    assert all_paid == sum(debt.owed for debt in debts) + found.interest - sum(openings)
    assert found.is_endless == (sum(openings) > 0)


@given(debts=debts_up_to(40), more=st.integers(0, 3), order=orders)
def test_a_plan_stopped_early_would_never_have_ended(debts: list[plan.Debt], more: int, order: str) -> None:
    # 1 fen bears nothing below 600 % a year, so rates here go up to 1,200 %.
    small = [plan.Debt(debt.owed, debt.limit, min(debt.due or 0, 2), 0, 12 * debt.rate) for debt in debts]
    budget = plan.required(small) + more
    found = plan.plan(small, budget, order)
    assume(found.is_endless and len(found.ends) <= 40)
    ends, _ = naive(small, budget, order, len(found.ends) + 20)
    assert ends[: len(found.ends)] == found.ends
    for before, after in itertools.pairwise(ends[len(found.ends) - 1 :]):
        assert all(larger >= smaller for smaller, larger in zip(before, after, strict=True))


@given(debts=debts_up_to(10**6), more=st.integers(0, 10**5), order=orders)
def test_no_order_costs_less_than_the_highest_rate_by_more_than_rounding(
    debts: list[plan.Debt], more: int, order: str
) -> None:
    # Rounding moves each month's interest of a line by half a fen at most, and what that bears; so the difference
    # stays within a fen a line and month, grown at 100 % a year over the months.
    budget = plan.required(debts) + more
    dearest, other = plan.plan(debts, budget, plan.HIGHEST_RATE), plan.plan(debts, budget, order)
    assume(not other.is_endless)
    assert not dearest.is_endless
    months = len(other.ends)
    slack = sum(Fraction(13, 12) ** month * len(debts) for month in range(months + 1))
    assert dearest.interest <= other.interest + slack


@given(debts=debts_up_to(10**6), money=st.integers(0, 10**6), kept=st.integers(0, 10**6), order=orders)
def test_the_page_never_plans_with_what_is_kept(debts: list[plan.Debt], money: int, kept: int, order: str) -> None:
    def yuan(fen: int) -> str:
        return f"{fen // 100}.{fen % 100:02d}"

    form: dict[str, object] = {
        "line-limit": [yuan(debt.limit) for debt in debts],
        "line-used": [yuan(debt.owed) for debt in debts],
        "line-due": ["all" if debt.due is None else yuan(debt.due) for debt in debts],
        "line-overdue-amount": [yuan(debt.overdue) for debt in debts],
        "line-rate": [f"{debt.rate // 10_000}.{debt.rate % 10_000:04d}" for debt in debts],
        "plan-money": yuan(money),
        "plan-kept": yuan(kept),
        "plan-order": order,
    }
    found = figures(form)
    budget, required = max(0, money - kept), plan.required(debts)
    if budget < required:
        assert found == {"plan-missing": yuan(required - budget)}
        return
    expected = plan.plan(debts, budget, order)
    assert found.get("plan-interest") == (None if expected.is_endless else yuan(expected.interest))
    if found:
        assert found["plan-months-to-zero"] == str(len(expected.ends))
    assert Page(html(form, "en")).values.keys() >= found.keys()


NASTY = [
    "",
    " ",
    "<b>",
    "\x00",
    "\ud800",
    "\u202e1",
    "٣٤",
    "😀",
    "x" * 300,
    "１２",
    "-1",
    "1e9",
    "{read}",
    "全部",
    "9" * 200,
]


texts = st.one_of(st.sampled_from(NASTY), st.from_regex(r"[0-9]{1,14}([.][0-9]{0,3})?[万元%]?", fullmatch=True))
NAMES = ["line-limit", "line-used", "line-due", "line-rate", "line-overdue-amount", "line-overdue", "line-status",
         "plan-money", "plan-kept", "plan-order", "spare", "target"]  # fmt: skip


@given(
    form=st.dictionaries(st.sampled_from(NAMES), st.one_of(texts, st.lists(texts, max_size=4))),
    lang=st.sampled_from(["zh", "en"]),
)
def test_any_text_in_any_field_of_the_plan_gives_an_answer_or_a_message(form: dict[str, object], lang: str) -> None:
    form = {"line-limit": ["100", "200"], "line-used": ["50", "150"], **form}
    found = answer("utilisation", form, lang=lang, day=DAY)
    found.pop("errors")
    assert Page(html(form, lang)).values == found
