"""A Python-Markdown extension: the parts of our guides' HTML that plain Markdown lacks.

Lines of Chinese join without a space, runs in the other language carry `lang`, definition lists become labelled boxes,
wide tables scroll inside their own frame. It knows nothing of the site generator.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from xml.etree import ElementTree

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

from build_scripts.reading.places import HTML_LANG, LANGUAGES
from build_scripts.reading.typography import foreign_runs, is_chinese, line_joint
from build_scripts.reading.words import words

_DATE = re.compile(r"(\b\d{4}-\d{2}(?:-\d{2})?\b)")
_STASHED = re.compile("(\x02[^\x03]*\x03)")
# The heading's id is taken off its text only after us.
_HEADING_ID = re.compile(r"\s*\{\s*#[^}]*\}\s*$")
_BLOCKS = frozenset({"p", "dt", "dd", "li", "td", "th", "h1", "h2", "h3", "h4"})
_VERBATIM = frozenset({"code", "pre"})
_OWN_LANGUAGE = frozenset({"cite", "span", "q"})

BOXES = ("in-short", "example", "message", "do-not", "to-do", "detail", "template", "answers", "evidence", "next")
# Boxes that unfold, with the classes of each: a template is a message that waits until it is wanted.
_FOLDED = {"detail": "cl-detail", "template": "cl-detail cl-message", "answers": "cl-detail"}


def box_label(kind: str, lang: str) -> str:
    """The term of a definition list that opens a box of that kind."""
    return words("guides", lang)[f"box-{kind}"]


def box_kind(label: str) -> str | None:
    """The kind of box a definition list's term opens; None where the term is no known label."""
    said = label.strip()
    return next((kind for kind in BOXES for lang in LANGUAGES if said == box_label(kind, lang)), None)


class _Slot:
    """A piece of text in the tree that can be read and replaced: an element's text or its tail."""

    def __init__(self, element: ElementTree.Element, attribute: str) -> None:
        self.element, self.attribute = element, attribute

    @property
    def value(self) -> str:
        return getattr(self.element, self.attribute) or ""

    @value.setter
    def value(self, text: str) -> None:
        setattr(self.element, self.attribute, text)


def _slots(element: ElementTree.Element, *, inside: bool = False) -> Iterator[_Slot]:
    """The text slots of one block in reading order; nested blocks, code and footnote marks are left out."""
    if element.tag not in _VERBATIM and element.tag != "sup":
        yield _Slot(element, "text")
        for child in element:
            if child.tag not in _BLOCKS and child.tag not in ("ul", "ol", "dl", "table", "div"):
                yield from _slots(child, inside=True)
                yield _Slot(child, "tail")


def _join(block: ElementTree.Element) -> None:
    slots = list(_slots(block))
    visible = ["".join(part for part in _STASHED.split(slot.value) if not part.startswith("\x02")) for slot in slots]
    for at, slot in enumerate(slots):
        if "\n" not in slot.value:
            continue
        before = "".join(visible[:at])
        after = "".join(visible[at + 1 :])
        parts = _STASHED.split(slot.value)
        for number, part in enumerate(parts):
            if part.startswith("\x02") or "\n" not in part:
                continue
            ahead = before + "".join(p for p in parts[:number] if not p.startswith("\x02"))
            behind = "".join(p for p in parts[number + 1 :] if not p.startswith("\x02")) + after
            lines = part.split("\n")
            text = lines[0].rstrip() if len(lines) > 1 else lines[0]
            for index, line in enumerate(lines[1:], 1):
                rest = "".join(lines[index:]).lstrip() + behind.lstrip()
                text += line_joint((ahead + text).rstrip()[-1:], rest[:1])
                text += line.strip() if index < len(lines) - 1 else line.lstrip()
            parts[number] = text
        slot.value = "".join(parts)
        visible[at] = "".join(p for p in parts if not p.startswith("\x02"))


def _close_gaps(block: ElementTree.Element) -> None:
    """Takes out the space that our Markdown needs after `。**`: Chinese sentences follow each other without one."""
    before = ""
    for slot in _slots(block):
        text = slot.value
        if text.startswith(" ") and before and line_joint(before, text.lstrip(" ")[:1]) == "" and text.strip():
            slot.value = text = text.lstrip(" ")
        before = text[-1:] or before


