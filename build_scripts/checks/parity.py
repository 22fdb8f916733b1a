"""The two languages say the same things: section by section the same numbers, links, sources, claims and shape.

A deliberate difference is excused beside the text, in the section, in either language:
`<!-- parity: numbers: why they differ -->`. What may be excused: numbers, links, sources, claims, markers, shape.
"""

from __future__ import annotations

import posixpath
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from markdown_it.token import Token

from build_scripts.pages.markdown_finish import box_kind
from build_scripts.reading.guides import Fault, Page, Passage, Section

KINDS = ("numbers", "links", "sources", "claims", "markers", "shape")
_WORDS = Path(__file__).with_suffix(".toml")

_PLAIN = str.maketrans("０１２３４５６７８９％．", "0123456789%.")
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = "|".join(name.capitalize() for name in _MONTHS)
# May is also a verb; by itself it may answer 5 月 and never counts.
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
      (?:(?P<percent>\s?%|\s?per\scent\b|\s?percent\b)|\s?[多余来]?\s?(?P<scale_zh>万亿|亿|千万|百万|万)|[\s-](?P<scale_en>(?i:thousand|million|billion|trillion))\b)?
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

_EXCEPTION = re.compile(r"parity\s*:(.*)", re.DOTALL)
_EXCUSE = re.compile(r"\s*([a-z]+)\s*:\s*(\S.*)", re.DOTALL)
_ENDS = re.compile(r'<span data-ends="([^"]*)">')


@dataclass(frozen=True)
class Item:
    """A number, link, source or marker as it was read; `key` is equal where the two languages mean the same."""

    key: str
    read: str
    line: int


@dataclass(frozen=True)
class Excuse:
    """A parity exception that stands beside the text."""

    kind: str
    reason: str
    file: str
    line: int


def check_parity(guides: Mapping[str, Sequence[Page]]) -> list[Fault]:
    english = {page.name: page for page in guides.get("en", ())}
    faults = []
    for page in guides.get("zh", ()):
        if page.name in english:
            faults += _pages(page, english[page.name])
    return faults


def parity_exceptions(guides: Mapping[str, Sequence[Page]]) -> list[Excuse]:
    """Every exception that stands in the guides, for the count that is printed."""
    return [
        excuse
        for pages in guides.values()
        for page in pages
        for section in page.sections
        for excuse in _excuses(page, section)
        if isinstance(excuse, Excuse)
    ]


def _pages(chinese: Page, english: Page) -> list[Fault]:
    there = {section.id: section for section in english.sections}
    faults = []
    for section in chinese.sections:
        if section.id in there:
            faults += _Pair(chinese, section, english, there[section.id]).faults()
    return faults


def _excuses(page: Page, section: Section) -> Iterator[Excuse | Fault]:
    for comment in section.comments:
        found = _EXCEPTION.match(comment.target)
        if not found:
            continue
        excuse = _EXCUSE.match(found.group(1))
        if not excuse or excuse.group(1) not in KINDS:
            message = f"'{comment.target}' is not understood; please write 'parity: numbers: reason' with one of {', '.join(KINDS)}"
            yield Fault(page.file, comment.line, message)
        else:
            yield Excuse(excuse.group(1), excuse.group(2).strip(), page.file, comment.line)


