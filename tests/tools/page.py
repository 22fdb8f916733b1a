"""Reads a calculator's HTML as a browser would: elements closed, figures by name, text in order."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"br", "hr", "img", "input", "meta", "link"}


class Page(HTMLParser):
    """Raises AssertionError for an element that is not closed in its place."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.figures: list[tuple[str, str, str]] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert not self._open, f"not closed: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.elements.append((tag, attributes))
        if "data-name" in attributes:
            assert tag == "data"
            self.figures.append((attributes["data-name"], attributes["value"], ""))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open and self._open[-1] == tag, f"</{tag}> closes {self._open}"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._open and self._open[-1] == "data" and "data-name" in self.elements[-1][1]:
            name, value, shown = self.figures[-1]
            self.figures[-1] = (name, value, shown + data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"comment {data!r}")

    @property
    def values(self) -> dict[str, str]:
        """Each figure's value by its name; a name used twice is an error."""
        names = [name for name, _, _ in self.figures]
        assert len(names) == len(set(names)), names
        return {name: value for name, value, _ in self.figures}

    @property
    def tags(self) -> set[str]:
        return {tag for tag, _ in self.elements}
