"""A client's whole case, worked with the keyboard alone:
typed, answered, put on one sheet, and opened again elsewhere."""

from __future__ import annotations

from typing import Any

import pytest
from calculator_page import expect_answer, shown_figures, wait_for
from keys import Keys, begun, copy_link, make_report
from playwright.sync_api import Route, expect
from watched_page import NewPage, until

from build_scripts.reading.places import LANGUAGES

pytestmark = pytest.mark.languages_in_turn

# Notes that the worker has said that Python is there.
NOTES_PYTHON = """
  const Own = Worker;
  window.Worker = class extends Own {
    constructor(...given) {
      super(...given);
      this.addEventListener('message', ({data}) => { if (data.ready) window.isPythonThere = true; });
    }
  };
"""
NAMES = {"zh": ("工资卡", "花呗"), "en": ("Salary card", "Huabei")}


def type_line(
    keys: Keys, row: int, name: str, kind: tuple[str, str], limit: str, used: str, due: str, rate: str
) -> None:
    """One row, from its first field, where the focus is, to the rate in its fold."""
    keys.is_at(f"#line-name-{row}")
    keys.page.keyboard.type(name)
    keys.choose(f"#line-kind-{row}", *kind)
    keys.type(f"#line-limit-{row}", limit)
    keys.type(f"#line-used-{row}", used)
    keys.to("summary")
    keys.press("Enter")
    keys.type(f"#line-due-{row}", due)
    keys.type(f"#line-rate-{row}", rate)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_clients_case_by_keyboard_alone(new_page: NewPage, lang: str) -> None:
    keys = begun(new_page, "utilisation", lang)
    page = keys.page
    type_line(keys, 0, NAMES[lang][0], ("credit-card", "ArrowDown"), "20000", "15000", "1000", "18")
    keys.to("[data-action=add-line]")
    keys.press("Enter")
    # The number in a new row's ids goes on from the rows that the example had.
    second = int(page.evaluate("document.activeElement.id").rpartition("-")[2])
    type_line(keys, second, NAMES[lang][1], ("huabei", "ArrowUp"), "1万", "6,200", "all", "")
    keys.to("[data-action=preset]")
    keys.press("Enter")
    keys.to("details[data-group=plan] > summary")
    keys.press("Enter")
    keys.type("[name=plan-money]", "12000")
    keys.type("[name=plan-kept]", "4000")
    form: dict[str, Any] = {
        "line-name": list(NAMES[lang]), "line-kind": ["credit-card", "huabei"], "line-limit": ["20000", "1万"],
        "line-used": ["15000", "6,200"], "line-due": ["1000", "all"], "line-rate": ["18", ""], "target": "30",
        "plan-money": "12000", "plan-kept": "4000",
    }  # fmt: skip
    shown = expect_answer(page, "utilisation", form, lang)
    # 21,200 of 30,000 are used. Of 8,000 a month, 6,200 and 1,000 are due at once, and 800 more go to the card:
    # 15,000 + 1.5 % - 1,800 = 13,425; then 5,626.38, which is within 30 % of 20,000 (6,000); then nothing is left.
    assert (shown["total-ratio"], shown["repay-every-line"]) == ("0.706666666667", "12200.00")
    assert (shown["plan-months-to-target"], shown["plan-months-to-zero"]) == ("2", "3")

    address = copy_link(keys)
    make_report(keys)

    # The same case in another browser: its first answer is the link's, though Python is there before what reads links.
    other = new_page()
    held: list[Route] = []
    other.route("**/calculator-tools*.js", lambda route: held.append(route))
    other.add_init_script(NOTES_PYTHON)
    other.goto(address)
    until(other, lambda: held and other.evaluate("window.isPythonThere"), "Python")
    held[0].continue_()
    wait_for(other, "ready")
    expect(other.locator("[data-opened] table")).to_have_count(0)
    assert shown_figures(other) == {name: value for name, value in shown.items() if name != "errors"}
    assert other.locator("[name=line-name]").first.input_value() == ""
