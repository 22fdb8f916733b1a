"""Writes the Markdown that the site generator reads: the guides, with what is made from the ledger filled in.

Footnotes become the page's list of sources, a guide's first heading gets a line on whom it is for and its end a note
for whoever teaches it, table markers become downloads.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from build_scripts.pages.both_languages import GLOSSARY, both_button
from build_scripts.pages.covers.cover import cover_path
from build_scripts.pages.moved import moved_sections
from build_scripts.pages.teaching import guide_line, onward_line, teaching_note
from build_scripts.reading.guides import Page
from build_scripts.reading.ledger import Ledger, Source
from build_scripts.reading.places import COMPONENTS, STAGED
from build_scripts.reading.typography import is_chinese
from build_scripts.reading.words import words
from calculators.html import element

_GUIDES = "guides/"
# Stands for the questions on a guide, which finish_pages.py puts in.
PAGE_QUIZ = '<div data-course="page-quiz"></div>'
_H1 = re.compile(r"^# .*$", re.MULTILINE)
_TABLE_MARKER = re.compile(r'<div data-table="([^"]+)"></div>')
_CALCULATOR_MARKER = re.compile(r'<div data-calculator="([^"]+)"></div>')


def how_read(source: Source, lang: str) -> str:
    """When and how the source was read, as every page says it."""
    texts = words("guides", lang)
    return texts[f"read-{source.how}"].format(day=source.read, extent=texts[f"extent-{source.extent}"])


def source_title(source: Source, lang: str) -> str:
    """The source's title as HTML that says its language; in English our own title beside a Chinese one."""
    foreign = any(is_chinese(character) for character in source.title)
    original = f'<cite lang="{"zh-Hans" if foreign else "en"}">{source.title}</cite>'
    if lang == "en" and foreign:
        ours = words("guides", lang)["footnote-ours"] if source.title_en_ours else ""
        return f"<cite>{source.title_en}</cite>{ours}, {original}"
    return original


def footnote(source: Source, lang: str, depth: int) -> str:
    """The footnote of a source: title, publisher, grade, day read, and where the whole entry is."""
    texts = words("guides", lang)
    said = texts["footnote"].format(
        title=source_title(source, lang),
        number=texts["footnote-number"].format(number=source.number_in(lang)) if source.number else "",
        publisher=source.publisher_in(lang),
        grade=words("ledger", lang)[f"grade-{source.grade}"],
        how=how_read(source, lang),
        address=f"{'../' * depth}sources.md#source-{source.id}",
    )
    return f"[^{source.id}]: {said}"


def staged_text(page: Page, ledger: Ledger, titles: Mapping[str, str], moved: str = "") -> str:
    """The whole Markdown file for the generator; `titles` are the guides' by their names without the folder, `moved`
    is the line on sections that left the page."""
    depth = page.name.count("/")
    body = page.whole
    marker = _CALCULATOR_MARKER.search(body)
    meta = {
        "title": page.title,
        "description": page.meta.get("description", ""),
        "written": page.written,
        "page": page.name,
        "cover": cover_path(page.name, page.lang),
        **({"calculator": marker.group(1)} if marker else {}),
        **({"one_sheet": page.meta["one_sheet"]} if "one_sheet" in page.meta else {}),
        **({"components": True} if page.name == COMPONENTS else {}),
        # They have the room of both side columns (sides.css, home.css).
        **({"hide": ["navigation", "toc"]} if marker or page.name in ("index", "desk") else {}),
    }
    folded = ""
    if page.name.startswith(_GUIDES):
        note = next((each for each in ledger.notes if _GUIDES + each.guide == page.name), None)
        line = guide_line(note, titles, page.lang, minutes=page.minutes, written=page.written)
        body = _H1.sub(lambda found: f"{found.group()}\n\n{line}", body, count=1)
        folded = f"{PAGE_QUIZ}\n\n"
        if note:
            ends = (onward_line(note, titles, page.lang), teaching_note(note, page.lang))
            folded += "".join(f"{end}\n\n" for end in ends if end)
    elif page.name == GLOSSARY:
        line = element("p", class_="cl-meta")(both_button(page.lang))
        body = _H1.sub(lambda found: f"{found.group()}\n\n{line}", body, count=1)
    if "one_sheet" in page.meta:
        # The style sheet for paper and the button to print go by the class.
        body = body.replace(f"{{ #{page.meta['one_sheet']} }}", f"{{ #{page.meta['one_sheet']} .cl-off-sheet }}", 1)
    body = _TABLE_MARKER.sub(lambda found: _download_links(found.group(1), page.lang, depth + 1), body)
    notes = [footnote(ledger.source(wanted), page.lang, depth) for wanted in page.source_ids]
    # A JSON string is a YAML string too, whatever it holds.
    head = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in meta.items())
    return f"---\n{head}---\n{body.rstrip()}\n\n{moved}{folded}" + "\n\n".join(notes) + "\n"


def _download_links(table: str, lang: str, depth: int) -> str:
    up = "../" * depth
    links = " · ".join(
        f'<a href="{up}downloads/{table}.{suffix}" download="{table}.{lang}.{saved}">{name}</a>'
        for suffix, saved, name in (("txt", "md", "Markdown"), ("csv", "csv", "CSV"))
    )
    lead = words("guides", lang)["download"]
    return f'<p class="cl-download">{lead}{links}</p>'


def stage_pages(pages: list[Page], ledger: Ledger, lang: str, folder: Path = STAGED) -> None:
    """Writes every page of one language under build/staged; files that did not change keep their time stamp."""
    titles = {page.name.removeprefix(_GUIDES): page.title for page in pages if page.name.startswith(_GUIDES)}
    wanted = {}
    for page in pages:
        moved = moved_sections(page, pages, ledger.permalinks.moved)
        text = staged_text(page, ledger, titles, f"{moved}\n\n" if moved else "")
        wanted[folder / lang / f"{page.name}.md"] = text
    for old in (folder / lang).rglob("*.md") if (folder / lang).exists() else ():
        if old not in wanted:
            old.unlink()
    for path, text in wanted.items():
        if not path.exists() or path.read_text("utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
