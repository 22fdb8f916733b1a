"""Recipes 1 and 2 of CONTRIBUTING, carried out in a copy of the checkout:
the newcomer is everywhere where it has to be."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from build_scripts.measuring.checkout_copy import checkout_copy
from build_scripts.reading.places import LANGUAGES, PAGES, ROOT, page_url
from build_scripts.upkeep.new import NewError, new_calculator, new_guide

pytestmark = pytest.mark.long

NAME, FOLDER, GUIDE = "newcomers-sum", "newcomers_sum", "newcomers-guide"
OVER_THE_TABLE = (
    "tests/build_scripts/pages/test_index_pages.py::"
    "test_every_calculator_leads_to_its_cases_and_to_guides_that_lead_to_it",
    "tests/build_scripts/runtime/test_runtime.py::"
    f"test_each_field_of_the_form_is_filled_in_a_request_that_has_no_error[{NAME}]",
    "tests/build_scripts/nightly/test_audit.py",
    f"tests/build_scripts/upkeep/test_golden.py::test_at_least_25_forms_guard_a_calculator[{NAME}]",
)
# What a program sees of the newcomer in the copy: content faults, warnings, its answer, its report, the wheel.
LOOK = f"""
import json
from contextlib import redirect_stdout
from datetime import date
from io import StringIO
from build_scripts.check import content
from build_scripts.nightly import mutation
from build_scripts.runtime.stored_zip import read_zip
from build_scripts.runtime.wheel import source_wheel
from calculators import answer, door
with redirect_stdout(StringIO()):
    faults, warnings = content(date.today())
asked = {{"calculator": "{NAME}", "form": {{"income": "8000", "costs": "5500"}}, "lang": "en", "day": date.today().isoformat()}}
print(json.dumps({{
    "faults": [str(fault) for fault in faults],
    "warnings": [f"{{fault.file}}:{{fault.line}}" for fault in warnings if "a sample is left" in fault.message],
    "answer": answer(asked["calculator"], asked["form"], lang="en", day=asked["day"]),
    "report": json.loads(door(json.dumps({{**asked, "part": "report"}})))["part"]["html"],
    "readings": json.loads(door(json.dumps({{**asked, "form": {{"costs": "5k"}}}})))["readings"],
    "mutation": mutation.MODELS.tests,
    "wheel": sorted(name for name in read_zip(source_wheel().data) if "/{FOLDER}/" in name),
}}))
"""  # noqa: E501


def run(folder: Path, *command: str) -> str:
    done = subprocess.run([sys.executable, *command], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy with a calculator and a guide, as `make new-calculator` and `make new-guide` leave it."""
    folder = checkout_copy(tmp_path_factory.mktemp("grown"))
    run(folder, "-m", "build_scripts.upkeep.new", "calculator", NAME)
    run(folder, "-m", "build_scripts.upkeep.new", "guide", GUIDE)
    run(folder, "-m", "build_scripts.upkeep.add_permalinks")
    run(folder, "-m", "build_scripts.upkeep.golden", "--write")
    return folder


def test_a_new_calculator_and_a_new_guide_are_whole_and_in_door_report_wheel_and_golden_files(
    grown: Path, is_full: bool
) -> None:
    found = json.loads(run(grown, "-c", LOOK))
    assert found["faults"] == []
    # 8,000 - 10% of it - 5,500
    assert found["answer"] == {"left": "1700.00", "errors": {}}
    assert 'value="1700.00"' in found["report"] and "Amounts in" in found["report"]
    assert found["readings"] == {"costs[0]": "= 5,000 yuan"}
    assert f"calculators/{FOLDER}/view.py" in found["wheel"]
    assert not [name for name in found["wheel"] if "/building/" in name]
    assert f"tests/calculators/test_{FOLDER}.py" in found["mutation"]
    recorded = json.loads((grown / f"tests/golden/{FOLDER}.json").read_text("utf-8"))["1"]["cases"]
    assert recorded["the worked example"]["figures"] == {"left": "1700.00"} and len(recorded) >= 25
    # Every line with a sample is named until it is somebody's own, the menus' names and a calculator's among them.
    wanted = {
        f"docs/{lang}/{page}.md" for lang in LANGUAGES for page in (f"guides/{GUIDE}", f"calculators/{NAME}", "index")
    }
    wanted |= {"mkdocs.yml", "mkdocs.en.yml", "docs/ledger/teaching.toml", f"calculators/{FOLDER}/texts.toml"}
    assert wanted < {place.partition(":")[0] for place in found["warnings"]}
    for lang, mark in {"zh": "样句", "en": "Sample"}.items():
        lines = (grown / f"docs/{lang}/guides/{GUIDE}.md").read_text("utf-8").split("\n")
        assert {f"docs/{lang}/guides/{GUIDE}.md:{at}" for at, line in enumerate(lines, 1) if mark in line} < set(
            found["warnings"]
        )
    # A page's own address is recorded, the id of a heading that nobody has written yet is not.
    recorded_ids = (grown / "docs/ledger/permalinks.toml").read_text("utf-8")
    assert f'"{GUIDE}"' in recorded_ids and f'"{GUIDE}-first"' not in recorded_ids
    run(grown, "-m", "ruff", "check", "--quiet", "calculators", "tests/calculators", "build_scripts")
    run(grown, "-m", "ruff", "format", "--check", "--quiet", "calculators", "tests/calculators", "build_scripts")
    # Its own tests, and those that run over the table in which a small calculator with samples may differ from others.
    run(grown, "-m", "pytest", "-q", f"tests/calculators/test_{FOLDER}.py", *(OVER_THE_TABLE if is_full else ()))


