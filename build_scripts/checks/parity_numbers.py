"""Numbers, dates and number words of a section, by value, so that 1.2 万 and 12,000 are equal.

parity.toml lists the words that follow a number word that counts.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from build_scripts.reading.guides import END_DATE, Passage, Section

_WORDS = Path(__file__).with_name("parity.toml")

_PLAIN = str.maketrans("０１２３４５６７８９％．", "0123456789%.")
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = "|".join(name.capitalize() for name in _MONTHS)
# May is also a verb: a bare May may explain 5 月, and never counts.
_BARE_MONTH = "|".join(name.capitalize() for name in _MONTHS if name != "may")
_SCALES = {
    "万亿": 10**12, "亿": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4,
    "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
}  # fmt: skip
_NUMBER = re.compile(
    rf"""
      (?<![\d-])(?P<iso>(?:19|20)\d\d-\d\d-\d\d)(?![\d-])
    | (?<![\d-])(?P<iso_month>(?:19|20)\d\d-(?:0[1-9]|1[0-2]))(?![\d-])
    | (?P<zh_y>(?:19|20)\d\d)\s?年\s?(?P<zh_m>\d{{1,2}})\s?月(?:\s?(?P<zh_d>\d{{1,2}})\s?[日号])?
    | (?<!\d)(?P<zh_month>\d{{1,2}})\s?月\s?(?P<zh_day>\d{{1,2}})\s?[日号]
    | (?<!\d)(?P<en_d>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<en_m>{_MONTH})(?:,?\s(?P<en_y>(?:19|20)\d\d))?(?!\d)
    | (?P<us_m>{_MONTH})\s(?P<us_d>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?\s(?P<us_y>(?:19|20)\d\d))?(?!\d)
    | (?P<month_m>{_MONTH})\s(?P<month_y>(?:19|20)\d\d)(?!\d)
    | \b(?P<bare_name>{_BARE_MONTH})\b
    | (?<!\d)(?P<bare_month>\d{{1,2}})\s?月(?!\s?\d)
    | (?P<part>百分之|千分之|万分之)\s?(?P<parts>\d+(?:\.\d+)?)
    | (?<![A-Za-z\d_])(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+)(?P<decimals>\.\d+)?
      (?:(?P<percent>\s?%|\s?per\scent\b|\s?percent\b)
       |\s?[多余来]?\s?(?P<scale_zh>万亿|亿|千万|百万|万)
       |[\s-](?P<scale_en>(?i:thousand|million|billion|trillion))\b
      )?
    """,
    re.VERBOSE,
)
_RANGE = re.compile(r"\s*[-–—~～至到]\s*|\s+to\s+")
# Two days of one month: 21 and 24 April; 4 月 21 日和 24 日.
_DAYS = re.compile(r"\s*(?:[-–—~～至到、和或与]|and|or|to)\s*")
_PARTS = {"百分之": 100, "千分之": 1000, "万分之": 10000}

_ZH_NUMERAL = re.compile("[零〇一二两三四五六七八九十百千万亿]+")
_ZH_VALUES = dict(zip("两二三四五六七八九十", [2, 2, 3, 4, 5, 6, 7, 8, 9, 10], strict=True)) | {"十一": 11, "十二": 12}
_NO_COUNT_BEFORE = ("第", "星期", "周", "礼拜", "初", "之", "分")
_EN_NAMES = "two three four five six seven eight nine ten eleven twelve"
_EN_VALUES = {name: value for value, name in enumerate(_EN_NAMES.split(), 2)}
_EN_NUMERAL = re.compile(rf"\b({'|'.join(_EN_VALUES)})\b(?:[ \n-]([A-Za-z]+))?", re.IGNORECASE)


@dataclass(frozen=True)
class Item:
    """A number, link, source or marker as it was read; two items with one `key` mean the same."""

    key: str
    read: str
    line: int


@dataclass(frozen=True)
class Numbers:
    """A section's numbers; `spare` are number words that do not count but may explain one in the other language."""

    counted: list[Item]
    spare: Counter[str]


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(_WORDS.read_text("utf-8"))


def numbers(section: Section, lang: str) -> Numbers:
    counted: list[Item] = []
    spare: Counter[str] = Counter()
    for passage in section.passages:
        plain = Passage(passage.text.translate(_PLAIN), passage.line)
        counted += _digits(plain)
        words, others = (_chinese_words if lang == "zh" else _english_words)(plain)
        counted += words
        spare.update(others)
        spare["--05"] += len(re.findall(r"\bMay\b", plain.text))
        folded = plain.text.casefold()
        for key, names in _same_words():
            # A page is asked this 4,000 times, and finding a string is quick.
            if times := sum(len(each.findall(plain.text)) for name, each in names if name in folded):
                spare[key] += times
    for piece in section.pieces():
        if piece.token.type == "html_inline" and (found := END_DATE.fullmatch(piece.token.content)):
            counted.append(Item(f"ends {found.group(1)}", f"data-ends {found.group(1)}", piece.line))
    return Numbers(sorted(counted, key=lambda item: item.line), spare)


