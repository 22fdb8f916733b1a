"""The steps of the build that are plain functions: policy, zips, downloads, catalogue, dates."""

import csv
import io
import re
import zipfile
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from build_scripts.pages.method import method_markdown
from build_scripts.pages.stage_pages import staged_text
from build_scripts.reading.build_day import source_date_epoch
from build_scripts.reading.guides import read_guides, read_page
from build_scripts.reading.ledger import read_ledger
from build_scripts.reading.marks import POLICY
from build_scripts.reading.places import PAGES, SITE
from build_scripts.runtime.build import trimmed
from build_scripts.runtime.stored_zip import stored_zip
from build_scripts.site.downloads import as_csv, as_markdown, table_rows
from build_scripts.site.policy import PolicyError, build_policy
from build_scripts.site.sections import catalogue


def test_no_page_names_another_that_a_browser_would_fetch_ahead() -> None:
    pages = list(SITE.rglob("*.html"))
    assert pages
    for page in pages:
        for link in BeautifulSoup(page.read_text("utf-8"), "html.parser").select("link[rel]"):
            assert not {"next", "prefetch", "prerender"} & {kind.lower() for kind in link["rel"]}, page


def test_what_the_theme_writes_wrongly_is_mended_in_every_page() -> None:
    skips = []
    for page in SITE.rglob("*.html"):
        soup = BeautifulSoup(page.read_text("utf-8"), "html.parser")
        assert not soup.select("nav[aria-expanded]"), page
        skips += soup.select("a.md-skip")
        for skip in soup.select("a.md-skip"):
            assert skip.get_text(strip=True) == ("Skip to content" if "/en/" in page.as_posix() else "跳到正文"), page
    assert len(skips) >= 2 * len(PAGES)


def a_site(folder: Path, scripts: list[str]) -> Path:
    tags = "".join(f"<script>{text}</script>" for text in scripts)
    (folder / "index.html").write_text(
        f'<meta content="{POLICY}">{tags}<script type="application/json">1</script>', "utf-8"
    )
    return folder


def test_the_policy_hashes_each_inline_script_once(tmp_path: Path) -> None:
    header = build_policy(a_site(tmp_path, ["a()", "b()", "a()"]))
    assert len(re.findall("'sha256-", header)) == 2
    assert "unsafe-inline" not in header
    assert "'unsafe-eval'" not in header
    page = (tmp_path / "index.html").read_text("utf-8")
    assert "frame-ancestors" not in page
    assert POLICY not in page
    assert "frame-ancestors" in (tmp_path / "_headers").read_text("utf-8")


def test_an_inline_script_nobody_looked_at_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match="5 different inline scripts"):
        build_policy(a_site(tmp_path, ["a()", "b()", "c()", "d()", "e()"]))


def test_a_stored_zip_depends_on_its_entries_alone() -> None:
    one = stored_zip({"b.pyc": b"2", "a.pyc": b"1"})
    assert one == stored_zip({"a.pyc": b"1", "b.pyc": b"2"})
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        assert archive.namelist() == ["a.pyc", "b.pyc"]
        assert all(info.compress_type == zipfile.ZIP_STORED for info in archive.infolist())


def test_trimming_keeps_a_module_with_the_packages_it_stands_in() -> None:
    stdlib = {
        "json/__init__.pyc": b"",
        "json/decoder.pyc": b"",
        "json/tool.pyc": b"",
        "re/__init__.pyc": b"",
        "json/x.txt": b"",
    }
    assert sorted(trimmed(stdlib, {"json.decoder"})) == ["json/__init__.pyc", "json/decoder.pyc"]


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


def test_the_catalogue_lists_chinese_before_english_with_addresses_from_the_root() -> None:
    text = "---\nwritten: 2026-11-23\n---\n# T { #t }\n\n[x](../ledger.md#claim-a)\n\n## U { #t-u }\n"
    guides = {lang: [read_page(text, name="guides/t", lang=lang, file="t.md")] for lang in ("en", "zh")}
    rows = catalogue(guides)
    assert [(row["lang"], row["id"], row["url"], row["level"]) for row in rows] == [
        ("zh", "t", "guides/t/#t", 1),
        ("zh", "t-u", "guides/t/#t-u", 2),
        ("en", "t", "en/guides/t/#t", 1),
        ("en", "t-u", "en/guides/t/#t-u", 2),
    ]
    assert rows[0] == {
        "id": "t", "lang": "zh", "page": "guides/t", "title": "T", "url": "guides/t/#t", "level": 1,
        "claims": ["a"], "written": "2026-11-23",
    }  # fmt: skip


def test_the_day_of_a_build_is_the_one_it_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert source_date_epoch(read_ledger(), {}) == 1_700_000_000


def test_every_cited_source_gets_one_footnote_with_grade_and_day() -> None:
    ledger = read_ledger()
    for lang, pages in read_guides(method_markdown).items():
        for page in pages:
            staged = staged_text(page, ledger)
            for source_id in page.source_ids:
                notes = [line for line in staged.splitlines() if line.startswith(f"[^{source_id}]: ")]
                assert len(notes) == 1, (lang, page.name, source_id)
                assert ledger.source(source_id).read in notes[0]
                assert f"#source-{source_id}" in notes[0]
