"""Exact figures as text: plain digits for machines, and the same figure for people."""

from __future__ import annotations

from functools import lru_cache

from calculators import data
from calculators.html import Html, element
from calculators.ratio import Ratio

_PLACES = 12


def _plain(units: int, places: int) -> str:
    """A whole number of 10**-places as digits with a point and no trailing zeros."""
    digits = str(abs(units)).rjust(places + 1, "0")
    whole, decimals = digits[:-places], digits[-places:].rstrip("0")
    return ("-" if units < 0 else "") + whole + ("." + decimals if decimals else "")


def plain_ratio(ratio: Ratio) -> str:
    """A fraction of 1 in plain digits: exact if it ends within 12 places, else 12 places, half-even."""
    return _plain(ratio.nearest_of(10**_PLACES), _PLACES)


def is_ratio(name: str) -> bool:
    """Whether the figure of that name is a fraction of 1, which people read as a per cent: its kind stands in its name,
    and `make check` holds every golden form to it."""
    return any(part in name for part in ("ratio", "share", "annual"))


def plain_money(fen: int) -> str:
    """Yuan with two decimals: 1380000 fen is '13800.00'."""
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02d}"


def grouped_money(fen: int) -> str:
    """Yuan for people where the unit is said elsewhere: '13,800.00'."""
    return f"{'−' if fen < 0 else ''}{abs(fen) // 100:,}.{abs(fen) % 100:02d}"


def shown_money(fen: int, *, lang: str) -> str:
    """Yuan for people: '13,800.00 元', '13,800.00 yuan'."""
    return data.text("", "yuan", lang=lang, figure=grouped_money(fen))


def _percent(ratio: Ratio, places: int) -> tuple[str, bool]:
    return _cut(ratio.numerator, ratio.denominator, places)


# From key to key most figures stay as they are.
@lru_cache(maxsize=512)
def _cut(numerator: int, denominator: int, places: int) -> tuple[str, bool]:
    """A per cent with at most so many decimals (half-even), and whether that is exact. What is a little more than
    nothing, or on either side of 100%, gets as many as show it: 'over the limit' beside 100% would contradict
    itself."""
    ratio, units = Ratio(numerator, denominator), 100 * 10**places
    nearest, is_exact = ratio.nearest_of(units), ratio.is_whole(units)
    if not is_exact and nearest in (0, units) and places < _PLACES:
        return _cut(numerator, denominator, places + 1)
    whole, _, decimals = _plain(nearest, places).partition(".")
    return f"{int(whole):,}{'.' + decimals if decimals else ''}%", is_exact


def marked_percent(ratio: Ratio, *, places: int = 2) -> str:
    """A per cent in no language: '47.5%', and '≈ 33.33%' where decimals are cut."""
    figure, is_exact = _percent(ratio, places)
    return figure if is_exact else f"≈ {figure}"


def shown_percent(ratio: Ratio, *, lang: str, places: int = 2) -> str:
    """A per cent for people: '47.5%'; where more than `places` decimals are cut (half-even) it says 'about'."""
    figure, is_exact = _percent(ratio, places)
    return figure if is_exact else data.text("", "about", lang=lang, figure=figure)


def shown_points(ratio: Ratio, *, lang: str, places: int = 2) -> str:
    """A difference of two per cents for people: '17.25 个百分点', '17.25 percentage points'; cut as per cents are."""
    per_cent, is_exact = _percent(ratio, places)
    figure = per_cent.removesuffix("%")
    points = data.text("", "percentage-point" if figure == "1" else "percentage-points", lang=lang, figure=figure)
    return points if is_exact else data.text("", "about", lang=lang, figure=points)


def headline(name: str, value: str, *shown: object) -> Html:
    """The one element that carries a figure of `answer`: its name, its plain value and what people read."""
    return element("data", data_name=name, value=value)(*shown)
