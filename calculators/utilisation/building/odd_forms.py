"""Forms nobody would make up by hand, and what each part is given; the build looks what of the runtime they need."""

from __future__ import annotations

from random import Random

from calculators.building.odd_texts import hostile, money
from calculators.utilisation.lines import KINDS, STATUSES
from calculators.utilisation.plan import ORDERS

# Texts with which each part has something to give: the build asks with them, to see what of Python is used.
GIVEN: dict[str, tuple[str, ...]] = {
    "paste": (
        "名称\t额度\t已用\t状态\t逾期\n花呗\t10,000.00\t6,200.00\t正常\t否\n借呗\t5万\t看不清\n合计\t60,000.00\n",
        "花呗,10000,6200\n借呗,50000,12000\n信用卡,20000,19800\n",
    ),
}


def form(random: Random, *, typed: bool) -> dict[str, str | list[str]]:
    """One to five lines (now and then 101), each field as likely wrong as right;
    in a third of the forms nothing is wrong."""
    count = random.choice((1, 1, 2, 3, 4)) if typed else random.choice((0, 1, 2, 3, 5, 5, 5, 5, 100, 101))
    is_sound = not typed and random.random() < 0.33
    plain = count > 5 or is_sound
    kinds = KINDS if typed or is_sound else (*KINDS, "", "HUABEI", hostile(random, typed=False))
    statuses = STATUSES if typed or is_sound else (*STATUSES, "", "closed")
    targets = ("30", "30%", "０", "100", "0.3", " 47.5 % ", "12.3456", "")
    made: dict[str, str | list[str]] = {
        "line-example": ["" if typed else random.choice(("", "yes")) for _ in range(count)],
        "line-name": [random.choice(("", "花呗", f"Card {row}", hostile(random, typed=typed))) for row in range(count)],
        "line-kind": [random.choice(kinds) for _ in range(count)],
        "line-limit": ["5000" if plain else money(random, typed=typed) for _ in range(count)],
        "line-used": [
            str(1000 + row) if plain else random.choice(("-5", "－１２．３４", *[money(random, typed=typed)] * 6))
            for row in range(count)
        ],
        "line-status": [random.choice(statuses) for _ in range(count)],
        "line-overdue": [random.choice(("", "", "yes")) for _ in range(count)],
        "target": random.choice(targets if is_sound else (*targets, hostile(random, typed=typed))),
        "target-example": "" if typed else random.choice(("", "yes")),
    }
    if typed:
        return made
    made |= _plan(random, count, is_sound=is_sound) | _scenarios(random, count, is_sound=is_sound)
    made["pasted-added"] = random.choice(("", "yes"))
    made["pasted"] = random.choice(("", "花呗\t10000\t6200\n", hostile(random, typed=False)))
    if not is_sound and random.random() < 0.2:
        made.pop(random.choice(list(made)))
    if not is_sound and random.random() < 0.2:
        made[hostile(random, typed=False)] = hostile(random, typed=False)
    return made


def _some(random: Random, *usual: str, is_sound: bool) -> str:
    """One of the usual texts, or nothing; where all need not be sound, now and then any other."""
    odd = [] if is_sound else [money(random, typed=False)]
    return random.choice([*usual, *usual, "", *odd])


def _plan(random: Random, count: int, *, is_sound: bool) -> dict[str, str | list[str]]:
    """What a plan or a split is made from, in two forms of three."""
    if random.random() < 0.33:
        return {}

    def some(*usual: str) -> str:
        return _some(random, *usual, is_sound=is_sound)

    return {
        "line-due": [some("0", "300", "全部") for _ in range(count)],
        "line-rate": [some("0", "18.25", "14.6%") for _ in range(count)],
        "line-overdue-amount": [some("0", "1") for _ in range(count)],
        "plan-money": some("3000", "500", "250000"),
        "plan-kept": some("1000", "0"),
        "plan-order": some(*ORDERS),
        "spare": some("800", "20000"),
    }


def _scenarios(random: Random, count: int, *, is_sound: bool) -> dict[str, str | list[str]]:
    """Up to three scenarios, of lines that there are; where all need not be sound, now and then more of both."""
    wanted = random.choice((0, 1, 2, 3, 3, 3 if is_sound else 4)) if count else 0

    def column(*usual: str) -> list[str]:
        return [_some(random, *usual, is_sound=is_sound) for _ in range(wanted)]

    return {
        "scenario-name": column("A", "还花呗"),
        "scenario-line": [str(random.randint(1, count + (not is_sound))) for _ in range(wanted)],
        "scenario-repay": column("0", "100", "1000"),
        "scenario-spend": column("0", "50"),
        "scenario-limit": column("5000", "1万"),
    }
