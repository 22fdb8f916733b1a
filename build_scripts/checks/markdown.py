"""Our Markdown subset, which both readers understand alike; also the front matter and the boxes that a guide must have.

Each rule is a function from a page's reading to its faults, in the module of its subject; its docstring names the case.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from build_scripts.checks import markdown_blocks, markdown_boxes, markdown_lines, markdown_text
from build_scripts.checks.markdown_reading import Reading, Rule
from build_scripts.reading.guides import Fault, Page

PAGE_RULES: tuple[Rule, ...] = (
    *markdown_lines.RULES,
    *markdown_blocks.RULES,
    *markdown_text.RULES,
    *markdown_boxes.RULES,
)
GUIDE_RULES: tuple[Rule, ...] = markdown_boxes.GUIDE_RULES


def check_markdown(guides: Mapping[str, Sequence[Page]]) -> list[Fault]:
    return [fault for pages in guides.values() for page in pages for fault in _faults(page)]


def _faults(page: Page) -> Iterator[Fault]:
    reading = Reading(page)
    rules = (*PAGE_RULES, *GUIDE_RULES) if page.name.startswith("guides/") else PAGE_RULES
    found = [fault for rule in rules for fault in rule(reading)]
    yield from sorted(found, key=lambda fault: fault.line)
