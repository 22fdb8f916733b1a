"""What makes a browser work for nothing is taken out of the theme, or the build stops."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from build_scripts.lighten_theme import ThemeError, lighten_theme
from build_scripts.places import SITE

RULE = "[data-md-color-switching] *,[data-md-color-switching] :after{transition-duration:0s!important}"
SCHEME, NEXT_PAGE = 'o=x("meta",{name:"color-scheme"});document.head.appendChild(o);let n=1;', 'ue("link[rel=next]")'
COPY = 'x("button",{title:Me("clipboard.copy"),id:e});'
SHEET, SCRIPT = "stylesheets/palette.0123.min.css", "javascripts/bundle.0123.min.js"


def themed(folder: Path, name: str, text: str) -> Path:
    place = folder / "assets" / name
    place.parent.mkdir(parents=True)
    place.write_text(text, "utf-8")
    return place


def test_that_rule_alone_goes(tmp_path: Path) -> None:
    place = themed(tmp_path, SHEET, f"a{{color:red}}{RULE}b{{color:blue}}")
    lighten_theme(tmp_path)
    assert place.read_text("utf-8") == "a{color:red}b{color:blue}"


@pytest.mark.parametrize("text", ["a{color:red}", RULE + RULE])
def test_a_theme_written_otherwise_stops_the_build(tmp_path: Path, text: str) -> None:
    themed(tmp_path, SHEET, text)
    with pytest.raises(ThemeError, match="palette"):
        lighten_theme(tmp_path)


def test_the_key_for_the_next_page_follows_the_footers_link(tmp_path: Path) -> None:
    place = themed(tmp_path, SCRIPT, f'{COPY}{SCHEME}let t=ue("link[rel=prev]");let r={NEXT_PAGE}')
    lighten_theme(tmp_path)
    assert place.read_text("utf-8").endswith('let t=ue("link[rel=prev]");let r=ue("a.md-footer__link--next")')


def test_the_script_adds_no_colour_scheme(tmp_path: Path) -> None:
    place = themed(tmp_path, SCRIPT, f"document.head.appendChild(r);{SCHEME}{NEXT_PAGE}{COPY}")
    lighten_theme(tmp_path)
    assert place.read_text("utf-8").startswith('document.head.appendChild(r);o=x("meta",{name:"color-scheme"});let n=1;ue(')


def test_a_button_that_is_a_picture_has_a_name(tmp_path: Path) -> None:
    place = themed(tmp_path, SCRIPT, f"{SCHEME}{NEXT_PAGE}{COPY}")
    lighten_theme(tmp_path)
    assert place.read_text("utf-8").endswith('x("button",{title:Me("clipboard.copy"),"aria-label":Me("clipboard.copy"),id:e});')


@pytest.mark.parametrize("text", [SCHEME + COPY + 'ue("link[rel~=next]")', SCHEME * 2 + NEXT_PAGE + COPY, NEXT_PAGE + COPY, SCHEME + NEXT_PAGE])
def test_a_script_written_otherwise_stops_the_build(tmp_path: Path, text: str) -> None:
    themed(tmp_path, SCRIPT, text)
    with pytest.raises(ThemeError, match="bundle"):
        lighten_theme(tmp_path)


def test_no_page_names_another_that_a_browser_would_fetch_ahead() -> None:
    pages = list(SITE.rglob("*.html"))
    assert pages
    for page in pages:
        for link in BeautifulSoup(page.read_text("utf-8"), "html.parser").select("link[rel]"):
            assert not {"next", "prefetch", "prerender"} & {kind.lower() for kind in link["rel"]}, page


def test_the_site_has_no_such_rule() -> None:
    sheets = list(SITE.rglob("palette.*.css"))
    assert sheets
    assert not any("switching" in each.read_text("utf-8") for each in sheets)
