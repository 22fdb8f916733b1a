"""Reads typed texts into exact values. Digits come from an explicit table, so that every Python agrees.

It has no words: text that cannot be read becomes a `Problem`, which a view turns into a sentence. What people write
short (`2w`, `12期`, `万分之五`) is read where it can mean one thing only; in_full.py shows it back in full.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from calculators.ratio import ONE, Ratio

SPACES = " \t\r\n\u3000\u00a0"
MOST_CHARACTERS = 200
MOST_ROWS = 100
MOST_FEN = 99_999_999_999_999  # 999,999,999,999.99 yuan
_MOST_DIGITS = 12

_TO_ASCII = str.maketrans("０１２３４５６７８９，．％－−￥ｗＷWｋＫK萬億", "0123456789,.%--¥wwwkkk万亿")
# Control characters, line and direction marks: shown as U+FFFD so that a message stays one readable line.
_UNSHOWN_RANGES = (
    (0x00, 0x1F), (0x7F, 0x9F), (0x061C, 0x061C), (0x200B, 0x200F), (0x2028, 0x202E), (0x2060, 0x2069),
    (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFB),
)  # fmt: skip
_UNSHOWN = {code: "\ufffd" for first, last in _UNSHOWN_RANGES for code in range(first, last + 1)}

# Texts, not compiled: `re` compiles and keeps each at its first use, and not every calculator uses every one.
_GAP = "[ \t\r\n\u3000\u00a0]*"
_DIGITS = "[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+"
_MONEY = f"(-?){_GAP}¥?{_GAP}(-?){_GAP}({_DIGITS})(?:\\.([0-9]+))?{_GAP}([万w千k亿]?){_GAP}(?:元|块钱?)?"
# How many places the point moves from what is written to fen.
_FEN_PLACES = {"": 2, "千": 5, "k": 5, "万": 6, "w": 6, "亿": 10}
_MONEY_ON_AND_ON = f"¥?{_GAP}[0-9]+[万w千k亿]{_GAP}[0-9].*"
_NUMERALS = "零一二三四五六七八九"
_MONEY_IN_CHARACTERS = f"(?=.*[{_NUMERALS}两半])[{_NUMERALS}〇两半十百千万亿点元块钱]+"
_OTHER_CURRENCY = (
    "[$＄€£￡￦₩円]|us\\$|usd|hkd|mop|twd|eur|gbp|jpy|krw|"
    "美元|美金|美刀|港元|港币|港幣|澳门元|新台币|台币|欧元|英镑|日元|日圆|韩元|韩币|dollar|euro|pound"
)
_PERCENT = f"(-?)([0-9]+)(?:\\.([0-9]+))?{_GAP}(%?|‰|‱|[Bb][Pp][Ss]?)"
_PARTS = {"": 100, "%": 100, "‰": 1000, "百": 100, "千": 1000, "万": 10_000}  # ‱ and bp are 10,000 too
# 万分之五 and, shorter, 万五: what follows may be digits or characters, 五 or 一点七五 or 三十五.
_PARTS_OF = f"(?:([百千万])分之|(万)){_GAP}(?:([0-9]+)(?:\\.([0-9]+))?|([{_NUMERALS}十]{{1,3}})(?:点([{_NUMERALS}]+))?)"
_MONTHS = f"第?{_GAP}(?:([0-9]+)|([{_NUMERALS}两十]{{1,3}})){_GAP}(个?月|期|months?|个?年|years?)?"


class Problem:
    """Why a field could not be used: a code, and the texts its sentence needs (`field`, `row`, `read` …)."""

    __slots__ = ("code", "values")

    def __init__(self, code: str, **values: str) -> None:
        self.code = code
        self.values = values

    def at(self, field: str, row: int | None = None) -> Problem:
        """The same problem with the field's name and, for a row counted from 0, its number as people count."""
        place = {"field": field} if row is None else {"field": field, "row": str(row + 1)}
        return Problem(self.code, **{**self.values, **place})

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Problem) and (self.code, self.values) == (other.code, other.values)

    def __hash__(self) -> int:
        return hash((self.code, tuple(sorted(self.values.items()))))

    def __repr__(self) -> str:
        return f"Problem({self.code!r}, **{self.values!r})"


