"""A table with one row a case: its columns told apart line by line (额度1, 已用1, 额度2 … or 花呗额度, 花呗已用 …)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from calculators.desk.columns import AVAILABLE, LIMIT, LINE, NAMES, USED, Columns
from calculators.pasted_table import Column, field_of
from calculators.sheet_cell import folded

_IN_BRACKETS = "[(\\[【〔]([^)\\]】〕]*)[)\\]】〕]"
_UNIT = "元|万|人民币|yuan|rmb|cny|¥"
_WHOLE = ("总", "合计", "全部", "total", "sum", "all", "overall")
_AMOUNTS = (LIMIT, USED, AVAILABLE)


@dataclass(frozen=True)
class UnclearColumns:
    """Columns of which nobody can tell which line they belong to, or which of them is meant: their headings."""

    headings: tuple[str, ...]


@dataclass(frozen=True)
class _Part:
    """A column of a line: the field, whose line it is as the heading says ('' where it does not), and which of several
    that say the same."""

    column: Column
    field: str
    stem: str
    turn: int

    @property
    def line(self) -> tuple[str, int]:
        return self.stem, self.turn


def with_lines(columns: Columns) -> Columns | UnclearColumns:
    """The columns with those of each line together where there are several; the same ones where a row is a line."""
    parts = _parts(columns.every)
    lines: dict[tuple[str, int], dict[str, Column]] = {}
    for part in parts:
        lines.setdefault(part.line, {}).setdefault(part.field, replace(part.column, field=part.field))
    whole = {line: found for line, found in lines.items() if LIMIT in found and (USED in found or AVAILABLE in found)}
    is_named = [stem for stem, _ in whole if stem and not _is_number(stem)]
    if len(whole) < 2:
        return columns
    for line, found in list(whole.items()):
        if _is_sum(line[0], found[LIMIT]) and (line[0] or len(is_named) > 1):
            # What all lines come to together would count each of them twice.
            del whole[line]
    astray = [part for part in parts if part.field in _AMOUNTS and part.line not in whole]
    unclear = [part.column.heading for part in astray if not _is_sum(part.stem, part.column)]
    unclear += [found[LIMIT].heading for (stem, _), found in whole.items() if not stem and len(is_named) > 1]
    if unclear or not _are_apart(whole):
        return UnclearColumns(tuple(unclear or (found[LIMIT].heading for found in whole.values())))
    once = {name: column for name, column in columns.by_field.items() if name not in (*LINE, AVAILABLE)}
    every = tuple(
        replace(columns, by_field={**once, **found}, line_name="" if _is_number(stem) else stem)
        for (stem, _), found in whole.items()
    )
    return replace(columns, by_field=every[0].by_field, lines=every) if len(every) > 1 else every[0]


def rivals(columns: Columns) -> UnclearColumns | None:
    """Several columns that may each be the limit, and none of them by its very name; None where one is."""
    fields = [(column, field_of(column.heading, NAMES)) for column in columns.every]
    named = [column for column, field in fields if field == LIMIT]
    exact = {folded(name) for name in NAMES[LIMIT]}
    if len(named) < 2 or columns.lines or any(folded(column.heading) in exact for column in named):
        return None
    return UnclearColumns(tuple(column.heading for column in named))


def _parts(every: Sequence[Column]) -> list[_Part]:
    turns: Counter[tuple[str, str]] = Counter()
    parts = []
    for column in every:
        field = field_of(column.heading, NAMES)
        if field not in (*LINE, AVAILABLE):
            continue
        stem = _stem(column.heading, field)
        parts.append(_Part(column, field, stem, turns[field, stem]))
        turns[field, stem] += 1
    return parts


def _stem(heading: str, field: str) -> str:
    """What the heading has besides the field's name and its unit: whose line it is."""
    plain = folded(heading)
    inside = [each for each in re.findall(_IN_BRACKETS, plain) if not re.search(_UNIT, each)]
    plain = re.sub(_IN_BRACKETS, "", plain)
    names = sorted((folded(name) for name in NAMES[field]), key=len, reverse=True)
    found = next((name for name in names if name in plain), "")
    return "".join([plain.replace(found, "", 1), *inside]).strip("*:：_-—·.。/#")


def _is_number(stem: str) -> bool:
    return bool(re.fullmatch("(?:line|account|第|no\\.?)?[-_ ]?[0-9一二三四五六七八九十]{1,2}[笔个号]?", stem))


def _is_sum(stem: str, column: Column) -> bool:
    """Whether the column is what several lines come to."""
    return stem in _WHOLE or (not stem and any(word in folded(column.heading) for word in _WHOLE))


def _are_apart(lines: dict[tuple[str, int], dict[str, Column]]) -> bool:
    """Whether lines that their headings do not tell apart stand one after the other, each with all its columns."""
    alike = [
        sorted(column.index for name, column in found.items() if name in _AMOUNTS)
        for line, found in lines.items()
        if any(stem == line[0] and turn for stem, turn in lines)
    ]
    return all(one[-1] < other[0] for one, other in zip(alike, alike[1:], strict=False))


def merged_headings(upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...]:
    """Two rows of headings as one: 花呗 over 额度 and 已用 makes 花呗额度 and 花呗已用."""
    found, group = [], ""
    for above, own in zip_longest(upper, lower, fillvalue=""):
        group = above or group
        over = group if field_of(own, NAMES) in (*LINE, AVAILABLE) else above
        found.append((f"{over} {own}" if over.isascii() else over + own).strip() if own else above)
    return tuple(found)
