"""Takes out of the theme's style sheets what makes a browser work through the whole page again at each start."""

from __future__ import annotations

import re
from pathlib import Path

from build_scripts.places import SITE

# Holds transitions back for the moment in which colours change. Its `*` makes every element's style be worked out anew,
# twice, whenever the theme's script starts, and that is a third of what the script takes.
_SWITCHING = re.compile(r"\[data-md-color-switching\] [^{}]*\{transition-duration:0s!important\}")


class ThemeError(Exception):
    """The theme is written otherwise than the one this was made for."""


def lighten_theme(target: Path = SITE) -> None:
    """Rewrites assets/stylesheets/palette.*.css of both languages. Raises ThemeError where the rule is not found once."""
    for sheet in sorted(target.rglob("assets/stylesheets/palette.*.css")):
        text, count = _SWITCHING.subn("", sheet.read_text("utf-8"))
        if count != 1:
            raise ThemeError(f"{sheet.name}: the rule for switching colours stands there {count} times, not once")
        sheet.write_text(text, "utf-8")
