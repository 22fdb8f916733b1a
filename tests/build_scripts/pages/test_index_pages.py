"""The pages of all guides and all calculators name every page once, with what a reader chooses by."""

from __future__ import annotations

import re

import pytest

from build_scripts.checks.teaching import unshown_needs
from build_scripts.pages.index_pages import calculator_list, guide_list
from build_scripts.pages.method import method_markdown
from build_scripts.reading.guides import Page, read_guides, read_page
from build_scripts.reading.ledger import NEEDS, read_ledger
from build_scripts.reading.places import CALCULATOR_PAGES, GUIDES, LANGUAGES
from build_scripts.reading.samples import is_sample


@pytest.fixture(scope="module")
def guides() -> dict[str, list[Page]]:
    return read_guides(method_markdown)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_guide_stands_in_the_part_of_its_need_alone(guides: dict[str, list[Page]], lang: str) -> None:
    ledger = read_ledger()
    lists = [guide_list(need, guides[lang], ledger, up="../") for need in NEEDS]
    named = [re.findall(r'<p class="cl-index-name"><a href="\.\./([^"]+)/">', each) for each in lists]
    assert sorted(name for each in named for name in each) == sorted(GUIDES)
    for each in named:
        assert each == sorted(each, key=GUIDES.index)


def test_an_entry_says_for_whom_the_guide_is_and_how_long_it_takes(guides: dict[str, list[Page]]) -> None:
    late = next(page for page in guides["zh"] if page.name == "guides/late-now")
    entry = guide_list("trouble", guides["zh"], read_ledger(), up="../").partition("</li>")[0]
    assert f'<a href="../guides/late-now/">{late.title}</a>' in entry
    assert late.meta["description"] in entry
    assert f"写给晚还了的人\u00a0· <span>阅读约 {late.minutes} 分钟</span>" in entry


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_calculator_leads_to_its_cases_and_to_guides_that_lead_to_it(
    guides: dict[str, list[Page]], lang: str
) -> None:
    shown = calculator_list(guides[lang], up="../")
    named = re.findall(r'<p class="cl-index-name"><a href="\.\./([^"]+)/">', shown)
    assert named == [*CALCULATOR_PAGES, "calculators/method"]
    for entry in shown.split("</li>")[: len(CALCULATOR_PAGES)]:
        assert 'href="../calculators/' in entry and "#case-" in entry
        # No guide has to lead to a skeleton's sample.
        assert (0 if is_sample(entry) else 1) <= entry.count('href="../guides/') <= 3


def test_a_need_without_its_part_and_one_with_two_are_said() -> None:
    markers = ['<div data-guides="trouble"></div>'] * 2 + ['<div data-guides="work"></div>']
    markers += ['<div data-guides="before"></div>']
    page = read_page("# A { #a }\n\n" + "\n\n".join(markers), name="guides", lang="zh", file="guides.md")
    assert [fault.message.partition(";")[0] for fault in unshown_needs({"zh": [page]})] == [
        '<div data-guides="trouble"></div> stands 2 times',
        '<div data-guides="understand"></div> stands 0 times',
    ]
