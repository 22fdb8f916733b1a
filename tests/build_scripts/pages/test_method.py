"""The method page's parts: gaps filled from the calculators, tables from the parameters, faults where they disagree."""

from __future__ import annotations

import dataclasses
from datetime import date
from fractions import Fraction

import pytest
from two_readers import read, rendered

from build_scripts.checks.method import PAGE, check_method, version_faults
from build_scripts.pages.method import method_markdown, parameters, parts
from build_scripts.pages.stage_pages import staged_text
from build_scripts.pages.worked_examples import GapError, filled, number, values
from build_scripts.reading.guides import Page, read_file, read_guides, read_page
from build_scripts.reading.ledger import read_ledger
from build_scripts.reading.places import LANGUAGES, markdown_file
from calculators.register import CALCULATORS

# A calculator may do without numbers of the world, and then has no table of them.
WITH_PARAMETERS = [calculator for calculator in CALCULATORS if parameters(calculator)]

KNOWN: dict[str, Fraction | str] = {
    "repay": Fraction(14000),
    "cents": Fraction(5, 2),
    "third": Fraction(1, 3),
    "codes": "NN*1",
    "r[0]": Fraction(99, 100),
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{repay:yuan} 元", "14,000 元"),
        ("{cents:yuan}", "2.50"),
        ("{r[0]:percent}", "99%"),
        ("{third:percent}", "约 33.33%"),
        ("{third:percent4}", "约 33.3333%"),
        ("{cents}", "2.5"),
        ("{codes}", r"NN\*1"),
    ],
)
def test_a_gap_is_filled_as_its_form_says(text: str, expected: str) -> None:
    assert filled(text, KNOWN, "zh") == expected


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("{nothing}", "there is no 'nothing'"),
        ("{codes:yuan}", "which is no yuan"),
        ("{repay:miles}", "not miles"),
        ("{third}", "has no end as a decimal"),
        ("{Repay}", "a brace is left"),
    ],
)
def test_a_gap_that_cannot_be_filled_says_why(text: str, part: str) -> None:
    with pytest.raises(GapError, match=part):
        filled(text, KNOWN, "en")


def test_a_number_keeps_the_decimals_it_has() -> None:
    assert [number(Fraction(value)) for value in ("3", "0.6", "1234567.5", "-0.25", "0.01")] == [
        "3",
        "0.6",
        "1,234,567.5",
        "−0.25",
        "0.01",
    ]


def test_worked_examples_show_the_sums_that_a_reader_can_redo() -> None:
    # 6,200 + 12,000 + 19,800 = 38,000; 10,000 + 50,000 + 20,000 = 80,000; 30% of it is 24,000; without Jiebei 26,000
    # of 30,000.
    lines = values("utilisation")
    assert [lines[name] for name in ("owed", "open-limits", "allowed", "owed-cards", "open-limits-cards")] == [
        38000,
        80000,
        24000,
        26000,
        30000,
    ]
    # 12 months ago 1 x 6, then 13 months ago 1 x 3; M from 6 months ago (3) to 7 (2): 91, then 100 - 3 - 2 = 95.
    habit = values("repayment-habit")
    assert [
        habit[name] for name in ("loss-1", "loss-m", "loss-1-later", "loss-m-later", "score", "score-later", "gain")
    ] == [6, 3, 3, 2, 91, 95, 4]
    assert habit["last-month"] == "2026-10"
    # 12,000 / 12 = 1,000 and 0.6% of 12,000 = 72.
    cost = values("borrowing-cost")
    assert [cost[name] for name in ("principal-part", "fee-part", "monthly-payment")] == [1000, 72, 1072]
    # The example's answers, counted by hand: 9 done, 3 partly, 4 not yet, 3 not applicable.
    items = values("checklist")
    assert [items[f"count-{name}"] for name in ("done", "partly", "not-yet", "not-applicable")] == [9, 3, 4, 3]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("calculator", WITH_PARAMETERS)
def test_every_parameter_stands_in_the_table_with_its_start_sources_and_day(calculator: str, lang: str) -> None:
    table = method_markdown(f"{calculator}-parameters", lang).split("\n")[2:]
    wanted = [entry for row in parameters(calculator).values() for entry in row.get("values", [row])]
    assert len(table) == len(wanted)
    for row, entry in zip(table, wanted, strict=True):
        cells = [cell.strip() for cell in row.strip("|").split(" | ")]
        assert len(cells) == 5 and cells[2].startswith(str(entry["from"])) and cells[4] == str(entry["checked"])
        assert all(f"[^{source}]" in cells[3] for source in entry["source"] if source != "own-method")


