"""The split of a sum:
against trying every split, against paying fen by fen, and against another formula for the level."""

from __future__ import annotations

import itertools
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st
from page import Page

from calculators import answer, render
from calculators.utilisation import split

DAY = "2026-11-23"


def figures(form: dict[str, object]) -> dict[str, object]:
    found = answer("utilisation", form, lang="zh", day=DAY)
    assert found.pop("errors") == {}
    return {name: value for name, value in found.items() if name.startswith("split")}


def page(form: dict[str, object], lang: str = "zh") -> str:
    return Page(render("utilisation", form, lang=lang, day=DAY)).text


def lines(*rows: tuple[str, str], **others: object) -> dict[str, object]:
    """A form from (limit, used) rows with everything else as in `others`."""
    return {"line-limit": [row[0] for row in rows], "line-used": [row[1] for row in rows], **others}


XIAO_LIN = lines(("10000", "6200"), ("50000", "12000"), ("20000", "19800"))


def test_xiao_lins_8000_yuan_bring_two_lines_to_60_per_cent() -> None:
    # 24 % stays. 6,200 + 19,800 - 8,000 = 18,000 of 30,000 = 60 %: 6,200 - 6,000 = 200; 19,800 - 12,000 = 7,800.
    assert figures({**XIAO_LIN, "spare": "8000"}) == {
        "split-repay[0]": "200.00",
        "split-repay[1]": "0.00",
        "split-repay[2]": "7800.00",
        "split-highest-ratio": "0.6",
    }


def test_a_sum_that_only_reaches_the_second_line_goes_to_the_highest_alone() -> None:
    # 19,800 - 7,400 = 12,400 = 62 % of 20,000, which is Huabei's ratio; one fen more is shared.
    assert figures({**XIAO_LIN, "spare": "7400"})["split-repay[2]"] == "7400.00"
    assert figures({**XIAO_LIN, "spare": "7400"})["split-highest-ratio"] == "0.62"
    # 7,400.01: level (26,000 - 7,400.01) / 30,000 = 0.619999…; 6,199.9966… and 12,399.9933… rounded up to the fen are
    # 6,200.00 and 12,400.00; the one fen goes to the first of the two lines at 62 %.
    assert figures({**XIAO_LIN, "spare": "7400.01"})["split-repay[0]"] == "0.01"


def test_of_equal_ratios_the_earlier_line_takes_the_odd_fen() -> None:
    # Three lines of 100.00 with 50.00: 0.02 takes a fen from the first two; the highest stays 0.5.
    found = figures(lines(("100", "50"), ("100", "50"), ("100", "50"), spare="0.02"))
    assert [found[f"split-repay[{row}]"] for row in range(3)] == ["0.01", "0.01", "0.00"]
    assert found["split-highest-ratio"] == "0.5"


def test_what_is_overdue_is_paid_before_anything_is_split() -> None:
    # 1,000 overdue on the lowest line first; 8,000 more as above.
    form = {**XIAO_LIN, "spare": "9000", "line-overdue-amount": ["", "1000", ""]}
    found = figures(form)
    assert [found[f"split-repay[{row}]"] for row in range(3)] == ["200.00", "1000.00", "7800.00"]
    assert "逾期的 1,000.00 元先还清" in page(form)


def test_a_sum_that_covers_what_is_overdue_to_the_fen_is_used_and_one_fen_less_is_not_split() -> None:
    form = {**XIAO_LIN, "line-overdue-amount": ["300.50", "", "699.50"]}  # 1,000 in all
    assert figures({**form, "spare": "1000"})["split-repay[0]"] == "300.50"
    assert figures({**form, "spare": "999.99"}) == {"split-missing": "0.01"}
    for lang, words in (("zh", "放贷机构"), ("en", "speak to the lender")):
        assert words in page({**form, "spare": "999.99"}, lang)
    assert "guides/late-now/" in render("utilisation", {**form, "spare": "999.99"}, lang="zh", day=DAY)


def test_a_ticked_overdue_line_without_its_amount_is_not_split() -> None:
    form = {**XIAO_LIN, "spare": "8000", "line-overdue": ["", "yes", ""]}
    assert figures(form) == {}
    assert "第 2 个额度勾了“已经逾期”" in page(form)
    assert "split-repay[1]" in figures({**form, "line-overdue-amount": ["", "5", ""]})


def test_a_line_without_an_open_limit_waits_until_the_others_are_repaid() -> None:
    # 6,000 of 10,000 and a frozen line with 500 and one with no limit and 700: 6,000 first, then the dearer of the two.
    form = lines(("10000", "6000"), ("800", "500"), ("0", "700")) | {"line-status": ["open", "frozen", "open"]}
    form["line-rate"] = ["", "12", "24"]
    assert figures({**form, "spare": "6000"})["split-repay[0]"] == "6000.00"
    found = figures({**form, "spare": "6700.01"})
    assert [found[f"split-repay[{row}]"] for row in range(3)] == ["6000.00", "0.01", "700.00"]
    assert found["split-highest-ratio"] == "0"
    assert "第 2 个额度、第 3 个额度没有能用的额度，算不出使用率" in page({**form, "spare": "100"})


def test_a_sum_above_all_debts_overpays_nothing_and_says_what_is_left() -> None:
    # 6,200 + 12,000 + 19,800 = 38,000.
    assert "split-left" not in figures({**XIAO_LIN, "spare": "38000"})
    found = figures({**XIAO_LIN, "spare": "38000.01"})
    assert found["split-left"] == "0.01"
    assert found["split-repay[2]"] == "19800.00"


