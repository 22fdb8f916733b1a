"""Links: relative, to a page of the same language, to a heading or an entry that is there."""

from __future__ import annotations

import pytest
from fixture_guides import page

from build_scripts.checks.links import check_links
from build_scripts.reading.ledger import Claim, Ledger, Permalinks, Source, Term

CLAIM = Claim("method-real-name", "methods", "q", "z", "e", "method", "opinion", (), "", "", "r", "r", (), "late-page")
SOURCE = Source("pipl", "t", "t", False, "p", "in-force", "A", "2026-11-23", "stored-copy", "full")
TERM = Term("limit", "额度", "limit", "édù", "一。", "One.")
LEDGER = Ledger((CLAIM,), (SOURCE,), (TERM,), (), (), Permalinks((), {}))


def messages(link: str) -> list[str]:
    others = [
        page(f"# 题 {{ #{name}-page }}\n", name=name) for name in ("index", "ledger", "sources", "glossary", "about")
    ]
    here = page(f"# 题 {{ #late-page }}\n\n## 二 {{ #late-two }}\n\n文。\n见[甲]({link})。\n", name="guides/late-now")
    there = page("# 题 { #safe-page }\n", name="guides/staying-safe")
    faults = check_links({"zh": [*others, here, there]}, LEDGER)
    assert all(fault.line == 6 for fault in faults)
    return [fault.message for fault in faults]


@pytest.mark.parametrize(
    "link",
    [
        "staying-safe.md",
        "staying-safe.md#safe-page",
        "../index.md",
        "#late-two",
        "late-now.md#late-two",
        "../ledger.md#claim-method-real-name",
        "../sources.md#source-pipl",
        "../glossary.md#term-limit",
        "../guides/staying-safe.md",
    ],
)
def test_a_link_that_leads_somewhere_is_right(link: str) -> None:
    assert messages(link) == []


@pytest.mark.parametrize(
    ("link", "part"),
    [
        ("stayingsafe.md", "not there in 'zh'"),
        ("staying-safe.md#safe-pages", "did you mean 'safe-page'?"),
        ("late-now.md#late-three", "no '#late-three'"),
        ("../ledger.md#claim-method-bind-devices", "no '#claim-method-bind-devices'"),
        ("../sources.md#source-none", "no '#source-none'"),
        ("../glossary.md#term-none", "no '#term-none'"),
        ("/guides/staying-safe.md", "is absolute"),
        ("https://example.org/", "leads off the site"),
        ("//example.org/", "leads off the site"),
        ("mailto:a@example.org", "leads off the site"),
        ("staying-safe/", "does not end in .md"),
        ("staying-safe.md?a=1", "has a query"),
        ("../../en/guides/late-now.md", "leads out of docs/zh"),
        ("#", "no '#'"),
        ("", "please give it an address"),
    ],
)
def test_a_link_that_leads_nowhere_is_found_at_its_line(link: str, part: str) -> None:
    (message,) = messages(link)
    assert part in message


def test_a_link_needs_words() -> None:
    guides = {"zh": [page("# 题 { #late-page }\n\n[](late-now.md)\n")]}
    assert "has no words" in check_links(guides, LEDGER)[0].message
