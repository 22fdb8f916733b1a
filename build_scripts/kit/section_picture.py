"""What the picture of a section or worked case says: course/pictures.<lang>.json, from which the browser draws it.

Its beginning in whole blocks, as many as are read easily on a telephone; never its evidence, which is the page's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from markdown_it.token import Token

from build_scripts.pages.cases import anchor, cases, results
from build_scripts.pages.markdown_finish import box_kind
from build_scripts.reading.guides import Page, Section
from build_scripts.reading.places import CALCULATOR_PAGES, LANGUAGES, SITE
from build_scripts.reading.typography import day_in_words, joined_lines, text_length
from build_scripts.reading.words import words

# Signs of Chinese, two Latin ones counting as one: with them a picture is about as high as a telephone's screen.
MOST = {"zh": 330, "en": 400}
# What is not told by reading on: a table, a picture or a form of the page, and a box that looks elsewhere.
_ENDS = ("table_open", "html_block", "fence", "code_block")
_BOXES_SHOWN = ("in-short", "example", "message", "do-not")
# Full stop, exclamation and question mark, and the colon, Chinese ones first.
_SENTENCE_END = re.compile(r"[.!?\u3002\uff01\uff1f]\Z")
_ANNOUNCES = re.compile(r"[:\uff1a]\Z")
# A link that is a line by itself may end in a full stop.
_STOP = re.compile(r"[.\u3002]?\s*\Z")


@dataclass(frozen=True)
class Block:
    """A paragraph of a picture: an `answer`, `text`, a `point` behind its `mark`, or the `label` of what follows."""

    kind: str
    text: str
    mark: str = ""


def picture_blocks(section: Section, lang: str) -> list[Block]:
    """The section's blocks up to MOST signs, at least the first.

    A list is there whole or not at all, unless the section begins with it; nothing at the end only announces more.
    """
    found: list[Block] = []
    room = MOST[lang]
    for is_list, blocks in groupby(_blocks(section.tokens), key=lambda block: block.kind == "point"):
        for together in [[*blocks]] if is_list and found else [[block] for block in blocks]:
            room -= sum(text_length(block.text) for block in together)
            if found and room < 0:
                return _without_announcements(found)
            found += together
    return _without_announcements(found)


def _without_announcements(blocks: list[Block]) -> list[Block]:
    while blocks and (blocks[-1].kind == "label" or (len(blocks) > 1 and _ANNOUNCES.search(blocks[-1].text))):
        blocks.pop()
    return blocks


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    kind, mark, number = "text", "", 0
    for before, token in zip((None, *tokens), tokens, strict=False):
        if token.type in _ENDS:
            return
        if token.type in ("bullet_list_open", "ordered_list_open"):
            kind, mark, number = "point", "•", 0
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            kind, mark = "text", ""
        elif token.type == "list_item_open" and token.markup in ".)":
            number += 1
            mark = f"{number}."
        elif token.type == "inline" and before and before.type == "dt_open":
            box = box_kind(token.content)
            if box not in _BOXES_SHOWN:
                return
            if box != "in-short":
                yield Block("label", token.content.strip())
        elif token.type == "inline":
            yield from _paragraph(
                [each for each in token.children or () if each.content or each.type != "text"], kind, mark
            )


def _paragraph(children: Sequence[Token], kind: str, mark: str) -> Iterator[Block]:
    """One block; two where the paragraph begins with a sentence in bold, which is an answer."""
    end = next((at for at, child in enumerate(children) if child.type == "strong_close"), 0)
    lead = _said(children[:end]) if children and children[0].type == "strong_open" else ""
    if kind == "text" and _SENTENCE_END.search(lead):
        yield Block("answer", lead)
        children = children[end:]
    if text := _said(children):
        # Words in bold that are no sentence and stand alone head what follows.
        yield Block("label" if text == lead else kind, text, mark)


def _said(children: Sequence[Token]) -> str:
    """The visible text; a link that is a sentence at a line's end is left out, since no picture leads there."""
    return joined_lines("\n".join(_without_leading_on(runs) for runs in _lines(children)))


def _without_leading_on(runs: Sequence[tuple[str, bool]]) -> str:
    kept, is_shorter = list(runs), True
    while is_shorter:
        ahead = kept[:-1] if kept and not kept[-1][1] and _STOP.fullmatch(kept[-1][0]) else kept
        told = "".join(said for said, _ in ahead[:-1]).strip()
        is_shorter = bool(ahead) and ahead[-1][1] and (not told or bool(_SENTENCE_END.search(told)))
        kept = ahead[:-1] if is_shorter else kept
    return "".join(said for said, _ in kept)


def _lines(children: Sequence[Token]) -> Iterator[list[tuple[str, bool]]]:
    """Each line of a paragraph in runs, each with whether it is a link."""
    runs: list[tuple[str, bool]] = []
    is_link = False
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            yield runs
            runs = []
        elif child.type in ("link_open", "link_close"):
            is_link = child.type == "link_open"
        elif child.type in ("text", "code_inline"):
            runs.append((child.content, is_link))
    yield runs


def pictures(pages: Sequence[Page]) -> dict[str, Any]:
    """`sections` by id, worked cases among them, each with title, page, blocks and foot; and what stands on all."""
    lang = pages[0].lang
    texts = words("section-picture", lang)
    found: dict[str, Any] = {}
    for page in pages:
        foot = texts["foot"].format(day=day_in_words(page.written, lang))
        told = {section.id: (section.title, picture_blocks(section, lang)) for section in page.sections}
        if page.name in CALCULATOR_PAGES:
            told |= _cases(page.name.removeprefix("calculators/"), lang)
        for name, (title, said) in told.items():
            blocks = [{key: value for key, value in asdict(block).items() if value} for block in said]
            found[name] = {"title": title, "page": page.title, "said": blocks, "foot": foot}
    return {"name": words("site", lang)["name"], "scan": texts["scan"], "sections": found}


def _cases(calculator: str, lang: str) -> dict[str, tuple[str, list[Block]]]:
    figure = words("course", lang)["figure"]
    return {
        anchor(calculator, case): (
            case.title[lang],
            [
                Block("text", case.story[lang]),
                *(
                    Block("point", figure.format(name=name, value=value), "•")
                    for name, value in results(calculator, case, lang)
                ),
            ],
        )
        for case in cases(calculator)
    }


def build_pictures(guides: Mapping[str, Sequence[Page]], target: Path = SITE) -> None:
    """Writes both files."""
    (target / "course").mkdir(exist_ok=True)
    for lang in LANGUAGES:
        text = json.dumps(pictures(guides[lang]), ensure_ascii=False, separators=(",", ":"))
        (target / f"course/pictures.{lang}.json").write_text(text + "\n", "utf-8")
