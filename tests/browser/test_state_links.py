"""A case in the address opens to equal figures; damage and other versions are told;
nothing typed is replaced unasked."""

from __future__ import annotations

import base64
import json
import re
import zlib
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from calculator_page import wait_for
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page, expect
from watched_page import NewPage

from build_scripts.pages.link_names import choices_as_written
from build_scripts.reading.places import LANGUAGES, page_url
from build_scripts.reading.words import words
from calculators import answer, data
from calculators.data import method_version
from calculators.register import CALCULATORS

pytestmark = pytest.mark.languages_in_turn

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


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("calculator", FORMS)
def test_a_link_copied_here_opens_in_a_fresh_profile_to_equal_figures(
    new_page: NewPage, calculator: str, lang: str
) -> None:
    form = FORMS[calculator]
    page = new_page()
    page.goto(page_url(f"calculators/{calculator}", lang) + link(calculator, form))
    wait_for(page, "ready")
    expect_figures(page, figures_of(calculator, form))
    page.locator("[data-tools] summary").first.click()
    address = copied_link(page)
    assert "#s=" in address and "?" not in address
    again = new_page()
    again.goto(address)
    wait_for(again, "ready")
    expect_figures(again, figures_of(calculator, form))
    assert again.locator("[data-opened] table").count() == 0, "nothing differs"
    asked_for = re.search(DAY, again.locator("[data-opened]").inner_text())
    assert asked_for, "the day of the link is said"


@pytest.mark.parametrize(("width", "is_led"), [(390, True), (1280, False)])
def test_a_link_on_a_telephone_leads_to_what_it_brings(new_page: NewPage, width: int, is_led: bool) -> None:
    page = new_page(viewport={"width": width, "height": 800})
    form = FORMS["utilisation"]
    page.goto(page_url("calculators/utilisation", "zh") + link("utilisation", form))
    wait_for(page, "ready")
    expect_figures(page, figures_of("utilisation", form))
    # On a desk form and result are in sight as they are; on a telephone the form is long.
    expect(page.locator("[data-result] data").first).to_be_in_viewport()
    assert (page.evaluate("scrollY") > 500) == is_led


