"""Borrowing cost: the outcome in words and HTML. No sums here.

Reference lines stand apart from every offer, each with whom it binds: none is drawn, compared with or met by an offer.
"""

from __future__ import annotations

from datetime import date

from calculators import carry, data
from calculators.borrowing_cost.calculator import BAR, FOLDER, Line, Offer, Outcome, exact
from calculators.borrowing_cost.carried import carried
from calculators.figure import headline, shown_money, shown_percent
from calculators.form import Problem
from calculators.html import Html, element, fragment
from calculators.ratio import Ratio

_LATE_NOW = "../../guides/late-now/"
_LETTERS = "AB"
_MOST_SHOWN = Ratio(1000)  # above 100,000 % the digits say nothing more
_MONTHS_OPEN = 24  # a longer schedule starts folded
_ELSEWHERE = ("income", "debts", "overdue")


def _text(key: str, lang: str, **gaps: str) -> str:
    return data.text(FOLDER, key, lang=lang, **gaps)


def message(problem: Problem, *, lang: str) -> str:
    """What is wrong with a field, in one or two sentences; a field of an offer is named with its letter."""
    values = dict(problem.values)
    row, label = values.pop("row", ""), _text(f"field-{values.pop('field')}", lang)
    if row:
        place = _text("place-offer", lang, offer=_LETTERS[int(row) - 1], field=label)
    else:
        place = _text("place", lang, field=label)
    return _text(f"problem-{problem.code}", lang, **{**values, "place": place})


def _offer(index: int, lang: str) -> str:
    return _text("offer", lang, offer=_LETTERS[index])


def _figure(name: str, offer: Offer) -> str:
    return f"{name}[{offer.index}]" if offer.index else name


def _rate(ratio: Ratio, lang: str) -> str:
    is_shown = ratio <= _MOST_SHOWN
    if not is_shown:
        return _text("rate-beyond", lang, most=shown_percent(_MOST_SHOWN, lang=lang))
    return shown_percent(ratio, lang=lang)


def _money(fen: int, lang: str) -> str:
    return shown_money(fen, lang=lang)


def _percent(number: int, lang: str) -> str:
    return shown_percent(Ratio(number, 100), lang=lang)


def _overdue(outcome: Outcome, lang: str) -> Html | None:
    if not outcome.is_overdue:
        return None
    return element(
        "p",
        element("strong", _text("overdue-first", lang)),
        " ",
        element("a", _text("overdue-link", lang), href=_LATE_NOW),
        class_="calc-first",
    )


def _problems(outcome: Outcome, lang: str) -> list[str]:
    sentences = []
    if outcome.problem_offers:
        offers = [_offer(index, lang) for index in outcome.problem_offers if index < len(_LETTERS)]
        sentences.append(_text("errors-in-offers", lang, offers=_text("list-comma", lang).join(offers or _LETTERS)))
    if any(field in outcome.problems for field in _ELSEWHERE):
        sentences.append(_text("errors-elsewhere", lang))
    return sentences


def _example(outcome: Outcome, lang: str, day: date) -> Html | None:
    if not outcome.example_fields:
        return None
    named = [
        _text(f"field-{field}", lang)
        if index is None
        else _text("place-offer", lang, offer=_LETTERS[index], field=_text(f"field-{field}", lang))
        for field, index in outcome.example_fields
    ]
    sentence_ = _text("example-fields", lang, fields=_text("list-comma", lang).join(named), day=day.isoformat())
    return element("p", sentence_, class_="calc-example")


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
        shown = _money(amounts[name], lang)
    elif name == "repayment-share":
        shown = _rate(offer.share or Ratio(0), lang)
    else:
        rate = offer.rate
        shown = _rate(exact(rate.nominal if name == "annual-nominal" else rate.effective), lang) if rate else ""
    return headline(key, outcome.figures[key], shown)


def _monthly_note(offer: Offer, lang: str) -> str:
    last = _money(offer.months[-1].payment, lang)
    if offer.monthly_payment is None:
        return _text("monthly-payment-none", lang, last=last)
    return _text(f"monthly-payment-note-{offer.loan.method}", lang, last=last)


def _names(outcome: Outcome) -> list[str]:
    names = ["annual-nominal", "annual-effective", "total-paid", "total-cost", "monthly-payment"]
    if any(offer.share is not None for offer in outcome.offers):
        names.append("repayment-share")
    return names