class _Pair:
    """One section in both languages."""

    def __init__(self, chinese: Page, zh: Section, english: Page, en: Section) -> None:
        self.chinese, self.zh, self.english, self.en = chinese, zh, english, en

    def faults(self) -> list[Fault]:
        differing = {
            "numbers": self._numbers(),
            "links": self._differing("links", _links(self.chinese, self.zh), _links(self.english, self.en)),
            "sources": self._differing("sources", _sources(self.zh), _sources(self.en)),
            "claims": self._differing("claims", _claims(self.zh), _claims(self.en)),
            "markers": self._differing("markers", _markers(self.zh), _markers(self.en)),
            "shape": self._shape(),
        }
        found: list[Fault] = []
        used = set()
        for excuse in [*_excuses(self.chinese, self.zh), *_excuses(self.english, self.en)]:
            if isinstance(excuse, Fault):
                found.append(excuse)
            elif differing[excuse.kind] is None:
                message = (
                    f"this exception excuses nothing: the {excuse.kind} of '{self.zh.id}' are equal; please take it out"
                )
                found.append(Fault(excuse.file, excuse.line, message))
            else:
                used.add(excuse.kind)
        return [fault for kind, fault in differing.items() if fault and kind not in used] + found

    def _numbers(self) -> Fault | None:
        zh, en = numbers(self.zh, "zh"), numbers(self.en, "en")
        zh_only = _unanswered(_beyond(zh.counted, en.counted), en.spare)
        en_only = _unanswered(_beyond(en.counted, zh.counted), zh.spare)
        return self._fault("numbers", zh_only, en_only)

    def _differing(self, what: str, zh: list[Item], en: list[Item]) -> Fault | None:
        return self._fault(what, _beyond(zh, en), _beyond(en, zh))

    def _fault(self, what: str, zh: list[Item], en: list[Item]) -> Fault | None:
        """At the Chinese line where Chinese has more, else at the English one; the message names both."""
        if not zh and not en:
            return None
        file, line, other = (
            (self.chinese.file, zh[0].line, f"{self.english.file}:{self.en.line}")
            if zh
            else (self.english.file, en[0].line, f"{self.chinese.file}:{self.zh.line}")
        )
        sides = "; ".join(
            f"only in {lang}: " + ", ".join(f"'{item.read}' (line {item.line})" for item in items)
            for lang, items in (("zh", zh), ("en", en))
            if items
        )
        message = f"'{self.zh.id}': the {what} differ from those at {other}; {sides}; please make them equal, or say why in a parity comment"
        return Fault(file, line, message)

    def _shape(self) -> Fault | None:
        zh, en = shape(self.zh), shape(self.en)
        for number in range(max(len(zh), len(en))):
            here = zh[number] if number < len(zh) else Item("", "nothing", self.zh.line)
            there = en[number] if number < len(en) else Item("", "nothing", self.en.line)
            if here.key != there.key:
                message = (
                    f"'{self.zh.id}': lists, boxes and tables have the same shape in both languages; here is {there.read},"
                    f" and at {self.chinese.file}:{here.line} {here.read}"
                )
                return Fault(self.english.file, there.line, message)
        return None


def _links(page: Page, section: Section) -> list[Item]:
    """Internal links by the page and heading they lead to; those to claims are compared as claims."""
    claims = {f"claim-{link.target}" for link in section.claims}
    found = []
    for link in section.links:
        path, mark, anchor = link.target.partition("#")
        if ":" in path or anchor in claims:
            continue
        name = posixpath.normpath(posixpath.join(posixpath.dirname(page.name), path)) if path else f"{page.name}.md"
        found.append(Item(name + mark + anchor, link.target, link.line))
    return found


def _sources(section: Section) -> list[Item]:
    """Each source once: how often it is cited follows the sentences, and their count is free."""
    first = {link.target: link.line for link in reversed(section.sources)}
    return [Item(name, name, line) for name, line in first.items()]


def _claims(section: Section) -> list[Item]:
    return [Item(link.target, link.target, link.line) for link in section.claims]


def _markers(section: Section) -> list[Item]:
    found = []
    for place, marker in enumerate(section.markers, 1):
        read = f"data-{marker.kind}={marker.name}"
        found.append(Item(f"{place} {read}", read, marker.line))
    return found


def _beyond(here: list[Item], there: list[Item]) -> list[Item]:
    """What `here` has more of than `there`, in order."""
    left = Counter(item.key for item in here) - Counter(item.key for item in there)
    return _taken(here, left)[0]


def _unanswered(items: list[Item], spare: Counter[str]) -> list[Item]:
    """Without those that a number word of the other language answers although it does not count."""
    return _taken(items, spare)[1]


