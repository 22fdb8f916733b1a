"""The lines that put a calculator into a page of somebody else's, for whoever teaches or writes."""

from __future__ import annotations

from build_scripts.pages.cases import EMBED_HEIGHT
from build_scripts.reading.places import EMBED, page_url
from build_scripts.reading.words import words
from calculators import data
from calculators.html import Html, element
from calculators.register import CALCULATORS


def lines(name: str, lang: str, site_url: str) -> str:
    """A frame with the calculator, and the script that gives the frame its height."""
    address = f"{site_url}{page_url('index', lang)}{EMBED}/{name}/"
    title = f"{data.text(CALCULATORS[name].folder, 'name', lang=lang)} · {words('site', lang)['name']}"
    frame = element("iframe", src=address, title=title, width="100%", height=str(EMBED_HEIGHT), loading="lazy")("")
    marked = frame.replace("<iframe ", "<iframe data-clearlimit ", 1)
    return f'{marked}\n<script async src="{site_url}embed.js"></script>'


def embed_lines(name: str, lang: str, site_url: str) -> Html:
    """Folded below the calculator; the page's script puts a button beside them that copies."""
    texts = words("embed", lang)
    return element("details", class_="calc-more calc-embed")(
        element("summary", texts["lines"]),
        element("p", texts["lines-how"]),
        element("pre", class_="no-copy")(element("code", data_copy=True, tabindex="0")(lines(name, lang, site_url))),
        element("p", class_="calc-note")(texts["lines-scheme"]),
    )
