"""Any bills: another derivation as the oracle, the same record from a table written out, and any text."""

from __future__ import annotations

import json
from datetime import date, timedelta

from bills_read import DAY, LONGEST, codes
from hypothesis import given
from hypothesis import strategies as st
from page import Page

from calculators.form import Form
from calculators.repayment_habit import bills
from calculators.repayment_habit.bills import Bill, Payment
from calculators.repayment_habit.view_bills import part

OWN = {"zh": "不是信用评分，不能用来决定放不放贷", "en": "no credit score and not for lending decisions"}
ends = st.dates(date(2019, 1, 1), date(2026, 11, 22))
amounts = st.integers(1, 500)


@st.composite
def some_bills(draw: st.DrawFn) -> list[Bill]:
    made = []
    for number in range(draw(st.integers(1, 5))):
        due = draw(st.one_of(ends, st.dates(date(2024, 6, 1), date(2026, 11, 22))))
        payments = []
        for _ in range(draw(st.integers(0, 3))):
            paid = due + timedelta(days=draw(st.integers(-40, 250)))
            payments.append(Payment(min(paid, DAY), draw(st.one_of(st.none(), amounts))))
        made.append(Bill(due, draw(st.one_of(st.none(), amounts)), tuple(payments), (number + 1,)))
    return made


def by_hand(bill: Bill) -> dict[tuple[int, int], str]:
    """Walks from the due day on, counting each day on which the bill is unpaid and late;
    its digit at each month's end."""
    found = {}
    day, late, is_unpaid = bill.due, 0, True
    while day <= DAY:
        if is_unpaid:
            so_far = [payment for payment in bill.payments if payment.day <= day]
            is_paid = any(payment.fen is None for payment in so_far) or (so_far and bill.fen is None)
            is_unpaid = not is_paid and (bill.fen is None or sum(payment.fen or 0 for payment in so_far) < bill.fen)
            late += is_unpaid
        day += timedelta(days=1)
        if day.day == 1:  # the day before was the month's last
            month = (day - timedelta(days=1)).timetuple()[:2]
            if is_unpaid:
                found[month] = next((str(place + 1) for place, most in enumerate(LONGEST) if late - 1 <= most), "7")
            elif month == (bill.due.year, bill.due.month):
                found[month] = "M" if late else "N"
    return found


@given(made=some_bills())
def test_each_month_is_what_a_walk_through_the_calendar_gives(made: list[Bill]) -> None:
    derived = bills.derived(made, day=DAY, most=24, longest=LONGEST)
    rank = "*NM1234567"
    first = min((bill.due.year, bill.due.month) for bill in made)
    months = [(2024 + (10 + place) // 12, (10 + place) % 12 + 1) for place in range(24)]
    walked = [by_hand(bill) for bill in made]
    expected = [max((each.get(month, "*") for each in walked), key=rank.index) for month in months if month >= first]
    assert derived.codes == ("" if set(expected) == {"*"} else "".join(expected))
    assert len(derived.codes) <= 24


@given(made=some_bills(), days=st.integers(1, 200), which=st.integers(0, 4))
def test_paying_later_never_gives_a_lower_code(made: list[Bill], days: int, which: int) -> None:
    rank = "*NM1234567"
    bill = made[which % len(made)]
    later = Bill(
        bill.due,
        bill.fen,
        tuple(Payment(min(payment.day + timedelta(days=days), DAY), payment.fen) for payment in bill.payments),
        bill.rows,
    )
    before = bills.derived(made, day=DAY, most=24, longest=LONGEST).codes
    after = bills.derived([later if each is bill else each for each in made], day=DAY, most=24, longest=LONGEST).codes
    before, after = before.rjust(24, "*"), after.rjust(24, "*")
    # N and * are equally good: an older bill of its own gives * once it is paid.
    ranks = [(max(1, rank.index(old)), max(1, rank.index(new))) for old, new in zip(before, after, strict=True)]
    assert all(new >= old for old, new in ranks)


@given(made=some_bills(), lang=st.sampled_from(["zh", "en"]))
def test_a_table_written_out_and_read_again_gives_the_same_record(made: list[Bill], lang: str) -> None:
    # One payment at most, and amounts of their own, so that no two rows can be parts of one bill.
    simple = [Bill(bill.due, 1000 + place, bill.payments[:1], bill.rows) for place, bill in enumerate(made)]
    head = {"zh": "应还日期\t应还金额\t实际还款日期\t实还金额", "en": "Due date\tAmount due\tDate paid\tAmount paid"}[
        lang
    ]
    rows = [head]
    for bill in simple:
        paid = bill.payments[0] if bill.payments else None
        sums = [f"{fen // 100}.{fen % 100:02d}" if fen is not None else "" for fen in (bill.fen, paid and paid.fen)]
        rows.append(f"{bill.due.isoformat()}\t{sums[0]}\t{paid.day.isoformat() if paid else ''}\t{sums[1]}")
    expected = bills.derived(simple, day=DAY, most=24, longest=LONGEST).codes
    assert codes("\n".join(rows)) == expected


NASTY = ["<script>alert(1)</script>", "\x00", "\ud800", "\u202e", "٣", "😀", "x" * 3000, "2026-02-30", "9999-12-31",
    "0001-01-01",
         "{place}", '"', '""', "1e9", "999999999999999999", "合计"]  # fmt: skip


cell = st.one_of(
    st.sampled_from(NASTY),
    st.dates().map(date.isoformat),
    st.sampled_from(["应还日期", "应还金额", "实际还款日期", "due date", "date paid", "100", "1,200.00", ""]),
    st.text(st.characters(categories=["Cs", "Cc", "Cf", "Nd", "Lu", "So", "Zs", "Po"]), max_size=12),
)


@given(
    rows=st.lists(st.lists(cell, max_size=6), max_size=8),
    separator=st.sampled_from(["\t", ",", "，", ";"]),
    columns=st.one_of(st.just(""), cell, st.lists(cell, max_size=5)),
    lang=st.sampled_from(["zh", "en"]),
    day=st.sampled_from(["2026-11-23", "0001-01-01", "9999-12-31"]),
)
def test_any_text_gives_a_part_and_never_raises(
    rows: list[list[str]], separator: str, columns: object, lang: str, day: str
) -> None:
    text = "\n".join(separator.join(row) for row in rows)
    found = part(Form({"bills-columns": columns}), text, lang=lang, day=date.fromisoformat(day))
    page = Page(str(found["html"]))
    assert not {"script", "b", "h1", "h2", "h3"} & page.tags
    assert not page.figures
    json.dumps(found).encode()
    str(found["html"]).encode()
    if "data-value" in str(found["html"]):
        assert OWN[lang] in page.text
