"""Runs the case desk's command in a folder of its own, and reads what it wrote."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from calculators.desk import command

DAY = "2026-11-23"


class Desk:
    """Runs the command in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[dict[str, str]] = []

    def run(self, table: str | bytes, *more: str, code: int = 0, name: str = "in.csv") -> list[dict[str, str]]:
        """The results' rows, after the command ended with that code; its problems are in `problems`."""
        given_ = self.folder / name
        given_.write_bytes(table if isinstance(table, bytes) else table.encode())
        out, wrong = self.folder / "out.csv", self.folder / "wrong.csv"
        call = [str(given_), "-o", str(out), "--problems", str(wrong), "--day", DAY, *more]
        assert command.main(call) == code
        if code == command.UNUSABLE:
            assert not out.exists() and not wrong.exists()
            return []
        self.problems = list(csv.DictReader(io.StringIO(wrong.read_text("utf-8-sig"))))
        return list(csv.DictReader(io.StringIO(out.read_bytes().decode("utf-8-sig"))))