def test_a_new_calculator_is_in_the_built_site_and_make_check_passes(grown: Path, is_full: bool) -> None:
    if not is_full:
        pytest.skip("with --full: it builds a whole site")
    run(grown, "-m", "build_scripts.check")
    run(grown, "-m", "build_scripts.build", "--uncompressed")
    site = grown / "build/site"
    for lang in LANGUAGES:
        page = (site / page_url(f"calculators/{NAME}", lang) / "index.html").read_text("utf-8")
        assert f'data-calculator="{NAME}"' in page and 'data-name="left" value="1700.00"' in page
        assert f"{NAME}/" in (site / page_url("calculators/utilisation", lang) / "index.html").read_text("utf-8")
        assert "1,700" in (site / page_url("calculators/method", lang) / "index.html").read_text("utf-8")
        assert (site / page_url(f"guides/{GUIDE}", lang) / "index.html").exists()
    (names,) = (site / "assets").glob("state-names.*.js")
    assert f'"{NAME}"' in names.read_text("utf-8")


def test_the_recipes_name_pages_that_nobody_has_written_yet() -> None:
    text = "".join((ROOT / file).read_text("utf-8") for file in ("CONTRIBUTING.md", "Makefile"))
    names = set(re.findall(r"NAME=([a-z-]+)", text))
    taken = names & {page.rpartition("/")[2] for page in PAGES}
    assert len(names) == 2
    assert not taken, f"{taken} are pages now: please let CONTRIBUTING.md and the Makefile name others as examples"


@pytest.mark.parametrize("name", ["Money", "money_left", "-money", "", "utilisation", "late-now", "money left", "../x"])
def test_a_name_that_cannot_be_an_address_or_is_taken_writes_nothing(name: str, tmp_path: Path) -> None:
    for make in (new_guide, new_calculator):
        with pytest.raises(NewError, match="hyphens|already"):
            make(name, root=tmp_path, day=date(2026, 11, 23))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.daily()
def test_a_file_of_the_skeleton_that_is_missing_is_named_and_no_traceback_comes(grown: Path, tmp_path: Path) -> None:
    spoilt = tmp_path / "spoilt"
    shutil.copytree(grown, spoilt, symlinks=True, ignore=shutil.ignore_patterns("build", "__pycache__"))
    (spoilt / f"calculators/{FOLDER}/building/steps.py").unlink()
    (spoilt / f"docs/en/calculators/{NAME}.md").unlink()
    look = (
        "from datetime import date\nfrom build_scripts.check import content\nprint(*content(date.today())[0],"
        " sep='\\n')"
    )
    found = [line for line in run(spoilt, "-c", look).splitlines() if line.startswith(("calculators/", "docs/"))]
    assert any(line.startswith(f"calculators/{FOLDER}/building/steps.py: ") for line in found)
    assert any(line.startswith(f"docs/en/calculators/{NAME}.md: ") for line in found)
    assert not [line for line in found if "could not go on" in line]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (f'        Calculator("{NAME}", parts={{}}, sends={{}}),\n', "has_amounts"),
        (f'        Calculator("{NAME}" parts={{}}, sends={{}}, has_amounts=True),\n', "syntax"),
    ],
)
def test_a_mistake_in_the_table_is_one_sentence_with_its_line(line: str, said: str, tmp_path: Path) -> None:
    folder = checkout_copy(tmp_path / "copy")
    register = folder / "calculators/register.py"
    before, found, after = register.read_text("utf-8").rpartition("    )\n}\n")
    register.write_text(before + line + found + after, "utf-8")
    done = subprocess.run([sys.executable, "-m", "build_scripts.check"], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert done.stderr.startswith("calculators/register.py:") and said in done.stderr
