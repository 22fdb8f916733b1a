"""A Python-Markdown extension: underscores are blanks to fill in, as in `ID number ____`, and no emphasis.

`markdown_reader` of reading/guides.py reads them so too.
"""

from __future__ import annotations

from markdown import Extension, Markdown


class BlanksExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        if md.delimiters:
            md.delimiters.remove("_")


def makeExtension(**settings: object) -> BlanksExtension:
    return BlanksExtension(**settings)
