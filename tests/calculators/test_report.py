"""The report holds every figure of `answer`, in each language, whatever was typed; so do the lines of Python."""

from __future__ import annotations

import itertools
import json
import re
import shutil
import subprocess
import sys
import tomllib
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.reading.places import ROOT
from calculators import answer, data, door
from calculators.checklist import model
from calculators.checklist.calculator import items_for
from calculators.form import Form
from calculators.register import CALCULATORS
from calculators.report import sheet
from calculators.report.paper import Body

DAY = "2026-11-23"
LANGS = (["zh"], ["en"], ["zh", "en"])
SIX_LINES = {
    "line-name": ["", "工资卡", "<b>", "", "", ""],
    "line-kind": ["huabei", "credit-card", "jiebei", "other", "xinyonggou", "xinyongdai"],
    "line-limit": ["10000", "20000", "50000", "3000", "8000", "30000"],
    "line-used": ["6200", "19800", "12000", "3100", "-5", "10000"],
    "line-status": ["open", "open", "open", "frozen", "open", "open"],
    "line-overdue": ["", "yes", "", "", "", ""],
    "target": "30",
}
PLAN = {
    "line-kind": ["credit-card", "huabei", "jiebei"],
    "line-limit": ["20000", "10000", "50000"],
    "line-used": ["15000", "6200", "12000"],
    "line-due": ["1000", "all", ""],
    "line-rate": ["18", "", "15"],
    "target": "30",
    "plan-money": "12000",
    "plan-kept": "4000",
}
FORMS = {
    "six lines": ("utilisation", SIX_LINES),
    "no target": ("utilisation", {**SIX_LINES, "target": ""}),
    "a scenario": ("utilisation", {**SIX_LINES, "scenario-name": "x", "scenario-line": "2", "scenario-repay": "1000"}),
    "a plan": ("utilisation", PLAN),
    "a plan by ratio over years": ("utilisation", {**PLAN, "line-due": ["", "", ""], "plan-money": "800",
        "plan-kept": "", "plan-order": "highest-ratio"}),
    "a plan without a target": ("utilisation", {**PLAN, "target": ""}),
    "an endless plan": ("utilisation", {**PLAN, "line-due": ["", "", ""], "plan-money": "100", "plan-kept": ""}),
    "too little for a plan": ("utilisation", {**PLAN, "plan-money": "9000"}),
    "overdue, but not how much": ("utilisation", {**PLAN, "line-overdue": ["yes", "", ""]}),
    "nothing owed": ("utilisation", {**PLAN, "line-used": ["0", "0", "-5"]}),
    "a split": ("utilisation", {**PLAN, "spare": "8000"}),
    "a wrong field": ("utilisation", {**SIX_LINES, "target": "abc"}),
    "an unpaid debt": ("repayment-habit", {"months": "NNNNNN123", "settled-on": ["2020-02-29", "2019-01-01"]}),
    "an ended record": ("repayment-habit", {"months": "NNNNNNNC", "settled-on": []}),
    "too few months": ("repayment-habit", {"months": "NN"}),
    "late marks": ("repayment-habit", {"months": "NNNNNNN1NNNMNNNNNN12NNNN"}),
    "two offers": (
        "borrowing-cost",
        {
            "principal": ["12000", "10000"], "periods": ["12", "24"], "rate": ["", "0.05"], "rate-unit": ["", "day"],
            "fee": ["0.6%", "100"], "fee-unit": ["month", "upfront"], "repaid-after": ["", "6"],
            "method": ["", "interest-first"], "income": "8000", "debts": "1500", "overdue": "yes",
        },
    ),
    "an instalment alone": ("borrowing-cost", {"principal": "10000", "periods": "12", "instalment": "900"}),
    "nothing comes in": ("borrowing-cost", {"principal": "100", "periods": "2", "fee": "200", "fee-unit": "upfront"}),
    "a team": ("checklist", {"audience": "team", "team-rule-register": "done"}),
    "results brought along": ("checklist", {"audience": "practitioner",
        "carried": "utilisation:overdue=yes repayment-habit:unpaid=check"}),
}  # fmt: skip


def example(calculator: str) -> dict[str, object]:
    form: dict[str, object] = CALCULATORS[calculator].module("building.fields").example_form()
    return form


def cases() -> list[tuple[str, dict[str, object]]]:
    return [*((name, example(name)) for name in CALCULATORS), *FORMS.values()]


