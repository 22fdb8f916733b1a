"""Forms nobody would make up by hand, and what each part is given; the build looks what of the runtime they need."""

from __future__ import annotations

from random import Random

from calculators.building.odd_texts import hostile, money
from calculators.utilisation.lines import KINDS, STATUSES

# What each part is given when the build looks which modules and functions are used.
GIVEN: dict[str, str] = {
    "paste": "名称\t额度\t已用\t状态\t逾期\n花呗\t10,000.00\t6,200.00\t正常\t否\n借呗\t5万\t看不清\n合计\t60,000.00\n",
}


def form(random: Random, *, typed: bool) -> dict[str, str | list[str]]:
    """One to five lines (now and then 101), each field as likely wrong as right."""
    count = random.choice((1, 1, 2, 3, 4)) if typed else random.choice((0, 1, 2, 3, 5, 5, 5, 5, 100, 101))
    many = count > 5
    kinds = KINDS if typed else (*KINDS, "", "HUABEI", hostile(random, typed=False))
    statuses = STATUSES if typed else (*STATUSES, "", "closed")
    made: dict[str, str | list[str]] = {
        "line-example": ["" if typed else random.choice(("", "yes")) for _ in range(count)],
        "line-name": [random.choice(("", "花呗", f"Card {row}", hostile(random, typed=typed))) for row in range(count)],
        "line-kind": [random.choice(kinds) for _ in range(count)],
        "line-limit": ["5000" if many else money(random, typed=typed) for _ in range(count)],
        "line-used": [
            str(row) if many else random.choice(("-5", "－１２．３４", *[money(random, typed=typed)] * 6))
            for row in range(count)
        ],
        "line-status": [random.choice(statuses) for _ in range(count)],
        "line-overdue": [random.choice(("", "", "yes")) for _ in range(count)],
        "target": random.choice(
            ("30", "30%", "０", "100", "0.3", " 47.5 % ", "12.3456", "", hostile(random, typed=typed))
        ),
        "target-example": "" if typed else random.choice(("", "yes")),
    }
    if not typed and random.random() < 0.2:
        made.pop(random.choice(list(made)))
    if not typed and random.random() < 0.2:
        made[hostile(random, typed=False)] = hostile(random, typed=False)
    return made
