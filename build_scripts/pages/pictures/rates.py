"""Which percentage is for whom, and two offers with everything counted in."""

from __future__ import annotations

from fractions import Fraction

from build_scripts.pages.pictures.bills import A_DAY
from build_scripts.pages.pictures.drawing import WIDTH, Bar, Box, Shape, box, label
from build_scripts.pages.pictures.picture import Picture, Say, told_list, told_table
from build_scripts.reading.figures import figures
from build_scripts.reading.parameters import figure, in_force, number, parameters
from calculators.html import element, fragment

# Units of the picture for a percentage point: the longest bar leaves room for its figures.
_POINT = 9
_OWN = ("private-line", "lpr", "micro-line")
_KNOWN = ("jiebei-rate-least", "jiebei-rate-most", "court-cost-line", "cost-band-encouraged", "cost-band-prohibited")

# The example of the guide 'before a loan': yuan asked for, the rates and the fee.
ASKED, FEE = 50_000, 1_500
OFFERS = (("a", 9, 0, False), ("b", 7, FEE, False), ("b-first-day", 7, FEE, True))
_OFFER_ROOM = 340


def rate_lines(say: Say) -> Picture:
    """A bar for each percentage that is often quoted, under the name of whom it is for."""
    known = {name: figures()[name] for name in _KNOWN}
    entries = {name: in_force("borrowing-cost", name) for name in _OWN}
    own = {name: figure(parameters("borrowing-cost")[name], entry) for name, entry in entries.items()}
    private = own["private-line"] * own["lpr"]
    encouraged, prohibited = known["cost-band-encouraged"].value, known["cost-band-prohibited"].value
    sources = [source for each in known.values() for source in each.sources]
    sources += [each for entry in entries.values() for each in _listed(entry["source"])]
    rows: list[tuple[str, Fraction, Fraction, dict[str, object]]] = [
        ("jiebei", known["jiebei-rate-least"].value, known["jiebei-rate-most"].value, {}),
        ("day", Fraction(0), 100 * A_DAY * 365, {}),
        ("private", Fraction(0), private, {"times": own["private-line"], "lpr": number(own["lpr"], least=1)}),
        ("court", Fraction(0), known["court-cost-line"].value, {}),
        ("micro", Fraction(0), own["micro-line"], {}),
        ("bands", encouraged, prohibited, {}),
    ]
    shapes: list[Shape] = []
    told = []
    y = 0
    for key, least, most, others in rows:
        gaps = {"least": number(least), "most": number(most), **others}
        name = label(0, y, WIDTH, say(key, **gaps), is_bold=True)
        says = say(f"{key}-figure", **gaps)
        start, end = int(least * _POINT), int(most * _POINT)
        shapes += [name, Bar(start, name.bottom + 3, end - start, 16, "bar")]
        shapes.append(value := label(end + 8, name.bottom, WIDTH - end - 8, says))
        told.append((say(key, **gaps), says))
        y = value.bottom + 10
    note = box(0, y + 4, WIDTH, say("note"), "warn")
    table = told_table([say("head-line"), say("head-figure")], told, say.lang)
    told_all = fragment(table, told_list([say("note")], say.lang))
    return Picture((*shapes, note), told_all, tuple(dict.fromkeys(sources)))


def _listed(source: str | list[str]) -> list[str]:
    return [source] if isinstance(source, str) else source


def two_offers(say: Say) -> Picture:
    """What each offer takes in a year, interest and fee apart, and what that is of the money received."""
    shapes: list[Shape] = []
    told = []
    dearest = max(ASKED * rate // 100 + fee for _, rate, fee, _ in OFFERS)
    y = 0
    for key, rate, fee, is_first_day in OFFERS:
        interest = ASKED * rate // 100
        received = ASKED - fee if is_first_day else ASKED
        yearly = Fraction(100 * (interest + fee), received)
        offer = say(key, rate=rate, fee=f"{fee:,}")
        title = label(0, y, WIDTH, offer, is_bold=True)
        of_interest, of_fee = (_OFFER_ROOM * yuan // dearest for yuan in (interest, fee))
        shapes += [title, Bar(0, title.bottom + 3, of_interest, 20, "bar")]
        if fee:
            shapes.append(Box(of_interest, title.bottom + 3, of_fee, 20, "frame"))
        said = say(
            f"{key}-figures",
            interest=f"{interest:,}",
            fee=f"{fee:,}",
            both=f"{interest + fee:,}",
            received=f"{received:,}",
            yearly=f"{float(yearly):.1f}".removesuffix(".0"),
        )
        below = label(0, title.bottom + 28, WIDTH, said)
        shapes.append(below)
        told.append(f"{offer}\n{said}")
        y = below.bottom + 14
    legend = label(0, y, WIDTH, say("legend"))
    return Picture((*shapes, legend), fragment(told_list(told, say.lang), element("p", say("legend"))))
