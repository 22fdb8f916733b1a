"""What was written short, in full: `2w` as 20,000 yuan, beside its field. Read as the result reads it.

What is plain already, and what cannot be read, has nothing to show.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from calculators import data
from calculators import form as typed
from calculators.figure import grouped_money, marked_percent
from calculators.form import MOST_ROWS, Form, Problem
from calculators.ratio import Ratio

_PLAIN = "[0-9０-９.．,，%％¥￥元\\s－−-]*"


def is_plain(text: str) -> bool:
    """Whether the text is digits and signs alone, which need no other words."""
    # Most texts are digits or nothing, and are asked for at each key.
    return not text or (text.isascii() and text.isdigit()) or re.fullmatch(_PLAIN, text) is not None


def money(text: str, *, lang: str) -> str:
    """The amount in yuan; '' where the text is none."""
    read = typed.money(text, minus=True)
    if isinstance(read, Problem):
        return ""
    return data.text("", "yuan", lang=lang, figure=grouped_money(read).removesuffix(".00"))


def share(text: str) -> str:
    """The per cent, which stands in no language; '' where the text is none."""
    read = typed.percent(text, places=6)
    return "" if isinstance(read, Problem) else percent(read)


def percent(ratio: Ratio) -> str:
    return marked_percent(ratio, places=6)


def of(form: Form, readers: Mapping[str, Callable[[str, int], str]], *, lang: str) -> dict[str, str]:
    """`field[row]` to what is shown beside it, of the fields written short; a reader is given a text and its row."""
    found = {}
    for field, read in readers.items():
        for row, text in enumerate(form.texts(field)[:MOST_ROWS]):
            value = "" if is_plain(text) else read(text, row)
            if value:
                found[f"{field}[{row}]"] = data.text("", "read-as", lang=lang, value=value)
    return found
