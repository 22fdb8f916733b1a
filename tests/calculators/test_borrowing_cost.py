"""The cost of borrowing through the door: hand-worked cases, what is a problem, whom each line binds, and any text."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from fixed_parameters import fix_parameters
from hypothesis import given
from hypothesis import strategies as st
from page import Page

from calculators import answer, door, render
from calculators.borrowing_cost.building.fields import EXAMPLE_DAY, example_form, fields
from calculators.borrowing_cost.calculator import outcome
from calculators.form import Form
from calculators.ratio import Ratio

DAY = "2026-11-23"
NAME = "borrowing-cost"
TOLERANCE = Fraction(1, 10**10)
LANGUAGES = ("zh", "en")
# Values of no day: no test depends on a source's figure.
LINES = {"micro-line": 23, "private-line": 4, "lpr": 290, "mortgage-housing": 51, "mortgage-debts": 56,
    "singapore-property": 57,
         "singapore-unsecured": 13, "korea-dsr": 41}  # fmt: skip


def form(**terms: object) -> dict[str, object]:
    """A form in which names are written with _ for -."""
    return {name.replace("_", "-"): value for name, value in terms.items()}


def ask(lang: str = "zh", **terms: object) -> dict[str, object]:
    return dict(answer(NAME, form(**terms), lang=lang, day=DAY))


def page(lang: str = "zh", **terms: object) -> Page:
    return Page(render(NAME, form(**terms), lang=lang, day=DAY))


def errors_said(**terms: object) -> dict[str, str]:
    found = ask(**terms)["errors"]
    assert isinstance(found, dict)
    return found


def errors(**terms: object) -> list[str]:
    return list(errors_said(**terms))


YEAR = {"principal": "12000", "periods": "12"}


def test_xiao_ma_comes_out_as_worked_by_hand() -> None:
    # 12,000 over 12 months, 0.6 % of 12,000 = 72 a month: 1,000 + 72 = 1,072; 12 x 1,072 = 12,864; 864 more.
    # Income 8,000, debts 1,500: 1,500 / 8,000 = 18.75 %; (1,500 + 1,072) / 8,000 = 32.15 %.
    found = dict(answer(NAME, example_form(), lang="zh", day=EXAMPLE_DAY))
    assert found == {
        "annual-nominal": "0.1303422428",
        "annual-effective": "0.1384178507",
        "total-paid": "12864.00",
        "total-cost": "864.00",
        "monthly-payment": "1072.00",
        "existing-share": "0.1875",
        "repayment-share": "0.3215",
        "errors": {},
    }


def test_the_rate_of_the_example_makes_the_payments_worth_what_was_borrowed() -> None:
    # The sum that the page shows, in Fractions: 12 payments of 1,072, discounted a month at a time, around 12,000.
    nominal = Fraction(str(ask(**YEAR, fee="0.6%")["annual-nominal"]))
    for shift, is_worth_more in ((Fraction(-1, 10**10), True), (Fraction(1, 10**10), False)):
        month = (nominal + shift) / 12
        value = sum((1072 / (1 + month) ** k for k in range(1, 13)), Fraction(0))
        assert (value > 12000) is is_worth_more


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_shows_why_seven_point_two_is_not_it(lang: str) -> None:
    # 864 / 12,000 = 7.2 %; owed on average (12,000 + 11,000 + ... + 1,000) / 12 = 6,500; 864 / 6,500 = 13.29 %.
    text = page(lang, **YEAR, fee="0.6%").text
    for figure in ("7.2%", "6,500.00", "13.29%", "13.03%"):
        assert figure in text
    # Where nothing is repaid before the end there is nothing to explain.
    title = {"zh": "为什么不是", "en": "Why it is not"}[lang]
    assert title in text
    assert title not in page(lang, **YEAR, method="interest-first", rate="7.2").text


@pytest.mark.parametrize("method", ["", "equal-instalments", "equal-principal"])
def test_a_fee_alone_costs_the_same_with_either_way_of_equal_payments(method: str) -> None:
    found = ask(**YEAR, fee="0.6%", method=method)
    assert (found["annual-nominal"], found["monthly-payment"]) == ("0.1303422428", "1072.00")


@pytest.mark.parametrize(
    ("fee", "unit"),
    [("0.6%", "month"), ("0.6 ％", ""), ("72", "month"), ("７２元", "month"), ("864", "total"), ("7.2%", "total")],
)
def test_the_same_fee_written_in_other_ways_costs_the_same(fee: str, unit: str) -> None:
    # 0.6 % of 12,000 = 72 a month; 12 x 72 = 864; 7.2 % of 12,000 = 864.
    assert ask(**YEAR, fee=fee, fee_unit=unit)["annual-nominal"] == "0.1303422428"


def test_a_fee_on_the_first_day_comes_off_what_is_received() -> None:
    # 12,000 less 864: 11,136 received, 12 x 1,000 repaid.
    found = ask(**YEAR, fee="864", fee_unit="upfront")
    assert (found["total-paid"], found["total-cost"], found["monthly-payment"]) == ("12864.00", "864.00", "1000.00")
    month = Fraction(str(found["annual-nominal"])) / 12
    value = sum((1000 / (1 + month) ** k for k in range(1, 13)), Fraction(0))
    assert abs(value - 11136) < Fraction(1, 10**4)


@pytest.mark.parametrize(
    ("rate", "unit", "nominal"),
    [
        ("12", "year", "0.12"),
        ("12%", "", "0.12"),
        ("1", "month", "0.12"),
        ("１．５", "month", "0.18"),
        ("0.05", "day", "0.1825"),  # 0.05 % x 365 = 18.25 %
        ("0.015%", "day", "0.05475"),
        ("0", "day", "0"),
        ("", "year", "0"),
        ("100", "year", "1"),
        ("0.032877", "day", "0.12000105"),  # six decimals: 0.00032877 x 365
    ],
)
def test_interest_only_costs_its_own_rate_and_a_day_counts_365_times(rate: str, unit: str, nominal: str) -> None:
    # A million yuan makes the rounding of the interest to the fen harmless, and monthly interest is paid at once.
    found = ask(principal="100万", periods="12", method="interest-first", rate=rate, rate_unit=unit)
    assert abs(Decimal(str(found["annual-nominal"])) - Decimal(nominal)) < Decimal("1e-7")


def test_one_month_by_each_method_is_the_same_loan() -> None:
    # 10,000 at 1 % a month for 1 month: 10,100; 12 % nominal, 1.01^12 - 1 = 12.68250301 % compounded.
    for method in ("equal-instalments", "equal-principal", "interest-first", "single-payment"):
        found = ask(principal="10000", periods="1", method=method, rate="1", rate_unit="month")
        assert (found["annual-nominal"], found["annual-effective"]) == ("0.12", "0.1268250301")
        assert found["total-paid"] == "10100.00"


def test_over_one_month_the_only_payment_is_the_monthly_one_unless_a_single_payment_was_chosen() -> None:
    # 10,000 x 1 % = 100; 10,100 falls due once; (100 + 10,100) / 5,000 = 204 %. With fees of 50 it is 10,150.
    terms = {"principal": "10000", "periods": "1", "rate": "1", "rate_unit": "month", "income": "5000", "debts": "100"}
    for method in ("equal-instalments", "equal-principal", "interest-first"):
        found = ask(**terms, method=method)
        assert (found["monthly-payment"], found["repayment-share"]) == ("10100.00", "2.04")
        assert ask(**terms, method=method, fee="50")["monthly-payment"] == "10150.00"
        for lang, said in (("zh", "只还这一次"), ("en", "The only payment")):
            assert said in page(lang, **terms, method=method).text
            assert "逐期减少" not in page(lang, **terms, method=method).text
    assert "monthly-payment" not in ask(**terms, method="single-payment")
    # Over 2 months the first payment is the interest alone.
    assert ask(**{**terms, "periods": "2"}, method="interest-first")["monthly-payment"] == "100.00"


def test_a_huge_rate_keeps_every_digit_whatever_precision_the_host_has_set() -> None:
    # 1 yuan, 1 month, a fee of 99,999,999: 1 + i = 10^8, so (1 + i)^12 - 1 = 10^96 - 1, and 12 x i = 1,199,999,988.
    for precision in (6, 28, 200):
        with localcontext() as context:
            context.prec = precision
            found = ask(principal="1", periods="1", fee="99999999")
        assert (found["annual-nominal"], found["annual-effective"]) == ("1199999988", "9" * 96)


def test_the_re_quoted_newspaper_is_told_from_the_chinese_one_of_the_same_name() -> None:
    # In Chinese 《金融时报》 alone is the People's Bank's own newspaper; the re-quoted one is London's Financial
    # Times.
    text = page(**YEAR, income="8000").text
    assert "2017" in text
    assert "《金融时报》" not in text.replace("英国《金融时报》", "")


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        ("zh", ("适用于小额贷款公司", "适用于民间借贷")),
        ("en", ("It applies to micro-lenders.", "It applies to private lending,")),
    ],
)
def test_each_ceiling_says_in_a_sentence_whom_it_applies_to(lang: str, lines: tuple[str, ...]) -> None:
    text = page(lang, **YEAR).text
    assert all(line in text for line in lines)


def test_a_single_payment_has_no_monthly_payment() -> None:
    # 10,000 x 1 % x 6 = 600 of simple interest after 6 months.
    found = ask(principal="10000", periods="6", method="single-payment", rate="1", rate_unit="month", income="5000")
    assert found["total-cost"] == "600.00"
    assert "monthly-payment" not in found and "repayment-share" not in found
    assert "10,600.00" in page(principal="10000", periods="6", method="single-payment", rate="12", income="5000").text


def test_early_repayment_counts_nothing_after_it_and_names_what_later_fees_come_to() -> None:
    # After 3 months: 3 x 72 = 216 of fees; 9,000 principal with the 3rd payment; 9 x 72 = 648 not counted.
    terms = {**YEAR, "fee": "0.6%", "repaid_after": "3"}
    found = ask(**terms)
    assert (found["total-cost"], found["monthly-payment"]) == ("216.00", "1072.00")
    assert "648.00" in page(**terms).text
    assert ask(**{**terms, "repaid_after": "12"}) == ask(**YEAR, fee="0.6%")
    assert ask(**{**terms, "repaid_after": "1"})["monthly-payment"] == "1072.00"


def test_an_early_repayment_makes_a_fee_on_the_first_day_dearer_a_year() -> None:
    terms = {**YEAR, "fee": "3%", "fee_unit": "upfront"}
    rates = [Decimal(str(ask(**terms, repaid_after=after)["annual-nominal"])) for after in ("12", "6", "1")]
    assert rates == sorted(rates) and rates[0] < rates[2]


def test_the_instalment_alone_is_enough() -> None:
    found = ask(**YEAR, instalment="1072")
    assert found == ask(**YEAR, fee="0.6%")


def test_offer_b_has_the_second_of_each_field_and_of_each_figure() -> None:
    both = ask(
        principal=["12000", "10000"], periods=["12", "1"], fee=["0.6%", ""], rate=["", "1"], rate_unit=["", "month"],
        method=["", "single-payment"],
    )  # fmt: skip
    assert both == {
        **ask(**YEAR, fee="0.6%"),
        "annual-nominal[1]": "0.12",
        "annual-effective[1]": "0.1268250301",
        "total-paid[1]": "10100.00",
        "total-cost[1]": "100.00",
    }
    only_b = ask(principal=["", "10000"], periods=["", "1"], rate=["", "1"], rate_unit=["", "month"])
    assert set(only_b) == {
        "annual-nominal[1]", "annual-effective[1]", "total-paid[1]", "total-cost[1]", "monthly-payment[1]", "errors",
    }  # fmt: skip


def test_up_to_four_offers_stand_side_by_side_each_as_it_is_alone() -> None:
    rows = {"principal": ["12000", "", "10000", "500"], "periods": ["12", "", "1", "2"], "rate": ["", "", "12", ""]}
    found = ask(**rows, fee=["0.6%", "", "", "1"])
    for index, alone in ((0, ask(**YEAR, fee="0.6%")), (2, ask(principal="10000", periods="1", rate="12")),
                         (3, ask(principal="500", periods="2", fee="1"))):  # fmt: skip
        suffix = f"[{index}]" if index else ""
        for name in alone.keys() - {"errors"}:
            assert found[f"{name}{suffix}"] == alone[name]
    assert not any(name.endswith("[1]") for name in found)
    html = page("en", **rows, fee=["0.6%", "", "", "1"]).text
    assert all(f"Offer {letter}" in html for letter in "ACD")


def test_a_problem_in_one_offer_leaves_the_other_its_figures() -> None:
    found = ask(principal=["12000", "x"], periods=["12", "0"], fee=["0.6%", ""])
    assert found["annual-nominal"] == "0.1303422428"
    assert list(found["errors"]) == ["principal[1]", "periods[1]"]  # type: ignore[call-overload]
    assert "B" in found["errors"]["principal[1]"]  # type: ignore[index]
    assert errors(principal=["12000", *"1111"], periods=["12", *"1111"]) == ["principal[4]"]
    assert errors(principal=["12000", "1", ""], periods=["12", "1"]) == []


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"principal": "0", "periods": "12"}, "principal"),
        ({"principal": "", "periods": "12"}, "principal"),
        ({"principal": "-5", "periods": "12"}, "principal"),
        ({"principal": "1000000000000", "periods": "12"}, "principal"),
        ({"principal": "12000", "periods": ""}, "periods"),
        ({"principal": "12000", "periods": "0"}, "periods"),
        ({"principal": "12000", "periods": "361"}, "periods"),
        ({"principal": "12000", "periods": "12.0"}, "periods"),
        ({"principal": "12000", "periods": "٣"}, "periods"),
        ({**YEAR, "rate": "100.000001"}, "rate"),
        ({**YEAR, "rate": "0.1234567"}, "rate"),
        ({**YEAR, "rate": "-1"}, "rate"),
        ({**YEAR, "fee": "-1"}, "fee"),
        ({**YEAR, "fee": "101%"}, "fee"),
        ({**YEAR, "method": "balloon"}, "method"),
        ({**YEAR, "rate_unit": "week"}, "rate-unit"),
        ({**YEAR, "fee_unit": "week"}, "fee-unit"),
        ({**YEAR, "repaid_after": "0"}, "repaid-after"),
        ({**YEAR, "repaid_after": "13"}, "repaid-after"),
        ({**YEAR, "instalment": "999.99"}, "instalment"),  # 12 x 999.99 = 11,999.88
        ({**YEAR, "instalment": "1072", "rate": "1"}, "instalment"),
        ({**YEAR, "instalment": "1072", "fee": "1"}, "instalment"),
        ({**YEAR, "instalment": "1072", "method": "interest-first"}, "instalment"),
        ({**YEAR, "instalment": "1072", "repaid_after": "3"}, "repaid-after"),
        ({**YEAR, "income": "0"}, "income"),
        ({**YEAR, "debts": "x", "income": "1"}, "debts"),
        ({**YEAR, "overdue": "maybe"}, "overdue"),
    ],
)
def test_what_cannot_be_used_is_an_error_at_its_field(terms: dict[str, str], field: str) -> None:
    assert errors(**terms) == [field]
    assert "repayment-share" not in ask(**terms)


@pytest.mark.parametrize("field", ["principal", "income"])
def test_a_negative_amount_is_not_sent_to_zero_where_zero_is_refused_too(field: str) -> None:
    for typed in ("-5", "0"):
        message = errors_said(**{**YEAR, field: typed})[field]
        assert f"读到“{typed}”，要大于 0。" in message and "没有就填 0" not in message


def test_a_chinese_sentence_names_the_offer_with_a_blank_after_its_letter_and_no_choice_after_an_english_comma() -> (
    None
):
    assert "报价 A 没有填利率，利息按 0 算。" in page(**YEAR, fee="1").text
    assert "报价 A 有地方要改" in page(**{**YEAR, "periods": "0"}).text
    assert "可以写：year / month / day。" in errors_said(**YEAR, rate_unit="week")["rate-unit"]


@pytest.mark.parametrize(
    "terms",
    [
        {"principal": "0.01", "periods": "1"},
        {"principal": "999999999999.99", "periods": "360", "rate": "100", "rate_unit": "day"},
        {"principal": "１２０００元", "periods": "０１２", "rate": "0.123456"},
        {**YEAR, "fee": "100%"},
        {**YEAR, "fee": "999999999999.99", "fee_unit": "total"},
        {**YEAR, "repaid_after": "1"},
        {**YEAR, "instalment": "1000", "fee": "1", "fee_unit": "upfront"},
        {**YEAR, "instalment": "1000", "repaid_after": "12"},
        {**YEAR, "income": "0.01", "debts": "0", "overdue": "yes"},
    ],
)
def test_what_lies_just_inside_each_limit_is_worked_out(terms: dict[str, str]) -> None:
    found = ask(**terms)
    assert found["errors"] == {}
    assert "annual-nominal" in found


@pytest.mark.parametrize("fee", ["12000", "100%", "12000.01"])
def test_a_first_day_fee_that_leaves_nothing_has_a_sentence_and_no_rate(fee: str) -> None:
    terms = {**YEAR, "fee": fee, "fee_unit": "upfront"}
    found = ask(**terms)
    assert "annual-nominal" not in found and "annual-effective" not in found
    assert found["total-paid"]
    assert "变了 0 次" in page(**terms).text
    assert "changes sign 0 times" in page("en", **terms).text
    assert "annual-nominal" in ask(**YEAR, fee="11999.99", fee_unit="upfront")


def test_nothing_entered_has_no_figure_and_no_error() -> None:
    for empty in ({}, {"principal": ["", ""], "rate": " "}, {"method": "equal-principal"}):
        assert ask(**empty) == {"errors": {}}
        assert "还没有填" in page(**empty).text
    assert ask(income="8000", debts="1500") == {"existing-share": "0.1875", "errors": {}}
    assert page(income="8000", debts="1500").values == {"existing-share": "0.1875"}


def test_the_share_needs_income_and_counts_no_debts_as_zero() -> None:
    assert "repayment-share" not in ask(**YEAR, debts="100")
    assert "填了每月收入" in page(**YEAR, debts="100").text
    # 1,000 / 8,000
    found = ask(**YEAR, income="8000")
    assert found["repayment-share"] == "0.125"
    assert "existing-share" not in found
    assert "按 0 算" in page(**YEAR, income="8000").text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_overdue_comes_before_any_figure(lang: str) -> None:
    terms = form(**YEAR, fee="0.6%", overdue="yes")
    html = render(NAME, terms, lang=lang, day=DAY)
    assert html.index('href="../../guides/late-now/"') < html.index("<data")
    assert "late-now" not in render(NAME, form(**YEAR, overdue=""), lang=lang, day=DAY)
    sentence = json.loads(door(json.dumps({"calculator": NAME, "form": terms, "lang": lang, "day": DAY})))["sentence"]
    assert sentence.startswith({"zh": "已经逾期", "en": "Already overdue"}[lang])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_ceiling_says_whom_it_applies_to_and_none_is_huabeis_or_jiebeis(
    lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fix_parameters(monkeypatch, "borrowing_cost", LINES)
    html = render(NAME, example_form(), lang=lang, day=DAY)
    text = Page(html).text
    not_for_them = {
        "zh": "消费金融公司（花呗、借呗的放贷机构就是）发放的贷款，都不适用",
        "en": "not to loans from banks, micro-lenders or consumer finance companies",
    }[lang]
    no_line = {"zh": "国内消费贷款没有查到官方的比例", "en": "No official figure was found for consumer loans"}[lang]
    not_micro = {"zh": "是消费金融公司，不在其中", "en": "is a consumer finance company, not a micro-lender"}[lang]
    by_reference = {"zh": "非银行机构参照执行", "en": "by reference to non-bank institutions"}[lang]
    assert [text.count(words) for words in (not_for_them, not_micro, by_reference)] == [1, 1, 1]
    assert no_line in text
    # Each sentence that mentions either product denies the line.
    for product in {"zh": ("花呗", "借呗"), "en": ("Huabei", "Jiebei")}[lang]:
        for sentence in re.split("。|\\. |</li>|</p>", html):
            if product in sentence:
                denied = (not_for_them, not_micro, {"zh": "花呗、借呗都不适用", "en": "none applies to"}[lang])
                assert any(words in sentence for words in denied)
    # 4 x 2.9 % = 11.6 %
    for figure in ("23%", "2.9%", "11.6%", "2026-01-20", "51%", "56%", "57%", "13 ", "41%", "2026-11-23"):
        assert figure in text
    assert "43%" not in text
    assert {"zh": "不是放贷机构的成本明示表", "en": "neither the lender's cost sheet"}[lang] in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_two_offers_stand_side_by_side_without_a_verdict(lang: str) -> None:
    text = page(lang, principal=["12000", "12000"], periods=["12", "12"], fee=["0.6%", ""], rate=["", "13"]).text
    for word in ("更好", "更划算", "推荐", "更便宜", "better", "cheaper", "best", "recommend"):
        assert word not in text
    assert {"zh": "报价 B", "en": "Offer B"}[lang] in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_schedule_has_a_row_a_month_and_its_sums(lang: str) -> None:
    found = page(lang, **YEAR, fee="1%", fee_unit="upfront", rate="12")
    rows = [tag for tag, _ in found.elements if tag == "details"]
    assert len(rows) == 1
    # The first day's fee of 120, and the level payment 12,000 x 0.01 x 1.01^12 / (1.01^12 - 1) = 1,066.19.
    assert "120.00" in found.text and "1,066.19" in found.text
    html = render(NAME, form(**YEAR), lang=lang, day=DAY)
    body = html.split("<details", 1)[1].split("<tbody>")[1].split("</tbody>")[0]
    assert body.count("<tr>") == 12
    # Up to 24 months it is open, beyond that it is folded.
    assert "<details open" in render(NAME, form(principal="1000", periods="24"), lang=lang, day=DAY)
    assert "<details open" not in render(NAME, form(principal="1000", periods="25"), lang=lang, day=DAY)


def test_the_drawing_fills_its_width_with_the_parts() -> None:
    found = page(principal=["12000", "6000"], periods=["12", "12"], fee=["0.6%", ""])
    drawings = [attributes["aria-label"] for _, attributes in found.elements if attributes.get("role") == "img"]
    assert len(drawings) == 2
    widths = [attributes["width"] for _, attributes in found.elements if attributes.get("class") == "calc-fill-ground"]
    drawn = [width for width in widths if width != "100%"]  # the samples of the legends are full
    # 12,864 is the full width: 12,000 is 93.28 % -> 93.3 %, the fees are the rest; 6,000 is 46.64 % -> 46.6 %.
    assert drawn == ["93.3%", "6.7%", "46.6%"]


def test_the_result_says_what_is_the_examples() -> None:
    mine = {**example_form(), "principal-example": ["", ""], "income-example": "", "debts-example": ""}
    text = Page(render(NAME, mine, lang="zh", day=DAY)).text
    assert "虚线框里还是例子的数：报价 A。" in text
    own = {**example_form(), "principal-example": ["", ""], "periods-example": ["", ""], "debts-example": ""}
    said = "The dashed fields are still the example's: Offer A, income and debts."
    assert said in Page(render(NAME, own, lang="en", day=DAY)).text
    nothing = {name: value for name, value in mine.items() if not name.endswith("-example")}
    assert "例子" not in Page(render(NAME, nothing, lang="zh", day=DAY)).text


def test_the_form_has_two_groups_and_every_id_once() -> None:
    for lang in LANGUAGES:
        html = Page(fields(lang=lang, day=EXAMPLE_DAY))
        ids = [attributes["id"] for _, attributes in html.elements if "id" in attributes]
        assert len(ids) == len(set(ids))
        names = [attributes["name"] for _, attributes in html.elements if attributes.get("name") in example_form()]
        for name, value in example_form().items():
            assert names.count(name) == (len(value) if isinstance(value, list) else 1), name
        described = {one for _, a in html.elements for one in a.get("aria-describedby", "").split()}
        assert described <= set(ids)


def test_the_lpr_line_is_the_product_of_its_parameters(monkeypatch: pytest.MonkeyPatch) -> None:
    # 4 x 3.45 % = 13.8 %
    fix_parameters(monkeypatch, "borrowing_cost", {"private-line": 4, "lpr": 345})
    assert outcome(Form({}), day=date.fromisoformat(DAY)).four_times == Ratio(138, 1000)


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
