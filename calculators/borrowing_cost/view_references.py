"""Borrowing cost: reference lines with whom they bind, and the share of income that repayments take.

They are apart from every offer: none is drawn, compared with or met by an offer.
"""

from __future__ import annotations

from calculators.borrowing_cost.calculator import ELSEWHERE, Line, Outcome
from calculators.borrowing_cost.phrases import money, offer_name, percent, text
from calculators.figure import shown_percent
from calculators.html import Html, element, folded, void
from calculators.ratio import Ratio


def _days(line: Line, lang: str) -> str:
    return text("line-days", lang, start=line.start.isoformat(), checked=line.checked.isoformat())


def lines(outcome: Outcome, lang: str) -> Html:
    micro, private, lpr = [outcome.lines[key] for key in ("micro-line", "private-line", "lpr")]
    times = str(private.value)
    gaps = {
        "times": times,
        "lpr-day": lpr.start.isoformat(),
        "lpr": shown_percent(Ratio(lpr.value, 10_000), lang=lang),
        "product": shown_percent(outcome.four_times, lang=lang),
    }
    micro_value = text("line-micro-value", lang, line=percent(micro.value, lang), times=times)
    entries = (
        (text("line-micro", lang), micro_value, text("line-micro-binds", lang), micro),
        (
            text("line-private", lang),
            text("line-private-value", lang, **gaps),
            text("line-private-binds", lang),
            private,
        ),
    )
    items = [
        element(
            "li",
            element("strong", what),
            void("br"),
            text("line", lang, value=value, binds=binds, days=_days(line, lang)),
        )
        for what, value, binds, line in entries
    ]
    return folded(text("lines-title", lang), element("ul", items))


def share(outcome: Outcome, lang: str) -> Html | None:
    if any(field in outcome.problems for field in ELSEWHERE):
        return None
    if outcome.income is None:
        if not outcome.has_debts:
            return None
        return element("p", text("share-needs-income", lang))
    income, debts = money(outcome.income, lang), money(outcome.debts, lang)
    sentences = []
    for offer in outcome.offers:
        name = offer_name(offer.index, lang)
        if offer.share is not None and offer.monthly_payment is not None:
            payment = money(offer.monthly_payment, lang)
            sentences.append(text("share-sum", lang, offer=name, debts=debts, payment=payment, income=income))
        if offer.is_larger_at_the_end:
            last = money(offer.largest_payment, lang)
            sentences.append(text("share-end", lang, offer=name, last=last, income=income))
    if not outcome.has_debts:
        sentences.append(text("share-no-debts", lang))
    sentences.append(text("share-no-line", lang))
    return folded(
        text("share-title", lang),
        [element("p", sentence_) for sentence_ in sentences],
        element("ul", class_="calc-note")([element("li", reference) for reference in _references(outcome, lang)]),
    )


def _references(outcome: Outcome, lang: str) -> list[str]:
    property_loans, unsecured, korea = [
        outcome.lines[key] for key in ("singapore-property", "singapore-unsecured", "korea-dsr")
    ]
    return [
        text(
            "share-mortgage",
            lang,
            housing=percent(outcome.lines["mortgage-housing"].value, lang),
            debts=percent(outcome.lines["mortgage-debts"].value, lang),
            checked=outcome.lines["mortgage-debts"].checked.isoformat(),
        ),
        text(
            "share-singapore-property",
            lang,
            line=percent(property_loans.value, lang),
            start=property_loans.start.isoformat(),
            checked=property_loans.checked.isoformat(),
        ),
        text(
            "share-singapore-unsecured",
            lang,
            line=str(unsecured.value),
            start=unsecured.start.isoformat(),
            checked=unsecured.checked.isoformat(),
        ),
        text("share-korea", lang, line=percent(korea.value, lang), checked=korea.checked.isoformat()),
    ]
