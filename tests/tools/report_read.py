"""Reports of each calculator, made as the page asks for them and read as a reader does."""

from __future__ import annotations

import json
from html.parser import HTMLParser

from bs4 import BeautifulSoup

from calculators import door
from calculators.register import CALCULATORS

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


def pieces(html: str, selector: str) -> list[str]:
    return [" ".join(each.get_text().split()) for each in BeautifulSoup(html, "html.parser").select(selector)]
