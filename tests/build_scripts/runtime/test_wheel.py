"""The wheel of the built site: the source of the page's Python, and a package that pip installs for the same sums."""

import _imp
import hashlib
import html
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from build_scripts.reading.places import LANGUAGES, ROOT, SITE, page_url
from build_scripts.runtime.published_names import published_name
from build_scripts.runtime.stored_zip import read_zip
from build_scripts.runtime.wheel import source_wheel
from build_scripts.runtime.zips import DESK_LIBRARY, ELSEWHERE, desk_zips, first_zips, later_zips
from calculators import answer
from calculators.register import CALCULATORS

FOLDER = SITE / "wheel"


@pytest.fixture(scope="module")
def wheel() -> Path:
    found = list(FOLDER.rglob("*.whl"))
    assert len(found) == 1, "build/site has no wheel: run `make build`"
    return found[0]


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an empty environment with nothing but the wheel in it, fetched from nowhere."""
    folder = tmp_path_factory.mktemp("empty")
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    python = folder / "bin/python"
    subprocess.run(
        [python, "-m", "pip", "install", "-q", "--no-index", "--no-deps", str(wheel)], check=True, cwd=folder
    )
    return python


def page(calculator: str, lang: str) -> str:
    return (SITE / page_url(f"calculators/{calculator}", lang) / "index.html").read_text("utf-8")


def test_its_folder_is_its_digest_and_two_makings_of_it_are_equal(wheel: Path) -> None:
    assert wheel.parent.name == hashlib.sha256(wheel.read_bytes()).hexdigest()
    assert source_wheel().digest == wheel.parent.name == source_wheel().digest, (
        "build/site is not of this code: run `make build`"
    )
    assert re.fullmatch(r"clearlimit_calculators-[0-9.]+-py3-none-any\.whl", wheel.name)


def runtime_folder() -> Path:
    return next((SITE / "runtime").iterdir())


def what_runs() -> dict[str, bytes]:
    """Every entry of the zips that pages fetch, by its name; one that is in several is the same in each."""
    zips = {name for each in CALCULATORS for name in (*first_zips(each), *later_zips(each))} | {*desk_zips()}
    found: dict[str, bytes] = {}
    for name in sorted(zips):
        for entry, data in read_zip(runtime_folder() / published_name(name)).items():
            assert found.setdefault(entry, data) == data, entry
    return found


def test_the_wheel_holds_the_tested_sources_byte_for_byte(wheel: Path) -> None:
    held = {name: data for name, data in read_zip(wheel).items() if ".dist-info/" not in name}
    assert len(held) > 100
    assert [name for name, data in held.items() if data != (ROOT / name).read_bytes()] == []


def test_the_page_runs_bytecode_of_those_sources_and_their_data_by_value() -> None:
    run = {name: data for name, data in what_runs().items() if name not in DESK_LIBRARY}
    kinds = {"pyc": 0, "json": 0}
    for name, data in run.items():
        kinds[name.rpartition(".")[2]] += 1
        if name.endswith(".pyc"):
            # Its head: Python's version, how it is kept true (by its source's hash), and that hash.
            version, flags = (int.from_bytes(data[at : at + 4], "little") for at in (0, 4))
            assert flags & 1, name
            assert data[8:16] == _imp.source_hash(version, (ROOT / name.removesuffix("c")).read_bytes()), name
        else:
            table = tomllib.loads((ROOT / name).with_suffix(".toml").read_text("utf-8"))
            # A day has no value of JSON's: it is its text.
            assert json.loads(data) == json.loads(json.dumps(table, default=str)), name
    assert min(kinds.values()) > 10, kinds


def test_the_page_runs_the_same_modules_and_data(wheel: Path) -> None:
    run = set(what_runs())
    kept = {name for name in read_zip(wheel) if ".dist-info/" not in name and not name.startswith(ELSEWHERE)}
    desk = {name for name in run if name.startswith(ELSEWHERE)}
    assert {re.sub(r"\.py$", ".pyc", name).replace(".toml", ".json") for name in kept} == run - desk - {*DESK_LIBRARY}
    # What is for the desk's page alone is in its own zip, and what is for the command line alone in none.
    assert desk | {*DESK_LIBRARY} == {
        entry for name in desk_zips() for entry in read_zip(runtime_folder() / published_name(name))
    }
    assert "calculators/desk/page.pyc" in desk
    assert "calculators/desk/command.pyc" not in desk


@pytest.mark.daily()
def test_the_lines_in_the_page_give_the_examples_figures_with_the_wheel_alone(
    wheel: Path, installed: Path, tmp_path: Path, is_full: bool
) -> None:
    # One test, so that one environment is made and not one in each process of the tests.
    for at, calculator in enumerate(CALCULATORS):
        for lang in LANGUAGES if is_full else [LANGUAGES[at % 2]]:
            the_lines_give_the_examples_figures(calculator, lang, wheel, installed, tmp_path)
    the_wheel_makes_reports_too(installed, tmp_path)


def the_lines_give_the_examples_figures(
    calculator: str, lang: str, wheel: Path, installed: Path, tmp_path: Path
) -> None:
    text = page(calculator, lang)
    found = re.search(r"<code [^>]*data-python-lines[^>]*>(.*?)</code>", text, re.DOTALL)
    lines = html.unescape(found[1] if found else "")
    done = subprocess.run([installed, "-I", "-c", lines], cwd=tmp_path, capture_output=True, text=True, check=True)
    fields = CALCULATORS[calculator].module("building.fields")
    assert done.stdout.strip() == repr(answer(calculator, fields.example_form(), lang=lang, day=fields.EXAMPLE_DAY))
    assert f"/wheel/{wheel.parent.name}/{wheel.name}" in text
    assert f'<code class="calc-digest">{wheel.parent.name}</code>' in text
    assert f"pip install ./{wheel.name}" in text


def the_wheel_makes_reports_too(installed: Path, tmp_path: Path) -> None:
    lines = (
        "import json\nfrom calculators import door\n"
        "asked = {'calculator': 'utilisation', 'form': {'line-limit': '1', 'line-used': '1'}, 'lang': 'en', 'day':"
        " '2026-11-23'}\n"
        "print(json.loads(door(json.dumps({**asked, 'part': 'report'})))['part']['html'])"
    )
    done = subprocess.run([installed, "-I", "-c", lines], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "Not a credit decision" in done.stdout
