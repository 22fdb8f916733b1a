"""HTML made from functions: every string is escaped unless it already is `Html`, and every tag is closed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, partial
from re import compile as pattern
from typing import overload

_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}
_UNSHOWN = {chr(code): "\ufffd" for code in (*range(0x20), 0x7F) if chr(code) not in "\t\n"}
_ESCAPE_TABLE = str.maketrans({**_ESCAPES, **_UNSHOWN})


# What holds text that runs on.
_RUNNING = frozenset({"p", "li", "dd", "th", "td"})
_DAY = pattern(r"(?<![\w-])\d{4}-\d\d(?:-\d\d)?(?![\w-])")


class Html(str):
    """Markup that goes into a page as it is; plain `str` is text and gets escaped."""

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
        if isinstance(child, Html):
            parts.append(child)
        elif isinstance(child, str):
            parts.append(escaped(child))
        elif child is None or child is False:
            continue
        elif isinstance(child, Iterable):
            _put(parts, child)
        else:
            raise TypeError(f"cannot put {type(child).__name__} into HTML; format it as text first")


@overload
def element(tag: str, child: object, /, *children: object) -> Html: ...


@overload
def element(tag: str, /, **attributes: object) -> Callable[..., Html]: ...


def element(tag: str, /, *children: object, **attributes: object) -> Html | Callable[..., Html]:
    """One element: `element("p", "text")`. Attributes come before the children, as HTML reads: without children, what
    comes back is called with them, `element("p", class_="x")("text")`.

    `class_` is written `class`, `data_name` is written `data-name`; True gives an empty attribute, None and False leave
    it out. Raises TypeError for attributes and children in one call.
    """
    if not children:
        return partial(_element, _opening(tag, attributes), tag)
    if attributes:
        raise TypeError(f"element({tag!r}): write the attributes first, then call what you get with the children")
    return _element(f"<{tag}>", tag, *children)


def folded(title: object, *children: object) -> Html:
    """What few readers look at: it unfolds below its title, and is open on paper.

    Told from other details by an attribute of its own, so that the page does not take one for the other as the result
    changes (showing.js), and one that was open opens another.
    """
    return element("details", class_="calc-fold", data_fold=True)(
        element("summary", class_="calc-title")(title), children
    )


def void(tag: str, **attributes: object) -> Html:
    """One element that holds nothing and has no closing tag, such as `input` or `br`; attributes as in `element`."""
    return Html(_opening(tag, attributes))


def _opening(tag: str, attributes: Mapping[str, object]) -> str:
    return f"<{tag}{''.join(map(_attribute, attributes, attributes.values()))}>"


def _element(opening: str, tag: str, /, *children: object) -> Html:
    # The commonest case first: this runs some 200 times for each key that a reader presses.
    if len(children) == 1 and isinstance(child := children[0], str):
        if not isinstance(child, Html):
            child = whole_days(child) if tag in _RUNNING else escaped(child)
        return Html(f"{opening}{child}</{tag}>")
    if tag in _RUNNING:
        children = tuple([whole_days(child) if isinstance(child, str) else child for child in children])
    parts = [opening]
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
    opening, between, closing = element("tr", element("th", scope="row")("\n"), "\n").split("\n")
    before, after = element("td", class_=class_)("\n").split("\n")
    made = []
    for line in lines:
        head, *others = escaped("\n".join(line)).split("\n")
        made.append(f"{opening}{head}{between}{before}{(after + before).join(others)}{after}{closing}")
    return Html("".join(made))
