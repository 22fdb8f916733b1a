"""Utilisation of any lines: properties, against another formula."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from calculators import answer

amounts = st.integers(0, 10**8)
rows = st.lists(
    st.tuples(amounts, st.integers(-(10**6), 10**8), st.booleans(), st.sampled_from(["jiebei", "huabei", ""])),
    min_size=1,
    max_size=6,
)
targets = st.integers(0, 1_000_000)  # ten-thousandths of a per cent


def figures(form: dict[str, object]) -> dict[str, object]:
    found = answer("utilisation", form, lang="zh", day="2026-11-23")
    assert found.pop("errors") == {}
    return dict(found)


def yuan(fen: int) -> str:
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02d}"


def fen(text: object) -> int:
    assert isinstance(text, str)
    return int(text.replace(".", ""))


def form_of(table: list[tuple[int, int, bool, str]], target: int) -> dict[str, object]:
    return {
        "line-limit": [yuan(limit) for limit, _, _, _ in table],
        "line-used": [yuan(used) for _, used, _, _ in table],
        "line-status": ["frozen" if is_frozen else "open" for _, _, is_frozen, _ in table],
        "line-kind": [kind for _, _, _, kind in table],
        "target": f"{target // 10000}.{target % 10000:04d}",
    }


@given(table=rows, target=targets)
def test_repaying_the_amount_reaches_the_target_and_one_fen_less_does_not(
    table: list[tuple[int, int, bool, str]], target: int
) -> None:
    # Whole numbers only: owed / limit <= target / 1,000,000  is  owed x 1,000,000 <= target x limit.
    found = figures(form_of(table, target))
    every = 0
    all_limit = all_owed = 0
    for row, (limit, used, is_frozen, _) in enumerate(table):
        open_limit, owed = (0 if is_frozen else limit), max(used, 0)
        all_limit, all_owed = all_limit + open_limit, all_owed + owed
        repaid = fen(found[f"line-repay[{row}]"])
        every += repaid
        assert 0 <= repaid <= owed
        assert (owed - repaid) * 1_000_000 <= target * open_limit
        assert repaid == 0 or (owed - repaid + 1) * 1_000_000 > target * open_limit
    repaid = fen(found["repay-total"])
    assert (all_owed - repaid) * 1_000_000 <= target * all_limit
    assert repaid == 0 or (all_owed - repaid + 1) * 1_000_000 > target * all_limit
    assert fen(found["repay-every-line"]) == every >= repaid


@given(table=rows, target=targets)
def test_ratios_multiplied_back_give_what_is_owed(table: list[tuple[int, int, bool, str]], target: int) -> None:
    found = figures(form_of(table, target))
    near = Fraction(1, 2 * 10**12)  # half of the twelfth place

    def holds(name: str, parts: list[tuple[int, int]]) -> None:
        limit = sum(part[0] for part in parts)
        if not limit:
            assert name not in found
            return
        assert abs(Fraction(str(found[name])) * limit - sum(part[1] for part in parts)) <= near * limit

    counted = [(0 if is_frozen else limit, max(used, 0)) for limit, used, is_frozen, _ in table]
    holds("total-ratio", counted)
    holds("total-ratio-cards", [part for part, row in zip(counted, table, strict=True) if row[3] != "jiebei"])
    for row, part in enumerate(counted):
        holds(f"line-ratio[{row}]", [part])
    ratios = [Fraction(str(found[f"line-ratio[{row}]"])) for row, part in enumerate(counted) if part[0]]
    assert (Fraction(str(found["highest-ratio"])) == max(ratios)) if ratios else ("highest-ratio" not in found)
