"""Reads an interest rate as people write it: `14.6%`, `日息0.05%`, `万分之五`, `0.05% a day`, `月息5厘`.

A word for day, month or year goes before what the field beside it says. 厘 and 分 are a hundredth and a tenth of a
year's rate, but a thousandth and a hundredth of a month's: without a unit they are a problem, and so they are a day.
"""

from __future__ import annotations

import re

from calculators.figure import marked_percent
from calculators.form import MOST_CHARACTERS, SPACES, Problem, numeral, percent, shown, too_long
from calculators.ratio import ONE, Ratio

_UNITS = {"年": "year", "月": "month", "日": "day", "天": "day", "y": "year", "a": "year", "m": "month", "d": "day"}
_BEFORE = "(?:[按每]?([年月日天])(?:化?利率|利息|[化息利])?|(annual|yearly|monthly|daily)(?: rate)?)[ \u3000:：]*"
_AFTER = "[ \u3000]*(?:[/／每]([年月日天])|(?:/|a|per)[ \u3000]*(year|month|day)|(p\\.?a)\\.?)"
_NUMBER = "([0-9０-９]+(?:[.．][0-9０-９]+)?|[一二三四五六七八九十]{1,3})"
_LI = f"{_NUMBER}(厘|分)"
# Of 厘; 分 is ten of them.
_PARTS = {"year": 100, "month": 1000}


def _taken(found: re.Match[str] | None) -> str:
    """The unit that a word names: the first letter or character of the group that matched."""
    word = next((group for group in found.groups() if group), "") if found else ""
    return _UNITS.get(word[:1].lower(), "year") if word else ""


def rate(text: str, *, unit: str, places: int = 4) -> tuple[Ratio, str] | Problem:
    """A rate as a fraction of 1, and what it is a rate of: `year`, `month` or `day`.

    `unit` is what the field says, '' where it says nothing. At most so many decimals of a per cent. The caller asks
    `is_empty` first.
    """
    if problem := too_long(text, most=MOST_CHARACTERS):
        return problem
    plain = text.strip(SPACES)
    before = re.match(_BEFORE, plain, re.ASCII | re.IGNORECASE)
    rest = plain[before.end() :] if before else plain
    after = re.search(f"{_AFTER}$", rest, re.ASCII | re.IGNORECASE)
    rest = rest[: after.start()] if after else rest
    named, also = _taken(before), _taken(after)
    if named and also and named != also:
        return Problem("percent-unread", read=shown(text))
    unit = named or also or unit
    if found := re.fullmatch(_LI, rest):
        return _in_li(found, text, unit, places)
    read = percent(rest, places=places)
    return Problem(read.code, read=shown(text)) if isinstance(read, Problem) else (read, unit or "year")


def _in_li(found: re.Match[str], text: str, unit: str, places: int) -> tuple[Ratio, str] | Problem:
    number = numeral(found[1])
    written = percent(found[1] if number is None else str(number), places=places)
    if isinstance(written, Problem):
        return Problem(written.code, read=shown(text))
    times = 10 if found[2] == "分" else 1

    def part(of: str) -> Ratio:
        return Ratio(written.numerator * 100 * times, written.denominator * _PARTS[of])

    if unit not in _PARTS:
        gaps = {each: marked_percent(part(each), places=places) for each in _PARTS}
        return Problem("rate-in-li-a-day" if unit else "rate-in-li", read=shown(text), **gaps)
    return (part(unit), unit) if part(unit) <= ONE else Problem("percent-range", read=shown(text))
