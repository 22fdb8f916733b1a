"""The cost of borrowing for any text and any offer."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from offers_asked import DAY, LANGUAGES, NAME, ask, form
from page import Page

from calculators import answer, door, render
from calculators.borrowing_cost.building.fields import example_form

TOLERANCE = Fraction(1, 10**10)
NASTY = ["", "<b>", "\x00", "\ud800", "\u202e12", "٣", "😀", "x" * 10_000, "9" * 500, "12" + " " * 300, "{place}",
    "\r\n12", "1\u2028",
         "%", "％", "0.6%", "1e3", "+5", "-0", "1.2万", "１２", "12", "1", "360", "yes", "upfront", "total", "day",
         "month",
         "single-payment", "interest-first", "equal-principal", "0.05", "999999999999.99",
         "javascript:alert(1)"]  # fmt: skip


hostile = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(categories=["Cs", "Cc", "Cf", "Nd", "Lu", "So", "Zs", "Po"]), max_size=30),
    st.decimals(min_value=0, max_value=10**6, places=2).map(str),
    st.integers(0, 400).map(str),
)


NAMES = [*example_form(), "other"]


@given(
    typed=st.dictionaries(st.sampled_from(NAMES), st.one_of(hostile, st.lists(hostile, max_size=4))),
    is_readable=st.booleans(),
    lang=st.sampled_from(LANGUAGES),
    day=st.sampled_from([DAY, "0001-01-01", "9999-12-31", "2020-12-28"]),
)
def test_any_text_in_any_field_gives_an_answer_or_a_message(
    typed: dict[str, object], is_readable: bool, lang: str, day: str
) -> None:
    asked = {**typed, "principal": ["5000", "1"], "periods": ["12", "3"]} if is_readable else typed
    found = answer(NAME, asked, lang=lang, day=day)
    messages = found.pop("errors")
    assert isinstance(messages, dict)
    html = render(NAME, asked, lang=lang, day=day)
    assert Page(html).values == found
    assert not {"script", "b", "h1", "h2", "h3"} & Page(html).tags
    through = json.loads(door(json.dumps({"calculator": NAME, "form": asked, "lang": lang, "day": day})))
    assert (through["html"], through["figures"], through["errors"]) == (html, found, messages)
    (html + through["sentence"] + "".join(messages.values())).encode()
    for name, value in found.items():
        assert isinstance(value, str)
        places = 2 if name.partition("[")[0] in ("total-paid", "total-cost", "monthly-payment") else 12
        assert re.fullmatch(rf"[0-9]+(\.[0-9]{{1,{places}}})?", value), (name, value)


@given(
    fen=st.integers(1, 10**8),
    periods=st.integers(1, 18),
    rate=st.integers(0, 10**5),
    fee=st.integers(0, 10**4),
    method=st.sampled_from(["equal-instalments", "equal-principal", "interest-first", "single-payment"]),
    unit=st.sampled_from(["month", "total", "upfront"]),
)
def test_the_money_adds_up_and_the_rate_repays_what_was_received(
    fen: int, periods: int, rate: int, fee: int, method: str, unit: str
) -> None:
    # The oracle reads the payments printed in the table and discounts them in Fractions, a hair below and above the
    # rate.
    terms = {
        "principal": f"{fen // 100}.{fen % 100:02d}", "periods": str(periods), "rate": str(Decimal(rate) / 1000),
        "fee": f"{fee // 100}.{fee % 100:02d}", "fee_unit": unit, "method": method,
    }  # fmt: skip
    found = ask(**terms)
    assert found["errors"] == {}
    paid, cost = (Fraction(str(found[name])) for name in ("total-paid", "total-cost"))
    assert paid - cost == Fraction(fen, 100)
    fees = Fraction(fee * (periods if unit == "month" else 1), 100)
    assert cost >= fees
    if rate == 0:
        assert cost == fees
    received = fen - (fee if unit == "upfront" else 0)
    assert ("annual-nominal" in found) == (received > 0)
    if received <= 0:
        return
    body = (
        render(NAME, form(**terms), lang="en", day=DAY).split("<details", 1)[1].split("<tbody>")[1].split("</tbody>")[0]
    )
    rows = [re.findall("<t[hd][^>]*>([^<]*)</t[hd]>", row) for row in body.split("<tr>")[1:]]
    payments = [Fraction(row[4].replace(",", "")) for row in rows if row[0] != "First day"]
    assert len(payments) == periods
    assert sum(payments) == paid - (Fraction(fee, 100) if unit == "upfront" else 0)
    nominal, effective = (Fraction(str(found[name])) for name in ("annual-nominal", "annual-effective"))
    below, above = (
        sum((payment / (1 + (nominal + shift) / 12) ** k for k, payment in enumerate(payments, start=1)), Fraction(0))
        for shift in (-TOLERANCE, TOLERANCE)
    )
    assert below > Fraction(received, 100) > above
    assert effective >= nominal - Fraction(1, 10**9)
    # The effective rate is the nominal one compounded, as far as 10 places of it carry.
    month = nominal / 12
    assert abs((1 + month) ** 12 - 1 - effective) <= Fraction(3, 10**10) * (1 + month) ** 11
