"""What borrowed money may be used for; which debt is paid first; a limit, what is used of it, and a cut."""

from __future__ import annotations

from build_scripts.pages.pictures.drawing import WIDTH, Bar, Box, Shape, arrow, bottom, box, column, label, row
from build_scripts.pages.pictures.picture import Picture, Say, told_list, told_table
from calculators.html import Html, element, fragment

_RAIL, _INDENT, _GAP = 12, 30, 22

# The example of the guide on a limit cut: limit and debt before, the limit after.
LIMIT, USED, LIMIT_AFTER = 7000, 2800, 4000
_BAR_ROOM = 356

# The example of the guide on what drives a limit.
WHOLE, TAKEN = 5000, 2400


def loan_money(say: Say) -> Picture:
    """The purposes of a consumer loan, those it must not have, and what follows."""
    top = box(0, 0, WIDTH, say("loan"), "info")
    uses = [(say("daily"), "good")]
    uses += [(say(key), "stop") for key in ("home", "shares", "debt", "business", "pass-on", "cash-out")]
    boxes = column(_INDENT, top.bottom + 14, WIDTH - _INDENT, uses)
    y = boxes[-1].bottom + _GAP
    then = box(0, y, WIDTH, say("then"), "warn")
    instead = box(0, then.bottom + 12, WIDTH, say("instead"))
    shapes: list[Shape] = [top, *boxes, *(arrow((_RAIL, each.y + 18), (_INDENT, each.y + 18)) for each in boxes)]
    shapes += [arrow((_RAIL, top.bottom), (_RAIL, y)), then, instead]
    told = told_list(
        [say("loan"), told_list([text for text, _ in uses], say.lang), say("then"), say("instead")], say.lang
    )
    return Picture(tuple(shapes), told)


def debt_first(say: Say) -> Picture:
    """The order in which money goes to debts."""
    shapes: list[Shape] = [first := box(0, 0, WIDTH, say("living"))]
    ask = box(0, first.bottom + _GAP, WIDTH, say("is-overdue"), "info")
    answers = row(ask.bottom + _GAP, [(say("yes"), "warn"), (say("no"), "plain")])
    rest = column(0, answers[0].bottom + _GAP, WIDTH, [(say("short"), "plain"), (say("never"), "stop")])
    shapes += [arrow((WIDTH // 2, first.bottom), (WIDTH // 2, ask.y)), ask]
    shapes += [arrow((each.middle, ask.bottom), (each.middle, each.y)) for each in answers]
    shapes += [*answers, *(arrow((each.middle, each.bottom), (each.middle, rest[0].y)) for each in answers), *rest]
    keys = ["living", "is-overdue"]
    told: list[str | Html] = [say(key) for key in keys]
    told += [told_list([say("yes"), say("no")], say.lang), say("short"), say("never")]
    return Picture(tuple(shapes), told_list(told, say.lang, is_ordered=True))


def limit_cut(say: Say) -> Picture:
    """One debt under a limit, under a lower one, and after a payment that brings the ratio back."""
    used_after = USED * LIMIT_AFTER // LIMIT
    cases = [("before", LIMIT, USED), ("after", LIMIT_AFTER, USED), ("repaid", LIMIT_AFTER, used_after)]
    shapes: list[Shape] = []
    rows, sentences = [], []
    for key, limit, used in cases:
        ratio = f"{100 * used // limit}%"
        title = say(key, repaid=f"{USED - used_after:,}")
        said = say("figures", used=f"{used:,}", limit=f"{limit:,}", ratio=ratio)
        shapes += _limit_bar(_below(shapes), title, _BAR_ROOM * limit // LIMIT, _BAR_ROOM * used // LIMIT, said)
        rows.append((title, f"{used:,}", f"{limit:,}", ratio))
        sentences.append(said)
    shapes.append(label(0, _below(shapes), WIDTH, say("legend")))
    heads = [say(f"head-{each}") for each in ("when", "used", "limit", "ratio")]
    told = fragment(told_table(heads, rows, say.lang), told_list(sentences, say.lang), element("p", say("legend")))
    return Picture(tuple(shapes), told)


def limit_parts(say: Say) -> Picture:
    """One limit and what is used of it, as usual and with the account frozen."""
    shapes: list[Shape] = []
    told = []
    for key, available in (("usual", WHOLE - TAKEN), ("frozen", 0)):
        said = say(f"{key}-figures", limit=f"{WHOLE:,}", used=f"{TAKEN:,}", available=f"{available:,}")
        shapes += _limit_bar(_below(shapes), say(key), _BAR_ROOM, _BAR_ROOM * TAKEN // WHOLE, said)
        told.append(f"{say(key)}\n{said}")
    shapes.append(label(0, _below(shapes), WIDTH, say("legend")))
    return Picture(tuple(shapes), fragment(told_list(told, say.lang), element("p", say("legend"))))


def _below(shapes: list[Shape]) -> int:
    """Where the next bar's title begins."""
    return bottom(shapes) + 16 if shapes else 0


def _limit_bar(y: int, title: str, wide: int, filled: int, said: str) -> list[Shape]:
    """A limit as a frame and what is used of it as a bar in it, between a title and a sentence."""
    head = label(0, y, WIDTH, title, is_bold=True)
    top = head.bottom + 4
    sentence = label(0, top + 30, WIDTH, said)
    return [head, Box(0, top, wide, 24, "frame"), Bar(0, top, filled, 24, "bar"), sentence]
