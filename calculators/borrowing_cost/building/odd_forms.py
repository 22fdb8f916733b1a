"""Forms nobody would make up by hand, and what each part is given; the build looks what of the runtime they need."""

from __future__ import annotations

from random import Random

from calculators.borrowing_cost.calculator import FEE_UNITS, MOST_OFFERS, RATE_UNITS, TERMS
from calculators.borrowing_cost.dated.terms import EVERY, INTEREST_BY
from calculators.borrowing_cost.model import METHODS
from calculators.building.odd_texts import hostile, money

# Texts with which each part has something to give: the build asks with them, to see what of Python is used.
_HEADED = "期数\t还款日\t应还金额\t本金\t利息\t手续费\t状态\n1\t2026-12-23\t1,072.00\t1000\t0\t72\t待还"
_TEXTS = (
    f"{_HEADED}\n2\t2027-01-23\t1,072.00\t1000\t0\t72\t待还\n合计\t\t2,144.00\t2000\t0\t144",
    "2026-12-10 1072.00\n2027-01-10 1072.00",
    'date,amount,type\n2026-11-23,-2000,disbursement\n3 Dec 2026,"1,050",repayment\n03/04/2027,12 USD,x',
    f"{_HEADED}失败\n2\t2027-02-30\t一百\t1\t2\t3\t退款成功了",
    "2026-11-24 999999",
)
GIVEN: dict[str, tuple[str, ...]] = {"schedule": _TEXTS}


def form(random: Random, *, typed: bool) -> dict[str, str | list[str]]:
    """Offers, each sound, odd or empty;
    now and then only the instalment, an early repayment, or more offers than fit."""

    def offer() -> dict[str, str]:
        if random.random() < 0.2:
            return {}
        odd = hostile(random, typed=typed)
        terms = {
            "principal": random.choice(("12000", "1.2万", "￥8,000", money(random, typed=typed))),
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
        if random.random() < 0.3:
            terms |= {
                "every": random.choice(EVERY),
                "interest-by": random.choice(INTEREST_BY),
                "drawn-on": random.choice(("2026-11-23", "2026-11-23", "", odd)),
                "first-due": random.choice(("", "2027-01-10", "2026-12-01", odd)),
                "balloon": random.choice(("", "", "2000", "1万", odd)),
                "prepayment-fee": random.choice(("", "2%", "50", odd)),
            }
        if not typed and random.random() < 0.1:
            terms[random.choice(("method", "rate-unit", "fee-unit"))] = odd
        return terms

    offers = [offer() for _ in range(MOST_OFFERS if typed else random.choice((1, 2, 2, 3, 4, 5)))]
    chosen = {"method": METHODS[0], "rate-unit": RATE_UNITS[0], "fee-unit": FEE_UNITS[0]}
    chosen |= {"every": EVERY[0], "interest-by": INTEREST_BY[0]}
    usual = chosen if typed else {}
    names = (
        "principal",
        "periods",
        "method",
        "rate",
        "rate-unit",
        "fee",
        "fee-unit",
        "instalment",
        "repaid-after",
        *TERMS,
    )
    made: dict[str, str | list[str]] = {
        name: [each.get(name, usual.get(name, "")) for each in offers] for name in names
    }
    made["income"] = random.choice(("", "8000", "0", money(random, typed=typed)))
    made["debts"] = random.choice(("", "1500", "0", money(random, typed=typed)))
    made["schedule"] = "" if random.random() < 0.7 else random.choice((*_TEXTS, hostile(random, typed=typed)))
    made["schedule-received"] = random.choice(("2000", "", "1.2万", money(random, typed=typed)))
    made["schedule-day"] = random.choice(("2026-11-23", "2026/11/23", "", hostile(random, typed=typed)))
    made["overdue"] = random.choice(("", "", "yes"))
    if not typed:
        marked = ("principal", "periods", "rate", "fee", "instalment", "repaid-after", "income", "debts", "schedule")
        made |= {f"{name}-example": random.choice(("", "yes", ["yes", ""])) for name in marked}
    return made
