"""Files served without comments and spaces mean the same."""

from pathlib import Path

import pytest

from build_scripts.site.minify import minified, minify_assets

SCRIPT = r"""// Why it is so.
/*! Somebody's licence */
const address = "https://example.org/a  b"; /* more */
const rule = /[/*]  "\//g;
const words = `two  words // ${ address }
and a line`;
export const next = (at) => at + +1; // done
"""


def test_a_script_keeps_strings_rules_templates_and_licences() -> None:
    short = minified(SCRIPT, ".js")
    for kept in (
        "https://example.org/a  b",
        r'/[/*]  "\//g',
        "`two  words // ${ address }\nand a line`",
        "/*! Somebody's licence */",
        "at+ +1",
    ):
        assert kept in short
    for gone in ("Why", "more", "done"):
        assert gone not in short


def test_a_script_is_ascii_whatever_encoding_a_host_names() -> None:
    assert minified('said = ["额度", `“${ a }”`, /[一-龥]/u, "😀"];', ".js") == (
        r'said=["\u989d\u5ea6",`\u201c${ a }\u201d`,/[\u4e00-\u9fa5]/u,"\ud83d\ude00"];' + "\n"
    )


@pytest.mark.parametrize(
    ("sheet", "short"),
    [
        ("/* why */\na,\nb > c {\n  color: red;\n}\n", "a,b>c{color:red}\n"),
        (
            'a::before { content: "/* no */  x"; width: calc(1px + 2px); }',
            'a::before{content:"/* no */  x";width:calc(1px + 2px)}\n',
        ),
        (
            "@media (min-width: 1px) and (print) { .a :is(b, c):not(.d) { margin: 0 auto } }",
            "@media (min-width:1px) and (print){.a :is(b,c):not(.d){margin:0 auto}}\n",
        ),
    ],
)
def test_a_sheet_keeps_what_a_space_means(sheet: str, short: str) -> None:
    assert minified(sheet, ".css") == short


def test_only_scripts_and_sheets_in_the_folder_itself_are_shortened(tmp_path: Path) -> None:
    (tmp_path / "assets/stylesheets").mkdir(parents=True)
    for name in ("a.js", "a.css", "a.svg", "stylesheets/theme.css"):
        (tmp_path / "assets" / name).write_text("/* a */ b{ }", "utf-8")
    minify_assets(tmp_path)
    changed = {
        name
        for name in ("a.js", "a.css", "a.svg", "stylesheets/theme.css")
        if "/* a */" not in (tmp_path / "assets" / name).read_text("utf-8")
    }
    assert changed == {"a.js", "a.css"}
