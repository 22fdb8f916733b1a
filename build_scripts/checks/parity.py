"""The two languages say the same things: section by section the same numbers, links, sources, claims and shape.

A deliberate difference is excused in the section itself, in either language:
`<!-- parity: numbers: why they differ -->`. What may be excused: numbers, links, sources, claims, markers, shape.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from build_scripts.checks.parity_numbers import Item, numbers
from build_scripts.checks.parity_shape import shape
from build_scripts.reading.guides import Fault, Page, Section

KINDS = ("numbers", "links", "sources", "claims", "markers", "shape")
_EXCEPTION = re.compile(r"parity\s*:(.*)", re.DOTALL)
_EXCUSE = re.compile(r"\s*([a-z]+)\s*:\s*(\S.*)", re.DOTALL)


@dataclass(frozen=True)
class Excuse:
    """An exception from parity, written beside the text."""

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
    """Every exception in the guides; `make check` prints their number."""
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
            message = (
                f"'{comment.target}' is not understood;"
                f" please write 'parity: numbers: reason' with one of {', '.join(KINDS)}"
            )
            yield Fault(page.file, comment.line, message)
        else:
            yield Excuse(excuse.group(1), excuse.group(2).strip(), page.file, comment.line)


# What the Chinese text alone has, and what the English one alone has.
Differing = tuple[list[Item], list[Item]]


def differing_numbers(chinese: Section, english: Section) -> Differing:
    """The numbers that the Chinese section alone has, and those that the English one alone has."""
    zh, en = numbers(chinese, "zh"), numbers(english, "en")
    return (
        _unanswered(_beyond(zh.counted, en.counted), en.spare),
        _unanswered(_beyond(en.counted, zh.counted), zh.spare),
    )


def differing_links(chinese: Page, zh: Section, english: Page, en: Section) -> Differing:
    """Internal links, by what they lead to."""
    one, other = _links(chinese, zh), _links(english, en)
    return _beyond(one, other), _beyond(other, one)


def differing_sources(zh: Section, en: Section) -> Differing:
    one, other = _sources(zh), _sources(en)
    return _beyond(one, other), _beyond(other, one)


class _Pair:
    """One section in both languages."""

    def __init__(self, chinese: Page, zh: Section, english: Page, en: Section) -> None:
        self.chinese, self.zh, self.english, self.en = chinese, zh, english, en

    def faults(self) -> list[Fault]:
        differing = {
            "numbers": self._numbers(),
            "links": self._fault("links", *differing_links(self.chinese, self.zh, self.english, self.en)),
            "sources": self._fault("sources", *differing_sources(self.zh, self.en)),
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
        return self._fault("numbers", *differing_numbers(self.zh, self.en))

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
        message = (
            f"'{self.zh.id}': the {what} differ from those at {other}; {sides};"
            " please make them equal, or say why in a parity comment"
        )
        return Fault(file, line, message)

    def _shape(self) -> Fault | None:
        zh, en = shape(self.zh), shape(self.en)
        for number in range(max(len(zh), len(en))):
            here = zh[number] if number < len(zh) else Item("", "nothing", self.zh.line)
            there = en[number] if number < len(en) else Item("", "nothing", self.en.line)
            if here.key != there.key:
                message = (
                    f"'{self.zh.id}': lists, boxes and tables have the same shape in both languages;"
                    f" here is {there.read}, and at {self.chinese.file}:{here.line} {here.read}"
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
    """Each source once: two languages that differ in sentences may cite it a different number of times."""
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
    """The items that `here` has more often than `there`, in order."""
    left = Counter(item.key for item in here) - Counter(item.key for item in there)
    return _taken(here, left)[0]


def _unanswered(items: list[Item], spare: Counter[str]) -> list[Item]:
    """Drops items that a number word in the other language explains, even if that word is not itself counted."""
    return _taken(items, spare)[1]


def _taken(items: list[Item], wanted: Counter[str]) -> tuple[list[Item], list[Item]]:
    """The items that are wanted, each as often as it is wanted, and all others."""
    left = wanted.copy()
    taken: list[Item] = []
    rest: list[Item] = []
    for item in items:
        (taken if left[item.key] > 0 else rest).append(item)
        left[item.key] -= 1
    return taken, rest
