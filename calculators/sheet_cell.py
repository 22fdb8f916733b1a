"""What one cell of a sheet says: its text, an amount, a day.

Nothing here raises, whatever the text: what cannot be read is a `Problem`.
"""

from __future__ import annotations

import re
from datetime import date

from calculators import form as typed
from calculators.form import Problem

_INVISIBLE = str.maketrans("", "", "\u200b\u200c\u200d\u2060\ufeff")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20, 0xFFE5: 0xA5}
_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")
_CURRENCY = "人民币|rmb|cny|cn(?=¥)"
# The blanks that software puts between the thousands: none, narrow, thin, of a digit's width.
_SET_BLANKS = "\u00a0\u2007\u2009\u202f"
_SET_THOUSANDS = f"(?<![0-9])[0-9]{{1,3}}(?:[{_SET_BLANKS}][0-9]{{3}})+(?![0-9{_SET_BLANKS}])"
_DASHES = ("-", "--", "–", "—", "——", "−")
_DAY = "([0-9]{4})(?:-|/|\\.|年)([0-9]{1,2})(?:-|/|\\.|月)([0-9]{1,2})日?|([0-9]{4})([0-9]{2})([0-9]{2})"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WHOLE_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december")  # fmt: skip
_NAMED_DAY = (
    "([0-9]{1,2})(?:st|nd|rd|th)?[ -]?(?:of )?([a-z]{3,9})\\.?,?[ -]?([0-9]{4})|([a-z]{3,9})\\.?["
    " -]?([0-9]{1,2})(?:st|nd|rd|th)?(?:, ?|[ -])([0-9]{4})"
)
_YEAR_LAST = "([0-9]{1,2})([-/.])([0-9]{1,2})\\2([0-9]{4})"
_SHORT_YEAR = "([0-9]{1,2})-([a-z]{3})-([0-9]{2})"
_TIME = "(?:[ t]+([0-9]{1,2}):[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]+)?)?(z|\\+00:?00|\\+08:?00)?)?"
_WEEKDAY = (
    "[(\\[]?(?:(?:星期|周|週|礼拜)[一二三四五六日天]|"
    "(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\\.?(?![a-z]))[)\\]]?,?"
)
# A day that a clock of Greenwich writes from then on is the next one in China.
_NEXT_DAY_FROM = 16


def folded(text: str) -> str:
    """The text to compare by: half-width, ASCII letters lower case, no blanks and no invisible characters."""
    return "".join(text.translate(_INVISIBLE).translate(_WIDE).translate(_LOWER).split())


def one_line(text: str) -> str:
    """A cell's text without blanks around it; line ends and tabs inside become one blank."""
    trimmed = text.translate(_INVISIBLE).strip(typed.SPACES)
    return " ".join(trimmed.split()) if any(mark in trimmed for mark in "\r\n\t") else trimmed


def _undressed(cell: str) -> str:
    """The cell without what makes a spreadsheet show it as a text: `="…"`, or a quote or backtick before
    a number."""
    text = cell.strip(typed.SPACES)
    if text[:2] == '="' and text[-1:] == '"' and len(text) > 2:
        return text[2:-1].replace('""', '"')
    is_value = text[1:2].isdigit() or text[1:2] in ("¥", "￥", "-", "(")
    return text[1:] if text[:1] in ("'", "`", "‘", "’") and is_value else cell


def cell_text(cell: str) -> str:
    """What the cell says, on one line, without its spreadsheet's dress."""
    if not cell or (cell.isascii() and cell.isprintable() and cell[:1].isalnum() and cell[-1:].isalnum()):
        # Most cells of a long table: nothing to take off.
        return cell
    return one_line(_undressed(cell))


