"""The cost of borrowing as the page says it: errors at their field, whom each line binds, tables and drawing."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from fixed_parameters import fix_parameters
from offers_asked import DAY, LANGUAGES, NAME, YEAR, ask, errors, errors_said, form, page
from page import Page

from calculators import door, render
from calculators.borrowing_cost.building.fields import EXAMPLE_DAY, example_form, fields
from calculators.borrowing_cost.calculator import outcome
from calculators.form import Form
from calculators.ratio import Ratio

# Values of no day: no test depends on a source's figure.
LINES = {"micro-line": 23, "private-line": 4, "lpr": 290, "mortgage-housing": 51, "mortgage-debts": 56,
    "singapore-property": 57,
         "singapore-unsecured": 13, "korea-dsr": 41}  # fmt: skip


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
    folds = [attributes["class"] for tag, attributes in found.elements if tag == "details"]
    assert folds == ["calc-fold", "calc-schedule", "calc-fold"]
    # The first day's fee of 120, and the level payment 12,000 x 0.01 x 1.01^12 / (1.01^12 - 1) = 1,066.19.
    assert "120.00" in found.text and "1,066.19" in found.text
    html = render(NAME, form(**YEAR), lang=lang, day=DAY)
    body = html.split("<details", 1)[1].split("<tbody>")[1].split("</tbody>")[0]
    assert body.count("<tr>") == 12
    # Up to 24 months it is open, beyond that it is folded.
    assert "<details open" in render(NAME, form(principal="1000", periods="24"), lang=lang, day=DAY)
    assert "<details open" not in render(NAME, form(principal="1000", periods="25"), lang=lang, day=DAY)
    # Of several offers each is folded: four tables of months are no answer.
    two = page(lang, principal=["1000", "1000"], periods=["12", "12"])
    schedules = [attributes for tag, attributes in two.elements if attributes.get("class") == "calc-schedule"]
    assert len(schedules) == 2 and not any("open" in attributes for attributes in schedules)


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
    assert "虚线框里还是例子的内容（报价 A）。" in text
    own = {**example_form(), "principal-example": ["", ""], "periods-example": ["", ""], "debts-example": ""}
    said = "The dashed fields are still the example's (Offer A)."
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
