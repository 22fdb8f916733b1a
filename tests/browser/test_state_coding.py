"""How a state is written into a link: every field has its place, old links stay readable, any text comes back."""

from __future__ import annotations

import re
import zlib
from typing import Any

import pytest
from bs4 import BeautifulSoup
from calculator_page import wait_for
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page, expect
from state_links import DAY, TABLES, assets, compact, copied_link, expect_figures, figures_of, link, middle_of
from watched_page import NewPage

from build_scripts.pages.link_names import choices_as_written
from build_scripts.reading.places import page_url
from calculators import data
from calculators.register import CALCULATORS

pytestmark = pytest.mark.languages_in_turn


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


@pytest.mark.daily()
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
