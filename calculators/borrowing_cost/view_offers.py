"""Borrowing cost:
the offers' headline figures, side by side where there are two, and why a fee is dearer than it looks."""

from __future__ import annotations

from typing import Any

from calculators import later
from calculators.borrowing_cost.calculator import Offer, Outcome, exact
from calculators.borrowing_cost.phrases import money, offer_name, rate, space, text
from calculators.figure import headline
from calculators.html import Html, element, folded, fragment
from calculators.ratio import Ratio
from calculators.table import cards


def _figure(name: str, offer: Offer) -> str:
    return f"{name}[{offer.index}]" if offer.index else name


def _shown(name: str, offer: Offer, outcome: Outcome, lang: str) -> Html | None:
    """The figure of that offer as its one <data>; None where it does not exist."""
    key = _figure(name, offer)
    if key not in outcome.figures:
        return None
    amounts = {
        "total-paid": offer.total_paid,
        "total-cost": offer.total_cost,
        "monthly-payment": offer.monthly_payment or 0,
    }
    if name in amounts:
        shown = money(amounts[name], lang)
    elif name == "annual-by-dates":
        shown = rate(exact(offer.terms.by_dates.annual), lang)
    elif name == "repayment-share":
        shown = rate(offer.share or Ratio(0), lang)
    else:
        found = offer.rate
        shown = rate(exact(found.nominal if name == "annual-nominal" else found.effective), lang) if found else ""
    return headline(key, outcome.figures[key], shown)


def _monthly_note(offer: Offer, lang: str) -> str:
    last = money(offer.months[-1].payment, lang)
    if offer.monthly_payment is None:
        return text("monthly-payment-none", lang, last=last)
    if offer.terms is not None and offer.terms.every != "month":
        return str(_dated("view_terms").monthly_note(offer, lang))
    if offer.loan.periods == 1:
        return text("monthly-payment-note-only", lang)
    return text(f"monthly-payment-note-{offer.loan.method}", lang, last=last)


def _dated(module: str) -> Any:
    return later.module(f"borrowing_cost.dated.{module}")


def _label(name: str, lang: str) -> str:
    return str(_dated("phrases").text("offer-annual-by-dates", lang)) if name == "annual-by-dates" else text(name, lang)


def _names(outcome: Outcome) -> list[str]:
    names = ["annual-nominal", "annual-effective", "total-paid", "total-cost", "monthly-payment"]
    if any(offer.terms is not None and offer.terms.days for offer in outcome.offers):
        names.insert(2, "annual-by-dates")
    if any(offer.share is not None for offer in outcome.offers):
        names.append("repayment-share")
    return names


def _cell(name: str, offer: Offer, outcome: Outcome, lang: str) -> Html:
    shown = _shown(name, offer, outcome, lang)
    note = _monthly_note(offer, lang) if name == "monthly-payment" else None
    if shown is None and note is None:
        return fragment(text("no-rate-figure", lang))
    return fragment(shown, element("span", class_="calc-note calc-below")(note) if note else None)


def _existing(outcome: Outcome, lang: str) -> Html | None:
    if outcome.existing_share is None or outcome.income is None:
        return None
    shown = rate(outcome.existing_share, lang)
    debts, income = money(outcome.debts, lang), money(outcome.income, lang)
    return element(
        "div",
        element("dt", text("existing-share", lang)),
        element("dd", headline("existing-share", outcome.figures["existing-share"], shown)),
        element("dd", class_="calc-note")(text("existing-share-note", lang, debts=debts, income=income)),
    )


def offers(outcome: Outcome, lang: str) -> Html | None:
    """One offer in boxes, two in a table side by side."""
    existing = _existing(outcome, lang)
    boxes = element("dl", class_="calc-headline")(existing) if existing else None
    if not outcome.offers:
        return boxes
    if len(outcome.offers) == 1:
        offer = outcome.offers[0]
        figures = [
            element("div", element("dt", _label(name, lang)), element("dd", _cell(name, offer, outcome, lang)))
            for name in _names(outcome)
        ]
        return fragment(
            element("p", class_="calc-title")(offer_name(offer.index, lang)),
            element("dl", class_="calc-headline")(figures, existing),
        )
    rows = [
        element(
            "tr",
            element("th", scope="row")(_label(name, lang)),
            [element("td", class_="calc-offer")(_cell(name, offer, outcome, lang)) for offer in outcome.offers],
        )
        for name in _names(outcome)
    ]
    columns = [text("column-figure", lang), *[offer_name(offer.index, lang) for offer in outcome.offers]]
    return fragment(
        cards(columns, rows, label=text("offers-label", lang)),
        element("p", class_="calc-note")(text("offers-note", lang)),
        boxes,
    )


def remarks(outcome: Outcome, lang: str) -> list[str]:
    remarks = []
    for offer in outcome.offers:
        name = offer_name(offer.index, lang)
        if offer.rate is None:
            remarks.append(text("no-rate", lang, offer=name, count=str(offer.sign_changes)))
        if offer.has_no_rate:
            remarks.append(text("rate-counts-as-zero", lang, offer=name))
        if offer.loan.instalment is not None:
            remarks.append(text("instalment-known", lang, offer=name))
        if offer.terms is not None:
            remarks += _dated("view_terms").remarks(offer, lang)
        if offer.loan.repaid_after < offer.loan.periods and offer.terms is None:
            early = text("early", lang, offer=name, after=str(offer.loan.repaid_after))
            if offer.not_charged:
                early += space(lang) + text("early-not-charged", lang, fees=money(offer.not_charged, lang))
            remarks.append(early)
    return remarks


def why(outcome: Outcome, lang: str) -> Html | None:
    sentences = [
        text(
            "why",
            lang,
            offer=offer_name(offer.index, lang),
            cost=money(offer.total_cost, lang),
            principal=money(offer.loan.principal, lang),
            months=str(len(offer.months)),
            flat=rate(offer.flat, lang),
            owed=money(offer.owed_on_average, lang),
            rough=rate(offer.rough, lang),
            nominal=rate(exact(offer.rate.nominal), lang),
        )
        for offer in outcome.offers
        if offer.rate is not None and offer.flat is not None and offer.rough is not None
    ]
    if not sentences:
        return None
    return folded(text("why-title", lang), [element("p", sentence_) for sentence_ in sentences])
