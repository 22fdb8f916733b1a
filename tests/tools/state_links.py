"""Links that hold a calculator's state, made and read apart from the page, and what the page shows of them."""

from __future__ import annotations

import base64
import json
import zlib
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from build_scripts.reading.places import LANGUAGES
from build_scripts.reading.words import words
from calculators import answer, data
from calculators.data import method_version
from calculators.register import CALCULATORS

DAY = "2026-11-20"
WORDS = {lang: words("scripts/opened", lang) for lang in LANGUAGES}
# The tables of the page's own module, which are data; how they are used is worked out here by other code.
TABLES = """async (address) => (await import(address)).TABLES"""


def assets(page: Page, name: str) -> str:
    """The address of one of the page's modules."""
    known = page.evaluate(
        "performance.getEntriesByType('resource').map(each => each.name).find(each => each.includes('/assets/site.'))"
    )
    return f"{known.rsplit('/', 1)[0]}/{next(Path('build/site/assets').glob(f'{name}.*.js')).name}"


def compact(state: dict[str, Any], table: dict[str, list[str]]) -> list[Any]:
    """The link of this state, made by the description at the head of state-link.js."""
    numbers = {word: at for at, word in enumerate(table["words"], start=1)}
    fields: list[Any] = [0] * len(table["fields"])
    figures: list[Any] = [0] * len(table["figures"])
    others: list[dict[str, Any]] = [{}, {}]
    for name, value in state["f"].items():
        if name not in table["fields"]:
            others[0][name] = value
        elif isinstance(value, str):
            fields[table["fields"].index(name)] = numbers.get(value, value)
        else:
            fields[table["fields"].index(name)] = [numbers.get(each, each or 0) for each in value]
    by_row: dict[str, dict[int, str]] = {}
    for name, value in state["r"].items():
        if name in table["figures"]:
            figures[table["figures"].index(name)] = value
        elif name.partition("[")[0] in table["figures"]:
            by_row.setdefault(name.partition("[")[0], {})[int(name.partition("[")[2][:-1])] = value
        else:
            others[1][name] = value
    for name, rows in by_row.items():
        figures[table["figures"].index(name)] = [rows.get(row, 0) for row in range(max(rows) + 1)]
    for places in (fields, figures):
        while places and places[-1] == 0:
            places.pop()
    return [2, state["c"], state["d"], fields, figures, *([others] if any(others) else [])]


def middle_of(link: str) -> Any:
    middle = link.partition("#s=")[2].split(".")[1]
    return json.loads(base64.urlsafe_b64decode(middle + "=" * (-len(middle) % 4)))


def link(
    calculator: str,
    form: dict[str, Any],
    figures: dict[str, str] | None = None,
    *,
    day: str = DAY,
    version: int | None = None,
) -> str:
    """The fragment in the first coding, which every later page still reads: everything under its whole name."""
    version = method_version(CALCULATORS[calculator].folder) if version is None else version
    text = json.dumps({"c": calculator, "d": day, "f": form, "r": figures or {}}, ensure_ascii=False)
    middle = base64.urlsafe_b64encode(text.encode("utf-8", "surrogatepass")).decode().rstrip("=")
    return f"#s={version}.{middle}.{zlib.crc32(f'{version}.{middle}'.encode()):08x}"


def copied_link(page: Page) -> str:
    """The link that the button shows beside copying it."""
    shown = page.locator("[data-share-link]")
    shown.evaluate("one => { one.textContent = ''; }")
    page.locator("[data-action=copy-link]").click()
    expect(shown).not_to_be_empty()
    return shown.inner_text()


def expect_figures(page: Page, wanted: dict[str, str]) -> None:
    for name, value in wanted.items():
        expect(page.locator(f'[data-result] data[data-name="{name}"]')).to_have_attribute("value", value)


def figures_of(calculator: str, form: dict[str, Any], *, day: str = DAY) -> dict[str, str]:
    return {
        name: value for name, value in answer(calculator, form, lang="zh", day=day).items() if isinstance(value, str)
    }


FORMS: dict[str, dict[str, Any]] = {
    # 1,000 of 4,000 and 30,500 of 60,000: 31,500 of 64,000.
    "utilisation": {"line-kind": ["huabei", "credit-card"], "line-limit": ["4000", "6万"], "line-used": ["1,000",
        "30500"], "line-status": ["open", "open"], "target": "25"},
    "repayment-habit": {"months": "NNNNNN1NNNNN", "settled-on": ["2024-02-29"]},
    "checklist": {"audience": "person"},
}  # fmt: skip


def named(key: str, calculator: str, lang: str) -> str:
    return WORDS[lang][key].replace("{name}", data.text(CALCULATORS[calculator].folder, "name", lang=lang))
