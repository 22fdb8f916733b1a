"""The checklist on paper: its items, what moved them, and what each rests on."""

from __future__ import annotations

import itertools
import re
import tomllib

import pytest
from bs4 import BeautifulSoup
from report_read import LANGS, pieces, report

from build_scripts.reading.places import ROOT
from calculators import data
from calculators.checklist import model
from calculators.checklist.calculator import items_for


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_checklists_report_calls_no_item_our_own_rule_and_speaks_of_no_amounts(lang: str) -> None:
    """Its items rest on laws and reports that are named with each of them; no amount is entered there."""
    link = "https://example.org/#s=1.x.y"
    said = {
        "zh": ("由本站自定", "金额", "元", "填写的内容"),
        "en": ("rules are our own", "amount", " yuan", "what was entered"),
    }[lang]
    html = report("checklist", {"audience": "person"}, langs=[lang], link=link, qr=True)
    assert not any(word in html for word in said[:3])
    assert said[3] in html
    offer = {"principal": "1", "periods": "1"}
    assert "amounts entered" in report("borrowing-cost", offer, langs=["en"], link=link, qr=True)


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
