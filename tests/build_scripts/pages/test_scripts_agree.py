"""What a script and Python each have to know is the same in both."""

from __future__ import annotations

import json
import re

from bs4 import BeautifulSoup

from build_scripts.reading.places import THEME
from calculators.compare import differences
from calculators.form import MOST_ROWS
from calculators.repayment_habit.building.fields import fields
from calculators.repayment_habit.calculator import codes


def script(name: str) -> str:
    return (THEME / "assets" / name).read_text("utf-8")


def test_a_link_holds_as_many_rows_as_a_form() -> None:
    assert re.findall(r"MOST_ROWS = (\d+);", script("state-link.js")) == [str(MOST_ROWS)]
    # Rows of figures are written [0] to [99] there.
    assert r"(0|[1-9]\d?)" in script("state-link.js") and MOST_ROWS == 100


def test_figures_are_compared_under_the_names_that_the_page_gives_them() -> None:
    (asked,) = re.findall(r'part\("compare", JSON\.stringify\(\{ (\w+): \w+, (\w+): ', script("calculator-tools.js"))
    # As an earlier method made them, a figure that is missing there is a difference too; under another name nothing is.
    given = json.dumps({asked[0]: {}, asked[1]: True})
    assert "0.5" not in differences("utilisation", {}, given, lang="en")
    assert "50%" in differences("utilisation", {"total-ratio": "0.5"}, given, lang="en")


def test_the_buttons_of_months_read_the_field_as_python_does() -> None:
    group = BeautifulSoup(fields(lang="zh", day="2026-11-23"), "html.parser").select_one("[data-codes]")
    assert group is not None
    read = json.loads(str(group["data-read"]))
    text = "N n，Ｎ\u3000m、１\r\n\t＊*\u00a0z,／"
    shown = [read["taken"].get(each, each) for each in text if each not in read["skipped"]]
    assert tuple(shown) == codes(text, most=24) == ("N", "N", "N", "M", "1", "*", "*", "Z", "/")
