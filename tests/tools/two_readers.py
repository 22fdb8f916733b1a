"""A page as Python-Markdown renders it and as markdown-it-py reads it, each as one flat list to compare."""

from __future__ import annotations

from html.parser import HTMLParser

import yaml
from markdown import Markdown

from build_scripts.reading.guides import Page, body_tokens, markdown_reader
from build_scripts.reading.places import ROOT

# Paragraph marks differ where a list is loose; head and body of a table are told apart by th and td.
_LEFT_OUT = frozenset({"p", "thead", "tbody"})
_KEPT = ("id", "href", "data-ends", "data-calculator", "data-fill", "data-table")


class _Outline(HTMLParser):
    """The page as a flat list of what opens, what it says without white space, and what closes."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, ...]] = []
        self._skipped = 0
        self._done = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._done = self._done or values.get("class") == "footnote"
        if self._skipped or tag == "sup" or "headerlink" in values.get("class", ""):
            self._skipped += 1
        if tag == "sup":
            self._add("note", values.get("id", "").partition(":")[2])
        if not self._skipped and tag not in _LEFT_OUT:
            self._add(tag, *(f"{name}={values[name]}" for name in _KEPT if name in values))

    def handle_endtag(self, tag: str) -> None:
        if self._skipped:
            self._skipped -= 1
        elif tag not in _LEFT_OUT:
            self._add("/" + tag)

    def handle_data(self, data: str) -> None:
        words = "".join(data.split())
        if words and not self._skipped and not self._done:
            if self.found and self.found[-1][0] == "text":
                words = self.found.pop()[1] + words
            self._add("text", words)

    def handle_comment(self, data: str) -> None:
        self._add("comment", data.strip())

    def _add(self, *event: str) -> None:
        if not self._done:
            self.found.append(event)


def rendered(guide: Page) -> list[tuple[str, ...]]:
    """The page as Python-Markdown renders it, with the extensions of the site."""
    settings = yaml.safe_load((ROOT / "mkdocs.base.yml").read_text("utf-8"))["markdown_extensions"]
    converter = Markdown(extensions=list(settings), extension_configs=settings)
    notes = "".join(f"\n\n[^{name}]: source" for name in guide.source_ids)
    return _Outline(converter.convert(guide.body + notes + "\n")).found


def read(guide: Page) -> list[tuple[str, ...]]:
    """The page as markdown-it-py reads it for the checks."""
    reader = markdown_reader()
    reader.add_render_rule(
        "footnote_ref", lambda _self, tokens, at, _options, _env: f'<sup id="note:{tokens[at].meta["label"]}"></sup>'
    )
    return _Outline(reader.renderer.render(body_tokens(guide), reader.options, {})).found