_Pieces = list[tuple[str, dict[str, str] | None]]


def _wrap(element: ElementTree.Element, pieces_of: Callable[[str], _Pieces]) -> None:
    """Puts a span with the given attributes around every piece that has some; code and marked languages are left."""
    if element.tag in _VERBATIM or (element.tag in _OWN_LANGUAGE and element.get("lang")):
        return
    for child in list(element):
        _wrap(child, pieces_of)
    for child in reversed(list(element)):
        pieces = _pieces(child.tail or "", pieces_of)
        if any(attributes for _, attributes in pieces):
            child.tail = _insert(element, list(element).index(child) + 1, pieces)
    pieces = _pieces(element.text or "", pieces_of)
    if any(attributes for _, attributes in pieces):
        element.text = _insert(element, 0, pieces)


def _pieces(text: str, pieces_of: Callable[[str], _Pieces]) -> _Pieces:
    found: _Pieces = []
    for part in _STASHED.split(text):
        for piece, attributes in [(part, None)] if part.startswith("\x02") else pieces_of(part):
            if found and not found[-1][1] and not attributes:
                found[-1] = (found[-1][0] + piece, None)
            elif piece:
                found.append((piece, attributes))
    return found


def _insert(parent: ElementTree.Element, at: int, pieces: _Pieces) -> str:
    """Puts the spans in from position `at`; returns the text before the first."""
    leading = ""
    spans: list[ElementTree.Element] = []
    for piece, attributes in pieces:
        if attributes:
            span = ElementTree.Element("span", attributes)
            span.text = piece
            spans.append(span)
        elif spans:
            spans[-1].tail = (spans[-1].tail or "") + piece
        else:
            leading += piece
    for offset, span in enumerate(spans):
        parent.insert(at + offset, span)
    return leading


def _languages(lang: str) -> Callable[[str], _Pieces]:
    other = {"lang": HTML_LANG["zh" if lang == "en" else "en"]}
    return lambda text: [(piece, other if foreign else None) for piece, foreign in foreign_runs(text, lang)]


def _dates(text: str) -> _Pieces:
    """ISO dates, so that no line ends inside one."""
    return [(piece, {"class": "cl-date"} if _DATE.fullmatch(piece) else None) for piece in _DATE.split(text)]


def _box(definitions: ElementTree.Element) -> None:
    """Groups each term with its definitions in a labelled box."""
    definitions.set("class", "cl-boxes")
    children = list(definitions)
    for child in children:
        definitions.remove(child)
    group = None
    for child in children:
        if group is None or (child.tag == "dt" and group[-1].tag != "dt"):
            kind = box_kind("".join(child.itertext())) or "term"
            group = ElementTree.SubElement(definitions, "div", {"class": f"cl-box cl-{kind}"})
        group.append(child)


def _fold(parent: ElementTree.Element) -> None:
    """Takes the boxes that unfold out of the lists below `parent`: their term is what one presses."""
    for at, child in reversed(list(enumerate(parent))):
        if child.tag != "dl":
            _fold(child)
            continue
        parts: list[ElementTree.Element] = []
        for group in list(child):
            kind = (group.get("class") or "").removeprefix("cl-box cl-")
            if kind in _FOLDED:
                parts.append(_unfolding(group, _FOLDED[kind]))
            else:
                if not parts or parts[-1].tag != "dl":
                    parts.append(ElementTree.Element("dl", child.attrib))
                parts[-1].append(group)
        if parts:
            parts[-1].tail = child.tail
            parent[at : at + 1] = parts


def _unfolding(group: ElementTree.Element, classes: str) -> ElementTree.Element:
    term, *points = group
    fold = ElementTree.Element("details", {"class": classes})
    term.tag = "summary"
    fold.append(term)
    for point in points:
        point.tag = "div"
        fold.append(point)
    return fold


# From this many columns on a table's rows become cards where there is no room for them side by side; three columns
# do so where a row holds more than this many squares of a Chinese character.
_WIDE = 4
_NEARLY_WIDE, _LONG_ROW = 3, 37
_VERY_WIDE = 6


