"""HTML made from functions: every string is escaped unless it already is `Html`, and every tag is closed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from re import compile as pattern

_VOID = frozenset({"br", "hr", "img", "input", "meta", "link"})
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}
_UNSHOWN = {chr(code): "\ufffd" for code in (*range(0x20), 0x7F) if chr(code) not in "\t\n"}
_ESCAPE_TABLE = str.maketrans({**_ESCAPES, **_UNSHOWN})


# What holds text that runs on.
_RUNNING = frozenset({"p", "li", "dd", "th", "td"})
_DAY = pattern(r"(?<![\w-])\d{4}-\d\d(?:-\d\d)?(?![\w-])")


class Html(str):
    """Markup that may stand in a page as it is; plain `str` is text and gets escaped."""

    __slots__ = ()


def escaped(text: str) -> Html:
    """The text as markup that shows exactly that text, in content and in double-quoted attributes alike.

    Control characters that HTML drops or rewrites are shown as U+FFFD, so that the page's DOM and this
    string stay equal.
    """
    # Most texts need nothing, and asking is far quicker than translating: a reader waits for each answer.
    if text.isprintable() and not ("&" in text or "<" in text or ">" in text or '"' in text or "'" in text):
        return Html(text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Html(text.translate(_ESCAPE_TABLE))


# The same few attributes come again and again; `typed`, since 1 is no True here.
@lru_cache(maxsize=2048, typed=True)
def _attribute(name: str, value: object) -> str:
    spelled = name.rstrip("_").replace("_", "-")
    if value is None or value is False:
        return ""
    if value is True:
        return f' {spelled}=""'
    return f' {spelled}="{escaped(str(value))}"'


def fragment(*children: object) -> Html:
    """The children one after another; `None` and `False` vanish, iterables are flattened."""
    parts: list[str] = []
    _put(parts, children)
    return Html("".join(parts))


def _put(parts: list[str], children: Iterable[object]) -> None:
    for child in children:
        # What a child nearly always is comes first: this runs some 200 times for each key that a reader presses.
        if type(child) is Html:
            parts.append(child)
        elif isinstance(child, str):
            parts.append(escaped(child))
        elif child is None or child is False:
            continue
        elif isinstance(child, Iterable):
            _put(parts, child)
        else:
            raise TypeError(f"cannot put {type(child).__name__} into HTML; format it as text first")


def element(tag: str, *children: object, **attributes: object) -> Html:
    """One element. `class_` is written `class`, `data_name` is written `data-name`; True gives an empty attribute,
    None and False leave it out."""
    parts = ["<", tag]
    for name, value in attributes.items():
        parts.append(_attribute(name, value))
    parts.append(">")
    if tag in _VOID:
        return Html("".join(parts))
    if tag in _RUNNING:
        children = tuple([whole_days(child) if isinstance(child, str) else child for child in children])
    _put(parts, children)
    parts += "</", tag, ">"
    return Html("".join(parts))


def whole_days(text: str) -> Html:
    """The text, in which no line ends inside a date or a month."""
    if isinstance(text, Html):
        return text
    text = escaped(text)
    return Html(_DAY.sub(r'<span class="cl-date">\g<0></span>', text)) if "-" in text else text


def rows(lines: Iterable[Sequence[str]], *, class_: str) -> Html:
    """Table rows of texts without line ends: each begins with its heading, the other cells have that class.

    For long tables, where an `element` for each cell is too slow.
    """
    opening, between, closing = element("tr", element("th", "\n", scope="row"), "\n").split("\n")
    before, after = element("td", "\n", class_=class_).split("\n")
    made = []
    for line in lines:
        head, *others = escaped("\n".join(line)).split("\n")
        made.append(f"{opening}{head}{between}{before}{(after + before).join(others)}{after}{closing}")
    return Html("".join(made))