def test_the_whole_page_can_be_made_and_shows_every_part() -> None:
    assert check_method(read_guides(method_markdown)) == []


def test_a_part_that_is_missing_twice_or_unknown_is_a_fault() -> None:
    body = (
        '# A { #calculation-method }\n\n<div data-method="utilisation-formulas"></div>\n\n<div'
        ' data-method="utilisation-formulas"></div>\n\n<div data-method="utilisation-sums"></div>\n'
    )
    page = read_page(body, name=PAGE, lang="en", file="en.md", fill=method_markdown)
    messages = [(fault.line, fault.message) for fault in check_method({"en": [page]})]
    assert any(line == 5 and "stands twice" in message for line, message in messages)
    assert any(line == 7 and "'utilisation-sums'" in message for line, message in messages)
    assert any("the page does not show" in message and "checklist-changes" in message for _, message in messages)


@pytest.mark.parametrize(
    ("method", "part"),
    [
        (None, "version = 1 or more"),
        ({"version": 0, "changes": []}, "version = 1 or more"),
        (
            {"version": 2, "changes": [{"version": 1, "day": date(2026, 1, 1), "zh": "一", "en": "a"}]},
            "once for each version from 1 to 2",
        ),
        ({"version": 1, "changes": [{"version": 1, "day": "soon", "zh": "一", "en": "a"}]}, "'day' should be"),
        ({"version": 1, "changes": [{"version": 1, "day": date(2026, 1, 1), "zh": "一"}]}, "has no 'en'"),
    ],
)
def test_a_version_table_that_is_wrong_is_named(method: object, part: str) -> None:
    assert any(part in message for message in version_faults(method))


def filled_page(text: str) -> Page:
    return read_page(
        text,
        name="guides/late-now",
        lang="en",
        file="en.md",
        fill=lambda name, lang: f"Made of {name}.[^a-law]\n\n| A | B |\n|---|---|\n| 1 | 2 |",
    )


def test_what_is_made_is_read_with_the_page_and_counts_as_its_markers_line() -> None:
    page = filled_page(
        '# One { #late-now }\n\n<div data-method="x-y"></div>\n\n## Two { #late-now-two }\n\nLast.[^b-law]\n'
    )
    assert page.source_ids == ("a-law", "b-law")
    assert [section.line for section in page.sections] == [1, 5]
    assert [link.line for section in page.sections for link in section.sources] == [3, 7]
    assert "Made of x-y." in page.sections[0].text and "Made of x-y." not in page.body


@pytest.mark.parametrize("lang", LANGUAGES)
def test_both_readers_take_the_filled_page_the_same_way(lang: str) -> None:
    page = read_file(markdown_file(PAGE, lang), name=PAGE, lang=lang, fill=method_markdown)
    whole = dataclasses.replace(page, body=page.whole)
    assert "data-method" not in page.whole and "<math" in page.whole
    assert rendered(whole) == read(whole)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_staged_page_has_a_footnote_for_every_source_of_a_parameter(lang: str) -> None:
    text = staged_text(
        read_file(markdown_file(PAGE, lang), name=PAGE, lang=lang, fill=method_markdown), read_ledger(), {}
    )
    for calculator in CALCULATORS:
        for row in parameters(calculator).values():
            for entry in row.get("values", [row]):
                assert all(f"\n[^{source}]: " in text for source in entry["source"] if source != "own-method")


def test_every_part_is_made_in_both_languages() -> None:
    for calculator in CALCULATORS:
        for name in parts(calculator):
            assert all(method_markdown(name, lang) for lang in LANGUAGES)


def test_a_calculator_without_parameters_has_no_table_of_them_and_its_marker_is_a_fault(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    guides = read_guides(method_markdown)
    monkeypatch.setattr("build_scripts.pages.method.parameters", lambda _: {})
    assert "utilisation-parameters" not in parts("utilisation")
    said = [
        fault
        for fault in check_method(guides)
        if "there is no table of them; please take this line out" in fault.message
    ]
    assert len(said) == len(WITH_PARAMETERS) * len(LANGUAGES) and all(fault.line for fault in said)
