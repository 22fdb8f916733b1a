"""What a calculator's page asks for when it is given a workbook: its first sheet as a table of text."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from calculators import data
from calculators.workbook import FILE
from calculators.workbook.xlsx_file import WorkbookError, write_lines

_FOLDER = "workbook"


def answered(request: Mapping[str, Any]) -> dict[str, object]:
    """`text`, as if it had been copied from the spreadsheet, and `told` where there are other sheets; or `said`, why it
    cannot be read. `given` is the file's name."""
    lang = request["lang"]
    out = io.BytesIO()
    try:
        with open(FILE, "rb") as file:  # noqa: PTH123 - the page fetches no `pathlib`
            sheet = write_lines(file, out)
    except WorkbookError:
        return {"part": {"said": data.text(_FOLDER, "unread", lang=lang, name=request["given"])}}
    found = {"text": out.getvalue().decode().strip("\n") + "\n"}
    if sheet.others:
        others = data.text(_FOLDER, "listed", lang=lang).join(sheet.others)
        found["told"] = data.text(_FOLDER, "sheet-read", lang=lang, sheet=sheet.name, others=others)
    return {"part": found}
