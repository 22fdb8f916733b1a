"""A figure that several texts say is drawn from docs/ledger/figures.toml; one typed by hand is found at its line,
whatever number it says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fixture_guides import page

from build_scripts.checks.figures import check_figures
from build_scripts.checks.said_figures import check_said_figures
from build_scripts.reading.guides import Fault, read_guides
from build_scripts.reading.ledger import read_ledger
from build_scripts.reading.parameters import GAP, GapError, filled_gap, with_figures

FaultsOf = Callable[..., list[Fault]]
FREE_DAYS = """
[[figure]]
id = "huabei-free-days"
value = 41
sources = ["bond-2025"]
zh = "# 天"
en = "# days"
said_zh = ["免息期?最长 # 天"]
said_en = ["free for up to # days"]
"""
DRAWN = "Free for up to {figure.huabei-free-days} days.\n"


@pytest.fixture
def faults_of(tmp_path: Path) -> FaultsOf:
    """Faults of a page beside a table, a ledger file and a calculator's texts of its own."""

    def faults_of(page_text: str, *, table: str = FREE_DAYS, ledger: str = "", texts: str = "") -> list[Fault]:
        folders = {name: tmp_path / name for name in ("ledger", "calculators", "words")}
        for folder in folders.values():
            folder.mkdir(exist_ok=True)
        (tmp_path / "figures.toml").write_text(table, "utf-8")
        (folders["ledger"] / "claims.toml").write_text(ledger, "utf-8")
        (folders["calculators"] / "texts.toml").write_text(texts, "utf-8")
        return check_said_figures(
            {"en": [page(page_text, lang="en")]},
            read_ledger(),
            path=tmp_path / "figures.toml",
            folder=folders["ledger"],
            calculators=folders["calculators"],
            written=folders["words"],
        )

    return faults_of


@pytest.mark.parametrize(
    ("gap", "shown"),
    [
        ("{figure.huabei-free-days} days", "41 days"),
        ("{figure.jiebei-rate-least}%", "5.475%"),
        ("{figure.consumer-finance-limit} yuan", "200,000 yuan"),
        ("{figure.consumer-finance-limit:wan} 万元", "20 万元"),
        ("{figure.audit-people:wan} 万人", "1,000 万人"),
        ("{figure.huabei-free-days:sources}", "[^bond-2025]"),
    ],
)
def test_a_figure_is_drawn(gap: str, shown: str) -> None:
    assert with_figures(gap) == shown


@pytest.mark.parametrize(
    ("gap", "said"),
    [
        ("{figure.free-days}", "has no figure 'free-days'"),
        ("{figure.huabei-free-days@2026-01-20}", "which has no day"),
        ("{figure.huabei-free-days:from}", "which has no day"),
    ],
)
def test_a_gap_of_no_figure_says_what_there_is(gap: str, said: str) -> None:
    match = GAP.fullmatch(gap)
    assert match is not None
    with pytest.raises(GapError, match=said):
        filled_gap(match)


def test_one_place_that_says_another_number_is_found_at_its_line(faults_of: FaultsOf) -> None:
    assert faults_of(DRAWN) == []
    (fault,) = faults_of(f"{DRAWN}\nIt is free for up to 40 days.\n")
    assert (fault.file, fault.line) == ("en.md", 3)
    assert "'free for up to 40 days' types the figure huabei-free-days" in fault.message
    assert "which is 41" in fault.message


def test_the_right_number_typed_by_hand_is_found_too(faults_of: FaultsOf) -> None:
    (fault,) = faults_of(f"{DRAWN}\nIt is free for up to 41 days.\n")
    assert "please write {figure.huabei-free-days}" in fault.message


def test_the_ledger_draws_and_a_calculators_text_agrees(faults_of: FaultsOf) -> None:
    (fault,) = faults_of(DRAWN, ledger='[[claim]]\nreason_zh = "花呗免息期最长 41 天"\n')
    assert fault.line == 2
    said = '[free-days]\nzh = "免息最长 {} 天"\nen = "free for up to {} days"\n'
    assert faults_of(DRAWN, texts=said.format(41, 41)) == []
    (fault,) = faults_of(DRAWN, texts=said.format(41, 40))
    assert fault.line == 3
    assert "please say the same here" in fault.message


def test_a_figure_typed_beside_its_source_is_found(faults_of: FaultsOf) -> None:
    def found(text: str, lang: str) -> list[str]:
        return [fault.message for fault in check_figures({lang: [page(text, lang=lang)]}) if fault.file == f"{lang}.md"]

    # In either way of writing it; not where it is part of another number.
    for text, lang in (
        ("At most 200,000 yuan.[^xinhua-cfc-2024]", "en"),
        ("最多 20 万元。[^xinhua-cfc-2024]", "zh"),
        ("最多 200,000 元。[^xinhua-cfc-2024]", "zh"),
    ):
        (message,) = found(text, lang)
        assert "consumer-finance-limit" in message
    assert found("At most 1,200,000 yuan, or 200,000.50.[^xinhua-cfc-2024]", "en") == []
    assert found("最多 20 元。[^xinhua-cfc-2024]", "zh") == []


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("value = 41", "value = 4.1", "a decimal in quotes"),
        ("value = 41", 'value = "about 41"', "a decimal in quotes"),
        ('["bond-2025"]', '["bond-2024"]', "ids of sources.toml"),
        ('en = "# days"', 'en = "days"', "en has one #"),
        ('up to # days"', 'up to (# days"', "is no pattern"),
        ('id = "huabei-free-days"', 'id = "free-2025"', "an id is words"),
        ("value = 41", "value = 41\nnote = 1", "unknown field note"),
        ("value = 41\n", "", "it lacks value"),
        ("huabei-free-days", "free-days", "no text draws 'free-days'"),
    ],
)
def test_an_entry_says_what_it_lacks(faults_of: FaultsOf, before: str, after: str, said: str) -> None:
    (fault,) = faults_of(DRAWN, table=FREE_DAYS.replace(before, after))
    assert said in fault.message
    assert fault.line == 2


def test_the_texts_as_they_are_say_every_figure_alike() -> None:
    assert check_said_figures(read_guides(), read_ledger()) == []
