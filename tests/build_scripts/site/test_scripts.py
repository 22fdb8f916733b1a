"""A script in parts becomes one file; nothing is left out, left over or named twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_scripts.site.scripts import ScriptError, join_scripts


def site(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        place = folder / "assets" / f"{name.replace('__', '/')}.js"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
    return folder


PAGE = 'import { f } from "./page/f.js";\nimport { a } from "./other.js";\nf(a);\n'
PART = 'import { a, b } from "../other.js";\nexport function f() {\n  return import("../late.js").then(a, b);\n}\n'


def test_the_parts_stand_before_what_imports_them_and_other_modules_are_imported_once(tmp_path: Path) -> None:
    join_scripts(site(tmp_path, page=PAGE, page__f=PART, other="export const a = 1, b = 2;\n"))
    joined = 'import { a, b } from "./other.js";\nfunction f() {\n  return import("./late.js").then(a, b);\n}\nf(a);\n'
    assert (tmp_path / "assets/page.js").read_text("utf-8") == joined
    assert (tmp_path / "assets/other.js").read_text("utf-8") == "export const a = 1, b = 2;\n"
    assert sorted(path.name for path in (tmp_path / "assets").rglob("*.js")) == ["other.js", "page.js"]


def test_a_part_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ScriptError, match=r"^docs/theme/assets/page/f\.js: no part of this name$"):
        join_scripts(site(tmp_path, page=PAGE))


def test_a_part_that_is_not_imported_is_named(tmp_path: Path) -> None:
    with pytest.raises(ScriptError, match=r"^docs/theme/assets/page/g\.js: page\.js does not import it$"):
        join_scripts(site(tmp_path, page=PAGE, page__f=PART, page__g="export const g = 1;\n"))


@pytest.mark.parametrize("taken", ["f", "a"])
def test_a_name_that_two_parts_have_is_told(tmp_path: Path, taken: str) -> None:
    with pytest.raises(ScriptError, match=rf"^docs/theme/assets/page\.js: two of its parts have the name {taken}$"):
        join_scripts(site(tmp_path, page=f"{PAGE}const {taken} = 2;\n", page__f=PART))
