"""Reading a guide: sections with ids and lines, links, sources, claims, markers."""

from build_scripts.reading.guides import Page, read_page

TEXT = """---
title: Late: what now
written: 2026-11-23
---
# Late now { #late-now }

In short
: **Pay first.** Then look.[^a-law]
    Ask [the lender](late-now.md#late-now-ask).
: Second.[^b-news][^a-law]

<div data-calculator="utilisation"></div>

## Ask { #late-now-ask }

Evidence
: Waiting, as advised online, [has no basis](../ledger.md#claim-method-wait).
: Nothing says so.
"""


def page() -> Page:
    return read_page(TEXT, name="guides/late-now", lang="en", file="docs/en/guides/late-now.md")


def test_front_matter_may_hold_colons() -> None:
    assert page().title == "Late: what now"
    assert page().written == "2026-11-23"


def test_sections_carry_id_level_title_and_line() -> None:
    assert [(s.id, s.level, s.title, s.line) for s in page().sections] == [
        ("late-now", 1, "Late now", 5),
        ("late-now-ask", 2, "Ask", 14),
    ]


def test_links_know_their_line() -> None:
    assert [(link.target, link.line) for link in page().sections[0].links] == [("late-now.md#late-now-ask", 9)]


def test_sources_are_footnote_references_in_order() -> None:
    assert [link.target for link in page().sections[0].sources] == ["a-law", "b-news", "a-law"]
    assert page().source_ids == ("a-law", "b-news")


def test_a_link_into_the_ledger_is_a_claim() -> None:
    assert [claim.target for claim in page().sections[1].claims] == ["method-wait"]


def test_a_marker_is_what_the_build_fills() -> None:
    assert [(marker.kind, marker.name, marker.line) for marker in page().sections[0].markers] == [
        ("calculator", "utilisation", 12)
    ]


def test_the_text_is_what_a_reader_sees() -> None:
    assert page().sections[0].text.splitlines()[:3] == ["In short", "Pay first. Then look.", "Ask the lender."]


def test_a_link_to_a_heading_of_the_ledger_page_is_no_claim() -> None:
    text = (
        "# T { #t-page }\n\n[a](../ledger.md#claim-ledger-verdicts) [b](../ledger.md#claim-ledger)"
        " [c](../ledger.md#claim-method-wait)\n"
    )
    section = read_page(text, name="guides/late-now", lang="en", file="f").sections[0]
    assert [claim.target for claim in section.claims] == ["method-wait"]


def test_passages_and_comments_know_their_lines() -> None:
    text = "# T { #t-page }\n\nOne.\nTwo **2**.[^x]\n\n| a | b |\n|---|---|\n| c | d |\n\n<!-- parity: shape: why -->\n"
    section = read_page(text, name="guides/late-now", lang="en", file="f").sections[0]
    assert [(passage.text, passage.line) for passage in section.passages] == [
        ("T", 1), ("One.\nTwo 2.", 3), ("a", 6), ("b", 6), ("c", 8), ("d", 8),
    ]  # fmt: skip
    assert section.passages[1].line_at(section.passages[1].text.index("Two")) == 4
    assert [(comment.target, comment.line) for comment in section.comments] == [("parity: shape: why", 10)]