def _cell(name: str, offer: Offer, outcome: Outcome, lang: str) -> Html:
    shown = _shown(name, offer, outcome, lang)
    note = _monthly_note(offer, lang) if name == "monthly-payment" else None
    if shown is None and note is None:
        return fragment(_text("no-rate-figure", lang))
    return fragment(shown, element("span", note, class_="calc-note calc-below") if note else None)


def _existing(outcome: Outcome, lang: str) -> Html | None:
    if outcome.existing_share is None or outcome.income is None:
        return None
    shown = _rate(outcome.existing_share, lang)
    debts, income = _money(outcome.debts, lang), _money(outcome.income, lang)
    return element(
        "div",
        element("dt", _text("existing-share", lang)),
        element("dd", headline("existing-share", outcome.figures["existing-share"], shown)),
        element("dd", _text("existing-share-note", lang, debts=debts, income=income), class_="calc-note"),
    )


def _headline(outcome: Outcome, lang: str) -> Html | None:
    """One offer in boxes, two in a table side by side."""
    existing = _existing(outcome, lang)
    boxes = element("dl", existing, class_="calc-headline") if existing else None
    if not outcome.offers:
        return boxes
    if len(outcome.offers) == 1:
        offer = outcome.offers[0]
        figures = [
            element("div", element("dt", _text(name, lang)), element("dd", _cell(name, offer, outcome, lang)))
            for name in _names(outcome)
        ]
        return fragment(
            element("p", _offer(offer.index, lang), class_="calc-title"),
            element("dl", figures, existing, class_="calc-headline"),
        )
    rows = [
        element(
            "tr",
            element("th", _text(name, lang), scope="row"),
            [element("td", _cell(name, offer, outcome, lang), class_="calc-offer") for offer in outcome.offers],
        )
        for name in _names(outcome)
    ]
    columns = [_text("column-figure", lang), *[_offer(offer.index, lang) for offer in outcome.offers]]
    return fragment(
        _table(columns, rows, label=_text("offers-label", lang)),
        element("p", _text("offers-note", lang), class_="calc-note"),
        boxes,
    )


def _table(columns: list[str], rows: list[Html], *, label: str, foot: Html | None = None) -> Html:
    return element(
        "div",
        element(
            "table",
            element("thead", element("tr", [element("th", column, scope="col") for column in columns])),
            element("tbody", rows),
            foot,
        ),
        class_="calc-table",
        tabindex="0",
        role="region",
        aria_label=label,
    )


def _remarks(outcome: Outcome, lang: str) -> list[str]:
    remarks = []
    for offer in outcome.offers:
        name = _offer(offer.index, lang)
        if offer.rate is None:
            remarks.append(_text("no-rate", lang, offer=name, count=str(offer.sign_changes)))
        if offer.has_no_rate:
            remarks.append(_text("rate-counts-as-zero", lang, offer=name))
        if offer.loan.instalment is not None:
            remarks.append(_text("instalment-known", lang, offer=name))
        if offer.loan.repaid_after < offer.loan.periods:
            early = _text("early", lang, offer=name, after=str(offer.loan.repaid_after))
            if offer.not_charged:
                early += _space(lang) + _text("early-not-charged", lang, fees=_money(offer.not_charged, lang))
            remarks.append(early)
    return remarks


def _space(lang: str) -> str:
    return "" if lang == "zh" else " "


def _why(outcome: Outcome, lang: str) -> Html | None:
    sentences = [
        _text(
            "why",
            lang,
            offer=_offer(offer.index, lang),
            cost=_money(offer.total_cost, lang),
            principal=_money(offer.loan.principal, lang),
            months=str(len(offer.months)),
            flat=_rate(offer.flat, lang),
            owed=_money(offer.owed_on_average, lang),
            rough=_rate(offer.rough, lang),
            nominal=_rate(exact(offer.rate.nominal), lang),
        )
        for offer in outcome.offers
        if offer.rate is not None and offer.flat is not None and offer.rough is not None
    ]
    if not sentences:
        return None
    return fragment(
        element("p", _text("why-title", lang), class_="calc-title"),
        [element("p", sentence_) for sentence_ in sentences],
    )


def _swatch(kind: str) -> Html:
    return element(
        "svg",
        element("rect", width="12", height="12", class_=f"calc-part-{kind}"),
        class_="calc-swatch",
        width="12",
        height="12",
        viewBox="0 0 12 12",
        aria_hidden="true",
        focusable="false",
    )


