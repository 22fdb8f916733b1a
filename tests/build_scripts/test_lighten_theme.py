"""The theme's rule that makes a browser work through the page twice at each start is taken out, or the build stops."""

from pathlib import Path

import pytest

from build_scripts.lighten_theme import ThemeError, lighten_theme
from build_scripts.places import SITE

RULE = "[data-md-color-switching] *,[data-md-color-switching] :after{transition-duration:0s!important}"


def sheet(folder: Path, text: str) -> Path:
    place = folder / "assets/stylesheets/palette.0123.min.css"
    place.parent.mkdir(parents=True)
    place.write_text(text, "utf-8")
    return place


def test_that_rule_alone_goes(tmp_path: Path) -> None:
    place = sheet(tmp_path, f"a{{color:red}}{RULE}b{{color:blue}}")
    lighten_theme(tmp_path)
    assert place.read_text("utf-8") == "a{color:red}b{color:blue}"


@pytest.mark.parametrize("text", ["a{color:red}", RULE + RULE])
def test_a_theme_written_otherwise_stops_the_build(tmp_path: Path, text: str) -> None:
    sheet(tmp_path, text)
    with pytest.raises(ThemeError, match="palette"):
        lighten_theme(tmp_path)


def test_the_site_has_no_such_rule() -> None:
    sheets = list(SITE.rglob("palette.*.css"))
    assert sheets
    assert not any("switching" in each.read_text("utf-8") for each in sheets)