class Form:
    """The fields of one form. A missing field is empty; a text where a list is meant is a list of one."""

    __slots__ = ("_read", "_values")

    def __init__(self, values: Mapping[str, object]) -> None:
        self._values = values
        self._read: dict[str, tuple[str, ...]] = {}

    def text(self, name: str) -> str:
        """The field's text as typed; the first one where it was sent several times; '' where it is missing."""
        texts = self.texts(name)
        return texts[0] if texts else ""

    def texts(self, name: str) -> tuple[str, ...]:
        """The field's texts in row order; () where it is missing."""
        # A result asks for most fields several times.
        if (read := self._read.get(name)) is None:
            read = self._read[name] = _texts(self._values.get(name))
        return read

    def values(self) -> dict[str, str | list[str]]:
        """Every field as it was sent, as a text or as texts in row order; what is neither is left out."""
        return {
            name: _whole(value) if isinstance(value, str) else list(self.texts(name))
            for name, value in self._values.items()
            if isinstance(name, str) and isinstance(value, (str, list, tuple))
        }

    def columns(self, *names: str) -> list[dict[str, str]]:
        """Rows made of several repeated fields; the longest one counts, shorter ones are filled up with ''."""
        columns = {name: self.texts(name) for name in names}
        length = max((len(column) for column in columns.values()), default=0)
        return [
            {name: column[row] if row < len(column) else "" for name, column in columns.items()}
            for row in range(length)
        ]

    def is_example(self, name: str) -> bool:
        """Whether the hidden field `<name>-example` says that the field still holds the worked example's value."""
        return self.text(f"{name}-example") == "yes"


def _texts(value: object) -> tuple[str, ...]:
    """What was sent for a field, as texts."""
    if isinstance(value, str):
        return (_whole(value),)
    if isinstance(value, (list, tuple)):
        return tuple([_whole(entry) if isinstance(entry, str) else "" for entry in value])
    return ()


def _whole(text: str) -> str:
    """The text with surrogate pairs joined and lone halves shown as U+FFFD: the same in Python and in JavaScript."""
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def is_empty(text: str) -> bool:
    """Whether nothing but blanks was typed."""
    return not text.strip(SPACES)


def shown(text: str, *, at_most: int = 30) -> str:
    """The text that was read, fit for a sentence: no control or direction marks, at most so many characters, then …"""
    trimmed = text.strip(SPACES).translate(_UNSHOWN)
    return trimmed if len(trimmed) <= at_most else trimmed[:at_most] + "…"


def too_long(text: str, *, most: int = MOST_CHARACTERS) -> Problem | None:
    """A problem where more characters were typed than a field takes."""
    if len(text) <= most:
        return None
    return Problem("too-long", count=str(len(text)), most=str(most))


def plain_text(text: str) -> str | Problem:
    """A free text of at most 200 characters, without blanks around it and without control or direction marks."""
    return too_long(text) or shown(text, at_most=MOST_CHARACTERS)


def choice(text: str, options: tuple[str, ...], *, empty: str) -> str | Problem:
    """One of the options; `empty` where nothing was chosen; anything else is a problem."""
    if problem := too_long(text):
        return problem
    chosen = text.strip(SPACES)
    if not chosen:
        return empty
    return chosen if chosen in options else Problem("unknown-choice", read=shown(text), options=" / ".join(options))


def plain_yuan(text: str) -> int | None:
    """Yuan in plain ASCII digits with at most one point and two decimals, in fen; None for anything else that may be
    an amount: most amounts of a long table are of this kind, and a pattern takes ten times as long."""
    whole, point, decimals = text.partition(".")
    if not (text.isascii() and whole.isdigit() and len(whole) <= _MOST_DIGITS):
        return None
    if not point:
        return int(whole) * 100
    return int(whole + decimals.ljust(2, "0")) if decimals.isdigit() and len(decimals) <= 2 else None


def money(text: str, *, minus: bool = False) -> int | Problem:
    """Yuan as typed (`1,234.50` `￥8000` `1.2 万元` `2w` `3k`), in fen. At most 999,999,999,999.99 yuan.

    A minus is read only where `minus` is true. Decimals of a yuan are counted as typed, after 万 is multiplied
    out: three or more are a problem. The caller asks `is_empty` first.
    """
    if (plain := plain_yuan(text)) is not None:
        return plain
    if problem := too_long(text):
        return problem
    found = re.fullmatch(_MONEY, text.strip(SPACES).translate(_TO_ASCII))
    if found is None or (found[1] and found[2]):
        return Problem(_why_no_money(text), read=shown(text))
    is_negative = bool(found[1] or found[2])
    if is_negative and not minus:
        return Problem("money-minus", read=shown(text))
    decimals = found[4] or ""
    fen_places = _FEN_PLACES[found[5]]
    if len(decimals) > fen_places:
        return Problem("money-decimals", read=shown(text))
    fen = int(found[3].replace(",", "") + decimals.ljust(fen_places, "0"))
    if fen > MOST_FEN:
        return Problem("money-too-large", read=shown(text))
    return -fen if is_negative else fen


def _why_no_money(text: str) -> str:
    """The code of the problem that says best what to write instead."""
    if re.search(_OTHER_CURRENCY, text, re.ASCII | re.IGNORECASE) is not None:
        return "money-currency"
    plain = text.strip(SPACES).translate(_TO_ASCII)
    if re.fullmatch(_MONEY_ON_AND_ON, plain) is not None:
        return "money-on-and-on"
    return "money-in-characters" if re.fullmatch(_MONEY_IN_CHARACTERS, plain) is not None else "money-unread"


