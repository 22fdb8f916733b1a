"""A table of a page as a file: CSV that a spreadsheet reads, Markdown with its title."""

from __future__ import annotations

import csv
import io

from build_scripts.reading.guides import read_page
from build_scripts.site.downloads import as_csv, as_markdown, table_rows


def test_a_table_becomes_csv_that_a_spreadsheet_reads() -> None:
    page = read_page(
        "# T { #t }\n\n| 责任 | 谁 |\n|---|---|\n| =甲,乙 | 丙\\|丁 |\n", name="guides/x", lang="zh", file="x.md"
    )
    rows = list(table_rows(page.sections[0].tokens))
    assert rows == [["责任", "谁"], ["=甲,乙", "丙|丁"]]
    text = as_csv(rows)
    assert text.startswith("\ufeff")
    # A cell that begins like a formula must not run as one.
    assert list(csv.reader(io.StringIO(text[1:]))) == [["责任", "谁"], ["'=甲,乙", "丙|丁"]]


def test_a_table_becomes_markdown_with_its_title() -> None:
    assert as_markdown([["a", "b"], ["1", "2"]], "Audit") == "# Audit\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n"