def _drawing(offer: Offer) -> Html:
    return element(
        "svg",
        [
            element("rect", x=str(start), width=str(width), height="18", class_=f"calc-part-{kind}")
            for kind, start, width in offer.bar
            if width
        ],
        class_="calc-parts",
        width=str(BAR),
        height="18",
        viewBox=f"0 0 {BAR} 18",
        preserveAspectRatio="none",
        aria_hidden="true",
        focusable="false",
    )


def _parts(outcome: Outcome, lang: str) -> Html | None:
    if not outcome.offers:
        return None
    rows = [
        element(
            "tr",
            element("th", _swatch(kind), " ", _text(f"part-{kind}", lang), scope="row"),
            [element("td", _money(offer.parts[kind], lang), class_="calc-number") for offer in outcome.offers],
        )
        for kind in outcome.offers[0].parts
    ]
    total = element(
        "tfoot",
        element(
            "tr",
            element("th", _text("total-paid", lang), scope="row"),
            [element("td", _money(offer.total_paid, lang), class_="calc-number") for offer in outcome.offers],
        ),
    )
    columns = [_text("column-part", lang), *[_offer(offer.index, lang) for offer in outcome.offers]]
    return fragment(
        element("p", _text("parts-title", lang), class_="calc-title"),
        [
            element("p", element("span", _offer(offer.index, lang), class_="calc-note"), " ", _drawing(offer))
            for offer in outcome.offers
        ],
        _table(columns, rows, label=_text("parts-label", lang), foot=total),
    )


def _amounts(fen: tuple[int, ...]) -> list[Html]:
    """Cells of a table whose title names the unit."""
    return [element("td", f"{amount // 100:,}.{amount % 100:02d}", class_="calc-number") for amount in fen]


def _schedule(offer: Offer, lang: str) -> Html:
    count = str(len(offer.months))
    title = _text("schedule-title", lang, offer=_offer(offer.index, lang), count=count)
    columns = [_text(f"column-{name}", lang) for name in ("month", "interest", "fee", "principal", "payment", "left")]
    rows = []
    upfront = offer.loan.upfront_fee
    if upfront:
        amounts = _amounts((0, upfront, 0, upfront, offer.loan.principal))
        rows.append(element("tr", element("th", _text("first-day", lang), scope="row"), amounts))
    for month in offer.months:
        amounts = _amounts((month.interest, month.fee, month.principal, month.payment, month.left))
        rows.append(element("tr", element("th", str(month.number), scope="row"), amounts))
    sums = (offer.interest, offer.monthly_fees + upfront, offer.loan.principal, offer.total_paid)
    foot = element(
        "tfoot",
        element("tr", element("th", _text("schedule-sum", lang), scope="row"), _amounts((*sums, 0))),
    )
    return element(
        "details",
        element("summary", title, class_="calc-title"),
        _table(columns, rows, label=title, foot=foot),
        open=len(offer.months) <= _MONTHS_OPEN,
        class_="calc-schedule",
    )


def _days(line: Line, lang: str) -> str:
    return _text("line-days", lang, start=line.start.isoformat(), checked=line.checked.isoformat())


def _lines(outcome: Outcome, lang: str) -> Html:
    micro, private, lpr = [outcome.lines[key] for key in ("micro-line", "private-line", "lpr")]
    times = str(private.value)
    gaps = {
        "times": times,
        "lpr-day": lpr.start.isoformat(),
        "lpr": shown_percent(Ratio(lpr.value, 10_000), lang=lang),
        "product": shown_percent(outcome.four_times, lang=lang),
    }
    micro_value = _text("line-micro-value", lang, line=_percent(micro.value, lang), times=times)
    entries = (
        (_text("line-micro", lang), micro_value, _text("line-micro-binds", lang), micro),
        (
            _text("line-private", lang),
            _text("line-private-value", lang, **gaps),
            _text("line-private-binds", lang),
            private,
        ),
    )
    items = [
        element(
            "li",
            element("strong", what),
            element("br"),
            _text("line", lang, value=value, binds=binds, days=_days(line, lang)),
        )
        for what, value, binds, line in entries
    ]
    return fragment(element("p", _text("lines-title", lang), class_="calc-title"), element("ul", items))


