"""Takes out of the theme what makes a browser work for nothing."""

from __future__ import annotations

import re
from pathlib import Path

from build_scripts.places import SITE

# Holds transitions back for the moment in which colours change. Its `*` makes every element's style be worked out anew,
# twice, whenever the theme's script starts, and that is a third of what the script takes.
_SWITCHING = re.compile(r"\[data-md-color-switching\] [^{}]*\{transition-duration:0s!important\}")
# The script adds an empty colour scheme to the head and fills it, and each step works every style out anew. The page names both
# schemes itself and its style sheets say which one holds; the element is filled as before and stands nowhere.
_SCHEME = re.compile(r'(?<=\{name:"color-scheme"\}\);)document\.head\.appendChild\(\w+\);')
# What the key N follows. Firefox fetches the page of a <link rel="next"> ahead, at every visit; the link in the footer, which
# leads to the same page, it leaves alone. (The page before is not fetched by any browser.)
_NEXT_PAGE = re.compile(r'"link\[rel=next\]"')

# A button that is a picture alone has its words in `title`; here they are its name too.
_COPY = re.compile(r'(?<=title:)(\w+\("clipboard\.copy"\))')

_SHEET, _SCRIPT = "assets/stylesheets/palette.*.css", "assets/javascripts/bundle.*.js"
_CHANGES = (
    (_SHEET, _SWITCHING, "", "the rule for switching colours"),
    (_SCRIPT, _SCHEME, "", "what adds a colour scheme"),
    (_SCRIPT, _NEXT_PAGE, '"a.md-footer__link--next"', "what the key N follows"),
    (_SCRIPT, _COPY, r'\1,"aria-label":\1', "the name of what copies"),
)


class ThemeError(Exception):
    """The theme is written otherwise than the one this was made for."""


def lighten_theme(target: Path = SITE) -> None:
    """Rewrites the theme's palette sheet and script, of both languages. Raises ThemeError where what changes is not found once."""
    for pattern, before, after, what in _CHANGES:
        for place in sorted(target.rglob(pattern)):
            text, count = before.subn(after, place.read_text("utf-8"))
            if count != 1:
                raise ThemeError(f"{place.name}: {what} stands there {count} times, not once")
            place.write_text(text, "utf-8")
