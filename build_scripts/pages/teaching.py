"""How a guide is taught, from docs/ledger/teaching.toml: the line below its title, and what stands at its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from build_scripts.pages.both_languages import both_button
from build_scripts.pages.foreign_words import marked
from build_scripts.reading.ledger import TeachingNote
from build_scripts.reading.typography import day_in_words
from build_scripts.reading.words import words
from calculators.html import Html, element, fragment

_JOINT = "\u00a0· "
_TAUGHT = ("objective", "opening", "exercise", "answer")


def guide_line(note: TeachingNote | None, titles: Mapping[str, str], lang: str, *, minutes: int, written: str) -> Html:
    """For whom the guide is, minutes to read, what comes before it, the day on which it was written, and the button for
    both languages.

    `titles` are the guides' by their names without the folder. A telephone leaves out the day, which the citation at
    the page's end has too.
    """
    texts = words("guides", lang)
    parts: list[Html] = [element("span", texts["minutes"].format(minutes=minutes))]
    if note:
        parts.insert(0, marked(texts["for"].format(who=note.for_zh if lang == "zh" else note.for_en), lang))
        if note.before:
            parts.append(fragment(texts["before"], _links(note.before, titles, lang)))
    joined = (fragment(_JOINT if at else None, part) for at, part in enumerate(parts))
    day = element("span", class_="cl-written")(_JOINT, texts["written"].format(day=day_in_words(written, lang)))
    return element("p", class_="cl-meta")(*joined, day, " ", both_button(lang))


def onward_line(note: TeachingNote, titles: Mapping[str, str], lang: str) -> Html | None:
    """What to read after the guide, for its end; None where nothing follows."""
    if not note.after:
        return None
    return element("p", class_="cl-onward")(words("guides", lang)["after"], _links(note.after, titles, lang))


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
