"""The audit asks what stands, and its page says what failed as plainly as what passed."""

from __future__ import annotations

import tomllib
from fnmatch import fnmatch
from html import unescape
from pathlib import Path

import pytest

from build_scripts.nightly import mutation
from build_scripts.nightly.audit import kept, recorded, report, result_of
from build_scripts.pages.audit import audit_table
from build_scripts.reading.audit import Item, Result, Run, audit_items, audit_run
from build_scripts.reading.places import LANGUAGES, ROOT

TESTS = Item("links", "链接", "Links", tests=("tests/x.py",))
LOAD = Item("load", "加压", "Load", tests=("tests/y.py",), figures=(r"[\d,]+ a second, .* errors",))
ASKED = Item("registry", "仓库", "Registry", command=("npm", "audit"), cannot="endpoint returned an error")


def test_every_item_asks_tests_or_a_command_that_are_there() -> None:
    items = audit_items()
    assert len({item.id for item in items}) == len(items) >= 9
    assert all(bool(item.tests) != bool(item.command) for item in items)
    for name in (name for item in items for name in item.tests):
        file, _, test = name.partition("::")
        assert (ROOT / file).exists(), name
        assert not test or f"def {test}(" in (ROOT / file).read_text("utf-8"), name


@pytest.mark.parametrize(
    ("item", "code", "printed", "expected"),
    [
        (TESTS, 0, "...\n12 passed in 3.21s\n", ("passed", "12 passed")),
        (TESTS, 1, "F..\n1 failed, 11 passed in 3.21s\n", ("failed", "1 failed, 11 passed")),
        (TESTS, 0, "====== 12 passed, 2 skipped in 61.00s (0:01:01) ======\n", ("passed", "12 passed, 2 skipped")),
        (TESTS, 0, "2 skipped in 0.10s\n", ("not-run", "2 skipped")),
        (TESTS, 1, "2 errors in 0.10s\n", ("failed", "2 errors")),
        (LOAD, 0, "9,000 a second, 0 errors\n2 passed in 9.0s\n", ("passed", "2 passed; 9,000 a second, 0 errors")),
        (ASKED, 1, "npm error audit endpoint returned an error\n", ("not-run", "")),
        (ASKED, 1, "3 vulnerabilities (1 low, 2 high)\n", ("failed", "")),
    ],
)
def test_an_outcome_is_read_from_what_was_printed(
    item: Item, code: int, printed: str, expected: tuple[str, str]
) -> None:
    result = result_of(item, code, printed, 3.2)
    assert (result.outcome, result.figure) == expected


def test_the_report_names_what_failed_and_what_is_recorded_can_be_read_again() -> None:
    results = [Result("links", "failed", '1 failed, "x"', 3), Result("registry", "not-run", "", 1)]
    told = report([TESTS, ASKED], results, "2026-11-29", "abcdef12")
    assert "| Links | failed |" in told and "- `build/audit/links.txt`: Links" in told
    results.append(Result("load", "passed", "", 1, "00000001"))
    again = tomllib.loads(recorded(results, "2026-11-29", "abcdef12"))
    assert [Result(**each) for each in again["result"]] == results


def test_what_was_not_asked_again_keeps_the_commit_that_it_was_asked_of() -> None:
    run = Run("2026-11-29", "00000002", (Result("a", "passed", "", 1), Result("b", "passed", "", 1, "00000001")))
    assert [each.commit for each in kept(run, "00000003").values()] == ["00000002", "00000001"]
    assert [each.commit for each in kept(run, "00000002").values()] == ["", "00000001"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_has_every_item_of_the_recorded_run(lang: str) -> None:
    html = unescape(audit_table(lang))
    assert html.count("<li>") == len(audit_items())
    assert all(item.said(lang) in html for item in audit_items())
    assert audit_run().commit in html


def test_a_mistake_is_found_where_a_test_fails_or_never_ends() -> None:
    printed = "\n".join(
        f"    {name}: {outcome}"
        for name, outcome in (
            ("calculators.ratio.x_ratio__mutmut_1", "killed"),
            ("calculators.ratio.x_ratio__mutmut_2", "survived"),
            ("calculators.ratio.x_part__mutmut_1", "timeout"),
            ("calculators.rates.x_rate__mutmut_1", "no tests"),
        )
    )
    found = mutation.outcomes(printed)
    assert len(found) == 4
    assert mutation.share(found) == 0.5
    assert [line.split() for line in mutation.table(found).splitlines()] == [
        ["calculators.rates", "0", "of", "1"], ["calculators.ratio", "2", "of", "3"],
    ]  # fmt: skip


def test_mutants_meet_every_test_that_asks_a_model_by_its_own_name_or_by_what_it_imports(tmp_path: Path) -> None:
    """A test file that was split must not leave half of itself behind, and a new calculator's is in no list."""
    asked = {Path(path).name for path in mutation.MODELS.tests}
    assert {"test_borrowing_cost_rate.py", "test_models.py", "test_short_forms.py", "test_ratio.py"} < asked
    assert {"test_repayment_projection.py", "test_utilisation_scenarios.py"} < asked
    assert not asked & {"test_report_utilisation.py", "test_figure.py", "test_door.py"}
    for file, text in {
        "calculators/money_left/model.py": "",
        "tests/calculators/test_money_left.py": "",
        "tests/calculators/test_spending.py": "def test_it() -> None:\n    from calculators.money_left import model\n",
        "tests/calculators/test_weather.py": "from calculators import answer\n",
        "tests/calculators/test_report_money.py": "from calculators.money_left import model\n",
    }.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(text, "utf-8")
    found = mutation.tests_of_the_arithmetic(tmp_path)
    assert found == ("tests/calculators/test_money_left.py", "tests/calculators/test_spending.py")


def test_each_so_many_th_mutant_is_one_of_every_module() -> None:
    names = [f"a.x__mutmut_{number}" for number in range(5)] + ["b.x__mutmut_1"]
    assert mutation.every(names, 2) == ["a.x__mutmut_0", "a.x__mutmut_2", "a.x__mutmut_4", "b.x__mutmut_1"]


def test_each_module_of_the_calculators_that_readers_get_is_mutated_in_one_part() -> None:
    def has(part: mutation.Part, name: str) -> bool:
        # As mutmut takes its patterns: a star may stand for folders too.
        is_meant = any(fnmatch(name, pattern) for pattern in part.files)
        return is_meant and not any(fnmatch(name, pattern) for pattern in part.not_these)

    names = [str(path.relative_to(ROOT)) for path in sorted((ROOT / "calculators").rglob("*.py"))]
    parts = {name: [part.name for part in mutation.PARTS if has(part, name)] for name in names}
    assert parts["calculators/ratio.py"] == ["models"]
    assert parts["calculators/utilisation/view.py"] == ["around"]
    assert [name for name, found in parts.items() if len(found) != (0 if "/building/" in name else 1)] == []
    assert [each for each in mutation.MODELS.files if not any(fnmatch(name, each) for name in names)] == []
