"""Odd and hostile texts for the generated forms of every calculator (`building/odd_forms.py`)."""

from __future__ import annotations

from random import Random

HOSTILE = (
    " ",
    "\u3000\u00a0",
    "\x00",
    "1\x002",
    "\x01\x1f\x7f\x85",
    "\u202e0001\u202c",
    "\u200f8000\u200e",
    "\u2028\u2029",
    "\ufeff100",
    "٣٤٥",
    "१२३",
    "𝟏𝟐",
    "😀",
    "👩‍👩‍👧元",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</div></section><style>*{display:none}</style>",
    "&amp;&lt;&#0;",
    "{amount}{0}%s%(n)s",
    "__ROW__",
    "javascript:alert(1)",
    "'; DROP TABLE lines; --",
    "1e9",
    "+5",
    "NaN",
    "-Infinity",
    "-0",
    "－１２．５",
    "−3",
    "0x10",
    "1_000",
    "1,23",
    "12,345,678.90",
    "1.234",
    "0.00001万",
    "1.2345万",
    "一万二",
    "2w",
    "1.2 W元",
    "3k",
    "1万2",
    "12期",
    "一年",
    "5‰",
    "万分之一点七五",
    "日息万五",
    "月息5厘",
    "0.05% a day",
    "￥￥1",
    "¥ 8000 元",
    "１，２００．５０",
    "999999999999.99",
    "1000000000000",
    "9" * 200,
    "9" * 201,
    "额" * 5000,
    "a\u0301\u0323" * 300,
    "İıßſK",
    "100.0000%",
    "100.00001",
    "33.3333％",
    "2026-02-29",
    "２０２５-０１-０１",
    "0000-01-01",
    "10000-01-01",
)
# These cannot be put into a field by hand: half characters and line ends.
UNTYPABLE = ("\ud800", "a\udfff万", "\ud83d", "\udc00\ud800", "1\n2", "\r\n8000\r\n", "\t12\t", "\x0b\x0c")


def hostile(random: Random, *, typed: bool) -> str:
    """A text nobody should type; with `typed`, one that a person can put into a field."""
    return random.choice(HOSTILE if typed else HOSTILE + UNTYPABLE)


def money(random: Random, *, typed: bool) -> str:
    """An amount in one of the ways in which people write it, now and then empty or hostile."""
    fen = random.choice((0, 1, 99, 10_000, random.randrange(10**7), random.randrange(10**9)))
    yuan = f"{fen // 100}.{fen % 100:02d}"
    full_width = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
    return random.choice(
        (
            lambda: yuan,
            lambda: f"{fen // 100:,}.{fen % 100:02d}",
            lambda: f"￥{fen // 100}",
            lambda: f" {fen // 100}元 ",
            lambda: f"{random.randrange(50)}.{random.randrange(10_000):04d}万".replace(".0000", ""),
            lambda: yuan.translate(full_width),
            lambda: "",
            lambda: hostile(random, typed=typed),
        )
    )()