def part(
    calculator: str, form: object, name: str, asked: object = "", *, lang: str = "zh", day: str = DAY
) -> dict[str, str]:
    request = {"calculator": calculator, "form": form, "lang": lang, "day": day, "part": name}
    text = asked if isinstance(asked, str) else json.dumps(asked)
    found: dict[str, str] = json.loads(door(json.dumps({**request, "given": text})))["part"]
    return found


def report(calculator: str, form: object, **asked: object) -> str:
    return part(calculator, form, "report", asked)["html"]


class Read(HTMLParser):
    """The figures of a report, its text, and which languages its elements name."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.figures: dict[str, str] = {}
        self.shown: dict[str, str] = {}
        self.tags: list[str] = []
        self.langs: set[str] = set()
        self.text = ""
        self._figure = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given_ = dict(attrs)
        self.tags.append(tag)
        self.langs.add(given_.get("lang") or "")
        assert "style" not in given_ and not any(name.startswith("on") for name in given_)
        if name := given_.get("data-figure"):
            assert name not in self.figures, f"{name} stands twice"
            self.figures[name] = given_["value"] or ""
            self._figure = name

    def handle_endtag(self, tag: str) -> None:
        if tag == "data":
            self._figure = ""

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._figure:
            self.shown[self._figure] = self.shown.get(self._figure, "") + data


@pytest.mark.parametrize("langs", LANGS, ids="-".join)
@pytest.mark.parametrize(("calculator", "form"), cases())
def test_every_figure_stands_in_the_report_once(calculator: str, form: dict[str, object], langs: list[str]) -> None:
    figures = {name: value for name, value in answer(calculator, form, lang="zh", day=DAY).items() if name != "errors"}
    read = Read(report(calculator, form, langs=langs))
    assert read.figures == figures
    assert all(read.shown.values())


@pytest.mark.parametrize(("calculator", "form"), cases())
def test_a_report_says_its_day_method_and_that_it_is_no_credit_decision(
    calculator: str, form: dict[str, object]
) -> None:
    for langs, words in (
        (["zh"], ("不是授信决定", "算法版本", "金额单位")),
        (["en"], ("Not a credit decision", "Method version", "Amounts in")),
    ):
        text = Read(report(calculator, form, langs=langs)).text
        assert DAY in text
        assert all(word in text for word in words[:2])
        assert (words[2] in text) == CALCULATORS[calculator].has_amounts


@pytest.mark.parametrize(("calculator", "form"), cases())
def test_both_languages_hold_the_words_of_each(calculator: str, form: dict[str, object]) -> None:
    both = Read(report(calculator, form, langs=["en", "zh"]))
    assert {"zh-Hans", "en"} <= both.langs
    assert "不是授信决定" in both.text and "Not a credit decision" in both.text
    assert not any(
        "\u4e00" <= each <= "\u9fff" for each in Read(report(calculator, form, langs=["en"])).text.replace("工资卡", "")
    )


def test_amounts_and_ratios_are_those_worked_by_hand() -> None:
    # 38,000 of 80,000 is 47.5 %; the card alone needs 19,800 - 6,000 = 13,800, Huabei 3,200: 17,000 for every line.
    shown = Read(report("utilisation", example("utilisation"), langs=["zh", "en"])).shown
    assert shown["total-ratio"] == "47.5%"
    assert shown["line-repay[2]"] == "13,800.00"
    assert shown["repay-every-line"] == "17,000.00"
    # 26,000 of 30,000 does not end: the sign for about, in no language.
    assert shown["total-ratio-cards"] == "≈ 86.67%"


def test_a_plan_stands_in_a_section_of_its_own_with_its_inputs_orders_and_months() -> None:
    html = report("utilisation", PLAN, langs=["zh", "en"])
    read = Read(html)
    # Of 8,000 a month Huabei's 6,200 and the card's 1,000 fall due, and 800 more go to the card, the dearest:
    # 15,000 + 1.5 % - 1,800 = 13,425. Jiebei, of which nothing falls due: 12,000 + 1.25 % = 12,150.
    assert "每月还款的" not in read.text and "Further figures" not in read.text
    for said in (
        "还款计划 Repayment plan",
        "8,000.00",
        "4,000.00",
        "18%",
        "15%",
        "1,800.00",
        "13,425.00",
        "12,150.00",
        "先还使用率最高的",
        "Equal shares",
    ):
        assert said in read.text, said
    assert html.index("Repayment plan") < html.index("How it is worked out")
    assert html.count('class="calc-picture') == 2
    # The first month pays 6,200 + 1,800 = 8,000, with 225 + 150 = 375 of interest; 13,425 + 12,150 is then owed.
    assert (
        '<td class="report-number">8,000.00</td><td class="report-number">375.00</td><td'
        ' class="report-number">25,575.00</td>'
    ) in html


WHOLE = {
    **PLAN, "line-name": ["工资卡", "花呗", ""], "line-overdue-amount": ["500", "", ""], "spare": "8000",
    "scenario-name": ["还卡", "", ""], "scenario-line": ["1", "2", "1"], "scenario-repay": ["5000", "", ""],
    "scenario-spend": ["", "1000", ""], "scenario-limit": ["", "", "40000"],
}  # fmt: skip


def test_scenarios_and_a_split_stand_in_the_report_with_what_was_entered_for_them() -> None:
    zh, en = (Read(report("utilisation", WHOLE, langs=[lang])) for lang in ("zh", "en"))
    for said in (
        "1. 还卡 · 第 1 个额度（信用卡）：还 5,000.00 元",
        "2. 第 2 个额度（花呗）：再用 1,000.00 元",
        "额度从 20,000.00 元调高到 40,000.00 元",
        "多借的钱照样要还",
        "今天的 8,000.00 分到",
        "已经逾期 500.00",
    ):
        assert said in zh.text, said
    for said in (
        "repay 5,000.00 yuan",
        "limit raised from 20,000.00 yuan to 40,000.00 yuan",
        "only helps those who do not borrow more",
        "Of 8,000.00 today",
        "Sum to repay today",
        "Overdue 500.00",
    ):
        assert said in en.text, said
    assert "其他数字" not in zh.text and "Further figures" not in en.text
    # A name that says no more than the kind is printed once.
    assert "花呗 花呗" not in zh.text and "1. 工资卡 信用卡" in zh.text
    # 33,200 of 80,000; 5,000 repaid leave 28,200: 35.25 %. 40,000 instead of 20,000: 33,200 of 100,000.
    assert (zh.shown["scenario-total-ratio[0]"], zh.shown["scenario-total-ratio[2]"]) == ("35.25%", "33.2%")


def test_a_report_warns_of_no_raised_limit_where_none_is_raised() -> None:
    assert (
        "多借的钱照样要还"
        not in Read(report("utilisation", {**WHOLE, "scenario-limit": ["", "", ""]}, langs=["zh"])).text
    )


def test_where_a_sum_is_not_split_the_report_says_why() -> None:
    short = Read(
        report(
            "utilisation",
            {**PLAN, "plan-money": "", "line-overdue-amount": ["500", "", ""], "spare": "300"},
            langs=["zh"],
        )
    )
    assert "300.00 元不够还逾期的 500.00 元" in short.text and short.shown["split-missing"] == "200.00"
    unknown = {**PLAN, "plan-money": "", "line-overdue": ["yes", "", ""], "spare": "300"}
    assert "没有填其中逾期多少" in Read(report("utilisation", unknown, langs=["zh"])).text
    assert (
        "不用拆"
        in Read(
            report(
                "utilisation", {**PLAN, "plan-money": "", "line-used": ["0", "0", "0"], "spare": "300"}, langs=["zh"]
            )
        ).text
    )


def test_a_long_plan_is_told_in_steps_that_hold_every_month() -> None:
    form = FORMS["a plan by ratio over years"][1]
    read = Read(report("utilisation", form, langs=["en"]))
    months = int(read.figures["plan-months-to-zero"])
    assert months > 48 and f"1–{12 if months <= 96 else 24}" in read.text and f"–{months}" in read.text
    assert "Further figures" not in read.text


def test_where_there_is_no_plan_the_report_says_why_and_whom_to_speak_to() -> None:
    short = Read(report("utilisation", FORMS["too little for a plan"][1], langs=["en"]))
    # 9,000 - 4,000 = 5,000 for 7,200.
    assert short.shown["plan-missing"] == "2,200.00"
    assert "so no plan is made here" in short.text and "speak to the lender" in short.text
    assert "not within" not in short.text
    endless = Read(report("utilisation", FORMS["an endless plan"][1], langs=["zh"]))
    assert "480 个月（40 年）也还不完" in endless.text and "先还年化利率最高的" in endless.text
    assert "没有填其中逾期多少" in Read(report("utilisation", FORMS["overdue, but not how much"][1], langs=["zh"])).text


def test_a_figure_that_the_report_knows_nothing_of_stands_in_it_too(monkeypatch: pytest.MonkeyPatch) -> None:
    from calculators.utilisation import calculator

    outcome = calculator.outcome
    more = {
        "plan-interest": "1234.50",
        "new-total-ratio[1]": "0.475",
        "plan-months-to-zero": "12",
        "some-day": "2027-01-01",
    }

    def with_more(*given: Any, **named: Any) -> Any:
        found = outcome(*given, **named)
        found.figures.update(more)
        return found

    monkeypatch.setattr(calculator, "outcome", with_more)
    read = Read(report("utilisation", SIX_LINES, langs=["zh", "en"]))
    assert [read.shown[name] for name in more] == ["1,234.50", "47.5%", "12", "2027-01-01"]


def test_sources_stand_with_grade_and_the_day_they_were_read() -> None:
    text = Read(report("repayment-habit", example("repayment-habit"), langs=["zh", "en"])).text
    assert "征信业管理条例 / Regulation on the Administration of the Credit Reporting Industry" in text
    assert "国务院 / State Council · A · 2026-11-23" in text
    assert "myFICO · A · 2026-11-23" in text


def test_the_us_reference_is_cited_only_where_it_is_the_target() -> None:
    assert "Consumer Financial Protection Bureau" in report("utilisation", SIX_LINES, langs=["en"])
    assert "Consumer Financial Protection Bureau" not in report(
        "utilisation", {**SIX_LINES, "target": "40"}, langs=["en"]
    )


def test_a_debt_that_is_late_comes_before_the_figures() -> None:
    for calculator, form in (FORMS["six lines"], FORMS["an unpaid debt"], FORMS["two offers"]):
        html = report(calculator, form, langs=["zh"])
        assert html.index("report-warning") < html.index("data-figure")
        assert "逾期" in html[html.index("report-warning") :][:200]


def test_the_example_is_called_one_and_a_case_of_ones_own_is_not() -> None:
    assert "made-up example" in report("utilisation", example("utilisation"), langs=["en"])
    assert "made-up example" not in report("utilisation", SIX_LINES, langs=["en"])


def test_a_label_is_text_of_at_most_forty_characters() -> None:
    html = report("utilisation", SIX_LINES, label='<img src=x onerror="1">' + "长" * 60)
    read = Read(html)
    assert "img" not in read.tags
    assert "<img" in read.text and "长" * 17 + "…" in read.text
    assert "长" * 18 not in read.text
    assert "Case label" not in report("utilisation", SIX_LINES, langs=["en"], label=" ")


def test_only_a_web_address_is_linked_to() -> None:
    link = "https://example.org/calculators/utilisation/#s=1.abc.def"
    assert f'href="{link}"' in report("utilisation", SIX_LINES, link=link)
    for wrong in (
        "javascript:alert(1)",
        "//example.org",
        'https://example.org/" onclick="',
        "https://example.org/\n",
        "https://例.org",
        7,
        None,
    ):
        html = report("utilisation", SIX_LINES, link=wrong)
        assert "<a " not in html


def test_a_qr_code_has_room_only_when_asked_for_and_its_sentence_says_what_it_holds() -> None:
    link = "https://example.org/#s=1"
    with_qr = report("utilisation", SIX_LINES, langs=["en"], link=link, qr=True)
    assert "data-report-qr" in with_qr and "The QR code holds this link, and with it the amounts entered" in with_qr
    without = report("utilisation", SIX_LINES, langs=["en"], link=link)
    assert "data-report-qr" not in without and "QR" not in without
    assert "data-report-qr" not in report("utilisation", SIX_LINES, qr=True)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_checklists_report_calls_no_item_our_own_rule_and_speaks_of_no_amounts(lang: str) -> None:
    """Its items rest on laws and reports that are named with each of them; no amount is entered there."""
    link = "https://example.org/#s=1.x.y"
    said = {
        "zh": ("由本站自定", "金额", "元", "填写的内容"),
        "en": ("rules are our own", "amount", " yuan", "what was entered"),
    }[lang]
    html = report("checklist", {"audience": "person"}, langs=[lang], link=link)
    assert not any(word in html for word in said[:3])
    assert said[3] in html
    assert "amounts entered" in report("borrowing-cost", {"principal": "1", "periods": "1"}, langs=["en"], link=link)


def pieces(html: str, selector: str) -> list[str]:
    return [" ".join(each.get_text().split()) for each in BeautifulSoup(html, "html.parser").select(selector)]


def items_and_sources(html: str) -> tuple[list[list[int]], dict[int, tuple[str, str, str]]]:
    """The numbers beside each item of a checklist's report;
    grade, day and words of the source that each number names."""
    page = BeautifulSoup(html, "html.parser")
    cited = [
        [int(each) for cites in item.select(".report-cites") for each in re.findall(r"\d+", cites.text)]
        for item in page.select(".report-items li")
    ]
    named, read = {}, ("", "")
    for entry in page.select(".report-sources li"):
        for mark in entry.select("strong"):
            number = re.fullmatch(r"\[(\d+)\]", mark.text)
            if not number:
                grade, day = mark.text.split(" · ")
                read = (grade, day)
                continue
            words = [
                str(each if isinstance(each, str) else each.text)
                for each in itertools.takewhile(lambda each: each.name != "strong", mark.next_siblings)
            ]
            named[int(number[1])] = (*read, "".join(words).strip())
    return cited, named


LEDGER = {
    entry["id"]: entry for entry in tomllib.loads((ROOT / "docs/ledger/sources.toml").read_text("utf-8"))["source"]
}


@pytest.mark.parametrize("langs", LANGS, ids="-".join)
@pytest.mark.parametrize("audience", model.AUDIENCES)
def test_the_checklists_report_names_every_source_of_an_item_beside_it(audience: str, langs: list[str]) -> None:
    cited, named = items_and_sources(report("checklist", {"audience": audience}, langs=langs))
    items = items_for(audience)
    assert list(named) == list(range(1, 1 + len({name for item in items for name in item.sources})))
    for item, numbers in zip(items, cited, strict=True):
        expected = set()
        for source in map(LEDGER.__getitem__, item.sources):
            titles, publishers = (
                " / ".join(
                    dict.fromkeys(
                        source[part] if lang == "zh" else source.get(f"{part}_en", source[part]) for lang in langs
                    )
                )
                for part in ("title", "publisher")
            )
            # A rule is known by its title; of a report and a page it is also said whose it is.
            expected.add(
                (
                    source["grade"],
                    source["read"],
                    f"{titles} · {publishers}" if source["status"] == "reported" else titles,
                )
            )
        assert numbers == sorted(numbers) and {named[number] for number in numbers} == expected, item.id


def test_the_checklists_sources_stand_by_grade_and_are_those_of_open_items_alone() -> None:
    done = {item.id: "done" for item in items_for("person")}
    # Cash-out: a judicial interpretation read on another day than the rest, and a police warning; statements: our own.
    form = {
        "audience": "person",
        **done,
        "person-no-cash-out": "not-yet",
        "person-keep-statements": "partly",
        "person-free-reports": "",
    }
    cited, named = items_and_sources(report("checklist", form, langs=["en"]))
    assert cited == [[1, 3], [], [2]]
    assert [source[:2] for source in named.values()] == [("A", "2026-11-28"), ("A", "2026-11-23"), ("B", "2026-11-23")]
    assert "Credit Reporting Industry" in named[2][2] and "Zhengzhou" in named[3][2]
    grades = [source[0] for source in items_and_sources(report("checklist", {"audience": "person"}))[1].values()]
    assert grades == sorted(grades) and set(grades) == set("ABC")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_items_on_paper_stand_in_their_order_under_what_they_do(lang: str) -> None:
    texts = data.data("checklist")[1]
    page = BeautifulSoup(report("checklist", {"audience": "practitioner"}, langs=[lang]), "html.parser")
    found = [
        (run.find_previous_sibling("p").text, item.select_one(".report-item").text)
        for run in page.select(".report-items > ul")
        for item in run.select("li")
    ]
    assert found == [
        (texts[f"effect-{item.effect.replace(' ', '-')}"][lang], f"{number}. {texts[f'{item.id}-what'][lang]}")
        for number, item in enumerate(items_for("practitioner"), start=1)
    ]


# 24 months up to 2026-10: a 1 in 2025-11, 12 months ago, an M in 2026-08, 3 months ago; the rest on time.
MARKED = "NNNNNNNNNNNN1NNNNNNNNMNN"
ROWS = {
    # 1 × 6 now, × 3 from the month in which it is 13 months ago, gone in the one in which it is 25 months ago. Settled
    # after November 2025 and by the end of December, the next on-time month: five years later.
    "−6": ["2025-11 1", "2026-12: −3", "2027-12", "2030-12-01 – 2030-12-31"],
    # M costs 3, then 2 from 7 months ago and 1 from 13 months ago.
    "−3": ["2026-08 M", "2027-03: −2 · 2027-09: −1", "2028-09", {"zh": "没有查到", "en": "not found"}],
}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_self_checks_report_says_until_when_each_late_month_counts_and_when_it_leaves(lang: str) -> None:
    page = BeautifulSoup(report("repayment-habit", {"months": MARKED}, langs=[lang]), "html.parser")
    rows = [[cell.text for cell in row.select("td")] for row in page.select(".report-marks tbody tr")]
    late = {row[0]: row[1:] for row in rows if len(row) == 5 and row[3]}
    assert late == {
        points: [each if isinstance(each, str) else each[lang] for each in cells] for points, cells in ROWS.items()
    }
    # 100 - 6 - 3; the sum is below with nothing beside it.
    assert rows[-1] == ["91", "", "", "", ""]


@pytest.mark.parametrize("langs", LANGS, ids="-".join)
def test_the_self_checks_report_draws_the_months_ahead_under_the_words_of_each_language(langs: list[str]) -> None:
    html = report("repayment-habit", {"months": MARKED}, langs=langs)
    texts = data.data("repayment_habit")[1]
    drawn = pieces(html, "[data-report-if-room] .calc-legend li")
    assert drawn == [" ".join(texts[key][lang] for lang in langs) for key in ("ahead-line-on-time", "ahead-line-slip")]
    assert all(data.data("report")[1]["ahead-no-room"][lang] in html for lang in langs)
    # Nothing is left for the list of further figures.
    assert data.data("report")[1]["heading-rest"][langs[0]] not in html


@pytest.mark.parametrize("months", ["NNNNNN123", "NNNNNNNC", ""])
def test_while_something_is_owed_or_the_record_has_ended_the_report_looks_no_further(months: str) -> None:
    html = report("repayment-habit", {"months": months}, langs=["en"])
    assert "report-marks" not in html and "calc-plot" not in html


def test_too_few_months_for_a_score_still_say_when_late_ones_stop_counting() -> None:
    html = report("repayment-habit", {"months": "N1NMN"}, langs=["en"])
    # The 1 of 2026-07, 4 months ago: 1 × 9, × 6 from 2027-02, × 3 from 2027-08.
    assert pieces(html, ".report-marks tbody tr:first-child > *") == [
        "2026-07 1",
        "−9",
        "2027-02: −6 · 2027-08: −3",
        "2028-08",
        "2031-08-01 – 2031-08-31",
    ]


CARRIED = (
    "utilisation:day=2026-11-23 utilisation:highest-ratio=0.99 borrowing-cost:repayment-share=0.6"
    " borrowing-cost:example=yes"
)
# 99 % lifts 'keep some room on every account'; 60 % of the income lifts two: against borrowing to repay, and against
# many applications.
MOVED = ("person-no-borrowing-to-repay", "person-few-applications", "person-room-on-every-line")
WHY = {
    "zh": [
        ("3", "使用率（2026-11-23 算的）：用得最多的额度到了 99%。"),
        ("1, 2", "借款成本：每月还款占收入的 60%，比剩下的钱还多；里面有例子的数，不是你的。"),
    ],
    "en": [
        ("3", "Utilisation (worked out on 2026-11-23): the highest utilisation on any account is 99%."),
        (
            "1, 2",
            "Cost of borrowing: monthly repayments take 60% of income, more than is left;"
            " some of it is the example's and not yours.",
        ),
    ],
}


@pytest.mark.parametrize("langs", LANGS, ids="-".join)
def test_the_checklists_report_says_which_items_moved_because_of_what(langs: list[str]) -> None:
    html = report("checklist", {"audience": "person", "carried": CARRIED}, langs=langs)
    texts = data.data("checklist")[1]
    shown = pieces(html, ".report-item")
    others = [item.id for item in items_for("person") if item.id not in MOVED]
    for number, (name, words) in enumerate(zip([*MOVED, *others], shown, strict=True), start=1):
        assert words == f"{number}. " + " ".join(texts[f"{name}-what"][lang] for lang in langs)
    found = list(zip(pieces(html, ".report-reasons dt"), pieces(html, ".report-reasons dd"), strict=True))
    both = zip(*[WHY[lang] for lang in langs], strict=True)
    assert found == [(each[0][0], " ".join(reason for _, reason in each)) for each in both]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_item_that_is_answered_is_pointed_to_on_paper_and_where_nothing_moved_the_paper_says_so(lang: str) -> None:
    texts = data.data("checklist")[1]
    form = {"audience": "person", "carried": "utilisation:highest-ratio=0.99", "person-room-on-every-line": "done"}
    html = report("checklist", form, langs=[lang])
    assert not pieces(html, ".report-reasons")
    assert texts["result-answered"][lang] in html and texts["person-room-on-every-line-what"][lang] in html
    assert WHY[lang][0][1].split("：" if lang == "zh" else ": ")[1] in html
    assert texts["brought-none-moved"][lang] in html
    below = report("checklist", {**form, "carried": "utilisation:highest-ratio=0.98"}, langs=[lang])
    assert texts["brought-none-moved"][lang] in below and texts["result-answered"][lang] not in below
    alone = report("checklist", {"audience": "person"}, langs=[lang])
    assert texts["brought-none-moved"][lang] not in alone and "report-reasons" not in alone


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("audience", model.AUDIENCES)
def test_the_checklists_report_says_by_number_what_each_item_rests_on(audience: str, lang: str) -> None:
    html = report("checklist", {"audience": audience}, langs=[lang])
    texts = data.data("checklist")[1]
    said = dict(zip(pieces(html, ".report-basis dt"), pieces(html, ".report-basis dd"), strict=True))
    found: dict[int, str] = {}
    for words, numbers in said.items():
        for run in numbers.split(", "):
            first, _, last = run.partition("–")
            found.update(dict.fromkeys(range(int(first), int(last or first) + 1), words))
    assert [found[number] for number in sorted(found)] == [
        texts[f"basis-{item.basis}"][lang] for item in items_for(audience)
    ]


def test_numbers_of_items_are_joined_into_runs_of_three_or_more() -> None:
    from calculators.checklist.report import runs

    assert runs([1, 2, 3, 5, 6, 8]) == "1–3, 5, 6, 8"
    assert runs([7]) == "7"
    assert runs([]) == ""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_where_no_item_with_a_source_is_open_no_list_of_sources_stands_there(lang: str) -> None:
    done = {item.id: "done" for item in items_for("team")}
    for form in ({"audience": "team", **done}, {"audience": "team", **done, "team-rule-register": ""}, {}):
        html = report("checklist", form, langs=[lang])
        assert (
            not pieces(html, ".report-sources, .report-cites, dl:empty")
            and ("来源（" if lang == "zh" else "Sources") not in html
        )
    assert (
        len(pieces(report("checklist", {"audience": "team", **done, "team-rule-register": ""}), ".report-basis > div"))
        == 1
    )


def test_what_is_noted_beside_an_open_item_stands_in_the_list() -> None:
    form = {"audience": "team", "team-rule-register-due": "2026-12-01", "team-rule-register-owner": "<i>合规</i>"}
    html = report("checklist", form, langs=["zh"])
    assert "2026-12-01" in html and "&lt;i&gt;合规" in html


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=60),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["langs", "label", "link", "qr",
        "x"]), inner, max_size=5),
    max_leaves=8,
)  # fmt: skip
FIELDS = [
    "line-name", "line-kind", "line-limit", "line-used", "line-status", "line-overdue", "target", "months",
    "settled-on",
    "principal", "periods", "method", "rate", "rate-unit", "fee", "fee-unit", "instalment", "repaid-after", "income",
    "debts", "overdue", "audience", "person-due-dates", "person-due-dates-owner",
]  # fmt: skip
TYPED = st.one_of(
    st.sampled_from(["12000", "1.2万", "30", "0.6%", "12", "NNNNNN1", "2023-05-20", "yes", "frozen", "person", "day",
        "upfront", ""]),
    st.text(max_size=30),
)  # fmt: skip
HOSTILE = st.dictionaries(st.sampled_from(FIELDS), TYPED | st.lists(TYPED, max_size=4), max_size=10)


@given(
    st.sampled_from(list(CALCULATORS)),
    HOSTILE,
    st.one_of(st.text(max_size=80), ANY_JSON.map(json.dumps)),
    st.sampled_from(["zh", "en"]),
)
def test_no_text_makes_a_report_or_the_lines_fail(
    calculator: str, form: dict[str, object], asked: str, lang: str
) -> None:
    read = Read(part(calculator, form, "report", asked, lang=lang)["html"])
    figures = answer(calculator, form, lang=lang, day=DAY)
    assert read.figures == {name: value for name, value in figures.items() if name != "errors"}
    assert not {"script", "img", "iframe"} & set(read.tags)
    assert printed(part(calculator, form, "python", lang=lang)["text"]) == figures_alone(calculator, form, lang)


def figures_alone(calculator: str, form: dict[str, object], lang: str) -> dict[str, object]:
    return {name: value for name, value in answer(calculator, form, lang=lang, day=DAY).items() if name != "errors"}


def printed(lines: str) -> dict[str, object]:
    """The output of the lines, without the problems of fields: empty ones are not sent."""
    heard: list[dict[str, object]] = []
    exec(compile(lines, "lines", "exec"), {"print": heard.append})
    return {name: value for name, value in heard[0].items() if name != "errors"}


@pytest.mark.parametrize(("calculator", "form"), cases())
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_lines_of_python_give_the_same_answer(calculator: str, form: dict[str, object], lang: str) -> None:
    assert printed(part(calculator, form, "python", lang=lang)["text"]) == figures_alone(calculator, form, lang)


def test_the_lines_are_python_whatever_was_typed() -> None:
    form = {"line-name": ["'); import os; ('", "\ud800\u202e"], "line-limit": "1万", "line-used": "1"}
    lines = part("utilisation", form, "python")["text"]
    assert printed(lines) == figures_alone("utilisation", form, "zh")
    assert lines.isprintable() is False and "\u202e" not in lines
    lines.encode()


def test_a_report_needs_nothing_that_only_the_build_reads(tmp_path: Path) -> None:
    # As in the page: a calculator's folder without building/, in a Python that has read nothing yet.
    shutil.copytree(ROOT / "calculators", tmp_path / "calculators", ignore=shutil.ignore_patterns("building"))
    code = (
        "import json, sys\n"
        "from calculators import door\n"
        "print(json.dumps([json.loads(door(json.dumps(each)))['part']['html'] for each in json.load(sys.stdin)]))"
    )
    asked = [
        {
            "calculator": name,
            "form": form,
            "lang": "zh",
            "day": DAY,
            "part": "report",
            "given": json.dumps({"langs": ["zh", "en"]}),
        }
        for name, form in cases()
    ]
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, input=json.dumps(asked), capture_output=True, text=True, check=True
    )
    made = json.loads(done.stdout)
    assert made == [report(calculator, form, langs=["zh", "en"]) for calculator, form in cases()]


def test_a_sheet_says_how_an_equal_instalment_is_worked_out_only_where_one_was() -> None:
    terms = {"principal": "10000", "periods": "12"}
    for form, is_said in (
        ({**terms, "rate": "12"}, True),
        ({**terms, "rate": "0"}, False),
        ({**terms, "fee": "0.6%"}, False),
        ({**terms, "rate": "12", "method": "interest-first"}, False),
        ({**terms, "instalment": "1000"}, False),
    ):
        made = str(sheet.report(CALCULATORS["borrowing-cost"], Form(form), "{}", lang="en", day=date(2026, 11, 23)))
        assert ("Equal instalment =" in made) is is_said


@pytest.mark.parametrize(("sources", "shown"), [((), False), (("gbt-45251",), True)])
def test_a_report_without_rules_of_our_own_says_nothing_of_them(
    sources: tuple[str, ...], shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "calculators.utilisation.report.body",
        lambda *_: Body(
            warnings=[],
            results=[],
            pictures=[],
            tables=[],
            remarks=[],
            formulas=[],
            sources=sources,
            is_example=False,
        ),
    )
    day = date.fromisoformat(DAY)
    found = str(sheet.report(CALCULATORS["utilisation"], Form({}), "{}", lang="en", day=day))
    assert (data.text("report", "heading-sources", lang="en") in found) == shown
    assert data.text("report", "source-own", lang="en", day="").partition(",")[0][:20] not in found