def test_names_stay_behind_unless_they_are_ticked(new_page: NewPage) -> None:
    page = new_page()
    page.goto(page_url("calculators/utilisation", "zh"))
    wait_for(page, "ready")
    page.locator("[name=line-name]").first.fill("王某的卡")
    page.locator("[data-tools] summary").first.click()

    names = page.evaluate(TABLES, assets(page, "state-names"))["utilisation"]["fields"]

    def field(name: str) -> Any:
        """The field's value in the copied link; nothing where its place is 0 or past the end."""
        found = middle_of(copied_link(page))[3]
        at = names.index(name)
        return found[at] if at < len(found) else 0

    assert field("line-name") == 0
    assert field("line-limit")[0] == "10000"
    page.locator("[data-share-names]").check()
    assert field("line-name")[0] == "王某的卡"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_typed_is_replaced_without_asking(new_page: NewPage, lang: str) -> None:
    form = FORMS["utilisation"]
    page = new_page()
    page.goto(page_url("calculators/utilisation", lang))
    wait_for(page, "ready")
    used = page.locator("[name=line-used]")
    used.first.fill("77")
    page.evaluate("hash => { location.hash = hash; }", link("utilisation", form))
    bar = page.locator("[data-opened]")
    expect(bar).to_contain_text(WORDS[lang]["question"])
    assert used.first.input_value() == "77"
    bar.get_by_role("button", name=WORDS[lang]["keep"]).click()
    expect(bar).to_be_hidden()
    assert used.first.input_value() == "77"
    # The address does not go on naming a case that is not shown, and the keyboard is back where it was.
    expect(page).to_have_url(re.compile("^[^#]*$"))
    expect(used.first).to_be_focused()
    page.evaluate("hash => { location.hash = hash; }", link("utilisation", form))
    bar.get_by_role("button", name=WORDS[lang]["replace"]).click()
    expect(used.first).to_have_value("1,000")
    assert used.count() == 2
    expect_figures(page, figures_of("utilisation", form))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_other_language_goes_on_with_the_case_and_keeps_nothing(new_page: NewPage, lang: str) -> None:
    page = new_page()
    page.goto(page_url("calculators/utilisation", lang))
    page.locator("[data-action=clear]").click()
    for name, text in (("line-name", "A-17"), ("line-limit", "1000"), ("line-used", "250")):
        page.locator(f"[name={name}]").fill(text)
    page.locator("[data-action=add-line]").click()
    page.locator("[name=line-limit]").last.fill("3000")
    page.locator("[data-language]").click()
    other = LANGUAGES[1 - LANGUAGES.index(lang)]
    page.wait_for_url(f"**/{page_url('calculators/utilisation', other)}")
    wait_for(page, "ready")
    assert [[field.input_value() for field in page.locator(f"[name=line-{name}]").all()] for name in ("name", "limit",
        "used")] == [
        ["A-17", ""], ["1000", "3000"], ["250", ""],
    ]  # fmt: skip
    expect(page.locator("[data-result] [data-name='line-ratio[0]']").first).to_have_attribute("value", "0.25")
    assert "#" not in page.url
    assert page.evaluate("Object.keys(sessionStorage)") == []
    # What was typed counts as typed there too; who opens the page anew begins with the example.
    page.goto(page_url("calculators/utilisation", lang))
    wait_for(page, "ready")
    assert page.locator("[name=line-limit]").first.input_value() not in ("", "1000")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_untouched_example_stays_behind_when_the_language_is_switched(new_page: NewPage, lang: str) -> None:
    page = new_page()
    page.goto(page_url("calculators/checklist", lang))
    wait_for(page, "ready")
    # The page is not left, or the other one would have taken what was handed over by the time it is looked for.
    page.evaluate("() => document.addEventListener('click', (event) => event.preventDefault())")
    page.locator("[data-language]").click()
    assert page.evaluate("Object.keys(sessionStorage)") == []
    page.locator("[name=audience]").select_option("team")
    page.locator("[data-language]").click()
    assert page.evaluate("Object.keys(sessionStorage)") == ["clearlimit.handed"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_was_cleared_can_be_put_back_until_something_is_typed(new_page: NewPage, lang: str) -> None:
    page = new_page()
    page.goto(page_url("calculators/repayment-habit", lang))
    wait_for(page, "ready")
    bar, clear = page.locator("[data-opened]"), page.locator("[data-action=clear]")
    clear.click()
    expect(bar).to_be_hidden()
    page.locator("#bills").evaluate("box => (box.closest('details').open = true)")
    page.locator("#bills").fill("2026-09-10,500,2026-09-10,500")
    page.locator("[name=months]").fill("NNN1")
    clear.click()
    assert page.locator("[name=months]").input_value() == page.locator("#bills").input_value() == ""
    expect(bar).to_contain_text(WORDS[lang]["cleared"])
    bar.get_by_role("button", name=WORDS[lang]["back"]).click()
    assert page.locator("[name=months]").input_value() == "NNN1"
    assert page.locator("#bills").input_value() == "2026-09-10,500,2026-09-10,500"
    expect(bar).to_be_hidden()
    expect(page.locator("[name=months]")).to_be_focused()
    clear.click()
    expect(bar).to_be_visible()
    page.locator("[name=months]").press_sequentially("N")
    expect(bar).to_be_hidden()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_damaged_and_newer_links_say_so_and_keep_what_they_can(new_page: NewPage, lang: str) -> None:
    form = FORMS["utilisation"]
    whole = link("utilisation", form)
    cut = whole[: len(whole) - 60]
    wrong_sum = whole[:-1] + ("0" if whole[-1] != "0" else "1")
    cases = {
        cut: ("damaged", "1,000"),
        wrong_sum: ("damaged", "1,000"),
        link("utilisation", form, version=99): ("newer", "1,000"),
        "#s=": ("unreadable", None),
        "#s=1.%%%.x": ("unreadable", None),
        "#s=1.bnVsbA.00000000": ("unreadable", None),
    }
    page = new_page()
    for fragment, (said, used) in cases.items():
        page.goto("about:blank")
        page.goto(page_url("calculators/utilisation", lang) + fragment)
        expect(page.locator("[data-opened]")).to_contain_text(WORDS[lang][said].format(what=WORDS[lang]["link"]))
        wait_for(page, "ready")
        expect(page.locator("[name=line-used]").first).to_have_value(used or "6200")


@pytest.mark.parametrize(
    ("after", "changed"),
    [
        ("", lambda link: link.replace("#s=", "#s%3D").replace(".", "%2E")),
        ("", lambda link: link.replace("#s=", "#s%253D")),
        ("", lambda link: link[:40] + "%E2%80%8B" + link[40:80] + "%20" + link[80:]),
        ("", lambda link: link[:50] + "\u200b" + link[50:]),
        ("。", str),
        (".", str),
        (")，", str),
        ("&utm_source=chat", str),
        ("#wechat_redirect", str),
    ],
)
def test_a_link_as_messengers_hand_it_on_is_whole(new_page: NewPage, after: str, changed: Any) -> None:
    form = FORMS["utilisation"]
    page = new_page()
    page.goto(page_url("calculators/utilisation", "en") + changed(link("utilisation", form)) + after)
    wait_for(page, "ready")
    expect_figures(page, figures_of("utilisation", form))
    expect(page.locator("[name=line-used]").first).to_have_value("1,000")
    expect(page.locator("[data-opened]")).not_to_contain_text("incomplete")


@pytest.mark.parametrize("day", ["2026-02-30", "2026-13-01", "0000-01-01", "2026-2-3", "not a day"])
def test_a_day_that_does_not_exist_is_passed_over_and_everything_works_for_today(new_page: NewPage, day: str) -> None:
    page = new_page()
    page.goto(page_url("calculators/utilisation", "en") + link("utilisation", FORMS["utilisation"], day=day))
    wait_for(page, "ready")
    expect(page.locator("[name=line-used]").first).to_have_value("1,000")
    assert day not in page.locator("[data-result]").inner_text()
    page.locator("[name=line-used]").first.fill("500")
    expect(page.locator("[data-result] [data-name='line-ratio[0]']").first).not_to_have_attribute("value", "0.1")
    wait_for(page, "ready")


def test_a_link_of_any_length_is_answered_at_once(new_page: NewPage) -> None:
    page = new_page()
    page.goto(page_url("calculators/utilisation", "en"))
    wait_for(page, "ready")
    module = assets(page, "state-link")
    taken = page.evaluate(
        """async (address) => {
          const { decode, handedOn } = await import(address);
          const times = [];
          const inner = btoa(JSON.stringify({ c: "utilisation", f: { "line-limit": "[,".repeat(60_000) } }));
          const deep = ["[".repeat(250_000), '["a",'.repeat(50_000)].map(btoa);
          const middles = ["A".repeat(1_900_000), inner.slice(0, -9), ...deep];
          for (const middle of middles) {
            const text = `1.${middle}.00000000`;
            const from = performance.now();
            decode(handedOn(`#s=${text}`).slice(3));
            times.push(performance.now() - from);
          }
          return times;
        }""",
        module,
    )
    # Before, half a million signs took 4 s.
    assert max(taken) < 1000, taken


def test_a_value_of_which_only_a_change_is_told_is_worked_out(new_page: NewPage) -> None:
    page = new_page()
    page.goto(page_url("calculators/utilisation", "en"))
    wait_for(page, "ready")
    page.locator("[name=line-used]").first.evaluate(
        "each => { each.value = '1000'; each.dispatchEvent(new Event('change', { bubbles: true })); }"
    )
    # 1,000 of 10,000.
    expect(page.locator("[data-result] [data-name='line-ratio[0]']").first).to_have_attribute("value", "0.1")


def test_a_damaged_link_whose_calculator_cannot_be_told_is_not_sent_to_another_page(new_page: NewPage) -> None:
    middle = (
        base64.urlsafe_b64encode(json.dumps({"c": "utilisbtixn", "d": DAY, "f": FORMS["utilisation"]}).encode())
        .decode()
        .rstrip("=")
    )
    page = new_page()
    page.goto(page_url("calculators/utilisation", "en") + f"#s=1.{middle}.00000000")
    expect(page.locator("[data-opened]")).to_contain_text("This link is incomplete or has been changed")
    expect(page.locator("[name=line-used]").first).to_have_value("1,000")


def test_figures_that_are_not_the_links_own_are_shown_beside_the_new_ones(new_page: NewPage) -> None:
    form = FORMS["utilisation"]
    right = figures_of("utilisation", form)
    page = new_page()
    page.goto(page_url("calculators/utilisation", "zh") + link("utilisation", form, {**right, "total-ratio": "0.4"}))
    table = page.locator("[data-opened] table")
    expect(table.locator("tbody tr")).to_have_count(1)
    # 31,500 ÷ 64,000 = 49.21875 %
    expect(table.locator("td")).to_have_text(["40%", "49.21875%"])
    expect(page.locator("[data-opened]")).to_contain_text(WORDS["zh"]["differs"].format(what=WORDS["zh"]["link"]))
    page.goto("about:blank")
    page.goto(page_url("calculators/utilisation", "zh") + link("utilisation", form, right))
    wait_for(page, "ready")
    expect_figures(page, right)
    assert page.locator("[data-opened] table").count() == 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_an_earlier_method_did_not_give_is_shown_as_a_difference(new_page: NewPage, lang: str) -> None:
    # Version 1 gave no monthly payment for interest first over 1 month: 10,000 x 1 % = 100, so 10,100 now.
    form = {
        "principal": ["10000", ""],
        "periods": ["1", ""],
        "method": ["interest-first", ""],
        "rate": ["1", ""],
        "rate-unit": ["month", ""],
    }
    now = figures_of("borrowing-cost", form)
    before = {name: value for name, value in now.items() if name != "monthly-payment"}
    page = new_page()
    page.goto(page_url("calculators/borrowing-cost", lang) + link("borrowing-cost", form, before, version=1))
    bar = page.locator("[data-opened]")
    expect(bar).to_contain_text(WORDS[lang]["older"].format(what=WORDS[lang]["link"]))
    expect(bar.locator("tbody td")).to_have_text([{"zh": "没有", "en": "none"}[lang], "10100.00"])
    expect_figures(page, now)


def test_an_edit_makes_the_address_plain_again_and_today_can_be_asked_for(new_page: NewPage) -> None:
    form = {"months": "NNNNNN", "settled-on": ["2026-11-21"]}  # a day after the link's own
    page = new_page()
    page.clock.set_fixed_time("2026-11-23T04:00:00Z")
    page.goto(page_url("calculators/repayment-habit", "en") + link("repayment-habit", form))
    wait_for(page, "ready")
    expect(page.locator("[data-error=settled-on]").first).not_to_be_empty()
    page.get_by_role("button", name=WORDS["en"]["today"]).click()
    expect_figures(page, {"leaves-report[0]": "2031-11-21"})
    page.locator("[name=months]").fill("NNNNNNN")
    expect(page).to_have_url(re.compile("^[^#]*$"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_file_saved_here_opens_here_and_another_is_refused(new_page: NewPage, lang: str, tmp_path: Path) -> None:
    page = new_page(accept_downloads=True)
    page.goto(page_url("calculators/utilisation", lang) + link("utilisation", FORMS["utilisation"]))
    wait_for(page, "ready")
    page.locator("[name=line-name]").first.fill("A")
    page.locator("[data-tools] summary").first.click()
    with page.expect_download() as saved:
        page.locator("[data-action=save-file]").click()
    kept = tmp_path / saved.value.suggested_filename
    saved.value.save_as(kept)
    other = new_page()
    other.goto(page_url("calculators/utilisation", lang))
    wait_for(other, "ready")
    other.locator("[data-tools] summary").first.click()
    foreign = tmp_path / "foreign.json"
    foreign.write_text("[1, 2", "utf-8")
    damaged = tmp_path / "damaged.json"
    damaged.write_text(re.sub(r'(?<=\.)[0-9a-f]{8}"', '00000000"', kept.read_text("utf-8")), "utf-8")
    for file, after in ((foreign, None), (damaged, "A"), (kept, "A")):
        with other.expect_file_chooser() as chooser:
            other.locator("[data-action=open-state]").click()
        chooser.value.set_files(file)
        if after is None:
            expect(other.locator("[data-opened]")).to_contain_text(WORDS[lang]["notOurs"])
        else:
            if file == damaged:
                expect(other.locator("[data-opened]")).to_contain_text(
                    WORDS[lang]["damaged"].format(what=WORDS[lang]["file"])
                )
            else:
                other.locator("[data-opened]").get_by_role("button", name=WORDS[lang]["replace"]).click()
            expect(other.locator("[name=line-name]").first).to_have_value(after)
            expect_figures(other, figures_of("utilisation", FORMS["utilisation"]))


def named(key: str, calculator: str, lang: str) -> str:
    return WORDS[lang][key].replace("{name}", data.text(CALCULATORS[calculator].folder, "name", lang=lang))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("calculator", "wrong"),
    [("checklist", "utilisation"), ("utilisation", "repayment-habit"), ("repayment-habit", "borrowing-cost")],
)
def test_another_calculators_link_leads_on_to_its_page_with_all_it_holds(
    new_page: NewPage, calculator: str, wrong: str, lang: str
) -> None:
    page = new_page()
    fragment = link(calculator, FORMS[calculator])
    page.goto(page_url(f"calculators/{wrong}", lang) + fragment)
    bar = page.locator("[data-opened]")
    expect(bar.locator("[role=status]")).to_have_text(named("linkOther", calculator, lang))
    wait_for(page, "ready")
    # The form is the example's still.
    example = CALCULATORS[wrong].module("building.fields")
    expect_figures(
        page,
        figures_of(
            wrong, example.example_form(), day=page.locator("[data-calculator]").get_attribute("data-day") or ""
        ),
    )
    bar.get_by_role("link", name=named("linkOnward", calculator, lang)).press("Enter")
    expect(page).to_have_url(re.compile(re.escape(page_url(f"calculators/{calculator}", lang) + fragment) + "$"))
    wait_for(page, "ready")
    expect_figures(page, figures_of(calculator, FORMS[calculator]))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_another_calculators_file_says_where_it_opens(new_page: NewPage, lang: str, tmp_path: Path) -> None:
    kept = tmp_path / "checklist.json"
    kept.write_text(json.dumps({"state": link("checklist", FORMS["checklist"]).removeprefix("#s=")}), "utf-8")
    page = new_page()
    page.goto(page_url("calculators/utilisation", lang))
    wait_for(page, "ready")
    page.locator("[name=target]").fill("33")
    page.locator("[data-tools] summary").first.click()
    with page.expect_file_chooser() as chooser:
        page.locator("[data-action=open-state]").click()
    chooser.value.set_files(kept)
    bar = page.locator("[data-opened]")
    expect(bar.locator("[role=status]")).to_have_text(named("fileOther", "checklist", lang))
    # Nothing was touched, and what the file holds, names and notes among it, goes into no address.
    expect(page.locator("[name=target]")).to_have_value("33")
    bar.get_by_role("link", name=named("fileOnward", "checklist", lang)).click()
    expect(page).to_have_url(re.compile(re.escape(page_url("calculators/checklist", lang)) + "$"))


def test_a_link_of_a_calculator_that_is_not_known_leads_nowhere(page: Page) -> None:
    text = (
        base64.urlsafe_b64encode(json.dumps({"c": "../../x", "d": DAY, "f": {"x": "1"}, "r": {}}).encode())
        .decode()
        .rstrip("=")
    )
    page.goto(page_url("calculators/utilisation", "en") + f"#s=1.{text}.{zlib.crc32(f'1.{text}'.encode()):08x}")
    expect(page.locator("[data-opened]")).to_contain_text(WORDS["en"]["other"])
    expect(page.locator("[data-opened] a")).to_have_count(0)


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30)


def test_any_state_comes_back_from_a_link_as_it_was_and_stands_there_as_described(page: Page, site: str) -> None:
    """The page's own two functions, against texts of every kind; and any damage to them is seen."""
    page.goto("")
    page.evaluate("async address => { window.codec = await import(address); }", assets(page, "state-link"))
    tables = page.evaluate(TABLES, assets(page, "state-names"))
    states = st.sampled_from(sorted(tables)).flatmap(
        lambda name: st.fixed_dictionaries(
            {
                "c": st.just(name),
                "d": st.just("2026-02-28"),
                "f": fields_of(tables[name]),
                "r": st.dictionaries(
                    st.sampled_from([*plain_figures(tables[name]), "new-figure", "new-figure[3]"]),
                    TEXTS.filter(bool),
                    max_size=6,
                ),
            }
        )
    )

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(state=states, version=st.integers(1, 99), at=st.integers(0, 10_000))
    def round_trip(state: dict[str, Any], version: int, at: int) -> None:
        text, back, damaged, cut = page.evaluate(
            """([state, version, at]) => {
              const text = codec.encode(state, version);
              const place = at % text.length;
              const damaged = text.slice(0, place) + (text[place] === 'A' ? 'B' : 'A') + text.slice(place + 1);
              return [text, codec.decode(text), codec.decode(damaged), codec.decode(text.slice(0, place))];
            }""",
            [state, version, at],
        )
        assert re.fullmatch(r"[0-9]+\.[A-Za-z0-9_-]+\.[0-9a-f]{8}", text)
        _, middle, check = text.split(".")
        assert check == f"{zlib.crc32(f'{version}.{middle}'.encode()):08x}"
        assert middle_of(f"#s={text}") == compact(state, tables[state["c"]])
        assert back == {
            "state": {"calculator": state["c"], "day": "2026-02-28", "fields": state["f"], "figures": state["r"]},
            "version": version,
            "whole": True,
        }
        assert damaged["whole"] is False and cut["whole"] is False
        # What a cut link still gives is what it held, perhaps less of it.
        for name, value in (cut["state"] or {"fields": {}})["fields"].items():
            given_ = state["f"][name]
            assert value == given_ if isinstance(given_, str) else value == given_[: len(value)], name

    round_trip()


def fields_of(table: dict[str, list[str]]) -> st.SearchStrategy[dict[str, Any]]:
    text = st.sampled_from(table["words"]) | TEXTS
    return st.dictionaries(
        st.sampled_from(table["fields"]) | TEXTS.filter(bool), st.one_of(text, st.lists(text, max_size=4)), max_size=6
    )


def plain_figures(table: dict[str, list[str]]) -> list[str]:
    """Each figure either alone or of a row, since no figure is both."""
    return [f"{name}[{at}]" if at % 3 else name for at, name in enumerate(table["figures"])]


# Made by the page of 2026-11-24 and kept by readers since: (calculator, its form, the link).
KEPT: dict[str, tuple[str, dict[str, Any]]] = {
    "utilisation": (
        "#s=1.WzIsInV0aWxpc2F0aW9uIiwiMjAyNi0xMS0yMCIsWyIzMCIsMCxbMiw2XSxbIjEwMDAwIiwiMuS4hyJdLFsiNiwyMDAiLCIxOTgwMCJdLFs4LDldLFswLDBdLFsiYWxsIiwwXSwwLDAsIjgwMDAiLDAsMTJdLFsiMi42IiwiMi42IiwiMC42MiIsIjIzMDAwLjAwIiwiMjMwMDAuMDAiLFsiMC42MiJdLFsiMzIwMC4wMCIsIjE5ODAwLjAwIl0sIjQiLCIzIiwiNCIsIjAuMDAiLCIwLjAwIl1d.4dae58a1",
        {"line-kind": ["huabei", "credit-card"], "line-limit": ["10000", "2万"], "line-used": ["6,200", "19800"],
            "line-status": ["open", "frozen"], "line-overdue": ["", ""], "line-due": ["all", ""], "target": "30",
            "plan-money": "8000", "plan-order": "equal-shares"},
    ),
    "repayment-habit": (
        "#s=1.WzIsInJlcGF5bWVudC1oYWJpdCIsIjIwMjYtMTEtMjAiLFsiTk5OTk5OMU5OTk5OIiwwLFsiMjAyNC0wMi0yOSIsMF1dLFsiOTEiLCIxMiIsWyIyMDI5LTAzLTAxIl0sWzAsMCwwLDAsMCwwLCI5NCIsMCwwLDAsMCwwLCI5NyIsMCwwLDAsMCwwLDAsMCwwLDAsMCwwLCIxMDAiXSwiODUiXV0.406055a2",
        {"months": "NNNNNN1NNNNN", "settled-on": ["2024-02-29", ""]},
    ),
    "borrowing-cost": (
        "#s=1.WzIsImJvcnJvd2luZy1jb3N0IiwiMjAyNi0xMS0yMCIsW1siMTIwMDAiXSxbIjEyIl0sWzJdLDAsMCxbIjAuNiUiXSxbN10sMCwwLDAsMCwiIl0sWyIwLjEzMDM0MjI0MjgiLCIwLjEzODQxNzg1MDciLCIxMjg2NC4wMCIsIjg2NC4wMCIsIjEwNzIuMDAiXV0.32a77d20",
        {"principal": ["12000"], "periods": ["12"], "method": ["equal-instalments"], "fee": ["0.6%"],
            "fee-unit": ["month"], "overdue": ""},
    ),
    "checklist": (
        "#s=1.WzIsImNoZWNrbGlzdCIsIjIwMjYtMTEtMjAiLFszLDAsMCwwLDAsMCwwLDAsMCwwLDAsMCwwLDAsMCwwLDAsMCwwLDAsMCwwLDAsMCwwLDAsMCwwLDAsMCwwLDAsMCwwLDAsMCwwLDAsMCwwLDAsMCwwLDAsMCwwLDAsNSwwLDAsMCwwLDAsMCwwLDAsNCwwLDAsMCwwLDAsMCwwLDAsMCwwLDAsMCwwLDAsMCwwLDAsMCwwLDAsMCwwLDAsMCwwLDAsMCwwLDAsMCwwLDAsMCwwLDAsMCwwLDAsMCwwLDAsMCwwLDAsMCwiMjAyNy0wMS0xNSJdLFsiMTciXV0.c4710382",
        {"audience": "team", "team-rule-register": "done", "team-cost-sheet": "partly",
            "team-cost-sheet-due": "2027-01-15"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("calculator", KEPT)
def test_links_of_both_codings_that_readers_kept_open_to_what_they_held(page: Page, calculator: str) -> None:
    kept, form = KEPT[calculator]
    page.goto("")
    page.evaluate("async address => { window.codec = await import(address); }", assets(page, "state-link"))
    for text in (kept, link(calculator, form, figures_of(calculator, form), version=1)):
        found = page.evaluate("text => codec.decode(text)", text.removeprefix("#s="))
        assert found["whole"] is True
        assert found["state"] == {
            "calculator": calculator,
            "day": DAY,
            "fields": form,
            "figures": figures_of(calculator, form),
        }


def test_links_know_the_place_of_every_field_every_choice_and_every_figure(page: Page, built: dict[str, bytes]) -> None:
    page.goto("")
    tables = page.evaluate(TABLES, assets(page, "state-names"))
    for calculator, table in tables.items():
        form = BeautifulSoup(built[f"calculators/{calculator}/index.html"], "html.parser").select_one("[data-fields]")
        assert form is not None
        assert {str(field["name"]) for field in form.select("[name]")} <= set(table["fields"])
        written = choices_as_written(CALCULATORS[calculator])
        chosen = {
            str(option["value"])
            for select in form.select("select")
            if select["name"] not in written
            for option in select.select("option")
            if option["value"]
        }
        assert chosen <= set(table["words"])
        for places in table.values():
            assert len(places) == len(set(places))
        keys = data.data(CALCULATORS[calculator].folder)[1]
        # `-at` is how a figure of a row is named: it is kept under the figure's own name.
        figures = {key.removeprefix("figure-").removesuffix("-at") for key in keys if key.startswith("figure-")}
        assert figures and figures <= set(table["figures"])


def test_a_checklist_with_every_answer_and_every_date_is_a_short_link_and_a_qr_code(new_page: NewPage) -> None:
    form = {"audience": "person"}
    answers = ("done", "partly", "not-yet", "not-applicable")
    page = new_page()
    page.goto(page_url("calculators/checklist", "en"))
    for at, name in enumerate(
        page.locator("[name$=-owner]").evaluate_all("all => all.map(one => one.name.slice(0, -'-owner'.length))")
    ):
        form |= {name: answers[at % 4], f"{name}-due": f"2027-{at % 12 + 1:02d}-15"}
    page.goto("about:blank")
    page.goto(page_url("calculators/checklist", "en") + link("checklist", form))
    wait_for(page, "ready")
    page.locator("[data-tools] summary").first.click()
    address = copied_link(page)
    assert len(address.partition("#")[2]) < 1_200
    page.locator("[data-report-block] > summary").click()
    page.locator("[data-report-with-qr]").check()
    page.locator("[data-action=report]").click()
    expect(page.locator("[data-report-qr] svg")).to_be_visible()
    again = new_page()
    again.goto(address)
    wait_for(again, "ready")
    expect_figures(again, figures_of("checklist", form))
    expect(again.locator("[data-opened] table")).to_have_count(0)
