"""Chinese and Latin side by side: joining lines, and finding the runs that are in the other language.

One set of functions for pages, search text and exports.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_CHINESE = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_CHINESE_MARKS = "\u3000-\u3004\u3008-\u303f\uff01-\uff60\uffe0-\uffe6"
# Quotation marks, dashes and dots serve both scripts; beside a Chinese character they are Chinese.
_SHARED_MARKS = "\u2018\u2019\u201c\u201d\u2014\u2026\u00b7"

_IS_CHINESE = re.compile(f"[{_CHINESE}{_CHINESE_MARKS}]")
_MARK = re.compile(f"[{_CHINESE_MARKS}{_SHARED_MARKS}]")
_CHINESE_RUN = re.compile(
    f"[{_CHINESE}{_CHINESE_MARKS}](?:[{_CHINESE}{_CHINESE_MARKS}{_SHARED_MARKS}0-9 ]*[{_CHINESE}{_CHINESE_MARKS}])?"
)
_LATIN_PHRASE = re.compile(r"[A-Za-z][A-Za-z'’-]*(?:,? [A-Za-z][A-Za-z'’-]*)+")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def is_chinese(character: str) -> bool:
    """Whether the character is Chinese writing, its punctuation included."""
    return bool(_IS_CHINESE.match(character))


def line_joint(before: str, after: str) -> str:
    """The joint between two lines of one paragraph: nothing inside Chinese text, else a space."""
    if not before or not after:
        return ""
    if _MARK.match(before) and _IS_CHINESE.match(before):
        return ""
    if _IS_CHINESE.match(before) and (_IS_CHINESE.match(after) or _MARK.match(after)):
        return ""
    if _MARK.match(before) and _IS_CHINESE.match(after):
        return ""
    return " "


def joined_lines(text: str) -> str:
    """The lines as one paragraph."""
    lines = [line.strip() for line in text.split("\n")]
    result = ""
    for line in lines:
        if line:
            result += line_joint(result[-1:], line[:1]) + line
    return result


def foreign_runs(text: str, lang: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it is in the other language.

    In English text that is every Chinese run; in Chinese text only English of two words or more that is no name
    (a name has every word capitalised).
    """
    pattern = _CHINESE_RUN if lang == "en" else _LATIN_PHRASE
    at = 0
    for found in pattern.finditer(text):
        if lang == "zh" and _is_name(found.group()):
            continue
        if found.start() > at:
            yield text[at : found.start()], False
        yield found.group(), True
        at = found.end()
    if at < len(text):
        yield text[at:], False


def _is_name(phrase: str) -> bool:
    small = {"a", "an", "and", "at", "by", "de", "for", "from", "in", "of", "on", "or", "the", "to", "v", "vs", "with"}
    return all(word[0].isupper() or word in small for word in re.findall(r"[A-Za-z][A-Za-z'’-]*", phrase))


def reading_minutes(text: str) -> int:
    """Minutes to read, at 400 Chinese characters or 220 words a minute, at least 1."""
    chinese = len(re.findall(f"[{_CHINESE}]", text))
    words = len(re.findall(r"[A-Za-z][A-Za-z'’-]*", text))
    return max(1, round(chinese / 400 + words / 220))


def text_length(text: str) -> int:
    """Signs of Chinese; two Latin ones take the room of one."""
    return sum(2 if ord(sign) > 0x2E80 else 1 for sign in text) // 2


def day_in_words(day: str, lang: str) -> str:
    """An ISO day as people write it: 2026 年 2 月 6 日, 6 February 2026."""
    year, month, number = (int(part) for part in day.split("-"))
    return f"{year} 年 {month} 月 {number} 日" if lang == "zh" else f"{number} {_MONTHS[month - 1]} {year}"
