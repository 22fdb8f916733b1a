"""One name is one person: each case changes one thing where the cast and the pages agree."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from fixture_guides import FIXTURES, page

from build_scripts.checks.cast import check_cast, unused_names
from build_scripts.reading.guides import Page
from build_scripts.reading.ledger import read_ledger

CAST = """
[[person]]
id = "xiao-lin"
zh = "小林"
en = "Xiao Lin"
pronoun = "he"
who_zh = "有三个额度"
who_en = "has three accounts"
pages = ["guides/late-now", "calculators/utilisation"]

[[person]]
id = "xiao-he"
zh = "小何"
en = "Xiao He"
pronoun = "she"
who_zh = "比较两家"
who_en = "compares two lenders"
pages = ["guides/late-now"]
"""
NOTE = """
[[note]]
guide = "late-now"
need = "trouble"
for_zh = "人"
for_en = "people"
before = []
after = []
minutes = 30
objective_zh = "会"
objective_en = "can"
opening_zh = "谁？"
opening_en = "who?"
exercise_zh = "小林算一算。"
exercise_en = "Xiao Lin works it out."
answer_zh = "是。"
answer_en = "Yes."
"""


def told(
    tmp_path: Path,
    cast: str = CAST,
    zh: str = "小林他、小何她都在。\n\n小何她们，小林他们。\n\n小林，他。",
    note: str = NOTE,
) -> tuple[list[str], list[str]]:
    """The faults and the names that no page uses, each as `file:line: message`."""
    shutil.copytree(FIXTURES / "ledger/right", tmp_path, dirs_exist_ok=True)
    (tmp_path / "cast.toml").write_text(cast, "utf-8")
    (tmp_path / "teaching.toml").write_text(note, "utf-8")
    calculators = tmp_path / "calculators"
    (calculators / "utilisation").mkdir(parents=True)
    (calculators / "utilisation/cases.toml").write_text('zh = "小林"\n', "utf-8")
    guides: dict[str, list[Page]] = {
        "zh": [page(f"# 题 {{ #t }}\n\n最小程度的话，老板说小额。\n{zh}\n")],
        "en": [page("# T { #t }\n\nXiao Lin meets\nXiao He in Laos.\n", lang="en")],
    }
    ledger = read_ledger(tmp_path)
    return tuple(  # type: ignore[return-value]
        [
            f"{Path(fault.file).name}:{fault.line}: {fault.message}"
            for fault in check(guides, ledger, folder=tmp_path, calculators=calculators)
        ]
        for check in (check_cast, unused_names)
    )


def test_people_who_are_known_in_their_pages_are_no_fault(tmp_path: Path) -> None:
    assert told(tmp_path) == ([], [])


@pytest.mark.parametrize(
    ("changed", "place", "part"),
    [
        ({"zh": "小贺和小林，小何。"}, "zh.md:4", "'小贺' is nobody in docs/ledger/cast.toml"),
        ({"zh": "小何在。\n\n小林说她有。"}, "zh.md:6", "'她' stands beside '小林', who is 'he'"),
        ({"zh": "老林，小林，小何。"}, "zh.md:4", "'老林' is nobody"),
        ({"cast": CAST.replace(', "calculators/utilisation"', "")}, "cases.toml:1", "'小林' is for guides/late-now"),
        ({"cast": CAST.replace('"guides/late-now", ', "")}, "zh.md:4", "please add 'guides/late-now' there"),
        ({"note": NOTE.replace("小林算", "小郑算")}, "teaching.toml:14", "'小郑' is nobody"),
        (
            {"cast": CAST.replace('en = "Xiao He"', 'en = "Xiao Lin"')},
            "cast.toml:14",
            "'Xiao Lin' is the en of 'xiao-lin' too",
        ),
        (
            {"cast": CAST.replace('zh = "小何"', 'zh = "何女士"')},
            "cast.toml:13",
            "'何女士' would not be found in pages",
        ),
        ({"cast": CAST.replace('pronoun = "she"', 'pronoun = "it"')}, "cast.toml:15", "it can be he, she"),
        ({"cast": CAST.replace('who_en = "compares two lenders"', 'who_en = ""')}, "cast.toml:17", "'who_en' is empty"),
        ({"cast": CAST.replace('["guides/late-now"]', '["guides/late"]')}, "cast.toml:18", "no page 'guides/late'"),
    ],
)
def test_a_mistake_is_found_at_its_line(tmp_path: Path, changed: dict[str, str], place: str, part: str) -> None:
    faults, _ = told(tmp_path, **changed)
    assert any(fault.startswith(f"{place}: ") and part in fault for fault in faults), faults


def test_two_names_that_are_one_in_english_are_a_fault(tmp_path: Path) -> None:
    twin = (
        CAST[CAST.index('\n[[person]]\nid = "xiao-he"') :].replace('"xiao-he"', '"xiao-he-two"').replace("小何", "小贺")
    )
    faults, _ = told(tmp_path, CAST + twin, "小林、小何和小贺。")
    assert [fault.partition(": ")[2] for fault in faults] == [
        "'xiao-he-two': 'Xiao He' is the en of 'xiao-he' too; a name is one person in both languages"
    ]


def test_a_page_that_no_longer_names_a_person_is_told(tmp_path: Path) -> None:
    _, unused = told(tmp_path, CAST.replace('["guides/late-now"]', '["guides/late-now", "about"]'))
    assert [(line.partition(": ")[0], "'about' names nobody 小何" in line) for line in unused] == [
        ("cast.toml:18", True)
    ]