@cache
def _same_words() -> list[tuple[str, list[tuple[str, re.Pattern[str]]]]]:
    """Each number's key with the words that mean it too."""

    def pattern(name: str) -> re.Pattern[str]:
        return re.compile(rf"\b{name}\b" if name.isascii() else name, re.IGNORECASE)

    return [
        (_key(Fraction(value)), [(name.casefold(), pattern(name)) for name in names])
        for value, names in _words()["same"].items()
    ]


def _key(value: Fraction) -> str:
    return str(value)


def _digits(passage: Passage) -> list[Item]:
    """Numbers in digits and dates;
    in a range such as 20–30 万 the scale of the second number is the first one's too."""
    found = list(_NUMBER.finditer(passage.text))
    items = []
    for at, match in enumerate(found):
        key = _date(match) or _day_of_a_month(found, at, passage.text)
        if key is None:
            value = _value(match)
            if at + 1 < len(found) and not _scaled(match) and _scaled(found[at + 1]):
                following = found[at + 1]
                joined = _RANGE.fullmatch(passage.text[match.end() : following.start()])
                if joined and value < _value(following) / _scale(following):
                    value *= _scale(following)
            key = _key(value)
        items.append(Item(key, " ".join(match.group().split()), passage.line_at(match.start())))
    return items


def _day_of_a_month(found: list[re.Match[str]], at: int, text: str) -> str | None:
    """The date of a bare day beside a whole date: the 21 of '21 and 24 April', the 24 of '4 月 21 日和 24 日'."""
    match = found[at]
    if not match["digits"] or len(match["digits"]) > 2 or match["decimals"] or _scaled(match):
        return None
    after = found[at + 1] if at + 1 < len(found) else None
    before = found[at - 1] if at else None
    key = None
    if after and after["en_d"] and _DAYS.fullmatch(text[match.end() : after.start()]):
        key = _date(after)
    elif before and (before["zh_d"] or before["zh_day"]) and _DAYS.fullmatch(text[before.end() : match.start()]):
        key = _date(before) if re.match(r"\s?[日号]", text[match.end() :]) else None
    return f"{key[:-2]}{int(match['digits']):02}" if key else None


def _date(match: re.Match[str]) -> str | None:
    group = match.groupdict()
    if group["iso"] or group["iso_month"]:
        return str(group["iso"] or group["iso_month"])
    if group["zh_y"]:
        return _day(group["zh_y"], int(group["zh_m"]), group["zh_d"])
    if group["zh_month"]:
        return _day("", int(group["zh_month"]), group["zh_day"])
    if group["bare_month"]:
        return _day("", int(group["bare_month"]), None)
    if group["bare_name"]:
        return _day("", _MONTHS.index(group["bare_name"].lower()) + 1, None)
    for prefix in ("en", "us"):
        if name := group[f"{prefix}_m"]:
            return _day(group[f"{prefix}_y"] or "", _MONTHS.index(name.lower()) + 1, group[f"{prefix}_d"])
    if group["month_m"]:
        return _day(group["month_y"], _MONTHS.index(group["month_m"].lower()) + 1, None)
    return None


def _day(year: str, month: int, day: str | None) -> str:
    return f"{year or '-'}-{month:02}" + (f"-{int(day):02}" if day else "")


def _value(match: re.Match[str]) -> Fraction:
    if match["part"]:
        return Fraction(match["parts"]) / _PARTS[match["part"]]
    return Fraction(match["digits"].replace(",", "") + (match["decimals"] or "")) * _scale(match)


def _scaled(match: re.Match[str]) -> bool:
    return bool(match["percent"] or match["scale_zh"] or match["scale_en"])


def _scale(match: re.Match[str]) -> Fraction:
    if match["percent"]:
        return Fraction(1, 100)
    return Fraction(_SCALES[(match["scale_zh"] or match["scale_en"] or "").lower()] if _scaled(match) else 1)


def _chinese_words(passage: Passage) -> tuple[list[Item], list[str]]:
    counted, spare = [], []
    text = passage.text
    for idiom in _words()["idioms_zh"]:
        text = text.replace(idiom, "×" * len(idiom))
    for match in _ZH_NUMERAL.finditer(text):
        value = _ZH_VALUES.get(match.group())
        before, after = text[: match.start()], text[match.end() :].lstrip(" ")
        if value is None or before.endswith(_NO_COUNT_BEFORE):
            continue
        measure = next((word for word in _words()["measure_words_zh"] if after.startswith(word)), None)
        if measure:
            counted.append(Item(_key(Fraction(value)), match.group() + measure, passage.line_at(match.start())))
        else:
            spare.append(_key(Fraction(value)))
    return counted, spare


def _english_words(passage: Passage) -> tuple[list[Item], list[str]]:
    counted, spare = [], []
    for match in _EN_NUMERAL.finditer(passage.text):
        key = _key(Fraction(_EN_VALUES[match.group(1).lower()]))
        if (match.group(2) or "").lower() in _words()["nouns_en"]:
            counted.append(Item(key, " ".join(match.group().split()), passage.line_at(match.start())))
        else:
            spare.append(key)
    return counted, spare
