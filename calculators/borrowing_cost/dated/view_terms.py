"""An offer's further terms in words: its periods, its days, and what they change. No sums here."""

from __future__ import annotations

from calculators.borrowing_cost.calculator import Offer
from calculators.borrowing_cost.dated.phrases import text
from calculators.borrowing_cost.phrases import money, offer_name


def monthly_note(offer: Offer, lang: str) -> str:
    """What is paid each week or fortnight, of which the figure is the average in a month."""
    return text(f"terms-monthly-{offer.terms.every}", lang, each=money(offer.terms.each, lang))


def remarks(offer: Offer, lang: str) -> list[str]:
    """What the terms change, each in a sentence."""
    terms, name = offer.terms, offer_name(offer.index, lang)
    said = []
    if terms.every != "month":
        said.append(text(f"terms-{terms.every}", lang, offer=name))
    if terms.is_by_days:
        said.append(text("terms-by-days", lang, offer=name))
    elif terms.drawn is not None:
        said.append(text("terms-by-periods", lang, offer=name, days=str(terms.days[0])))
    if terms.by_dates is not None and terms.by_dates.annual is None:
        said.append(text("terms-beyond", lang, offer=name))
    if terms.balloon and offer.loan.repaid_after == offer.loan.periods:
        said.append(text("terms-balloon", lang, offer=name, balloon=money(terms.balloon, lang)))
    if offer.loan.repaid_after < offer.loan.periods:
        after = str(offer.loan.repaid_after)
        key = "terms-early-fee" if terms.early_fee else "terms-early"
        gaps = {"fee": money(terms.early_fee, lang)} if terms.early_fee else {}
        said.append(text(key, lang, offer=name, after=after, **gaps))
        if offer.not_charged:
            said.append(text("terms-not-charged", lang, offer=name, fees=money(offer.not_charged, lang)))
    return said


def schedule_heads(offer: Offer, lang: str) -> tuple[str, str, list[str]]:
    """The table's title, the name of its first column, and the head of each row: its number, and its day if known."""
    terms = offer.terms
    title = text("terms-schedule", lang, offer=offer_name(offer.index, lang), count=str(len(offer.months)))
    numbers = [str(month.number) for month in offer.months]
    if terms.dates:
        numbers = [f"{number} · {day.isoformat()}" for number, day in zip(numbers, terms.dates, strict=True)]
    return title, text("terms-column", lang), numbers