def _squares(cell: ElementTree.Element) -> float:
    """How long the cell's text is, in Chinese characters: a letter takes about half of one."""
    return sum(1.0 if is_chinese(letter) else 0.52 for letter in "".join(cell.itertext()))


def _is_wide(table: ElementTree.Element, columns: int) -> bool:
    longest = max((sum(map(_squares, row.findall("td"))) for row in table.iter("tr")), default=0.0)
    return columns >= _WIDE or (columns == _NEARLY_WIDE and longest > _LONG_ROW)


def _label_cells(table: ElementTree.Element) -> None:
    """Gives a wide table's cells their column's name, so that a narrow screen can show each row as a card."""
    names = ["".join(cell.itertext()).strip() for cell in table.iter("th")]
    if not _is_wide(table, len(names)):
        return
    table.set("class", "cl-very-wide" if len(names) >= _VERY_WIDE else "cl-wide")
    # Cards are made with `display`, which would take the table's meaning away from screen readers.
    roles = {
        "table": "table",
        "thead": "rowgroup",
        "tbody": "rowgroup",
        "tr": "row",
        "th": "columnheader",
        "td": "cell",
    }
    for element in table.iter():
        if element.tag in roles:
            element.set("role", roles[element.tag])
    for row in table.iter("tr"):
        for name, cell in zip(names, row.findall("td"), strict=False):
            cell.set("data-label", name)


def _frame_tables(parent: ElementTree.Element, heading: list[str], lang: str) -> None:
    for at, child in enumerate(list(parent)):
        if child.tag in ("h1", "h2", "h3"):
            heading[:] = [_HEADING_ID.sub("", "".join(child.itertext())).strip()]
        if child.tag == "table":
            _label_cells(child)
            label = words("guides", lang)["table"].format(heading=heading[0])
            # A section's second table and later ones are told apart by number.
            heading.append(label)
            if len(heading) > 2:
                label = f"{label} {len(heading) - 1}"
            frame = ElementTree.Element(
                "div", {"class": "cl-table", "role": "region", "aria-label": label, "tabindex": "0"}
            )
            frame.tail, child.tail = child.tail, None
            parent[at] = frame
            frame.append(child)
        else:
            _frame_tables(child, heading, lang)


class _Finish(Treeprocessor):
    def __init__(self, md: Markdown, lang: str) -> None:
        super().__init__(md)
        self.lang = lang

    def run(self, root: ElementTree.Element) -> None:
        for block in root.iter():
            if block.tag in _BLOCKS:
                _join(block)
                if self.lang == "zh":
                    _close_gaps(block)
        for definitions in list(root.iter("dl")):
            _box(definitions)
        _fold(root)
        for child in root:
            _wrap(child, _languages(self.lang))
            _wrap(child, _dates)
        for note in root.iter("div"):
            if note.get("class") == "footnote":
                label = ElementTree.Element("p", {"class": "cl-sources-title"})
                label.text = words("guides", self.lang)["sources"]
                for rule in note.findall("hr"):
                    note.remove(rule)
                note.insert(0, label)


class _FrameTables(Treeprocessor):
    def __init__(self, md: Markdown, lang: str) -> None:
        super().__init__(md)
        self.lang = lang

    def run(self, root: ElementTree.Element) -> None:
        _frame_tables(root, [""], self.lang)


class FinishExtension(Extension):
    def __init__(self, **settings: object) -> None:
        self.config = {"lang": ["zh", "language of the text: zh or en"]}
        super().__init__(**settings)

    def extendMarkdown(self, md: Markdown) -> None:
        # After inline markup (20), before the tidying of white space (10).
        lang = str(self.getConfig("lang"))
        md.treeprocessors.register(_Finish(md, lang), "clearlimit_finish", 15)
        # After attribute lists (8) took the ids off the headings, before the table of contents (5) adds its marks.
        md.treeprocessors.register(_FrameTables(md, lang), "clearlimit_tables", 7)


def makeExtension(**settings: object) -> FinishExtension:
    return FinishExtension(**settings)