def test_nothing_owed_is_said_and_an_empty_sum_asks_for_nothing() -> None:
    assert figures(lines(("100", "0"), spare="10")) == {}
    assert "没有欠款" in page(lines(("100", "-5"), spare="10"))
    assert figures({**XIAO_LIN, "spare": " "}) == {}
    zero = figures({**XIAO_LIN, "spare": "0"})
    assert zero["split-repay[2]"] == "0.00" and zero["split-highest-ratio"] == "0.99"


def test_a_sum_that_cannot_be_read_is_an_error_at_its_field_and_leaves_the_ratios() -> None:
    found = answer("utilisation", {**XIAO_LIN, "spare": "-5"}, lang="en", day=DAY)
    assert list(found["errors"]) == ["spare"]
    assert found["total-ratio"] == "0.475"
    assert "Sum to repay today" in page({**XIAO_LIN, "spare": "-5"}, "en")


# Properties

few = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 6), st.integers(0, 7)), min_size=1, max_size=4)
amounts = st.integers(0, 10**7)
many = st.lists(st.tuples(amounts, st.one_of(st.just(0), st.integers(1, 10**7))), min_size=1, max_size=8)


def highest(owed: list[int], limits: list[int]) -> Fraction:
    """The highest ratio; 0 where no line has a limit."""
    return max((Fraction(debt, limit) for debt, limit in zip(owed, limits, strict=True) if limit), default=Fraction(0))


@given(table=few, amount=st.integers(0, 24))
def test_no_other_split_gives_a_lower_highest_ratio(table: list[tuple[int, int, int]], amount: int) -> None:
    # Every way to pay at least what is overdue, nothing above what is owed and all of the sum that can be used.
    owed = [row[0] for row in table]
    overdue = [min(row[0], row[2] % 3) for row in table]
    limits = [row[1] for row in table]
    assume(amount >= sum(overdue))
    paid = split.split(owed, overdue, limits, amount, last=range(len(owed)))
    used = min(amount, sum(owed))
    assert sum(paid) == used
    assert all(late <= part <= debt for late, part, debt in zip(overdue, paid, owed, strict=True))
    best = min(
        highest([debt - part for debt, part in zip(owed, tried, strict=True)], limits)
        for tried in itertools.product(*(range(late, debt + 1) for late, debt in zip(overdue, owed, strict=True)))
        if sum(tried) == used
    )
    assert highest([debt - part for debt, part in zip(owed, paid, strict=True)], limits) == best


@given(table=few, amount=st.integers(0, 24))
def test_it_is_the_split_made_fen_by_fen(table: list[tuple[int, int, int]], amount: int) -> None:
    owed, limits = [row[0] for row in table], [row[1] for row in table]
    last = sorted(range(len(owed)), key=lambda at: -table[at][2])
    by_hand = list(owed)
    for _ in range(min(amount, sum(owed))):
        open_lines = [at for at in range(len(owed)) if limits[at] and by_hand[at]]
        if open_lines:
            by_hand[max(open_lines, key=lambda at: Fraction(by_hand[at], limits[at]))] -= 1  # the first of equal ones
        else:
            by_hand[next(at for at in last if by_hand[at])] -= 1
    assert split.lowered(owed, limits, amount, last=last) == by_hand


@given(table=many, amount=st.integers(0, 4 * 10**7))
def test_the_highest_ratio_is_the_lowest_level_that_the_sum_pays_for(table: list[tuple[int, int]], amount: int) -> None:
    # A level costs the sum of owed - floor(level x limit) where that is positive. Halving finds the lowest level, to
    # less than two different ratios can lie apart, that costs no more than the sum: the highest ratio is none above it.
    owed, limits = [row[0] for row in table], [row[1] for row in table]
    left = split.lowered(owed, limits, amount, last=range(len(owed)))
    assert sum(owed) - sum(left) == min(amount, sum(owed))
    assert all(0 <= after <= before for after, before in zip(left, owed, strict=True))
    pairs = [(debt, limit) for debt, limit in zip(owed, limits, strict=True) if limit]
    assume(pairs)

    def cost(level: Fraction) -> int:
        return sum(max(0, debt - level.numerator * limit // level.denominator) for debt, limit in pairs)

    low, high = Fraction(-1), max(Fraction(debt, limit) for debt, limit in pairs)
    while high - low > Fraction(1, 10**15):
        middle = (low + high) / 2
        if middle >= 0 and cost(middle) <= amount:
            high = middle
        else:
            low = middle
    assert low < highest(left, limits) <= high
    assert cost(highest(left, limits)) <= amount


@given(table=many, amount=st.integers(0, 10**7))
def test_the_answer_adds_up_to_the_fen(table: list[tuple[int, int]], amount: int) -> None:
    def yuan(fen: int) -> str:
        return f"{fen // 100}.{fen % 100:02d}"

    form = lines(*((yuan(limit), yuan(owed)) for owed, limit in table), spare=yuan(amount))
    found = figures(form)
    if not any(owed for owed, _ in table):
        assert found == {}
        return
    paid = [int(str(found[f"split-repay[{row}]"]).replace(".", "")) for row in range(len(table))]
    assert sum(paid) + int(str(found.get("split-left", "0.00")).replace(".", "")) == amount
    assert Page(render("utilisation", form, lang="en", day=DAY)).values.keys() >= found.keys()
