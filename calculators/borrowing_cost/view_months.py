"""Borrowing cost: what the money paid is made of, as a picture and a table, and the schedule month by month."""

from __future__ import annotations

from calculators import later, picture
from calculators.borrowing_cost.calculator import Offer, Outcome
from calculators.borrowing_cost.phrases import money, offer_name, text
from calculators.html import Html, element, fragment
from calculators.table import cards, table

_MONTHS_OPEN = 24  # a longer schedule starts folded, and so does each of several


def parts(outcome: Outcome, lang: str) -> Html | None:
    """The offers' bars share one scale, one under the other, so that a reader can compare their lengths."""
    if not outcome.offers:
        return None
    widest = max([offer.total_paid for offer in outcome.offers])
    rows = [
        element(
            "tr",
            element("th", scope="row")(picture.swatch(index), " ", text(f"part-{kind}", lang)),
            [element("td", class_="calc-number")(money(offer.parts[kind], lang)) for offer in outcome.offers],
        )
        for index, kind in enumerate(outcome.offers[0].parts)
    ]
    total = element(
        "tfoot",
        element(
            "tr",
            element("th", scope="row")(text("total-paid", lang)),
            [element("td", class_="calc-number")(money(offer.total_paid, lang)) for offer in outcome.offers],
        ),
    )
    columns = [text("column-part", lang), *[offer_name(offer.index, lang) for offer in outcome.offers]]
    return fragment(
        element("p", class_="calc-title")(text("parts-title", lang)),
        [_drawing(offer, widest, lang) for offer in outcome.offers],
        cards(columns, rows, label=text("parts-label", lang), foot=total),
    )


def _drawing(offer: Offer, widest: int, lang: str) -> Html:
    name = offer_name(offer.index, lang)
    shown = [(text(f"part-{kind}", lang), fen, money(fen, lang)) for kind, fen in offer.parts.items()]
    said = text("list-comma", lang).join([f"{part} {figure}" for part, fen, figure in shown if fen])
    label = text("parts-picture", lang, offer=name, total=money(offer.total_paid, lang), parts=said)
    return fragment(
        element("p", class_="calc-picture-title")(
            text("parts-of", lang, offer=name, total=money(offer.total_paid, lang))
        ),
        picture.stack(shown, whole=widest, label=label),
    )


def _amounts(fen: tuple[int, ...]) -> list[Html]:
    """Cells of a table whose title names the unit."""
    return [element("td", class_="calc-number")(f"{amount // 100:,}.{amount % 100:02d}") for amount in fen]


def schedule(offer: Offer, lang: str, *, is_alone: bool) -> Html:
    count = str(len(offer.months))
    title = text("schedule-title", lang, offer=offer_name(offer.index, lang), count=count)
    columns = [text(f"column-{name}", lang) for name in ("month", "interest", "fee", "principal", "payment", "left")]
    heads = [str(month.number) for month in offer.months]
    if offer.terms is not None:
        title, columns[0], heads = later.module("borrowing_cost.dated.view_terms").schedule_heads(offer, lang)
    rows = []
    upfront = offer.loan.upfront_fee
    if upfront:
        amounts = _amounts((0, upfront, 0, upfront, offer.loan.principal))
        rows.append(element("tr", element("th", scope="row")(text("first-day", lang)), amounts))
    for head, month in zip(heads, offer.months, strict=True):
        amounts = _amounts((month.interest, month.fee, month.principal, month.payment, month.left))
        rows.append(element("tr", element("th", scope="row")(head), amounts))
    sums = (offer.interest, offer.monthly_fees + upfront, offer.loan.principal, offer.total_paid)
    foot = element(
        "tfoot",
        element("tr", element("th", scope="row")(text("schedule-sum", lang)), _amounts((*sums, 0))),
    )
    return element("details", open=is_alone and len(offer.months) <= _MONTHS_OPEN, class_="calc-schedule")(
        element("summary", class_="calc-title")(title), table(columns, rows, label=title, foot=foot)
    )
