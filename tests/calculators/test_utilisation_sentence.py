"""The sentence beside utilisation's result and the plan's title: each in the language that was asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest
from bs4 import BeautifulSoup

from calculators import door, render

DAY = "2026-11-23"
# 10,000 with 6,200 used, 50,000 with 12,000 and 20,000 with 19,800.
XIAO_LIN = {"line-limit": ["10000", "50000", "20000"], "line-used": ["6200", "12000", "19800"]}


def sentence(form: Mapping[str, object], lang: str) -> str:
    request = {"calculator": "utilisation", "form": form, "lang": lang, "day": DAY}
    return str(json.loads(door(json.dumps(request)))["sentence"])


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "没有一个能用的额度，没有比例可算；已用一共 1,234.50 元"),
        ("en", "There is no open limit and so no ratio; 1,234.50 yuan is used in all"),
    ],
)
def test_without_an_open_limit_the_sentence_says_what_is_used(lang: str, said: str) -> None:
    # 1,200 on a frozen line and 34.50 on one whose limit is 0.
    form = {"line-limit": ["5000", "0"], "line-used": ["1200", "34.5"], "line-status": ["frozen", "open"]}
    assert sentence(form, lang).startswith(said)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "；8,000.00 元拆开还，用得最多的额度降到 60%"),
        ("en", "; 8,000.00 yuan split brings the most used account to 60%"),
    ],
)
def test_a_split_is_said_in_the_sentence(lang: str, said: str) -> None:
    # 24 % stays; 6,200 + 19,800 - 8,000 = 18,000 of 30,000 is 60 %.
    assert said in sentence({**XIAO_LIN, "spare": "8000"}, lang)


@pytest.mark.parametrize(
    ("lang", "title", "tables"),
    [
        ("zh", "还款计划：每月 8,000.00 元", ["每月还多少（元）", "每月还款以后还欠多少（元）"]),
        (
            "en",
            "Repayment plan: 8,000.00 yuan a month",
            ["Paid month by month (yuan)", "Owed after each month's payment (yuan)"],
        ),
    ],
)
def test_a_plan_and_its_tables_of_months_have_titles(lang: str, title: str, tables: list[str]) -> None:
    # 12,000 come in, 4,000 are kept.
    form = {**XIAO_LIN, "plan-money": "12000", "plan-kept": "4000"}
    page = BeautifulSoup(render("utilisation", form, lang=lang, day=DAY), "html.parser")
    assert title in [each.text for each in page.select("p.calc-title")]
    assert [each.text for each in page.select("details.calc-schedule > summary")] == tables
