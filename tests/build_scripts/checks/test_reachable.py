"""Nothing is built that nobody can reach, and what a calculator lacks is said by the name of the file to write."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from build_scripts.checks.calculators import check_calculators, incomplete
from build_scripts.checks.content import tried
from build_scripts.checks.dates import check_days
from build_scripts.checks.menus import check_menus
from build_scripts.checks.text_keys import check_text_keys
from build_scripts.reading.guides import Fault
from build_scripts.reading.ledger import read_in_part, read_ledger
from build_scripts.reading.places import LEDGER, ROOT


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The files that these checks read, to be spoilt."""
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        shutil.copyfile(ROOT / name, tmp_path / name)
    for name in ("docs/zh", "docs/en", "calculators", "tests/golden"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def spoil(file: Path, there: str, then: str) -> None:
    text = file.read_text("utf-8")
    assert there in text
    file.write_text(text.replace(there, then, 1), "utf-8")


def said(faults: list[Fault]) -> list[str]:
    return [str(fault) for fault in faults]


def test_as_it_stands_every_page_can_be_reached_and_every_calculator_is_whole(checkout: Path) -> None:
    assert check_menus(checkout) == check_calculators(checkout) == check_text_keys(checkout) == []


def test_a_page_in_no_menu_on_no_home_page_and_in_no_list_is_said_once_for_each(checkout: Path) -> None:
    spoil(checkout / "mkdocs.yml", "      - 骗局、套现、借账户: guides/staying-safe.md\n", "")
    spoil(checkout / "docs/en/index.md", "- [Glossary](glossary.md)", "- Glossary")
    (checkout / "docs/en/guides/stray.md").write_text("# Stray { #stray }\n", "utf-8")
    found = said(check_menus(checkout))
    assert len(found) == 3
    assert found[0].startswith("mkdocs.yml: 'guides/staying-safe' is missing from `nav`")
    assert found[1].startswith("docs/en/guides/stray.md: 'guides/stray' is in no list of ")
    assert found[2].startswith("docs/en/index.md: the list under #home-guides has no line for 'glossary'")


def test_two_names_of_one_page_are_said_with_their_line(checkout: Path) -> None:
    spoil(checkout / "docs/en/index.md", "- [Glossary](", "- [Words](")
    (fault,) = check_menus(checkout)
    assert fault.line > 0 and "'Words' here and 'Glossary' in the menu" in fault.message


@pytest.mark.parametrize(
    ("there", "then", "said_of_it"),
    [
        ("title: Caps and rates", "title: Rates", "the title is 'Rates', and the menu calls the page 'Caps and rates'"),
        ("# Caps and rates: ", "# All rates: ", "and `title` calls the page 'Caps and rates'"),
    ],
)
def test_a_title_that_does_not_begin_with_the_menus_name_is_said_with_its_line(
    checkout: Path, there: str, then: str, said_of_it: str
) -> None:
    spoil(checkout / "docs/en/guides/caps-and-rates.md", there, then)
    (fault,) = check_menus(checkout)
    assert fault.file == "docs/en/guides/caps-and-rates.md" and fault.line > 0 and said_of_it in fault.message


def test_a_menu_in_another_order_is_said(checkout: Path) -> None:
    spoil(checkout / "mkdocs.en.yml", "guides/late-now.md", "guides/LATE")
    spoil(checkout / "mkdocs.en.yml", "guides/what-they-are.md", "guides/late-now.md")
    spoil(checkout / "mkdocs.en.yml", "guides/LATE", "guides/what-they-are.md")
    assert any("please give both one order" in fault.message for fault in check_menus(checkout))


@pytest.mark.parametrize(
    "name", ["model.py", "report.py", "building/cases.toml", "building/steps.py", "building/odd_forms.py", "texts.toml"]
)
def test_a_file_that_is_missing_is_named_in_one_sentence(checkout: Path, name: str) -> None:
    (checkout / "calculators/borrowing_cost" / name).unlink()
    (fault,) = check_calculators(checkout)
    assert fault.file == f"calculators/borrowing_cost/{name}"
    assert "please write it" in fault.message
    assert incomplete(checkout) == {"borrowing-cost"}


def test_what_a_module_does_not_offer_is_named(checkout: Path) -> None:
    spoil(checkout / "calculators/checklist/report.py", "def body(", "def bodies(")
    spoil(checkout / "calculators/checklist/export.py", "def part(", "def parts(")
    assert said(check_calculators(checkout)) == [
        "calculators/checklist/report.py: the name 'body' is missing; please add it (CONTRIBUTING.md, recipe 2)",
        "calculators/checklist/export.py: the name 'part' is missing; please add it (CONTRIBUTING.md, recipe 2)",
    ]


def test_an_example_that_cannot_be_worked_out_is_one_sentence_and_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("calculators.checklist.view.sentence", lambda outcome, lang, day: {}["nothing"])
    (fault,) = check_calculators()
    assert "'checklist': the worked example could not be worked out: KeyError: 'nothing'" in fault.message
    assert incomplete() == {"checklist"}


def test_a_folder_in_no_line_of_the_register_is_said(checkout: Path) -> None:
    shutil.copytree(checkout / "calculators/checklist", checkout / "calculators/newcomer")
    (fault,) = check_calculators(checkout)
    assert fault.file == "calculators/register.py" and "newcomer/" in fault.message


def test_a_figure_without_a_name_and_a_field_without_a_place_are_said(checkout: Path) -> None:
    spoil(checkout / "calculators/checklist/texts.toml", "[figure-open-items]", "[figure-open-item]")
    spoil(checkout / "calculators/repayment_habit/building/link.toml", '"settled-on", ', "")
    found = said(check_calculators(checkout))
    assert len(found) == 2
    assert "settled-on have no place among fields" in found[0]
    assert "[figure-open-items]" in found[1]


def test_a_text_that_code_asks_for_and_nobody_wrote_is_said_where_it_is_asked_for(checkout: Path) -> None:
    spoil(checkout / "calculators/checklist/texts.toml", "[brought-order]", "[brought-ordr]")
    (fault,) = check_text_keys(checkout)
    assert fault.file == "calculators/checklist/view_brought_along.py" and fault.line > 0
    assert "'brought-order'" in fault.message and "calculators/checklist/texts.toml" in fault.message


def test_a_source_without_its_day_hides_no_other_fault(tmp_path: Path) -> None:
    folder = shutil.copytree(LEDGER, tmp_path / "ledger")
    text = (folder / "sources.toml").read_text("utf-8")
    lines = text.split("\n")
    at = [number for number, line in enumerate(lines) if line.startswith("read = ")]
    (folder / "sources.toml").write_text("\n".join(line for n, line in enumerate(lines) if n not in at[:2]), "utf-8")
    ledger, missing = read_in_part(folder)
    assert [fault.message.partition(": ")[2] for fault in missing] == ["field 'read' is missing"] * 2
    assert all(fault.line > 0 for fault in missing)
    assert len(ledger.sources) == len(read_ledger().sources)


def test_a_day_that_is_still_to_come_is_a_fault_with_its_line(tmp_path: Path) -> None:
    folder = shutil.copytree(LEDGER, tmp_path / "ledger")
    (tmp_path / "calculators/one").mkdir(parents=True)
    parameters = '[rate]\nunit = "%"\n[[rate.values]]\nfrom = 2026-01-01\nvalue = 1\nchecked = 2026-11-24\n'
    (tmp_path / "calculators/one/parameters.toml").write_text(parameters, "utf-8")
    for day, count in ((date(2026, 11, 24), 0), (date(2026, 11, 23), 1)):
        found = check_days({}, read_ledger(folder), day=day, folder=folder, calculators=tmp_path / "calculators")
        ours = [fault for fault in found if "parameters" in fault.file]
        assert len(ours) == count
        assert all(fault.line == 6 and "'checked' is 2026-11-24" in fault.message for fault in ours)
    late = check_days({}, read_ledger(folder), day=date(2000, 1, 1), folder=folder, calculators=tmp_path / "none")
    assert {fault.message.rpartition("'read'")[1] or "'checked'" for fault in late} == {"'read'", "'checked'"}


def test_a_check_that_cannot_go_on_is_a_fault_and_no_traceback() -> None:
    def broken() -> list[Fault]:
        return [Fault("x", 0, {}["rent"])]

    def other() -> list[Fault]:
        return [Fault("x", int("a"), "")]

    for check, said in ((broken, "nothing has the name 'rent'"), (other, "ValueError: invalid literal")):
        (fault,) = tried(check)
        assert fault.file == "tests/build_scripts/checks/test_reachable.py" and fault.line > 0
        assert said in fault.message
