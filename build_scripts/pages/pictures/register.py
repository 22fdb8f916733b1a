"""The table of pictures: name, the function that draws it, the sources that it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from build_scripts.pages.pictures.bills import bill_life, late_days
from build_scripts.pages.pictures.claims import claims_by_verdict
from build_scripts.pages.pictures.court import court_letters
from build_scripts.pages.pictures.lenders import limit_path, who_lends
from build_scripts.pages.pictures.money import debt_first, limit_cut, limit_parts, loan_money
from build_scripts.pages.pictures.months import fee_not_rate, gap_filled
from build_scripts.pages.pictures.picture import Draw, picture_figure
from build_scripts.pages.pictures.platforms import import_steps
from build_scripts.pages.pictures.rates import rate_lines, two_offers
from build_scripts.pages.pictures.reports import record_years, report_specimen
from build_scripts.reading.ledger import Ledger
from calculators.html import Html


@dataclass(frozen=True)
class Entry:
    draw: Draw
    sources: tuple[str, ...]


PICTURES: Mapping[str, Entry] = {
    "bill-life": Entry(
        bill_life,
        ("bond-2025", "late-charge-requote", "shine-2021", "report-codes", "credit-reporting-regulation"),
    ),
    "late-days": Entry(late_days, ("late-charge-requote", "report-codes", "shine-2021")),
    "who-lends": Entry(
        who_lends,
        (
            "pandaily-2021-11",
            "techcrunch-2021",
            "cfc-measures-2024",
            "ant-fine-2025",
            "qinghai-12363-2014",
            "pbccrc-faq",
            "asiatechwire-2021",
        ),
    ),
    "limit-path": Entry(
        limit_path,
        (
            "shine-2021",
            "pingwest-2021-11",
            "pandaily-2021-11",
            "pandaily-credit-loan",
            "reuters-huabei-2020",
            "pandaily-2020-12",
            "pipl",
            "credit-reporting-regulation",
        ),
    ),
    "loan-money": Entry(
        loan_money,
        (
            "cfc-measures-2024",
            "pandaily-2021-11",
            "reuters-online-loans-2020",
            "cbirc-2022",
            "private-lending-2020",
            "sjj-2019",
            "civil-code",
        ),
    ),
    "report-specimen": Entry(
        report_specimen,
        ("pbccrc-report-parts", "chinadaily-report-2018", "report-codes", "credit-reporting-regulation"),
    ),
    "claims-by-verdict": Entry(claims_by_verdict, ()),
    "court-letters": Entry(court_letters, ("civil-procedure-law", "spc-civil-procedure-2022", "court-sms-2022")),
    "record-years": Entry(record_years, ("credit-reporting-regulation",)),
    "limit-cut": Entry(limit_cut, ()),
    "import-moodle": Entry(import_steps, ()),
    "import-canvas": Entry(import_steps, ()),
    "import-open-edx": Entry(import_steps, ()),
    "debt-first": Entry(debt_first, ("civil-code", "cbirc-2022")),
    "limit-parts": Entry(limit_parts, ()),
    "gap-filled": Entry(gap_filled, ()),
    "fee-not-rate": Entry(fee_not_rate, ()),
    "two-offers": Entry(two_offers, ("civil-code",)),
    # Its sources are those of its figures, which may get new ones.
    "rate-lines": Entry(rate_lines, ()),
}


def picture(name: str, ledger: Ledger, lang: str, *, up: str) -> Html:
    """The figure that replaces `<div data-picture="…"></div>`. Raises KeyError for a picture that is not there."""
    entry = PICTURES[name]
    return picture_figure(name, entry.draw, entry.sources, ledger, lang, up=up)
