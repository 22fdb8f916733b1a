"""XML as text whose bytes depend on nothing but what is said: attributes in the order given, everything escaped."""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


class Xml(str):
    """Markup that goes in as it is; plain `str` is text and gets escaped."""

    __slots__ = ()


def tag(name: str, attributes: Mapping[str, str] | None = None, *children: str) -> Xml:
    """One element; without children it closes itself."""
    given = "".join(f" {key}={_quoted(value)}" for key, value in (attributes or {}).items())
    if not children:
        return Xml(f"<{name}{given}/>")
    inside = "".join(child if isinstance(child, Xml) else escape(child) for child in children)
    return Xml(f"<{name}{given}>{inside}</{name}>")


def _quoted(value: str) -> str:
    """In double quotes always: importers look for them."""
    return quoteattr(value, {'"': "&quot;"})


def document(root: Xml, after: str = "") -> bytes:
    """The file; `after` is a comment behind the root, which no importer looks at."""
    comment = f"<!-- {after} -->\n" if after else ""
    return f"{DECLARATION}{root}\n{comment}".encode()
