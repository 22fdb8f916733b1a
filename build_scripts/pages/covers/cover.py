"""The cover of a page: the site's name, the page's title, and for whom it is, in the colours of the mark."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from concurrent.futures import ProcessPoolExecutor
from dataclasses import astuple, dataclass
from pathlib import Path

from build_scripts.pages.covers import png, raster
from build_scripts.pages.covers.outlines import FILE, LetteringError, text_width
from build_scripts.pages.covers.raster import FULL
from build_scripts.pages.pictures.writing import pieces
from build_scripts.reading.guides import Page
from build_scripts.reading.ledger import Ledger
from build_scripts.reading.places import CACHE, LANGUAGES, SITE, THEME, page_url
from build_scripts.reading.typography import is_chinese
from build_scripts.reading.words import words

WIDTH, HEIGHT = 1200, 630
FOLDER = "covers"
_MARGIN = 80
_ROOM = WIDTH - 2 * _MARGIN
_TITLE_SIZES = (96, 84, 72, 60)
_MOST_TITLE_LINES = 3
_NAME_SIZE, _LINE_SIZE = 40, 32
_ACCENT = FULL + 1
# Less than FULL: beside the title it is read second.
_SOFT = 11
# The mark's: ink, what stands on it, and the limit's line.
_COLOURS = ("--cl-ink", "--cl-on-ink", "--cl-limit")


@dataclass(frozen=True)
class Cover:
    """What a cover says, and its colours: ground, writing and the line above the name, each `#rrggbb`."""

    name: str
    title: str
    line: str
    ground: str
    ink: str
    accent: str


def cover_path(page: str, lang: str) -> str:
    """The cover's address from the site's root: `covers/guides-late-now.png`, for English below `en/`."""
    return f"{page_url('index', lang)}{FOLDER}/{page.replace('/', '-')}.png"


def colours(sheet: Path = THEME / "assets/site/colours.css") -> tuple[str, str, str]:
    """Ground, writing and accent: the light scheme's ink and what stands on it, the limit's line as on dark ground."""
    text = sheet.read_text("utf-8")
    ground, ink, accent = (re.findall(rf"{name}:\s*(#[0-9a-f]{{3,6}});", text) for name in _COLOURS)
    if not (ground and ink and accent):
        raise LetteringError(f"{sheet.name} sets not all of {', '.join(_COLOURS)}, in which covers are drawn")
    # The sheet's light scheme comes first, its dark one last.
    return ground[0], ink[0], accent[-1]


def cover(page: Page, ledger: Ledger) -> Cover:
    """The page's cover: below the title of a guide stands for whom it is, below others what the site is."""
    note = next((each for each in ledger.notes if f"guides/{each.guide}" == page.name), None)
    who = (note.for_zh if page.lang == "zh" else note.for_en) if note else ""
    line = words("guides", page.lang)["for"].format(who=who) if who else words("site", page.lang)["cover-line"]
    return Cover(words("site", page.lang)["name"], page.title, line, *colours())


def drawn(shown: Cover) -> bytes:
    """The cover as a PNG of WIDTH by HEIGHT."""
    on = raster.canvas(WIDTH, HEIGHT)
    raster.fill_rectangle(on, left=_MARGIN, top=64, width=96, height=8, level=_ACCENT)
    raster.write_text(on, shown.name, left=_MARGIN, baseline=134, size=_NAME_SIZE)
    size, title = title_lines(shown.title)
    leading = size * 5 // 4
    # The middle of the title is the middle of what is left between name and line.
    baseline = 350 - leading * len(title) // 2 + size * 7 // 8
    for at, text in enumerate(title):
        raster.write_text(on, text, left=_MARGIN, baseline=baseline + at * leading, size=size)
    below = lines(shown.line, _LINE_SIZE)[:2]
    for at, text in enumerate(below):
        raster.write_text(
            on, text, left=_MARGIN, baseline=566 - 44 * (len(below) - 1 - at), size=_LINE_SIZE, level=_SOFT
        )
    return png.png(on, _table(shown))


def title_lines(title: str) -> tuple[int, list[str]]:
    """The largest size at which the title has room, and its lines there; no lines where it never has."""
    for size in _TITLE_SIZES:
        found = lines(title, size)
        if len(found) <= _MOST_TITLE_LINES and all(text_width(each, size) <= _ROOM for each in found):
            return size, found
    return _TITLE_SIZES[-1], []


def lines(text: str, size: int) -> list[str]:
    """The text in as few lines as it needs, parted at a comma where that takes no more, else of about one length."""
    room: float = _ROOM
    found = _filled(text, size, room)
    if len(found) == 2 and (clauses := _clauses(text, size)):
        return clauses
    while room > _ROOM / 2:
        room -= size / 2
        tried = _filled(text, size, room)
        if len(tried) > len(found) or any(text_width(each, size) > room for each in tried):
            break
        found = tried
    return found


def _clauses(text: str, size: int) -> list[str]:
    """The text in two lines that part after a Chinese mark, the most even ones; none where nothing else has room."""
    found = []
    for at, character in enumerate(text[:-1], 1):
        parts = [text[:at], text[at:]]
        if is_chinese(character) and unicodedata.category(character) == "Po":
            found.append((max(text_width(part, size) for part in parts), parts))
    longest, parts = min(found, default=(_ROOM + 1, []))
    return parts if longest <= _ROOM else []


def _filled(text: str, size: int, room: float) -> list[str]:
    found = [""]
    for piece in pieces(text):
        if found[-1] and text_width((found[-1] + piece).rstrip(), size) > room:
            found.append("")
        found[-1] += piece
    return [each.strip() for each in found]


def _table(shown: Cover) -> list[tuple[int, int, int]]:
    """The ground, the steps to the writing, and the accent."""
    ground, ink, accent = (rgb(each) for each in (shown.ground, shown.ink, shown.accent))
    steps = [
        tuple((a * (FULL - level) + b * level + FULL // 2) // FULL for a, b in zip(ground, ink, strict=True))
        for level in range(FULL + 1)
    ]
    return [(red, green, blue) for red, green, blue in steps] + [accent]


def rgb(colour: str) -> tuple[int, int, int]:
    """Of `#rrggbb` or `#rgb`."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def _how() -> bytes:
    """What else than its words decides about a cover: how it is drawn, and the outlines."""
    here = Path(__file__)
    parts = (FILE, here, *(here.with_name(name) for name in ("raster.py", "png.py")))
    return hashlib.sha256(b"".join(path.read_bytes() for path in parts)).digest()


def _kept(task: tuple[Cover, Path]) -> None:
    shown, kept = task
    part = kept.with_suffix(".part")
    part.write_bytes(drawn(shown))
    part.replace(kept)


def build_covers(guides: dict[str, list[Page]], ledger: Ledger, target: Path = SITE) -> None:
    """Writes the cover of every page, drawn once and kept under build/cache."""
    how = _how()
    places = {}
    for lang in LANGUAGES:
        for page in guides[lang]:
            shown = cover(page, ledger)
            digest = hashlib.sha256(how + repr(astuple(shown)).encode()).hexdigest()
            places[target / cover_path(page.name, lang)] = (shown, CACHE / "covers" / f"{digest}.png")
    missing = {kept: shown for shown, kept in places.values() if not kept.exists()}
    if missing:
        (CACHE / "covers").mkdir(parents=True, exist_ok=True)
        with ProcessPoolExecutor() as pool:
            list(pool.map(_kept, [(shown, kept) for kept, shown in missing.items()]))
    for place, (_, kept) in places.items():
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(kept.read_bytes())
