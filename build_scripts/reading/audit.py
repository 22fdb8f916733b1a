"""What `make audit` asks, and the last run that was recorded: docs/ledger/audit.toml and audit-run.toml."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from build_scripts.reading.ledger import LedgerError, read_toml
from build_scripts.reading.places import LEDGER, relative

ITEMS = LEDGER / "audit.toml"
RUN = LEDGER / "audit-run.toml"
Outcome = Literal["passed", "failed", "not-run"]
OUTCOMES: tuple[Outcome, ...] = ("passed", "failed", "not-run")


@dataclass(frozen=True)
class Item:
    """One question: tests by their files, or a command. `cannot`: what its output holds where it could not be asked."""

    id: str
    zh: str
    en: str
    tests: tuple[str, ...] = ()
    command: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    cannot: str = ""

    def said(self, lang: str) -> str:
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True)
class Result:
    """What came of it, in a line of figures. `commit` is '' where the run's own was asked, else an earlier one."""

    id: str
    outcome: Outcome
    figure: str
    seconds: int
    commit: str = ""


@dataclass(frozen=True)
class Run:
    """One run: its day, the commit it asked, each item's result."""

    day: str
    commit: str
    results: tuple[Result, ...]


def audit_items() -> list[Item]:
    """In the file's order."""
    return [_item(entry) for entry in read_toml(ITEMS)["item"]]


def _item(entry: dict[str, Any]) -> Item:
    lists = {name: tuple(entry.get(name, ())) for name in ("tests", "command", "figures")}
    return Item(entry["id"], entry["zh"], entry["en"], **lists, cannot=entry.get("cannot", ""))


def audit_run() -> Run:
    """The recorded run; empty where there is none. Raises LedgerError where it names what nobody asks."""
    if not RUN.is_file():
        return Run("", "", ())
    told = read_toml(RUN)
    results = tuple(Result(**entry) for entry in told.get("result", ()))
    known = {item.id for item in audit_items()}
    if wrong := [each.id for each in results if each.id not in known or each.outcome not in OUTCOMES]:
        raise LedgerError(f"{relative(RUN)}: neither item nor outcome of audit.toml: {', '.join(wrong)}")
    return Run(told["day"], told["commit"], results)
