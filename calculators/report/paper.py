"""One report in one or two languages: words appear in each of them, figures once and in none.

Amounts are in yuan without the unit, which the report names once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from calculators import data
from calculators.figure import grouped_money, marked_percent
from calculators.html import Html, element, fragment, whole_days
from calculators.ratio import Ratio
from calculators.register import Calculator

FOLDER = "report"
HTML_LANG = {"zh": "zh-Hans", "en": "en"}
# A gap of a sentence: the same in every language, or made for each.
Gap = str | Callable[[str], str]


class Paper:
    """The words of a report, and the figures that it shows already."""

    def __init__(self, calculator: Calculator, figures: dict[str, str], *, langs: Sequence[str], day: date) -> None:
        self.calculator = calculator
        self.folder = calculator.folder
        self.figures = figures
        self.langs = tuple(langs)
        self.day = day
        self.shown: list[str] = []

    def words(self, key: str, lang: str, **gaps: Gap) -> str:
        """The text of that key: the report's own, else the calculator's, else the one that all share."""
        folder = FOLDER if key in data.data(FOLDER)[1] else self.folder
        return data.text(
            folder, key, lang=lang, **{name: gap if isinstance(gap, str) else gap(lang) for name, gap in gaps.items()}
        )

    def each(self, made: Callable[[str], str]) -> Html:
        """The text made for every language, each in an element that names it where there are two."""
        if len(self.langs) == 1:
            return whole_days(made(self.langs[0]))
        spans = [element("span", lang=HTML_LANG[lang])(whole_days(made(lang))) for lang in self.langs]
        return fragment([fragment(" " if at else None, span) for at, span in enumerate(spans)])

    def say(self, key: str, **gaps: Gap) -> Html:
        """The text of that key in every language of the report."""
        return self.each(lambda lang: self.words(key, lang, **gaps))

    def figure(self, name: str, shown: str) -> Html | None:
        """A figure of `answer` as its one element here; None where it does not exist."""
        if name not in self.figures:
            return None
        self.shown.append(name)
        return element("data", data_figure=name, value=self.figures[name])(shown)

    def not_shown(self) -> dict[str, str]:
        """The figures that the report does not show yet."""
        return {name: value for name, value in self.figures.items() if name not in self.shown}

    def table(
        self, columns: Iterable[object], rows: Iterable[Sequence[object]], *, label: Html, numbers: int, look: str = ""
    ) -> Html:
        """A table whose first column names the row; the next `numbers` columns are figures.

        `look` is a further class.
        """
        return element("table", class_=f"report-table {look}".rstrip())(
            element("caption", label),
            element("thead", element("tr", self._heads(columns, numbers))),
            element("tbody", [element("tr", self._cells(row, numbers)) for row in rows]),
        )

    def _heads(self, columns: Iterable[object], numbers: int) -> list[Html]:
        return [
            element("th", scope="col", class_="report-number" if 0 < at <= numbers else None)(column)
            for at, column in enumerate(columns)
        ]

    def _cells(self, row: Sequence[object], numbers: int) -> list[Html]:
        head = element("th", scope="row")(row[0])
        return [
            head,
            *[element("td", class_="report-number" if at < numbers else None)(cell) for at, cell in enumerate(row[1:])],
        ]

    def facts(self, entries: Iterable[tuple[object, object]], class_: str) -> Html:
        """Names with what belongs to them."""
        return element("dl", class_=class_)(
            [element("div", element("dt", name), " ", element("dd", value)) for name, value in entries]
        )


def section(title: Html, *children: object) -> Html:
    """A part of the report under its title."""
    return element("section", element("p", class_="report-heading")(title), *children)


def amount(fen: int) -> str:
    """Yuan without the unit: '13,800.00'."""
    return grouped_money(fen)


def per_cent(ratio: Ratio, *, places: int = 2) -> str:
    """'47.5%'; '≈ 33.33%' where decimals are cut."""
    return marked_percent(ratio, places=places)


class Body:
    """A calculator's share of its report, in the report's order.

    `warnings` come first, then `results`, `pictures`, `tables` and `sections` of their own; `remarks` say what the
    figures do not; `formulas` are sentences; `sources` ids of sources.toml, and `own_checked` the day our own rules
    were looked at, None where there are none; `facts` are shown with the day and the method; `basis` is what the items
    rest on where each has sources of its own, which then have numbers; `heading` is the key of the results' title; a
    pair of tables is side by side, and so are the results and the pictures where `is_beside`; `is_example` is
    whether it still holds the worked example; `next_step` is the key of the one thing to do now, '' for none.
    """

    def __init__(
        self,
        *,
        warnings: Sequence[Html],
        results: Sequence[tuple[object, object]],
        pictures: Sequence[Html],
        tables: Sequence[Html],
        remarks: Sequence[Html],
        formulas: Sequence[Html],
        sources: Sequence[str],
        is_example: bool,
        own_checked: date | None = None,
        heading: str = "heading-results",
        is_pair: bool = False,
        is_beside: bool = False,
        sections: Sequence[Html | None] = (),
        facts: Sequence[tuple[object, object]] = (),
        basis: Html | None = None,
        next_step: str = "",
    ) -> None:
        self.warnings = warnings
        self.results = results
        self.pictures = pictures
        self.tables = tables
        self.remarks = remarks
        self.formulas = formulas
        self.sources = sources
        self.own_checked = own_checked
        self.is_example = is_example
        self.heading = heading
        self.is_pair = is_pair
        self.is_beside = is_beside
        self.sections = sections
        self.facts = facts
        self.basis = basis
        self.next_step = next_step
