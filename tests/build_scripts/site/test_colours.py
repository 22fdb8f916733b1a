"""What docs/theme/README.md says of each colour is what it comes to, and enough to read it."""

from __future__ import annotations

import re

import pytest
from contrast import contrast, schemes

from build_scripts.reading.places import THEME

ROW = re.compile(r"^\| `(--[\w-]+)` \| ([^|]+) \| ([\d.]+) \| ([\d.]+) \|$", re.MULTILINE)
# Never words, so the lesser figure is enough.
LINES = {"--cl-limit"}


def least(name: str, scheme: str) -> float:
    """The least contrast of a colour on the grounds that it stands on."""
    colours = schemes()[scheme]
    grounds = ["--md-default-bg-color", "--cl-soft", *([f"{name}-soft"] if f"{name}-soft" in colours else [])]
    return min(contrast(colours[name], colours[ground]) for ground in grounds)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_figures_in_the_readme_are_the_colours_own_and_enough(scheme: str) -> None:
    rows = ROW.findall((THEME / "README.md").read_text("utf-8"))
    told = {name: float(light if scheme == "light" else dark) for name, _, light, dark in rows}
    assert len(told) >= 10
    # Cut off, not rounded: nothing is said to be more than it is.
    assert told == {name: int(least(name, scheme) * 10) / 10 for name in told}
    assert not {name for name in told if least(name, scheme) < (3 if name in LINES else 4.5)}
    colours = schemes()[scheme]
    assert contrast(colours["--cl-on-ink"], colours["--cl-ink"]) >= 4.5


def test_no_other_sheet_of_the_pages_holds_a_colour() -> None:
    # The lesson in a SCORM package brings its own: the site's sheets are not there.
    own = {"site/colours.css", "offline-page.css", "report.css", "kit/scorm.css"}
    sheets = {
        path.relative_to(THEME).as_posix().removeprefix("assets/"): path.read_text("utf-8")
        for path in THEME.rglob("*.css")
    }
    found = {
        f"{name}: #{colour['digits']}"
        for name in sheets.keys() - own
        # Black, white and greys are paper's and shadows'.
        for colour in re.finditer(r":[^;{}]*?#(?!(.)\1\1[0-9a-f]?\b)(?P<digits>[0-9a-f]{3,8})\b", sheets[name])
    }
    assert len(sheets) > 20
    assert found == set()
