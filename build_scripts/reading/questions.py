"""The question bank, docs/ledger/questions.toml, as frozen dataclasses: what pages and course packages are made of.

The answer to a numeric question is a calculator's figure, worked out here and typed nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache
from pathlib import Path
from typing import Any

from build_scripts.reading.ledger import LedgerError, read_toml
from build_scripts.reading.parameters import with_figures
from build_scripts.reading.places import LEDGER
from build_scripts.reading.toml_lines import entry_line
from calculators import answer

QUESTIONS = LEDGER / "questions.toml"
KINDS = ("single", "multiple", "true-false", "numeric", "matching")
# What a figure is shown as: (decimals at most, how far an answer may be from it). Ratios are shown in per cent.
FIGURES = {"percent": (1, Decimal("0.1")), "money": (2, Decimal("0.01")), "number": (0, Decimal(0))}
# Every sum of the bank is as of one day, so that the same commit gives the same answers.
DAY = "2026-11-23"
ANSWER = "{answer}"
_TABLE = "question"


class QuestionError(LedgerError):
    """A question that cannot be read or answered; the message names the file, the question and what would be right."""


@dataclass(frozen=True)
class Text:
    """One text in both languages."""

    zh: str
    en: str

    def __getitem__(self, lang: str) -> str:
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True)
class Option:
    text: Text
    is_right: bool


@dataclass(frozen=True)
class Pair:
    """Something to match, and what it goes with."""

    text: Text
    to: Text


@dataclass(frozen=True)
class Figure:
    """A calculator's figure for a form; `kind` is a key of FIGURES."""

    calculator: str
    name: str
    kind: str
    form: Mapping[str, str | list[str]]

    @property
    def value(self) -> Decimal:
        """What is to be answered, rounded as it is shown: per cent, yuan or a number. Raises QuestionError."""
        figures = answer(self.calculator, dict(self.form), lang="en", day=DAY)
        found = figures.get(self.name)
        if figures["errors"] or not isinstance(found, str):
            said = figures["errors"] or "no figure of this name"
            raise QuestionError(f"{self.calculator} gives no '{self.name}' for this form: {said}")
        exact = Decimal(found) * (100 if self.kind == "percent" else 1)
        return exact.quantize(Decimal(1).scaleb(-FIGURES[self.kind][0]), ROUND_HALF_EVEN)

    @property
    def within(self) -> Decimal:
        return FIGURES[self.kind][1]

    @property
    def plain(self) -> str:
        """The value in plain digits without trailing zeros: '47.5', '1200'."""
        text = f"{self.value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text

    @property
    def shown(self) -> str:
        """The value as a sentence says it, thousands apart: '1,200'."""
        whole, _, decimals = self.plain.partition(".")
        return f"{int(whole):,}{'.' + decimals if decimals else ''}"


@dataclass(frozen=True)
class Question:
    """A question of one section. `options` of single and multiple ones, `right` of true or false, `pairs`, `figure`."""

    id: str
    section: str
    kind: str
    stem: Text
    feedback: Text
    options: tuple[Option, ...] = ()
    right: bool | None = None
    pairs: tuple[Pair, ...] = ()
    figure: Figure | None = None

    def explained(self, lang: str) -> str:
        """The feedback with the answer filled in."""
        return self.feedback[lang].replace(ANSWER, self.figure.shown if self.figure else ANSWER)

    def targets(self) -> tuple[Text, ...]:
        """What can be matched with, each once, in an order that gives nothing away: by its English text."""
        return tuple(sorted(dict.fromkeys(pair.to for pair in self.pairs), key=lambda text: text.en))

    def texts(self) -> Iterator[tuple[str, Text]]:
        """Every text of the question with the field that it stands in."""
        yield "stem", self.stem
        yield "feedback", self.feedback
        yield from (("options", option.text) for option in self.options)
        for pair in self.pairs:
            yield "pairs", pair.text
            yield "pairs", pair.to


_FIELDS = {
    "single": {"options"},
    "multiple": {"options"},
    "true-false": {"right"},
    "matching": {"pairs"},
    "numeric": {"calculator", "figure", "as", "form"},
}
_COMMON = {"id", "section", "kind", "stem_zh", "stem_en", "feedback_zh", "feedback_en"}


@cache
def questions(file: Path = QUESTIONS) -> tuple[Question, ...]:
    """The bank in the order of its file. Raises QuestionError, with the line, where a field is missing or unknown."""
    source = file.read_text("utf-8")
    return tuple(
        _question(row, f"{file.name}:{entry_line(source, _TABLE, at)}: '{row.get('id', '?')}'")
        for at, row in enumerate(read_toml(file).get(_TABLE, ()))
    )


def _question(row: Mapping[str, Any], where: str) -> Question:
    kind = row.get("kind")
    if kind not in KINDS:
        raise QuestionError(f"{where}: kind is '{kind}'; it can be {', '.join(KINDS)}")
    wanted = _COMMON | _FIELDS[kind]
    if odd := sorted(row.keys() ^ wanted):
        raise QuestionError(
            f"{where}: a question of kind {kind} has the fields {', '.join(sorted(wanted))}; please look at {odd[0]}"
        )
    try:
        return Question(
            row["id"],
            row["section"],
            kind,
            _text(row, "stem_"),
            _text(row, "feedback_"),
            tuple(Option(_text(each), each.get("right", False)) for each in row.get("options", ())),
            row.get("right"),
            tuple(Pair(_text(each), _text(each, "to_")) for each in row.get("pairs", ())),
            Figure(row["calculator"], row["figure"], row["as"], row["form"]) if kind == "numeric" else None,
        )
    except KeyError as error:
        raise QuestionError(f"{where}: {error.args[0]} is missing; please write it in both languages") from error


def _text(row: Mapping[str, Any], prefix: str = "") -> Text:
    return Text(*(with_figures(row[f"{prefix}{each.name}"]) for each in fields(Text)))
