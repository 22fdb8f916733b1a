"""Takes out of the theme what makes a browser work for nothing."""

from __future__ import annotations

import re
from pathlib import Path

from build_scripts.places import SITE

# Holds transitions back for the moment in which colours change. Its `*` makes every element's style be worked out anew,
# twice, whenever the theme's script starts, and that is a third of what the script takes.
_SWITCHING = re.compile(r"\[data-md-color-switching\] [^{}]*\{transition-duration:0s!important\}")
# What the key N follows. Firefox fetches the page of a <link rel="next"> ahead, at every visit; the link in the footer, which
# leads to the same page, it leaves alone. (The page before is not fetched by any browser.)
_NEXT_PAGE = '"link[rel=next]"', '"a.md-footer__link--next"'


class ThemeError(Exception):
    """The theme is written otherwise than the one this was made for."""


def lighten_theme(target: Path = SITE) -> None:
    """Rewrites the theme's palette.*.css and bundle.*.js of both languages. Raises ThemeError where what changes is not found once."""
    for sheet in sorted(target.rglob("assets/stylesheets/palette.*.css")):
        text, count = _SWITCHING.subn("", sheet.read_text("utf-8"))
        if count != 1:
            raise ThemeError(f"{sheet.name}: the rule for switching colours stands there {count} times, not once")
        sheet.write_text(text, "utf-8")
    for script in sorted(target.rglob("assets/javascripts/bundle.*.js")):
        text = script.read_text("utf-8")
        if (count := text.count(_NEXT_PAGE[0])) != 1:
            raise ThemeError(f"{script.name}: what the key N follows stands there {count} times, not once")
        script.write_text(text.replace(*_NEXT_PAGE), "utf-8")
