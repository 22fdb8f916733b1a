"""How a guide is taught: the line below its title and the folded note at its end, from docs/ledger/teaching.toml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from build_scripts.pages.foreign_words import marked
from build_scripts.reading.ledger import TeachingNote
from build_scripts.reading.typography import day_in_words
from build_scripts.reading.words import words
from calculators.html import Html, element, fragment

_TAUGHT = ("objective", "opening", "exercise", "answer")


def guide_line(note: TeachingNote | None, titles: Mapping[str, str], lang: str, *, minutes: int, written: str) -> Html:
    """For whom the guide is, minutes to read, what comes before and after it, and the day on which it was written.

    `titles` are the guides' by their names without the folder.
    """
    texts = words("guides", lang)
    parts: list[Html] = [element("span", texts["minutes"].format(minutes=minutes))]
    if note:
        parts.insert(0, marked(texts["for"].format(who=note.for_zh if lang == "zh" else note.for_en), lang))
        parts += (
            fragment(texts[which], _links(guides, titles, lang))
            for which, guides in (("before", note.before), ("after", note.after))
            if guides
        )
    parts.append(element("span", texts["written"].format(day=day_in_words(written, lang))))
    joined = (fragment("\u00a0· " if at else None, part) for at, part in enumerate(parts))
    return element("p", class_="cl-meta")(*joined)


def _links(guides: Sequence[str], titles: Mapping[str, str], lang: str) -> Html:
    joint = words("guides", lang)["guides-joint"]
    return fragment(
        *(
            fragment(joint if at else None, element("a", href=f"../{guide}/")(titles[guide]))
            for at, guide in enumerate(guides)
        )
    )


def teaching_note(note: TeachingNote, lang: str) -> Html:
    """Objective, minutes, opening question, exercise and answer, folded: they are for whoever teaches."""
    texts = words("guides", lang)
    rows = [(texts["lesson"], [texts["lesson-minutes"].format(minutes=note.minutes)])]
    rows += [(texts[field], getattr(note, f"{field}_{lang}").strip().split("\n")) for field in _TAUGHT]
    return element("details", class_="cl-teaching")(
        element("summary", texts["teaching"]),
        element("dl", class_="cl-facts")(
            *(
                element(
                    "div", element("dt", name), element("dd", *(element("p", marked(line, lang)) for line in lines))
                )
                for name, lines in rows
            )
        ),
    )
