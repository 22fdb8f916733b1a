"""A style sheet in parts becomes one file, in the order in which it names them; nothing is left out or left over."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from build_scripts.pages.markdown_finish import BOXES
from build_scripts.reading.places import DOCS, ROOT, THEME
from build_scripts.site.style_sheets import StyleSheetError, join_style_sheets, names_in_selectors


def site(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        place = folder / "assets" / name.replace("__", "/")
        place = place.with_suffix(".css")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
    return folder


def test_the_parts_stand_in_the_order_in_which_they_are_named_and_are_no_files_any_more(tmp_path: Path) -> None:
    sheet = '/* All of it. */\n\n@import "./site/text.css";\n@import "./site/boxes.css";\n'
    target = site(tmp_path, site=sheet, site__boxes="b {}\n", site__text="a {}\n", report="c {}\n")
    join_style_sheets(target)
    assert (tmp_path / "assets/site.css").read_text("utf-8") == "/* All of it. */\n\na {}\n\nb {}\n\n"
    assert sorted(path.name for path in (tmp_path / "assets").rglob("*")) == ["report.css", "site.css"]


def test_a_part_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StyleSheetError, match=r"^docs/theme/assets/site/text\.css: no part of this name$"):
        join_style_sheets(site(tmp_path, site='@import "./site/text.css";\n'))


def test_a_part_that_no_sheet_names_is_named(tmp_path: Path) -> None:
    with pytest.raises(StyleSheetError, match=r"^docs/theme/assets/site/text\.css: site\.css does not name it$"):
        join_style_sheets(site(tmp_path, site="a {}\n", site__text="b {}\n"))


def test_names_are_read_from_selectors_alone_each_as_often_as_it_is_mentioned() -> None:
    sheet = """/* .none { } */
    @import "./site/text.css";
    @media (min-width: 44.99em) {
      .md-nav [data-x="y"] > .cl-a:not(.md-nav) { margin: 0.5em; background: url("data:image/svg+xml;x.y"); color: #fff }
    }
    #home { color: #abc }
    """  # noqa: E501
    assert names_in_selectors(sheet) == [".md-nav", "[data-x]", ".cl-a", ".md-nav", "#home"]


def test_our_sheets_name_no_more_of_the_theme_than_on_the_day_this_was_written() -> None:
    """Each name of the theme's in our sheets is one more thing to follow where its markup changes (decision 0001).

    A new rule goes by a class of ours; `.md-typeset` alone may be mentioned again, since its weight is needed against
    the theme's own rules for tables, lists and the like. Where a name goes, these figures go down with it.
    """
    mentioned = [name for sheet in THEME.rglob("*.css") for name in names_in_selectors(sheet.read_text("utf-8"))]
    of_the_theme = [name for name in mentioned if name.startswith((".md-", "[data-md-"))]
    assert len(set(of_the_theme)) <= 39
    assert len(of_the_theme) - of_the_theme.count(".md-typeset") <= 90


# Where class names are written: whole, or a beginning of two words and more with the rest in braces.
WRITTEN = [path for folder in (ROOT / "calculators", ROOT / "build_scripts", DOCS) for path in folder.rglob("*")]
# Put together of less: boxes, the kinds of a picture's parts (calculators/picture.py), the languages of a report.
JOINED = {f"cl-{kind}" for kind in BOXES} | {f"calc-kind-{number}" for number in range(6)} | {"report-zh-en"}


def test_each_class_of_ours_that_a_sheet_names_is_written_somewhere() -> None:
    texts = [path.read_text("utf-8") for path in WRITTEN if path.suffix in (".py", ".js", ".html", ".toml")]
    words = {word for text in texts for word in re.findall(r"[\w-]+", text)}
    beginnings = {word for text in texts for word in re.findall(r"([a-z]+-[a-z][\w-]*-)\$?\{", text)}

    def is_written(name: str) -> bool:
        rests = (name.removeprefix(each) for each in beginnings if name.startswith(each))
        return name in words or any(rest.isdigit() or is_written(rest) for rest in rests)

    named = {name for sheet in THEME.rglob("*.css") for name in names_in_selectors(sheet.read_text("utf-8"))}
    ours = {name[1:] for name in named if name.startswith((".cl-", ".calc", ".report"))}
    assert len(ours) > 150
    assert {name for name in ours if not is_written(name)} - JOINED == set()