def amount(text: str, *, unit: str | None = "", minus: bool = False) -> int | Problem:
    """A cell of money in fen, as `form.money` reads it, and as spreadsheets write it: `(1,200.00)` below 0, `-` for 0,
    `RMB`, `CNY` or 人民币 beside it. With the unit 万 a bare number is so many 万; None is a unit we do not read.
    """
    if not unit and unit is not None and (fen := typed.plain_yuan(text)) is not None:
        return fen
    if problem := typed.too_long(text):
        return problem
    if unit is None:
        return Problem("money-unread", read=typed.shown(text))
    text = re.sub(_SET_THOUSANDS, lambda found: re.sub(f"[{_SET_BLANKS}]", "", found[0]), text)
    plain = re.sub(_CURRENCY, "", folded(text)) if text else ""
    bare = plain.replace("¥", "")
    if bare in _DASHES:
        return 0
    plain = _signed(plain)
    # A blank between digits that parts no thousands is no number: form.money says so of the text with its blanks.
    spaced = text.translate(_INVISIBLE).translate(_WIDE).strip()
    if re.search(f"[0-9][ \t{_SET_BLANKS}]+[0-9]", spaced):
        return Problem("money-unread", read=typed.shown(text))
    if unit == "万" and "万" not in plain:
        plain = plain.removesuffix("元") + "万"
    read = typed.money(plain, minus=minus)
    return Problem(read.code, read=typed.shown(text)) if isinstance(read, Problem) else read


def _signed(plain: str) -> str:
    """The amount with its minus in front, where accountants write it otherwise: `(1,200)` `¥(1,200)` `1,200-`, and `CR`
    behind a balance that is the reader's own money; `DR` behind what is owed is no sign."""
    currency = "¥" if plain.startswith("¥") else ""
    rest = plain.removeprefix("¥")
    if rest.startswith("(") and rest.endswith(")"):
        return "-" + currency + rest[1:-1]
    for mark, sign in (("-", "-"), ("−", "-"), ("－", "-"), ("cr", "-"), ("dr", "")):
        if rest.endswith(mark) and rest[:1].isdigit():
            return sign + currency + rest.removesuffix(mark)
    return plain


def _month(word: str) -> int:
    """1 to 12 for an English month, whole or in three letters (Sept too); 0 for any other word."""
    for months in (_MONTHS, _WHOLE_MONTHS):
        if word in months:
            return months.index(word) + 1
    return 9 if word == "sept" else 0


def _written(plain: str) -> tuple[int, int, int] | None:
    """Year, month and day as written in any of the ways that `day` reads; None where the text is none of them."""
    if found := re.fullmatch(f"(?:{_DAY}){_TIME}", plain):
        if found[8] in ("z", "+00:00", "+0000") and int(found[7]) >= _NEXT_DAY_FROM:
            return None
        year, month, number = (found[1], found[2], found[3]) if found[1] else (found[4], found[5], found[6])
        return int(year), int(month), int(number)
    if found := re.fullmatch(f"(?:{_NAMED_DAY}){_TIME}", plain):
        number, word, year = (found[1], found[2], found[3]) if found[1] else (found[5], found[4], found[6])
        return int(year), _month(word), int(number)
    if found := re.fullmatch(_SHORT_YEAR, plain):
        return 2000 + int(found[3]), _month(found[2]), int(found[1])
    if found := re.fullmatch(_YEAR_LAST + _TIME, plain):
        first, second, year_last = int(found[1]), int(found[3]), int(found[4])
        return (year_last, second, first) if first > 12 else (year_last, first, second)
    return None


def day(text: str) -> date | Problem:
    """A cell with a day: `2026-11-03` `2026/11/3` `2026.11.3` `2026年11月3日` `20261103`, `3 Nov 2026` `Nov 3, 2026`
    `03-Nov-26`; a time after it and a weekday beside it are left aside, unless the clock is Greenwich's and the day in
    China another. `15/03/2026` and `03/15/2026` can be one day only. `11/3/2026` is a problem of its own,
    `day-order`: which number is the month, nobody can tell."""
    if problem := typed.too_long(text):
        return problem
    plain = text.translate(_INVISIBLE).translate(_WIDE).translate(_LOWER).strip(typed.SPACES)
    plain = " ".join(re.sub(_WEEKDAY, " ", plain).split()) if len(plain) > 8 else plain
    written = _written(plain)
    if written is not None:
        year_last = re.fullmatch(_YEAR_LAST + _TIME, plain)
        if year_last and int(year_last[1]) <= 12 and int(year_last[3]) <= 12:
            return Problem("day-order", read=typed.shown(text))
        try:
            return date(*written)
        except ValueError:
            pass
    return Problem("day-unread", read=typed.shown(text))
