"""The worked cases that the pages show, every figure worked out by hand here, and how the page shows them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest

from build_scripts.checks.cases import LEAST_CASES, case_faults, check_cases, check_led_to
from build_scripts.checks.links import check_links
from build_scripts.pages.cases import Case, anchor, case_list, cases, filled_form, results
from build_scripts.pages.method import method_markdown
from build_scripts.reading.guides import Link, Page, read_guides
from build_scripts.reading.ledger import read_ledger
from build_scripts.reading.places import LANGUAGES
from calculators import answer
from calculators.html import element
from calculators.register import CALCULATORS

EVERY_CASE = [(calculator, case) for calculator in CALCULATORS for case in cases(calculator)]


def figures(calculator: str, name: str) -> dict[str, str]:
    case = next(case for case in cases(calculator) if case.id == name)
    found = answer(calculator, case.form, lang="en", day=case.day)
    assert found.pop("errors") == {}
    # What lies ahead is worked by hand in test_repayment_projection.py.
    ahead = ("projected-score", "slip-score")
    return {name: value for name, value in found.items() if isinstance(value, str) and not name.startswith(ahead)}


def test_two_lines() -> None:
    # 5,200 / 8,000 = 65%; 1,800 / 12,000 = 15%; together 7,000 / 20,000 = 35%. 30% of 20,000 is 6,000: 1,000 too much.
    # Line by line: 30% of 8,000 is 2,400: 2,800 too much; 30% of 12,000 is 3,600: nothing.
    assert figures("utilisation", "two-lines") == {
        "line-ratio[0]": "0.65", "line-ratio[1]": "0.15", "line-repay[0]": "2800.00", "line-repay[1]": "0.00",
        "total-ratio": "0.35", "total-ratio-cards": "0.35", "highest-ratio": "0.65", "repay-total": "1000.00",
        "repay-every-line": "2800.00",
    }  # fmt: skip


def test_client_with_three_lines() -> None:
    # 1,500 / 6,000 = 25%; 30,000 / 40,000 = 75%; 22,500 / 50,000 = 45%; together 54,000 / 96,000 = 56.25%.
    # Without Jiebei 24,000 / 56,000 = 3/7 = 0.428571428571... 40% of 96,000 is 38,400: 54,000 - 38,400 = 15,600.
    # 40% of 40,000 is 16,000: 14,000 too much; 40% of 50,000 is 20,000: 2,500 too much; 16,500 together.
    assert figures("utilisation", "client-with-three-lines") == {
        "line-ratio[0]": "0.25", "line-ratio[1]": "0.75", "line-ratio[2]": "0.45",
        "line-repay[0]": "0.00", "line-repay[1]": "14000.00", "line-repay[2]": "2500.00",
        "total-ratio": "0.5625", "total-ratio-cards": "0.428571428571", "highest-ratio": "0.75",
        "repay-total": "15600.00", "repay-every-line": "16500.00",
    }  # fmt: skip


def test_overdue_full_and_frozen() -> None:
    # 5,000 / 5,000 = 100%; 9,900 / 10,000 = 99%; the frozen line has no open limit, so no ratio, and all 8,000 is its
    # repayment. Together 22,900 / 15,000 = 1.52666...; without Jiebei 14,900 / 15,000 = 0.99333... 30% of 15,000 is
    # 4,500: 18,400. Line by line 3,500 + 6,900 + 8,000 = 18,400.
    assert figures("utilisation", "overdue-full-and-frozen") == {
        "line-ratio[0]": "1", "line-ratio[1]": "0.99",
        "line-repay[0]": "3500.00", "line-repay[1]": "6900.00", "line-repay[2]": "8000.00",
        "total-ratio": "1.526666666667", "total-ratio-cards": "0.993333333333", "highest-ratio": "1",
        "repay-total": "18400.00", "repay-every-line": "18400.00",
    }  # fmt: skip


def test_late_twice() -> None:
    # NNNNNNNNNN1NNNNNNNNNNNMN: the 11th of 24 is 14 months ago, 1 x 3 = 3; M is 2 months ago, 3; 100 - 3 - 3 = 94.
    assert figures("repayment-habit", "late-twice") == {"months-counted": "24", "score": "94"}


def test_client_with_old_default() -> None:
    # //////NNNNN12NNNNNNNN*NN: 6 not yet opened and 1 star leave 17. 1 is 13 months ago: 3; 2 is 12 months ago: 2 x 6
    # = 12. 100 - 15 = 85. Settled on 2022-02-28, five years later 2027-02-28.
    assert figures("repayment-habit", "client-with-old-default") == {
        "months-counted": "17",
        "score": "85",
        "leaves-report[0]": "2027-02-28",
    }


def test_bad_debt_unpaid() -> None:
    # 1 to 7 are of 12 to 6 months ago: (1 + 2 + 3 + 4 + 5 + 6) x 6 + 7 x 9 = 126 + 63, above 100 already, so 0.
    # 29 February 2024 + 5 years: 2029 has no 29 February, so 1 March.
    assert figures("repayment-habit", "bad-debt-unpaid") == {
        "months-counted": "24",
        "score": "0",
        "leaves-report[0]": "2029-03-01",
    }


@pytest.fixture(autouse=True)
def many_digits() -> Iterator[None]:
    """Sixty of them, for this file alone."""
    with localcontext(prec=60):
        yield


def rate(received: str, payments: list[str]) -> Decimal:
    """The monthly rate at which the payments are worth what was received: halved 200 times, in Decimal."""
    low, high = Decimal(0), Decimal(1)
    for _ in range(200):
        middle = (low + high) / 2
        worth = sum(Decimal(payment) / (1 + middle) ** month for month, payment in enumerate(payments, 1))
        low, high = (middle, high) if worth > Decimal(received) else (low, middle)
    return low


def yearly(monthly: Decimal) -> tuple[Decimal, Decimal]:
    return monthly * 12, (1 + monthly) ** 12 - 1


def same(figure: str, expected: Decimal) -> bool:
    return abs(Decimal(figure) - expected) < Decimal("1e-10")


def test_phone_in_12_months() -> None:
    # 6,000 / 12 = 500 and 300 / 12 = 25: 525 a month, 6,300 in all, 300 beyond what was borrowed.
    found = figures("borrowing-cost", "phone-in-12-months")
    assert {name: found[name] for name in ("monthly-payment", "total-paid", "total-cost")} == {
        "monthly-payment": "525.00", "total-paid": "6300.00", "total-cost": "300.00",
    }  # fmt: skip
    nominal, effective = yearly(rate("6000", ["525"] * 12))
    assert same(found["annual-nominal"], nominal) and same(found["annual-effective"], effective)


def test_client_with_two_offers() -> None:
    found = figures("borrowing-cost", "client-with-two-offers")
    # A: 2% of 48,000 is 960 on the first day. 9% / 12 = 0.75% a month; 48,000 x 0.0075 x 1.0075^12 / (1.0075^12 - 1).
    growth = Decimal("1.0075") ** 12
    payment = (48000 * Decimal("0.0075") * growth / (growth - 1)).quantize(Decimal("0.01"))
    assert found["monthly-payment"] == str(payment) == "4197.67"
    # Interest to the fen month by month; the last payment takes what is left.
    owed, payments = Decimal(48000), []
    for month in range(12):
        interest = (owed * Decimal("0.0075")).quantize(Decimal("0.01"), "ROUND_HALF_UP")
        paid = owed + interest if month == 11 else payment
        owed -= paid - interest
        payments.append(str(paid))
    assert owed == 0
    total = sum(map(Decimal, payments)) + 960
    assert (found["total-paid"], found["total-cost"]) == (str(total), str(total - 48000))
    nominal, effective = yearly(rate("47040", payments))
    assert same(found["annual-nominal"], nominal) and same(found["annual-effective"], effective)
    # B: 4,000 + 0.8% of 48,000 = 4,384 a month; 12 of them are 52,608, 4,608 beyond what was borrowed.
    assert [found[f"{name}[1]"] for name in ("monthly-payment", "total-paid", "total-cost")] == [
        "4384.00",
        "52608.00",
        "4608.00",
    ]
    nominal, effective = yearly(rate("48000", ["4384"] * 12))
    assert same(found["annual-nominal[1]"], nominal) and same(found["annual-effective[1]"], effective)
    # Of 16,000: debts 2,000 = 12.5%; with A (2,000 + 4,197.67) / 16,000; with B 6,384 / 16,000 = 39.9%.
    assert (found["existing-share"], found["repayment-share[1]"]) == ("0.125", "0.399")
    assert Fraction(found["repayment-share"]) == Fraction("6197.67") / 16000


def test_overdue_and_repaid_early() -> None:
    # 1.5% of 30,000 = 450 a month. After payment 3: 450 + 450 + 30,450 = 31,350; 1,350 beyond what was borrowed.
    # The rate is 1.5% a month: 18% nominal, 1.015^12 - 1 = 0.19561817146... compounded.
    # Of 5,000: debts 3,200 = 64%; (3,200 + 450) / 5,000 = 73%.
    assert figures("borrowing-cost", "overdue-and-repaid-early") == {
        "monthly-payment": "450.00", "total-paid": "31350.00", "total-cost": "1350.00",
        "annual-nominal": "0.18", "annual-effective": "0.1956181715", "existing-share": "0.64",
        "repayment-share": "0.73",
    }  # fmt: skip


def test_schedule_with_a_long_first_period() -> None:
    # 5,800 arrived on 2026-11-23, then 6 x 1,020 = 6,120: 320 beyond it. Days from then: 8 + 31 + ... to each 10th:
    # 48, 79, 107, 138, 168, 199. By dates: halved 200 times. By months the first payment counts as 1 month.
    found = figures("borrowing-cost", "schedule-with-a-long-first-period")
    assert (found["schedule-total-paid"], found["schedule-total-cost"]) == ("6120.00", "320.00")
    low, high = Decimal(0), Decimal(1)
    with localcontext(prec=40):
        for _ in range(200):
            middle = (low + high) / 2
            worth = sum(1020 / (1 + middle) ** (Decimal(days) / 365) for days in (48, 79, 107, 138, 168, 199))
            low, high = (middle, high) if worth > 5800 else (low, middle)
        assert same(found["schedule-annual-by-dates"], low)
    nominal, effective = yearly(rate("5800", ["1020"] * 6))
    assert same(found["schedule-annual-nominal"], nominal) and same(found["schedule-annual-effective"], effective)


@pytest.mark.parametrize(
    ("name", "open_items"),
    [
        ("nothing-overdue", 3 + 3),  # partly: due dates, errors, statements; not yet: cost, room, reports
        ("client-before-applying", 3 + 2),  # partly: cost, purpose, record; not yet: separate consent, client's report
        (
            "already-overdue",
            3 + 7,
        ),  # partly: paid repair, borrowing to repay, overdue; not yet: the other seven that apply
    ],
)
def test_open_items(name: str, open_items: int) -> None:
    assert figures("checklist", name) == {"open-items": str(open_items)}


def test_there_are_three_of_each_and_nothing_is_wrong_with_them() -> None:
    assert check_cases() == []
    assert all(len(cases(calculator)) >= LEAST_CASES for calculator in CALCULATORS)


@pytest.mark.parametrize(("calculator", "case"), EVERY_CASE)
def test_a_case_sets_every_field_of_its_form_and_marks_it_as_an_example(calculator: str, case: Case) -> None:
    form = filled_form(calculator, case)
    assert any(name.endswith("-example") and "yes" in value for name, value in form.items())
    # The marks change no figure.
    plain, marked = (answer(calculator, each, lang="en", day=case.day) for each in (case.form, form))
    assert plain == marked


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("calculator", CALCULATORS)
def test_each_case_has_a_button_with_its_form_and_its_results_beside(calculator: str, lang: str) -> None:
    html = str(case_list(calculator, lang))
    for case in cases(calculator):
        item = html.split(f'<li id="{anchor(calculator, case)}">')[1].split("</li>")[0]
        found = re.search(r'data-action="case" data-case="([^"]*)"', item)
        assert found and json.loads(found.group(1).replace("&quot;", '"')) == {
            "form": filled_form(calculator, case),
            "day": case.day,
        }
        assert results(calculator, case, lang)
        for name, shown in results(calculator, case, lang):
            assert str(element("div", element("dt", name), element("dd", shown))) in item
    assert "data-name" not in html  # the figures of the page's own result stay the only ones


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_figure_of_the_self_check_says_that_it_is_no_credit_score(lang: str) -> None:
    said = {"zh": "不是信用评分，不能用来决定放不放贷", "en": "no credit score and not for lending decisions"}[lang]
    assert str(case_list("repayment-habit", lang)).count(said) == len(cases("repayment-habit"))


def test_guides_lead_to_a_case_of_every_calculator_and_one_that_is_not_led_to_is_named() -> None:
    guides = read_guides(method_markdown)
    assert check_led_to(guides) == []
    assert check_links(guides, read_ledger()) == []
    without = {
        lang: [page for page in pages if not any("#case-checklist-" in link.target for link in links(page))]
        for lang, pages in guides.items()
    }
    faults = check_led_to({"zh": guides["zh"], "en": without["en"]})
    assert [fault.file for fault in faults if "'checklist'" in fault.message] == [
        "calculators/checklist/building/cases.toml"
    ]
    assert "docs/en/guides/: [words that say what it shows](../calculators/checklist.md#case-checklist-" in str(
        next(fault for fault in faults if "'checklist'" in fault.message)
    )


def links(page: Page) -> Iterator[Link]:
    return (link for section in page.sections for link in section.links)


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({"day": "soon"}, "'day' is 'soon'"),
        ({"story": {"zh": "用了 30%。", "en": "Uses 40%."}}, "the numbers 30 in zh and 40 in en"),
        ({"title": {"zh": "甲", "en": " "}}, "both languages"),
        ({"form": {"line-limit": ["abc"], "line-used": ["1"]}}, "an error at line-limit[0]"),
        ({"form": {}}, "none of the figures"),
    ],
)
def test_a_case_that_is_wrong_is_named(change: dict[str, object], part: str) -> None:
    right = {
        "id": "a",
        "day": "2026-11-23",
        "form": cases("utilisation")[0].form,
        "title": {"zh": "甲", "en": "A"},
        "story": {"zh": "乙。", "en": "B."},
    }
    assert list(case_faults("utilisation", Case(**right))) == []  # type: ignore[arg-type]
    assert any(part in message for message in case_faults("utilisation", Case(**{**right, **change})))  # type: ignore[arg-type]
