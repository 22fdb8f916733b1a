"""Forms nobody would make up by hand, the same ones on every run: plausible, odd and hostile text in every field.

The build runs some to see what of the runtime they need; the tests run others, by another seed.
"""

from __future__ import annotations

from random import Random

from calculators.borrowing_cost.calculator import FEE_UNITS, RATE_UNITS
from calculators.borrowing_cost.model import METHODS
from calculators.checklist.calculator import items
from calculators.checklist.model import ANSWERS, AUDIENCES
from calculators.utilisation.lines import KINDS, STATUSES

Form = dict[str, str | list[str]]

COUNT = 200
TYPED = 20  # the first of them can also be typed into a page's fields
DAYS = ("2026-11-23", "2026-12-31", "2027-01-01", "2024-02-29", "1999-01-01", "2031-07-15", "0001-01-01", "9999-12-31")
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


def _hostile(random: Random, *, typed: bool) -> str:
    return random.choice(HOSTILE if typed else HOSTILE + UNTYPABLE)


def _money(random: Random, *, typed: bool) -> str:
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
            lambda: _hostile(random, typed=typed),
        )
    )()


def utilisation(random: Random, *, typed: bool) -> Form:
    """One to five lines (now and then 101), each field as likely wrong as right."""
    count = random.choice((1, 1, 2, 3, 4)) if typed else random.choice((0, 1, 2, 3, 5, 5, 5, 5, 100, 101))
    many = count > 5
    kinds = KINDS if typed else (*KINDS, "", "HUABEI", _hostile(random, typed=False))
    statuses = STATUSES if typed else (*STATUSES, "", "closed")
    form: Form = {
        "line-example": ["" if typed else random.choice(("", "yes")) for _ in range(count)],
        "line-name": [
            random.choice(("", "花呗", f"Card {row}", _hostile(random, typed=typed))) for row in range(count)
        ],
        "line-kind": [random.choice(kinds) for _ in range(count)],
        "line-limit": ["5000" if many else _money(random, typed=typed) for _ in range(count)],
        "line-used": [
            str(row) if many else random.choice(("-5", "－１２．３４", *[_money(random, typed=typed)] * 6))
            for row in range(count)
        ],
        "line-status": [random.choice(statuses) for _ in range(count)],
        "line-overdue": [random.choice(("", "", "yes")) for _ in range(count)],
        "target": random.choice(
            ("30", "30%", "０", "100", "0.3", " 47.5 % ", "12.3456", "", _hostile(random, typed=typed))
        ),
        "target-example": "" if typed else random.choice(("", "yes")),
    }
    if not typed and random.random() < 0.2:
        form.pop(random.choice(list(form)))
    if not typed and random.random() < 0.2:
        form[_hostile(random, typed=False)] = _hostile(random, typed=False)
    return form


def repayment_habit(random: Random, *, typed: bool) -> Form:
    """Months of every length up to 27, jumps and ends included, in any spelling; days settled of every sort."""
    codes = random.choice(("N", "N1M", "N*#/A", "N1234567", "NM1234567B*#/ACGDZ", "ＮＭ１２３ｂ＊n"))
    joint = random.choice(("", "", " ", ",", "、", "，"))
    months = joint.join(random.choice(codes) for _ in range(random.choice((0, 1, 5, 6, 7, 12, 23, 24, 24, 24, 25, 27))))
    if random.random() < 0.25:
        at = random.randrange(len(months) + 1)
        months = months[:at] + _hostile(random, typed=typed) + months[at:]
    days = ("", "", "2020-02-29", "2023-05-20", "2026-11-23", "2026-11-24", "2021-02-29", "1990-1-1")
    settled = [
        random.choice((*days, _hostile(random, typed=typed))) for _ in range(4 if typed else random.randrange(6))
    ]
    flags: Form = {
        name: "" if typed else random.choice(("", "yes")) for name in ("months-example", "settled-on-example")
    }
    return {"months": months, "settled-on": settled, **flags}


def checklist(random: Random, *, typed: bool) -> Form:
    """An audience and an answer to some of the items, of other audiences too."""
    audiences = ("", *AUDIENCES) if typed else ("", *AUDIENCES * 3, "Person", _hostile(random, typed=False))
    # Every other form has only answers that there are, or hardly one would have a figure.
    odd = not typed and random.random() < 0.5
    answers = ("", *ANSWERS, "DONE", _hostile(random, typed=False)) if odd else ("", *ANSWERS)
    audience = random.choice(audiences)
    # The page shows the items of the chosen audience only, so by hand no others are answered.
    names = [item.id for item in items() if not typed or audience in ("", item.audience)]
    chosen = random.sample(names, random.randrange(8) if typed else random.randrange(len(names)))
    form: Form = {"audience": audience, **{name: random.choice(answers) for name in chosen}}
    if not typed:
        form |= {f"{name}-example": random.choice(("", "yes")) for name in ("audience", *random.sample(names, 5))}
    return form


def borrowing_cost(random: Random, *, typed: bool) -> Form:
    """Offers A and B, each sound, odd or empty; now and then only the instalment, an early repayment, or a third offer."""

    def offer() -> dict[str, str]:
        if random.random() < 0.2:
            return {}
        odd = _hostile(random, typed=typed)
        terms = {
            "principal": random.choice(("12000", "1.2万", "￥8,000", _money(random, typed=typed))),
            "periods": random.choice(("1", "3", "12", "１２", "24", "36", random.choice(("0", "361", odd)))),
            "method": random.choice(METHODS),
            "rate": random.choice(("", "0", "0.05", "18.25%", "１", "7.2", odd)),
            "rate-unit": random.choice(RATE_UNITS),
            "fee": random.choice(("", "0.6%", "72", "3 ％", "864元", odd)),
            "fee-unit": random.choice(FEE_UNITS),
            "repaid-after": random.choice(("", "", "", "1", "5", "40", odd)),
        }
        if random.random() < 0.15:
            terms |= {
                "method": METHODS[0],
                "rate": "",
                "fee": "",
                "instalment": random.choice(("1072", "99999", "0.01", odd)),
            }
        if not typed and random.random() < 0.1:
            terms[random.choice(("method", "rate-unit", "fee-unit"))] = odd
        return terms

    offers = [offer() for _ in range(2 if typed else random.choice((1, 2, 2, 2, 3)))]
    usual = {"method": METHODS[0], "rate-unit": RATE_UNITS[0], "fee-unit": FEE_UNITS[0]} if typed else {}
    names = ("principal", "periods", "method", "rate", "rate-unit", "fee", "fee-unit", "instalment", "repaid-after")
    form: Form = {name: [each.get(name, usual.get(name, "")) for each in offers] for name in names}
    form["income"] = random.choice(("", "8000", "0", _money(random, typed=typed)))
    form["debts"] = random.choice(("", "1500", "0", _money(random, typed=typed)))
    form["overdue"] = random.choice(("", "", "yes"))
    if not typed:
        form["principal-example"] = random.choice(("", "yes", ["yes", ""]))
        form["income-example"] = random.choice(("", "yes"))
    return form


MAKERS = {
    "utilisation": utilisation,
    "repayment-habit": repayment_habit,
    "borrowing-cost": borrowing_cost,
    "checklist": checklist,
}


def forms(calculator: str, seed: str = "ClearLimit", *, count: int = COUNT, typed: int = TYPED) -> list[Form]:
    """The forms of a calculator by that seed; the first `typed` of them can be typed."""
    random = Random(f"{seed} {calculator}")
    return [MAKERS[calculator](random, typed=number < typed) for number in range(count)]
