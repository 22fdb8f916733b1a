"""A figure that a text takes from a parameter is drawn from it or tied to it;
one typed by hand is found at its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fixture_guides import page

from build_scripts.checks import figures
from build_scripts.checks.figures import check_figures
from build_scripts.pages.method import parameter_table
from build_scripts.reading.parameters import GAP, GapError, filled_gap, with_figures
from calculators import data

NEWER = {
    "from": date(2026, 12, 1),
    "value": 290,
    "source": ["lpr-2026-12"],
    "checked": date(2026, 12, 5),
    "zh": "甲",
    "en": "a",
}
COSTS = "borrowing_cost"


@pytest.fixture
def costs(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """The real parameters of the cost of borrowing, in a copy that a test may add to."""
    parameters, texts = data.data(COSTS)
    copied = {name: {**row, "values": [*row["values"]]} if "values" in row else row for name, row in parameters.items()}
    copied["lpr"]["values"] = [entry for entry in copied["lpr"]["values"] if entry["from"] == date(2026, 1, 20)]
    read = data.data
    monkeypatch.setattr(data, "data", lambda folder: (copied, texts) if folder == COSTS else read(folder))
    yield copied


def found(text: str, lang: str = "en") -> list[tuple[int, str]]:
    guides = {lang: [page(text, lang=lang)]}
    return [(fault.line, fault.message) for fault in check_figures(guides) if fault.file == f"{lang}.md"]


@pytest.mark.parametrize(
    ("gap", "shown"),
    [
        ("{borrowing-cost.lpr}", "3"),
        ("{borrowing-cost.lpr:decimals1}", "3.0"),
        ("{borrowing-cost.private-line×lpr}", "12"),  # 4 x 3.0
        ("{borrowing-cost.lpr:from}", "2026-01-20"),
        ("{borrowing-cost.lpr:sources}", "[^lpr-2026-01]"),
        ("{borrowing-cost.days-a-year:sources}", ""),  # a rule of our own
        ("{borrowing-cost.lpr@2026-02-01}", "3"),
        ("{ #a-heading }", "{ #a-heading }"),
    ],
)
def test_a_gap_is_filled(costs: dict[str, Any], gap: str, shown: str) -> None:
    assert with_figures(f"a {gap} b") == f"a {shown} b"


def test_a_newer_value_is_drawn_and_what_is_said_of_a_past_day_stays(costs: dict[str, Any]) -> None:
    costs["lpr"]["values"].append(NEWER)
    assert with_figures("{borrowing-cost.private-line×lpr}% at {borrowing-cost.lpr:decimals1}%") == "11.6% at 2.9%"
    assert (
        with_figures("{borrowing-cost.private-line×lpr@2026-11-30}%, {borrowing-cost.lpr@2026-12-01}%") == "12%, 2.9%"
    )


def test_a_value_announced_for_later_is_drawn_once_someone_has_looked_on_its_day(costs: dict[str, Any]) -> None:
    costs["lpr"]["values"].append({**NEWER, "checked": date(2026, 11, 30)})
    assert with_figures("{borrowing-cost.lpr}") == "3"
    costs["lpr"]["values"][-1] = {**NEWER, "checked": date(2026, 12, 1)}
    assert with_figures("{borrowing-cost.lpr}") == "2.9"


@pytest.mark.parametrize(
    ("gap", "part"),
    [
        ("{borowing-cost.lpr}", "there is no calculator 'borowing-cost'"),
        ("{borrowing-cost.lprs}", "borrowing-cost has no parameter 'lprs'"),
        ("{borrowing-cost.lpr@2025-12-31}", "has no value on 2025-12-31; its values begin on 2026-01-20"),
        ("{borrowing-cost.lpr@2026-13-01}", "'2026-13-01' is no day"),
        ("{borrowing-cost.lpr:percent}", "it can be decimals1, from, checked or sources"),
        ("{borrowing-cost.private-line×lpr:from}", "asks a product for its from"),
        ("{repayment-habit.late-points}", "is a list and no number"),
    ],
)
def test_a_gap_that_cannot_be_filled_stays_and_is_found(costs: dict[str, Any], gap: str, part: str) -> None:
    assert with_figures(gap) == gap
    match = GAP.fullmatch(gap)
    assert match is not None
    with pytest.raises(GapError, match=re.escape(part)):
        filled_gap(match)
    ((line, message),) = found(f"# A {{ #a-b }}\n\nIt is {gap}%.\n")
    assert line == 3 and part in message


def test_what_looks_like_a_gap_and_is_none_is_found(costs: dict[str, Any]) -> None:
    ((line, message),) = found("# A { #a-b }\n\nIt is {borrowing-cost.lpr:}%.\n")
    assert line == 3 and "'{borrowing-cost.lpr:}' is no gap" in message


@pytest.mark.parametrize(
    ("text", "lang", "line", "name"),
    [
        ("# A { #a-b }\n\nThe LPR is\n3.0% today.[^lpr-2026-01]\n", "en", 4, "borrowing-cost.lpr"),
        ("# 题 { #a-b }\n\n- 一年期 LPR 是 3%。[^lpr-2026-01]\n- 又\n", "zh", 3, "borrowing-cost.lpr"),
        (
            "# A { #a-b }\n\n| 24% | [^micro-cost-2025] |\n|---|---|\n| 24% | b |\n",
            "en",
            3,
            "borrowing-cost.micro-line",
        ),
    ],
)
def test_a_figure_typed_beside_its_source_is_found(
    costs: dict[str, Any], text: str, lang: str, line: int, name: str
) -> None:
    ((at, message),) = found(text, lang)
    assert at == line and f"beside the source of {name}; write {{{name}}}" in message


@pytest.mark.parametrize(
    "text",
    [
        "It is {borrowing-cost.lpr:decimals1}%.[^lpr-2026-01]\n",
        "It is {borrowing-cost.lpr}%.{borrowing-cost.lpr:sources}\n",
        "It is 13.0%, 3.05% and 3 years.[^lpr-2026-01]\n",
        "The old line was 24%.[^old-lines-2017]\n",
        "- It is 3.0%.\n- Another point.[^lpr-2026-01]\n",
    ],
)
def test_what_is_drawn_or_means_something_else_is_right(costs: dict[str, Any], text: str) -> None:
    assert found(f"# A {{ #a-b }}\n\n{text}") == []


def test_a_newer_value_beside_an_older_source_is_found(costs: dict[str, Any]) -> None:
    costs["lpr"]["values"].append(NEWER)
    text = "# A {{ #a-b }}\n\nIt is {{borrowing-cost.lpr{}}}%.{}\n"
    ((line, message),) = found(text.format("", "[^lpr-2026-01]"))
    assert line == 3 and "rests on lpr-2026-12, and lpr-2026-01 is cited" in message
    assert found(text.format("", "{borrowing-cost.lpr:sources}")) == []
    assert found(text.format("@2026-01-20", "[^lpr-2026-01]")) == []


def test_an_older_figure_typed_beside_the_newer_ones_source_is_found(costs: dict[str, Any]) -> None:
    costs["lpr"]["values"].append(NEWER)
    text = "# A { #a-b }\n\nIt is {borrowing-cost.lpr}%,\nand was 3.0%.{borrowing-cost.lpr:sources}\n"
    ((line, message),) = found(text)
    assert line == 4 and message.startswith("'3.0%' is typed by hand beside the source of borrowing-cost.lpr")


@pytest.mark.parametrize(
    ("en", "said"),
    [
        ("LPR, {value}% on 2026-12-01.", "says '2026-12-01'; write {from} for the day"),
        ("LPR, {value}% on 2026-01-20.", "says '2026-01-20'; write {from} for the day"),
        ("LPR, {value}%.", "in en has no {from}, as that of an earlier value has"),
        ("LPR since {from}.", "in en has no {value}, as that of an earlier value has"),
    ],
)
def test_a_note_that_does_not_say_its_own_figure_and_day_is_found(costs: dict[str, Any], en: str, said: str) -> None:
    zh = "一年期 LPR，{from} 为 {value}%。"
    costs["lpr"]["values"].append({**NEWER, "zh": zh, "en": "LPR, {value}% on {from}."})
    assert check_figures({}) == []
    costs["lpr"]["values"][-1]["en"] = en
    assert f"'lpr' from 2026-12-01: its note {said}" in " ".join(fault.message for fault in check_figures({}))


def test_the_note_beside_each_value_says_that_value(costs: dict[str, Any]) -> None:
    first = costs["lpr"]["values"][0]
    costs["lpr"]["values"].append({**NEWER, "zh": first["zh"], "en": first["en"]})
    table = parameter_table("borrowing-cost", "en")
    later = "Later values were not found: check the current one before use."
    assert f"| 3% a year | 2026-01-20 | One-year LPR, 3.0% on 2026-01-20.[^lpr-2026-01] | {first['checked']} |" in table
    assert (
        f"| 2.9% a year | 2026-12-01 | One-year LPR, 2.9% on 2026-12-01. {later}[^lpr-2026-12] | 2026-12-05 |" in table
    )
    costs["lpr"]["values"][-1]["en"] = "It is 2.9% now."
    assert any("its note says '2.9%'; write {value}" in fault.message for fault in check_figures({}))


def test_a_text_tied_to_a_parameter_holds_its_figure(costs: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    assert check_figures({}) == []
    costs["micro-line"]["values"].append({**costs["micro-line"]["values"][-1], "value": 20, "from": date(2026, 11, 1)})
    faults = [str(fault) for fault in check_figures({})]
    assert len(faults) == 4 and all("which is 20 since 2026-11-01, and still says 24 in" in fault for fault in faults)
    assert any(
        re.match(r"calculators/checklist/texts\.toml:\d+: 'team-no-new-loans-above-24-what'", each) for each in faults
    )


def test_a_tied_text_that_holds_the_new_figure_and_still_the_old_one_is_found(
    costs: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    costs["micro-line"]["values"].append({**costs["micro-line"]["values"][-1], "value": 20, "from": date(2026, 11, 1)})
    real = figures.read_toml
    both = {"zh": "20%；24%", "en": "20%, 24%", "figures": ["borrowing-cost.micro-line"]}
    monkeypatch.setattr(figures, "read_toml", lambda path: {"a-key": both} if path.name == "texts.toml" else real(path))
    faults = [fault.message for fault in check_figures({}) if "'a-key'" in fault.message]
    assert faults and all("still says 24 in" in message for message in faults)


def test_a_figure_in_an_item_that_cites_its_source_asks_for_the_tie(monkeypatch: pytest.MonkeyPatch) -> None:
    real = figures.read_toml

    def without_ties(path: Path) -> dict[str, Any]:
        rows = real(path)
        if path.name != "fields.toml":
            return rows
        return {key: {name: part for name, part in words.items() if name != "figures"} for key, words in rows.items()}

    monkeypatch.setattr(figures, "read_toml", without_ties)
    faults = [fault.message for fault in check_figures({})]
    assert all("tie it: figures = [" in fault for fault in faults)
    assert sum('["figure.' not in fault for fault in faults) == 8
