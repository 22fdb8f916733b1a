"""A sentence in Python or in a template is found at its line;
code that reads Chinese is excused, and only as long as it does."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_scripts.checks.code_words import check_code_words


def found(root: Path, name: str, text: str, reads: dict[str, str] | None = None) -> list[tuple[str, int]]:
    place = root / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, "utf-8")
    return [(fault.file, fault.line) for fault in check_code_words(root, reads or {})]


@pytest.mark.parametrize(
    "code",
    [
        'A = "复制"\n',
        'A = f"共 {1} 条"\n',
        'def a(lang: str) -> str: return "，" if lang == "zh" else ", "\n',
        'def a(lang: str) -> str: return "Copy the link" if lang == "en" else name(lang)\n',
        'A = {"zh": name("zh"), "en": {"copy": "Copy the link"}}\n',
    ],
)
def test_a_sentence_in_python_is_found(tmp_path: Path, code: str) -> None:
    assert ("calculators/a.py", 2) in found(tmp_path, "calculators/a.py", f'"""额度。"""\n{code}')


@pytest.mark.parametrize(
    "code",
    [
        '"""额度。"""\n',
        "A = 1  # 万\n",
        'A = {"zh": "zh-Hans", "en": "en"}\n',
        'def a(lang: str) -> str:\n    return "" if lang == "zh" else " "\n',
        'print(f"there is no such file: {A}")\n',
    ],
)
def test_what_no_reader_sees_is_none(tmp_path: Path, code: str) -> None:
    assert found(tmp_path, "build_scripts/a.py", code) == []


def test_a_file_that_reads_chinese_is_excused_by_name_until_it_reads_none(tmp_path: Path) -> None:
    reads = {"calculators/a.py": "reads what people type"}
    assert found(tmp_path, "calculators/a.py", 'A = "万"\n', reads) == []
    assert found(tmp_path, "calculators/a.py", "A = 4\n", reads) == [("build_scripts/checks/code_words.py", 0)]


@pytest.mark.parametrize(
    "line",
    [
        "<p>复制</p>",
        "<h1>Page not found</h1>",
        '<a title="Read on" href="x">@WORDS:site.name@</a>',
        "{{ '：' }}：",
        "<p>\n  Home</p>",
    ],
)
def test_a_sentence_in_a_template_is_found(tmp_path: Path, line: str) -> None:
    last = 2 + line.count("\n")
    assert found(tmp_path, "docs/theme/a.html", f"{{#- Why. -#}}\n{line}\n") == [("docs/theme/a.html", last)]


def test_marks_and_a_template_s_own_language_are_no_sentence(tmp_path: Path) -> None:
    text = """{#- 额度 -#}{% if page.meta.title == "Home" %}<a class="cl-a" href="{{ 'index.html' | url }}">@WORDS:{{ lang }}:site.name@ · {{ title }}</a>{% endif %}<script>var text = "no text";</script>"""  # noqa: E501
    assert found(tmp_path, "docs/theme/partials/a.html", text) == []


def test_a_mark_that_names_no_text_is_found_where_it_stands(tmp_path: Path) -> None:
    assert found(tmp_path, "mkdocs.yml", 'a: "@WORDS:site.name@"\nb: "@WORDS:site.slogan@"\n') == [("mkdocs.yml", 2)]
    assert found(tmp_path, "docs/theme/a.html", "<p>@WORDS:sight.name@</p>\n")[0] == ("docs/theme/a.html", 1)
