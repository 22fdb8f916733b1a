"""The cost of borrowing on paper: what was offered, what it costs a year, what the money paid is made of."""

from __future__ import annotations

from collections.abc import Callable

from calculators import form as typed
from calculators import picture
from calculators.borrowing_cost.calculator import (
    MOST_OFFERS,
    TERMS,
    USUAL,
    Line,
    Offer,
    Outcome,
    exact,
    rate_typed,
)
from calculators.borrowing_cost.dated.phrases import text as dated_text
from calculators.borrowing_cost.fee import fee_typed
from calculators.borrowing_cost.model import METHODS
from calculators.borrowing_cost.phrases import LETTERS
from calculators.form import Form, Problem
from calculators.html import Html, element, fragment
from calculators.ratio import Ratio
from calculators.report import sources
from calculators.report.paper import Body, Paper, amount, per_cent

_NONE = "—"
_MOST_SHOWN = Ratio(1000)


def _rate(ratio: Ratio) -> str:
    return per_cent(ratio) if ratio <= _MOST_SHOWN else f"> {per_cent(_MOST_SHOWN)}"


def _name(name: str, offer: Offer) -> str:
    return f"{name}[{offer.index}]" if offer.index else name


def _inputs(outcome: Outcome, form: Form, paper: Paper) -> Html:
    cells = form.columns("principal", "rate", "rate-unit", "fee", "fee-unit")

    # An offer is worked out only where both can be read.
    def rate(offer: Offer) -> object:
        row = cells[offer.index]
        read = None if typed.is_empty(row["rate"]) else rate_typed(row["rate"], row["rate-unit"])
        if not isinstance(read, tuple):
            return _NONE
        return fragment(per_cent(read[0], places=6), " ", paper.say(f"cost-rate-unit-{read[1]}"))

    def fee(offer: Offer) -> object:
        row = cells[offer.index]
        read = None if typed.is_empty(row["fee"]) else fee_typed(row["fee"])
        if read is None or isinstance(read, Problem):
            return _NONE
        chosen = row["fee-unit"].strip(typed.SPACES) or "month"
        figure = per_cent(read, places=6) if isinstance(read, Ratio) else amount(read)
        return fragment(figure, " ", paper.say(f"cost-fee-unit-{chosen}"))

    fields: list[tuple[str, Callable[[Offer], object]]] = [
        ("cost-principal", lambda offer: amount(offer.loan.principal)),
        ("field-periods", lambda offer: str(offer.loan.periods)),
        ("field-method", lambda offer: paper.say(f"cost-method-{offer.loan.method}")),
        ("cost-rate", rate),
        ("cost-fee", fee),
        ("cost-instalment", lambda offer: _NONE if offer.loan.instalment is None else amount(offer.loan.instalment)),
        (
            "field-repaid-after",
            lambda offer: str(offer.loan.repaid_after) if offer.loan.repaid_after < offer.loan.periods else _NONE,
        ),
    ]
    fields += [(f"field-{field}", _term(form, field, paper)) for field in TERMS]
    rows = [[paper.say(key), *[cell(offer) for offer in outcome.offers]] for key, cell in fields]
    filled = [row for row in rows if any(cell != _NONE for cell in row[1:])]
    return paper.table(_columns(outcome, paper), filled, label=paper.say("cost-heading-offers"), numbers=MOST_OFFERS)


def _term(form: Form, field: str, paper: Paper) -> Callable[[Offer], object]:
    """A further term as it was chosen or typed; the usual choice says nothing new."""
    texts = form.texts(field)

    def cell(offer: Offer) -> object:
        written = texts[offer.index].strip(typed.SPACES) if offer.index < len(texts) else ""
        if written in USUAL or offer.terms is None:
            return _NONE
        if field in ("every", "interest-by"):
            return paper.each(lambda lang: dated_text(f"{field}-{written}", lang))
        return written

    return cell


def _columns(outcome: Outcome, paper: Paper) -> list[object]:
    return [paper.say("column-figure"), *[paper.say("offer", offer=LETTERS[offer.index]) for offer in outcome.offers]]


def _results(outcome: Outcome, paper: Paper) -> Html:
    def rate(name: str, offer: Offer) -> object:
        if offer.rate is None:
            return _NONE
        found = offer.rate.nominal if name == "annual-nominal" else offer.rate.effective
        return paper.figure(_name(name, offer), _rate(exact(found)))

    def money(name: str, fen: int | None, offer: Offer) -> object:
        return _NONE if fen is None else paper.figure(_name(name, offer), amount(fen))

    offers = outcome.offers
    rows: list[list[object]] = [
        [paper.say(f"cost-{name}"), *[rate(name, offer) for offer in offers]]
        for name in ("annual-nominal", "annual-effective")
    ]
    rows.append([paper.say("total-paid"), *[money("total-paid", offer.total_paid, offer) for offer in offers]])
    rows.append([paper.say("total-cost"), *[money("total-cost", offer.total_cost, offer) for offer in offers]])
    for kind in ("interest", "fee", "upfront"):
        if any(offer.parts[kind] for offer in offers):
            rows.append([paper.say(f"cost-part-{kind}"), *[amount(offer.parts[kind]) for offer in offers]])
    rows.append(
        [paper.say("monthly-payment"), *[money("monthly-payment", offer.monthly_payment, offer) for offer in offers]]
    )
    if any(offer.share is not None for offer in offers):
        shares = [
            _NONE if offer.share is None else paper.figure(_name("repayment-share", offer), _rate(offer.share))
            for offer in offers
        ]
        rows.append([paper.say("repayment-share"), *shares])
    return paper.table(_columns(outcome, paper), rows, label=paper.say("cost-heading-results"), numbers=MOST_OFFERS)


