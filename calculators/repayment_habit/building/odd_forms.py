"""Forms nobody would make up by hand, and what each part is given; the build looks what of the runtime they need."""

from __future__ import annotations

from random import Random

from calculators.building.odd_texts import hostile

# Texts with which each part has something to give: the build asks with them, to see what of Python is used. These are
# bills as an app exports them: one paid late within the month, one in the next month, one in two parts, one not yet
# paid.
GIVEN: dict[str, tuple[str, ...]] = {
    "bills": (
        "应还日期,应还金额,实际还款日期,实还金额\n"
        "2026-06-10,1200.00,2026-06-09,1200.00\n"
        "2026/7/10,1200.00,2026/7/15,1200.00\n"
        "2026年8月10日,1200.00,2026年9月3日,1200.00\n"
        "20260910,1200.00,20260910,600.00\n"
        "20260910,1200.00,20260912,600.00\n"
        "2026-10-10,1200.00,,\n",
    ),
}


def form(random: Random, *, typed: bool) -> dict[str, str | list[str]]:
    """Months of every length up to 27, jumps and ends included, in any spelling; days settled of every sort."""
    codes = random.choice(("N", "N1M", "N*#/A", "N1234567", "NM1234567B*#/ACGDZ", "ＮＭ１２３ｂ＊n"))
    joint = random.choice(("", "", " ", ",", "、", "，"))
    months = joint.join(random.choice(codes) for _ in range(random.choice((0, 1, 5, 6, 7, 12, 23, 24, 24, 24, 25, 27))))
    if random.random() < 0.25:
        at = random.randrange(len(months) + 1)
        months = months[:at] + hostile(random, typed=typed) + months[at:]
    days = ("", "", "2020-02-29", "2023-05-20", "2026-11-23", "2026-11-24", "2021-02-29", "1990-1-1")
    settled = [random.choice((*days, hostile(random, typed=typed))) for _ in range(4 if typed else random.randrange(6))]
    flags: dict[str, str | list[str]] = {
        name: "" if typed else random.choice(("", "yes")) for name in ("months-example", "settled-on-example")
    }
    if not typed:
        flags["bills-columns"] = [random.choice(("", "", "A", "d", "none", "?")) for _ in range(4)]
    return {"months": months, "settled-on": settled, **flags}
