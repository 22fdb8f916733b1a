"""A page as it is handed to the generator: a footnote for each source."""

from __future__ import annotations

from build_scripts.pages.method import method_markdown
from build_scripts.pages.stage_pages import staged_text
from build_scripts.reading.guides import read_guides
from build_scripts.reading.ledger import read_ledger


def test_every_cited_source_gets_one_footnote_with_grade_and_day() -> None:
    ledger = read_ledger()
    for lang, pages in read_guides(method_markdown).items():
        titles = {page.name.removeprefix("guides/"): page.title for page in pages}
        for page in pages:
            staged = staged_text(page, ledger, titles)
            for source_id in page.source_ids:
                notes = [line for line in staged.splitlines() if line.startswith(f"[^{source_id}]: ")]
                assert len(notes) == 1, (lang, page.name, source_id)
                assert ledger.source(source_id).read in notes[0]
                assert f"#source-{source_id}" in notes[0]
