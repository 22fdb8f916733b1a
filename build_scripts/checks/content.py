"""Every content check, in one list: `make check` prints what they find, and a build with a fault stops."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from build_scripts.checks.cases import check_cases
from build_scripts.checks.code_words import check_code_words
from build_scripts.checks.figures import check_figures
from build_scripts.checks.headings import check_headings
from build_scripts.checks.ledger import check_ledger
from build_scripts.checks.links import check_links
from build_scripts.checks.markdown import check_markdown
from build_scripts.checks.method import check_method
from build_scripts.checks.parameters import check_parameters
from build_scripts.checks.parity import check_parity
from build_scripts.checks.permalinks import check_permalinks
from build_scripts.checks.report_sources import check_report_sources
from build_scripts.checks.texts import check_texts
from build_scripts.checks.words import check_words
from build_scripts.reading.guides import Fault, Page
from build_scripts.reading.ledger import Ledger


def content_faults(guides: Mapping[str, Sequence[Page]], ledger: Ledger) -> list[Fault]:
    """What is wrong with guides, ledger and texts, each fault with file and line; empty where nothing is."""
    return [
        *check_markdown(guides),
        *check_headings(guides),
        *check_permalinks(guides),
        *check_links(guides, ledger),
        *check_parity(guides),
        *check_ledger(guides, ledger),
        *check_words(guides, ledger),
        *check_texts(ledger),
        *check_parameters(),
        *check_code_words(),
        *check_figures(guides),
        *check_method(guides),
        *check_cases(),
        *check_report_sources(ledger),
    ]