def _own(outcome: Outcome, paper: Paper) -> list[tuple[object, object]]:
    entries: list[tuple[object, object]] = []
    if outcome.income is not None:
        entries.append((paper.say("cost-income"), amount(outcome.income)))
    if outcome.has_debts:
        entries.append((paper.say("cost-debts"), amount(outcome.debts)))
    if outcome.existing_share is not None:
        shown = paper.figure("existing-share", _rate(outcome.existing_share))
        entries.append((paper.say("existing-share"), shown))
    return entries


def _pictures(outcome: Outcome, paper: Paper) -> list[Html]:
    widest = max([offer.total_paid for offer in outcome.offers], default=0)
    pictures = []
    for offer in outcome.offers:
        # Parts of nothing too: a part has its pattern from its place, the same in every offer.
        parts = [(paper.say(f"part-{kind}"), fen, amount(fen)) for kind, fen in offer.parts.items()]
        label = paper.words("picture-cost", paper.langs[0], offer=LETTERS[offer.index])
        title = element("div", class_="calc-picture-title")(paper.say("offer", offer=LETTERS[offer.index]))
        pictures.append(element("div", title, picture.stack(parts, label=label, whole=widest)))
    # Two side by side are as wide as each other, and so still on one scale.
    return [element("div", class_="report-pair")(pictures)] if len(pictures) > 1 else pictures


def _days(line: Line) -> dict[str, str]:
    return {"start": line.start.isoformat(), "checked": line.checked.isoformat()}


def _lines(outcome: Outcome, paper: Paper) -> list[Html]:
    micro, private, lpr = [outcome.lines[key] for key in ("micro-line", "private-line", "lpr")]
    remarks = [
        paper.say("cost-line-micro", line=f"{micro.value}%", times=str(private.value), **_days(micro)),
        paper.say(
            "cost-line-private",
            times=str(private.value),
            lpr=per_cent(Ratio(lpr.value, 10_000)),
            product=per_cent(outcome.four_times),
            day=lpr.start.isoformat(),
            **_days(private),
        ),
    ]
    if outcome.existing_share is not None or any(offer.share is not None for offer in outcome.offers):
        remarks.append(paper.say("cost-share-no-line"))
    return remarks


def _sources(outcome: Outcome) -> list[str]:
    """Those of the values that the lines show, each of its own day."""
    return [name for key in ("micro-line", "private-line", "lpr") for name in sources.cited(outcome.lines[key].sources)]


def _flows(outcome: Outcome) -> str:
    """Every amount of the schedule with its day; what was received has a minus before it."""
    return "; ".join(f"{flow.day.isoformat()} {amount(flow.fen)}" for flow in outcome.schedule.flows)


def _has_level_payment(offer: Offer) -> bool:
    """Whether the instalment was worked out from a rate, so that the sheet has to say how."""
    loan = offer.loan
    return loan.method == METHODS[0] and loan.instalment is None and bool(loan.rate.numerator)


def _named(letter: str, paper: Paper) -> Callable[[str], str]:
    return lambda lang: paper.words("offer", lang, offer=letter)


def body(outcome: Outcome, form: Form, paper: Paper) -> Body:
    """The report of these offers."""
    warnings = [paper.say("cost-overdue")] if outcome.is_overdue else []
    for offer in outcome.offers:
        letter = LETTERS[offer.index]
        named = _named(letter, paper)
        if offer.rate is None:
            warnings.append(paper.say("no-rate", offer=named, count=str(offer.sign_changes)))
        if offer.has_no_rate:
            warnings.append(paper.say("rate-counts-as-zero", offer=named))
        if offer.not_charged:
            warnings.append(paper.say("cost-not-charged", offer=letter, fees=amount(offer.not_charged)))
        if offer.is_larger_at_the_end:
            warnings.append(paper.say("cost-largest", offer=letter, last=amount(offer.largest_payment)))
    tables: list[Html] = []
    if outcome.offers:
        tables = [_inputs(outcome, form, paper), _results(outcome, paper)]
    formulas = []
    if outcome.offers:
        formulas.append(paper.say("formula-interest", days=str(outcome.days_a_year)))
        if any(_has_level_payment(offer) for offer in outcome.offers):
            formulas.append(paper.say("formula-equal-instalments"))
        formulas += [paper.say(f"formula-{name}") for name in ("nominal", "cost")]
    if outcome.existing_share is not None or any(offer.share is not None for offer in outcome.offers):
        formulas.append(paper.say("formula-share"))
    remarks = [*_lines(outcome, paper), paper.say("cost-not-the-form")] if outcome.offers else []
    if outcome.schedule is not None and outcome.schedule.flows:
        formulas.append(paper.say("formula-by-dates"))
        remarks.insert(0, paper.say("cost-schedule-flows", flows=_flows(outcome)))
    return Body(
        warnings=warnings,
        results=_own(outcome, paper),
        pictures=_pictures(outcome, paper),
        tables=tables,
        remarks=remarks,
        formulas=formulas,
        sources=_sources(outcome) if outcome.offers else [],
        own_checked=outcome.lines["days-a-year"].checked,
        is_example=bool(outcome.example_fields),
        heading="cost-heading-own",
        # Of more than two offers each table needs the whole width.
        is_pair=len(outcome.offers) <= 2,
        next_step="next-overdue" if outcome.is_overdue else "next-cost" if outcome.offers or outcome.schedule else "",
    )
