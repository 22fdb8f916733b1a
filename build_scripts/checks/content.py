"""Every content check, in one list: `make check` prints what they find, and a build with a fault stops."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from build_scripts.checks.asked import check_asked
from build_scripts.checks.audiences import check_audiences
from build_scripts.checks.calculators import check_calculators
from build_scripts.checks.cases import check_cases, check_led_to
from build_scripts.checks.cast import check_cast, unused_names
from build_scripts.checks.changes import check_changes
from build_scripts.checks.code_words import check_code_words
from build_scripts.checks.contacts import check_contacts, unshown_contacts
from build_scripts.checks.courses import check_courses
from build_scripts.checks.covers import check_covers
from build_scripts.checks.fields import check_fields
from build_scripts.checks.figures import check_figures
from build_scripts.checks.headings import check_headings
from build_scripts.checks.ledger import check_ledger
from build_scripts.checks.links import check_links
from build_scripts.checks.markdown import check_markdown
from build_scripts.checks.menus import check_menus
from build_scripts.checks.method import check_method
from build_scripts.checks.pairs import check_pairs
from build_scripts.checks.parameters import check_parameters
from build_scripts.checks.parity import check_parity
from build_scripts.checks.permalinks import check_permalinks
from build_scripts.checks.pictures import check_pictures
from build_scripts.checks.questions import check_questions
from build_scripts.checks.report_sources import check_report_sources
from build_scripts.checks.said_figures import check_said_figures
from build_scripts.checks.teaching import check_teaching, unshown_needs, untaught_guides
from build_scripts.checks.text_keys import check_text_keys
from build_scripts.checks.texts import check_texts
from build_scripts.checks.voice import check_voice
from build_scripts.checks.words import check_words
from build_scripts.pages.components import read_components
from build_scripts.reading.guides import Fault, Page
from build_scripts.reading.ledger import Ledger
from build_scripts.reading.places import ROOT, relative

# What needs neither guides nor ledger: a mistake in those hides none of these faults.
_NEEDS_NEITHER: tuple[Callable[[], list[Fault]], ...] = (
    check_calculators,
    check_fields,
    check_menus,
    check_text_keys,
    lambda: check_parity({lang: [page] for lang, page in read_components().items()}),
    check_audiences,
    check_parameters,
    check_code_words,
    check_cases,
)


def faults_of_neither() -> list[Fault]:
    """The faults of what is neither in the guides nor in the ledger, each with file and line."""
    return [fault for check in _NEEDS_NEITHER for fault in tried(check)]


def content_faults(guides: Mapping[str, Sequence[Page]], ledger: Ledger) -> list[Fault]:
    """The faults of guides, ledger and texts, each with file and line."""
    checks: list[Callable[[], list[Fault]]] = [
        lambda: check_markdown(guides),
        lambda: check_headings(guides),
        lambda: check_permalinks(guides),
        lambda: check_links(guides, ledger),
        lambda: check_parity(guides),
        lambda: check_pairs(guides),
        lambda: check_ledger(guides, ledger),
        lambda: check_words(guides, ledger),
        lambda: check_voice(guides, ledger),
        lambda: check_texts(ledger),
        lambda: check_cast(guides, ledger),
        lambda: unused_names(guides, ledger),
        lambda: check_teaching(ledger),
        lambda: untaught_guides(ledger),
        lambda: check_questions(guides, ledger),
        lambda: check_changes(guides, ledger),
        lambda: check_asked(guides),
        lambda: check_courses(guides, ledger),
        lambda: unshown_needs(guides),
        lambda: check_contacts(guides, ledger),
        lambda: unshown_contacts(guides, ledger),
        lambda: check_pictures(guides, ledger),
        lambda: check_covers(guides, ledger),
        lambda: check_figures(guides),
        lambda: check_said_figures(guides, ledger),
        lambda: check_method(guides),
        lambda: check_led_to(guides),
        lambda: check_report_sources(ledger),
    ]
    return [*faults_of_neither(), *(fault for check in checks for fault in tried(check))]


def tried(check: Callable[[], list[Fault]]) -> list[Fault]:
    """The check's faults;
    where it could not go on, one that says at which line, so that no fault hides those of others."""
    try:
        return check()
    except Exception as error:
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(str(ROOT))]
        own = [frame for frame in frames if "/.venv/" not in frame.filename]
        file, line = (relative(Path(own[-1].filename)), own[-1].lineno or 0) if own else ("build_scripts/check.py", 0)
        what = f"nothing has the name {error}" if isinstance(error, KeyError) else f"{type(error).__name__}: {error}"
        return [Fault(file, line, f"a check could not go on here: {what}")]
