"""What the desk's page shows of the cases worked out: where they stand, the table of them, and the problems."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from calculators import data
from calculators.desk.case import BANDS, RESULT, SELF_CHECK, UTILISATION, AsRead
from calculators.desk.cases import PLACES, Cases, Result, outliers, units
from calculators.desk.columns import FOLDER, LINE, MONTHS, TARGET
from calculators.desk.said import PROBLEM_COLUMNS
from calculators.figure import grouped_money, marked_percent
from calculators.form import MOST_ROWS
from calculators.html import Html, element, fragment
from calculators.ratio import Ratio
from calculators.register import CALCULATORS

A_PAGE = 50
# No field of a calculator: calculator-tools.js reads it.
HOUSE_RULES = "house-rules"
_SHOWN, _NAMED = 200, 10
_RATIOS, _MONEY = ("total-ratio", "highest-ratio"), ("repay-total", "repay-every-line")
_COLUMNS = ("case", "look", "band", *RESULT[1:], "open")
# The chart's steps: each of ten per cent, then what is above the limit.
_STEPS = 11
_BAR_WIDTH, _BAR_HEIGHT = 24, 100


def _text(key: str, lang: str, **gaps: str) -> str:
    return data.text(FOLDER, key, lang=lang, **gaps)


def results_shown(work: Cases, cases: Sequence[Result], start: int, asked: Mapping[str, Any], lang: str) -> Html:
    """One page of the cases asked for, from `start` on, with where all of them stand and the first problems."""
    every = work.results
    return fragment(
        None if work.has_lines else element("p", class_="desk-warn")(_text("again-shown", lang)),
        _rules(work, lang) if work.digest else None,
        element("div", class_="desk-charts")(_bands(every, lang), _steps(every, lang)),
        _outliers(every, lang),
        _table(work, cases, start, asked, lang),
        _pages(start, len(cases), lang),
        _problems(work, lang),
    )


def _rules(work: Cases, lang: str) -> Html:
    """By which house rules the figures are, or are said to be by their file."""
    if not work.has_lines:
        return element("p", class_="desk-rules-used")(_text("again-rules", lang, digest=work.digest))
    said = fragment(rules_said(work.digest, lang), " " if lang == "en" else "", _text("by-own-rules", lang))
    return element("p", class_="desk-rules-used")(said)


def rules_said(digest: str, lang: str) -> str:
    """By which house rules the figures are."""
    return _text("by-rules", lang, digest=digest)


def _bands(results: Sequence[Result], lang: str) -> Html:
    """How many cases stand where, each with its share as a bar."""
    counts = Counter(each.band for each in results)
    most = max(counts.values(), default=1)
    return _scrolled(_text("by-band", lang), element("table", class_="desk-bands")(
        element("caption", _text("by-band", lang)),
        element("tbody", (
            element("tr")(
                element("th", scope="row")(band_said(band, lang)),
                element("td", class_="desk-number")(f"{counts[band]:,}"),
                element("td", _bar(counts[band], most)),
            )
            for band in BANDS
            if counts[band]
        )),
    ))  # fmt: skip


def _steps(results: Sequence[Result], lang: str) -> Html | None:
    """How the totals are spread, in steps of ten per cent: a chart, and the same as a table."""
    found = [units(each.figure("total-ratio")) for each in results]
    counts = Counter(_step(each) for each in found if each >= 0)
    if not counts:
        return None
    most = max(counts.values())
    bars = (
        element(
            "rect",
            x=str(at * (_BAR_WIDTH + 4)),
            y=str(_BAR_HEIGHT - _BAR_HEIGHT * counts[at] // most),
            width=str(_BAR_WIDTH),
            height=str(_BAR_HEIGHT * counts[at] // most),
            class_="desk-over" if at == _STEPS - 1 else None,
        )("")
        for at in range(_STEPS)
    )
    view = f"0 0 {_STEPS * (_BAR_WIDTH + 4)} {_BAR_HEIGHT}"
    return element("figure", class_="desk-steps")(
        element("figcaption", _text("by-step", lang)),
        element("svg", viewBox=view, aria_hidden="true", focusable="false")(*bars),
        _scrolled(_text("by-step", lang), element("table")(
            element("tbody", (
                element("tr")(
                    element("th", scope="row")(_step_said(at, lang)),
                    element("td", class_="desk-number")(f"{counts[at]:,}"),
                )
                for at in range(_STEPS)
                if counts[at]
            )),
        )),
    )  # fmt: skip


def _step(total: int) -> int:
    """The step of a total; what is exactly the limit is in the last below it."""
    whole = 10**PLACES
    return _STEPS - 1 if total > whole else min(_STEPS - 2, total * 10 // whole)


def _step_said(at: int, lang: str) -> str:
    if at == _STEPS - 1:
        return _text("step-over", lang)
    return _text("step", lang, first=f"{at * 10}%", last=f"{at * 10 + 10}%")


def _outliers(results: Sequence[Result], lang: str) -> Html | None:
    """The cases far above the others, and what counts as that."""
    fence, far = outliers(results)
    if not far:
        return None
    names = _text("listed", lang).join(
        f"{each.row[0]} ({_shown('total-ratio', each.figure('total-ratio'))})" for each in far[:_NAMED]
    )
    more = _text("and-more", lang) if len(far) > _NAMED else ""
    return element("p")(
        _text(
            "outliers", lang, count=f"{len(far):,}", fence=marked_percent(Ratio(fence, 10**PLACES)), names=names + more
        )
    )


def _bar(count: int, most: int) -> Html:
    return element("meter", min="0", max=str(most), value=str(count), aria_hidden="true")("")


def band_said(band: str, lang: str) -> str:
    """Where a case stands."""
    return _text(f"band-{band or 'none'}", lang)


def reasons_said(reasons: Sequence[str], lang: str) -> str:
    """Why a person should look at a case first."""
    return _text("joint", lang).join(_text(f"reason-{each}", lang) for each in reasons)


def _scrolled(label: str, table: Html) -> Html:
    return element("div", class_="desk-scroll", tabindex="0", role="region", aria_label=label)(table)


def _table(work: Cases, cases: Sequence[Result], start: int, asked: Mapping[str, Any], lang: str) -> Html:
    sort, is_down = asked["sort"], bool(asked["down"])
    shown = cases[start : start + A_PAGE]
    none = "again-untold" if asked["reason"] in work.untold else "none-found"
    return fragment(
        _scrolled(_text("results", lang), element("table", class_="desk-results")(
            element("caption", _text("results", lang)),
            element("thead", element("tr", (_heading(name, sort, is_down, lang) for name in _COLUMNS))),
            *_groups(work, shown, cases, lang, is_grouped=sort == "band"),
        )),
        None if cases else element("p", _text(none, lang)),
        element("p", class_="desk-notice")(_text("notice", lang)),
    )  # fmt: skip


def _groups(
    work: Cases, shown: Sequence[Result], cases: Sequence[Result], lang: str, *, is_grouped: bool
) -> Iterator[Html]:
    """The rows shown; by band where they are grouped so, each group under its name."""
    if not is_grouped:
        yield element("tbody", (element("tr", *_cells(work, each, lang)) for each in shown))
        return
    counts = Counter(each.band for each in cases)
    for band in BANDS:
        if rows := [each for each in shown if each.band == band]:
            head = element("th", scope="rowgroup", colspan=str(len(_COLUMNS)))(
                _text("of-line", lang, line=band_said(band, lang), field=f"{counts[band]:,}")
            )
            yield element("tbody")(
                element("tr", class_="desk-group")(head),
                (element("tr", *_cells(work, each, lang)) for each in rows),
            )


def _heading(name: str, sort: str, is_down: bool, lang: str) -> Html:
    label = _text(f"result-{name}", lang)
    if name in ("look", "open"):
        return element("th", scope="col")(label)
    sorted_ = ("descending" if is_down else "ascending") if name == sort else None
    return element("th", scope="col", aria_sort=sorted_)(element("button", type="button", data_sort=name)(label))


def _cells(work: Cases, case: Result, lang: str) -> Iterator[Html]:
    yield element("th", scope="row")(case.row[0])
    yield element("td", reasons_said(case.reasons, lang))
    yield element("td", band_said(case.band, lang))
    for name, value in zip(RESULT[1:], case.row[1:], strict=True):
        yield element("td", class_="desk-number")(element("data", value=value)(_shown(name, value)) if value else "")
    yield element("td", class_="desk-open")(_links(work.as_read(case.at), case.row[0], work.digest, lang))


def _links(case: AsRead, name: str, digest: str, lang: str) -> list[Html]:
    """Links that open the case in the single calculators; the page's script gives them their addresses. By which house
    rules the desk worked it out goes along, so that the page which works it out by the site's own can say so."""
    forms: dict[str, dict[str, str | list[str]]] = {}
    if 0 < len(case.lines) <= MOST_ROWS:
        columns = {field: [line[field] for line in case.lines] for field in LINE}
        forms[UTILISATION] = {field: texts for field, texts in columns.items() if any(texts)}
        forms[UTILISATION] |= {TARGET: case.target} if case.target else {}
    if case.months:
        forms[SELF_CHECK] = {MONTHS: case.months}
    return [
        element(
            "a",
            data_open=calculator,
            data_form=json.dumps(form | ({HOUSE_RULES: digest} if digest else {}), ensure_ascii=False),
            data_method=str(data.method_version(CALCULATORS[calculator].folder)),
            target="_blank",
            rel="noopener",
            aria_label=_text("open-of", lang, what=_text(f"open-{calculator}", lang), case=name),
        )(_text(f"open-{calculator}", lang))
        for calculator, form in forms.items()
    ]