def optional_money(text: str, *, minus: bool = False) -> int | Problem | None:
    """As `money`; None where nothing is typed."""
    return too_long(text) if is_empty(text) else money(text, minus=minus)


def numeral(text: str) -> int | None:
    """A number below 100 in characters: 五 is 5, 十二 is 12, 三十五 is 35; None for anything else."""
    tens, ten, ones = text.replace("两", "二").rpartition("十")
    digits = [_NUMERALS.find(each) for each in (tens or "一", ones or "零")]
    if len(tens) > 1 or len(ones) > 1 or -1 in digits or not text or tens == "零" or (ten and ones == "零"):
        return None
    return 10 * digits[0] + digits[1] if ten else digits[1]


def _digits(digits: str, characters: str) -> str:
    """The whole number as digits, however it was written; '' where the characters are no number."""
    return digits or str(found if (found := numeral(characters)) is not None else "")


def percent(text: str, *, places: int = 4) -> Ratio | Problem:
    """A per cent from 0 to 100, with or without its sign (`30`, `30%`, `0.3` is 0.3 %), as a fraction of 1.

    `5‰`, `万分之五`, `万五` and `5bp` are parts of a thousand or ten thousand. At most so many decimals of a per
    cent. The caller asks `is_empty` first.
    """
    if problem := too_long(text):
        return problem
    plain = text.strip(SPACES).translate(_TO_ASCII)
    if found := re.fullmatch(_PERCENT, plain):
        is_negative, whole, decimals, parts = found[1], found[2], found[3] or "", _PARTS.get(found[4], 10_000)
    elif found := re.fullmatch(_PARTS_OF, plain):
        is_negative, whole, parts = "", _digits(found[3], found[5] or ""), _PARTS[found[1] or found[2]]
        decimals = found[4] or "".join([str(_NUMERALS.index(each)) for each in found[6] or ""])
    else:
        whole = ""
    if not whole:
        return Problem("percent-unread", read=shown(text))
    value = Ratio(int(whole + decimals), parts * 10 ** len(decimals))
    is_too_fine = len(decimals) > places if parts == 100 else not value.is_whole(100 * 10**places)
    if is_too_fine:
        return Problem("percent-decimals", read=shown(text))
    if is_negative or value > ONE:
        return Problem("percent-range", read=shown(text))
    return value


def whole_number(text: str, *, least: int, most: int) -> int | Problem:
    """A whole number in plain digits within these bounds, both included; leading zeros are fine.

    The caller asks `is_empty` first.
    """
    if problem := too_long(text):
        return problem
    found = re.fullmatch("[0-9]+", text.strip(SPACES).translate(_TO_ASCII))
    if found is None:
        return Problem("whole-unread", read=shown(text), least=str(least), most=str(most))
    value = int(found[0])
    return (
        value if least <= value <= most else Problem("whole-range", read=shown(text), least=str(least), most=str(most))
    )


def months(text: str, *, least: int, most: int) -> int | Problem:
    """A number of months as typed (`12` `12期` `12 个月` `1年` `12 months`) within these bounds, both included.

    The caller asks `is_empty` first.
    """
    found = (
        None
        if len(text) > MOST_CHARACTERS
        else re.fullmatch(_MONTHS, text.strip(SPACES).translate(_TO_ASCII), re.ASCII | re.IGNORECASE)
    )
    whole = _digits(found[1], found[2] or "") if found else ""
    if found is None or not found[3] or not whole:
        return whole_number(whole or text, least=least, most=most)
    value = int(whole) * (12 if found[3].strip("个s").lower() in ("年", "year") else 1)
    if not least <= value <= most:
        return Problem("whole-range", read=shown(text), least=str(least), most=str(most))
    return value


def iso_day(text: str) -> date:
    """A day as YYYY-MM-DD in ASCII digits. Raises ValueError for anything else."""
    year, month, day = text[:4], text[5:7], text[8:]
    if text != f"{year}-{month}-{day}" or len(text) != 10 or not (text.isascii() and f"{year}{month}{day}".isdecimal()):
        raise ValueError(f"not a day as YYYY-MM-DD: {text[:40]!r}")
    return date(int(year), int(month), int(day))


def day_typed(text: str) -> date | Problem:
    """A day as YYYY-MM-DD; full-width digits and blanks around it are fine. The caller asks `is_empty` first."""
    if problem := too_long(text):
        return problem
    try:
        return iso_day(text.strip(SPACES).translate(_TO_ASCII))
    except ValueError:
        return Problem("day-unread", read=shown(text))