def _taken(items: list[Item], wanted: Counter[str]) -> tuple[list[Item], list[Item]]:
    """The items that are wanted, as often as they are, and the rest."""
    left = wanted.copy()
    taken: list[Item] = []
    rest: list[Item] = []
    for item in items:
        (taken if left[item.key] > 0 else rest).append(item)
        left[item.key] -= 1
    return taken, rest


# Numbers


@dataclass(frozen=True)
class Numbers:
    """What counts in a section, and the number words that do not count but may answer one in the other language."""

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
        for value, names in _words()["same"].items():
            spare[_key(Fraction(value))] += sum(len(_same(name).findall(plain.text)) for name in names)
    for piece in section.pieces():
        if piece.token.type == "html_inline" and (found := _ENDS.fullmatch(piece.token.content)):
            counted.append(Item(f"ends {found.group(1)}", f"data-ends {found.group(1)}", piece.line))
    return Numbers(sorted(counted, key=lambda item: item.line), spare)


@cache
def _same(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b{name}\b" if name.isascii() else name, re.IGNORECASE)


def _key(value: Fraction) -> str:
    return str(value)


def _digits(passage: Passage) -> list[Item]:
    """Numbers in digits and dates; in a range such as 20–30 万 what follows the second number holds for the first."""
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
    """The date that a bare number is beside a whole one: the 21 of '21 and 24 April', the 24 of '4 月 21 日和 24 日'."""
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


# Shape


def shape(section: Section) -> list[Item]:
    """Lists with what is nested in them, boxes with their points, tables with rows and columns, in order."""
    found = []
    depth = 0
    for at, token in enumerate(section.tokens):
        if token.type in _SHAPES:
            if depth == 0:
                key, read = _SHAPES[token.type](section.tokens[at:])
                found.append(Item(key, read, (token.map[0] if token.map else 0) + 1 + section.shift))
            depth += 1
        elif token.type in _SHAPE_ENDS:
            depth -= 1
    return found


def _inside(tokens: Sequence[Token]) -> Iterator[Token]:
    """What stands between the first token, which opens, and the one that closes it."""
    for token in tokens[1:]:
        if token.level == tokens[0].level and token.nesting == -1:
            return
        yield token


def _list_shape(tokens: Sequence[Token]) -> tuple[str, str]:
    kind = "a list" if tokens[0].type == "bullet_list_open" else "a numbered list"
    points = []
    for token in _inside(tokens):
        if token.type == "list_item_open" and token.level == tokens[0].level + 1:
            points.append(0)
        elif token.type == "list_item_open" and token.level == tokens[0].level + 3:
            points[-1] += 1
    nested = f" (nested: {', '.join(map(str, points))})" if any(points) else ""
    return f"{kind} {points}", f"{kind} of {len(points)}{nested}"


def _table_shape(tokens: Sequence[Token]) -> tuple[str, str]:
    rows = columns = 0
    for token in _inside(tokens):
        rows += token.type == "tr_open"
        columns += token.type == "th_open"
    return f"table {rows}x{columns}", f"a table of {rows} rows and {columns} columns"


def _boxes_shape(tokens: Sequence[Token]) -> tuple[str, str]:
    boxes: list[tuple[str, int]] = []
    opened = None
    for token in _inside(tokens):
        if token.type in ("dt_open", "dd_open"):
            opened = token.type
        elif token.type == "inline" and opened == "dt_open":
            boxes.append((box_kind(token.content) or "term", 0))
        if token.type == "dd_open" and boxes:
            boxes[-1] = (boxes[-1][0], boxes[-1][1] + 1)
    return f"boxes {boxes}", "boxes " + ", ".join(f"{kind} ({points})" for kind, points in boxes)


_SHAPES: dict[str, Callable[[Sequence[Token]], tuple[str, str]]] = {
    "bullet_list_open": _list_shape,
    "ordered_list_open": _list_shape,
    "table_open": _table_shape,
    "dl_open": _boxes_shape,
}
_SHAPE_ENDS = frozenset(name.replace("_open", "_close") for name in _SHAPES)
