"""The report holds every figure of `answer`, in each language, whatever was typed; so do the lines of Python."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_read import DAY, LANGS, SIX_LINES, Read, cases, example, part, report

from build_scripts.reading.places import ROOT
from calculators import answer, data
from calculators.form import Form
from calculators.register import CALCULATORS
from calculators.report import sheet
from calculators.report.paper import Body


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
    assert f'href="{link}"' in report("utilisation", SIX_LINES, link=link, qr=True)
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


def test_paper_has_a_short_address_and_only_a_code_that_was_asked_for_holds_what_was_entered() -> None:
    link = "https://example.org/calculators/utilisation/#s=1.abc.def"
    with_qr = report("utilisation", SIX_LINES, langs=["en"], link=link, qr=True)
    assert "data-report-qr" in with_qr and "It holds the amounts entered" in with_qr
    assert ">example.org/calculators/utilisation/</a>" in with_qr and "s=1" not in Read(with_qr).text
    without = report("utilisation", SIX_LINES, langs=["en"], link=link)
    assert "data-report-qr" not in without and "QR" not in without
    assert 'href="https://example.org/calculators/utilisation/" class' in without and "s=1" not in without
    assert "data-report-qr" not in report("utilisation", SIX_LINES, qr=True)


def test_a_report_says_the_one_thing_to_do_now() -> None:
    on_time = {**SIX_LINES, "line-overdue": [""] * 6}
    assert "contact the lender today" in report("utilisation", SIX_LINES, langs=["en"])
    assert "contact the lender today" not in report("utilisation", on_time, langs=["en"])
    for calculator, form in (
        ("utilisation", SIX_LINES),
        ("borrowing-cost", {"principal": "1", "periods": "1"}),
        ("repayment-habit", {"months": "NNNNNN"}),
        ("checklist", {"audience": "person"}),
    ):
        assert "下一步" in report(calculator, form, langs=["zh"]) and "下一步" not in report(
            calculator, {}, langs=["zh"]
        )


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


def test_the_lines_of_python_leave_out_flags_of_the_example_and_empty_fields() -> None:
    form = {
        "line-limit": ["10000", ""],
        "line-used": ["6200", ""],
        "line-limit-example": ["yes", ""],
        "target-example": "yes",
        "line-name": ["", ""],
        "target": "",
    }
    assert part("utilisation", form, "python", lang="en")["text"] == (
        "from calculators import answer\n\n"
        "print(answer(\n"
        "    'utilisation',\n"
        "    {\n"
        "        'line-limit': ['10000', ''],\n"
        "        'line-used': ['6200', ''],\n"
        "    },\n"
        "    lang='en',\n"
        "    day='2026-11-23',\n"
        "))\n"
    )


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