def _shown(name: str, value: str) -> str:
    if name in _RATIOS:
        whole, _, decimals = value.partition(".")
        return marked_percent(Ratio(int(whole + decimals), 10 ** len(decimals)))
    return grouped_money(int(value.replace(".", ""))) if name in _MONEY else value


def figure_shown(name: str, value: str) -> str:
    """A figure as people read it; '' where there is none."""
    return _shown(name, value) if value else ""


def _pages(start: int, count: int, lang: str) -> Html:
    shown = _text(
        "shown", lang, first=f"{min(start + 1, count):,}", last=f"{min(start + A_PAGE, count):,}", all=f"{count:,}"
    )
    if count <= A_PAGE:
        return element("p", class_="desk-pages")(shown)
    steps = (("previous", start - A_PAGE, start > 0), ("next", start + A_PAGE, start + A_PAGE < count))
    return element("p", class_="desk-pages")(
        shown,
        *(
            element("button", type="button", class_="cl-copy", data_from=str(at), disabled=not is_there)(
                _text(key, lang)
            )
            for key, at, is_there in steps
        ),
    )


def _problems(work: Cases, lang: str) -> Html:
    found = work.problems
    if not found:
        return fragment()
    first = found[:_SHOWN]
    title = _text("problems", lang, count=f"{len(found):,}")
    return element("details", class_="desk-problems")(
        element("summary", title),
        element("p", _text("problems-more", lang, shown=f"{len(first):,}")) if len(first) < len(found) else None,
        _scrolled(title, element("table")(
            element("thead", element("tr", (
                element("th", scope="col")(_text(f"problem-column-{name}", lang)) for name in PROBLEM_COLUMNS
            ))),
            element("tbody", (element("tr", (element("td", cell) for cell in row)) for row in first)),
        )),
    )  # fmt: skip