def _share(outcome: Outcome, lang: str) -> Html | None:
    if any(field in outcome.problems for field in _ELSEWHERE):
        return None
    if outcome.income is None:
        if not outcome.has_debts:
            return None
        return element("p", _text("share-needs-income", lang))
    income, debts = _money(outcome.income, lang), _money(outcome.debts, lang)
    sentences = []
    for offer in outcome.offers:
        name = _offer(offer.index, lang)
        if offer.share is not None and offer.monthly_payment is not None:
            payment = _money(offer.monthly_payment, lang)
            sentences.append(_text("share-sum", lang, offer=name, debts=debts, payment=payment, income=income))
        if offer.is_larger_at_the_end:
            last = _money(offer.largest_payment, lang)
            sentences.append(_text("share-end", lang, offer=name, last=last, income=income))
    if not outcome.has_debts:
        sentences.append(_text("share-no-debts", lang))
    return fragment(
        element("p", _text("share-title", lang), class_="calc-title"),
        [element("p", sentence_) for sentence_ in sentences],
        element("p", _text("share-no-line", lang)),
        element("ul", [element("li", reference) for reference in _references(outcome, lang)], class_="calc-note"),
    )


def _references(outcome: Outcome, lang: str) -> list[str]:
    lines = outcome.lines
    property_loans, unsecured, korea = [
        lines[key] for key in ("singapore-property", "singapore-unsecured", "korea-dsr")
    ]
    return [
        _text(
            "share-mortgage",
            lang,
            housing=_percent(lines["mortgage-housing"].value, lang),
            debts=_percent(lines["mortgage-debts"].value, lang),
            checked=lines["mortgage-debts"].checked.isoformat(),
        ),
        _text(
            "share-singapore-property",
            lang,
            line=_percent(property_loans.value, lang),
            start=property_loans.start.isoformat(),
            checked=property_loans.checked.isoformat(),
        ),
        _text(
            "share-singapore-unsecured",
            lang,
            line=str(unsecured.value),
            start=unsecured.start.isoformat(),
            checked=unsecured.checked.isoformat(),
        ),
        _text("share-korea", lang, line=_percent(korea.value, lang), checked=korea.checked.isoformat()),
    ]


def result(outcome: Outcome, *, lang: str, day: date) -> Html:
    """The inside of [data-result]: what is overdue comes before any figure."""
    notes: list[str] = []
    if outcome.offers:
        notes = [_text("conventions", lang, days=str(outcome.days_a_year)), _text("not-the-form", lang)]
        if outcome.values_of is not None:
            notes.append(_text("values-of-another-day", lang, edge=outcome.values_of.isoformat(), day=day.isoformat()))
    return fragment(
        _overdue(outcome, lang),
        element("p", _text("nothing-entered", lang)) if outcome.is_empty else None,
        [element("p", sentence_, class_="calc-wrong") for sentence_ in _problems(outcome, lang)],
        _example(outcome, lang, day),
        _headline(outcome, lang),
        [element("p", remark) for remark in _remarks(outcome, lang)],
        element("p", _text("keep-money", lang), class_="calc-keep") if outcome.offers else None,
        _why(outcome, lang),
        _parts(outcome, lang),
        _share(outcome, lang),
        [_schedule(offer, lang) for offer in outcome.offers],
        _lines(outcome, lang) if outcome.offers else None,
        [element("p", note, class_="calc-note") for note in notes],
        carry.button(carried(outcome, day=day), lang=lang),
    )


def sentence(outcome: Outcome, *, lang: str, day: date) -> str:
    """What the <output> says: what is overdue comes first, then what to correct or the headline."""
    said = _sentence(outcome, lang)
    return _text("overdue-sentence", lang, then=said) if outcome.is_overdue else said


def _sentence(outcome: Outcome, lang: str) -> str:
    if outcome.problems:
        return _space(lang).join(_problems(outcome, lang))
    if outcome.is_empty:
        return _text("nothing-entered", lang)
    parts = []
    for offer in outcome.offers:
        cost, name = _money(offer.total_cost, lang), _offer(offer.index, lang)
        if offer.rate is None:
            parts.append(_text("sentence-no-rate", lang, offer=name, cost=cost))
            continue
        nominal, effective = [_rate(exact(rate), lang) for rate in (offer.rate.nominal, offer.rate.effective)]
        parts.append(_text("sentence-offer", lang, offer=name, nominal=nominal, effective=effective, cost=cost))
    said = _text("sentence-join", lang).join(parts)
    if outcome.example_fields:
        said += _text("sentence-example", lang)
    return said + _text("sentence-end", lang)
