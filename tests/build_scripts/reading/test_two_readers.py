"""markdown-it-py, which the checks read with, and Python-Markdown, which renders the pages, take every guide the same
way.

Both renderings become one flat list: headings with ids, list nesting, tables, emphasis, links, boxes, footnotes, words.
"""

from __future__ import annotations

import pytest
from fixture_guides import page
from two_readers import read, rendered

from build_scripts.pages.method import method_markdown
from build_scripts.reading.guides import read_file
from build_scripts.reading.places import LANGUAGES, PAGES, markdown_file


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_both_readers_take_the_page_the_same_way(name: str, lang: str) -> None:
    guide = read_file(markdown_file(name, lang), name=name, lang=lang, fill=method_markdown)
    assert rendered(guide) == read(guide)


@pytest.mark.parametrize(
    "text",
    [
        "# 标题 { #a-b }\n\n文。[^x]\n第二句。**粗。**\n下一句 [链接](a.md#b)。[^x][^y]\n",
        "# 标题 { #a-b }\n\n- 一\n    - 二\n    - 三\n- 四\n\n文\n\n1. 五\n2. 六\n",
        "# 标题 { #a-b }\n\n怎么做\n: **有依据。** 一。[^x]\n    二。\n: 三\n\n举个例子\n: 四\n    五\n",
        "# 标题 { #a-b }\n\n账户 ____（开户日期 ____），____ 年；信息：____。主要是：____。**粗** __ 元\n",
        "# 标题 { #a-b }\n\n| 甲 | 乙 |\n|---|---|\n| 1[^x] | **2** |\n\n<!-- parity: numbers: why -->\n\n末。\n",
    ],
)
def test_our_subset_is_read_the_same_way(text: str) -> None:
    assert rendered(page(text)) == read(page(text))


@pytest.mark.parametrize(
    "text",
    [
        # Nested by two spaces: one list for Python-Markdown.
        "# 标题 { #a-b }\n\n- 一\n  - 二\n",
        # A list right after a list: one list for Python-Markdown.
        "# 标题 { #a-b }\n\n- 一\n- 二\n\n1. 三\n2. 四\n",
        # Bold closed before a letter: left as stars by markdown-it-py.
        "# 标题 { #a-b }\n\n**粗。**字\n",
        # A box of several points, continued by two spaces.
        "# 标题 { #a-b }\n\n举个例子\n: 一\n: 二\n  三\n: 四\n",
        # A list right below a line of text.
        "# 标题 { #a-b }\n\n文\n- 一\n- 二\n",
    ],
)
def test_the_comparison_sees_where_the_two_differ(text: str) -> None:
    assert rendered(page(text)) != read(page(text))
