"""A style sheet in parts becomes one file, in the order in which it names them; nothing is left out or left over."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_scripts.site.style_sheets import StyleSheetError, join_style_sheets


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
