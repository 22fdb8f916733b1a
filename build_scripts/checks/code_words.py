"""No sentence of a page is written in Python or in a template: words are in TOML, zh and en side by side.

eslint.config.mjs holds JavaScript to the same. A file that reads Chinese, instead of writing it, is excused by name.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatch
from pathlib import Path

from build_scripts.pages.template_words import with_words
from build_scripts.reading.guides import Fault
from build_scripts.reading.ledger import LedgerError
from build_scripts.reading.places import LANGUAGES, ROOT
from build_scripts.reading.typography import is_chinese

_TYPED = "reads what people type or paste"
_SAMPLE = "what people type, for the calls that it makes"
_CONTENT = "reads guides and ledger"
_RANGE = "tells Chinese characters from others"
# Why there is Chinese in the strings of a file, or of those that a pattern fits.
READS = {
    "build_scripts/checks/ledger.py": _CONTENT,
    "build_scripts/checks/parity_numbers.py": _CONTENT,
    "build_scripts/checks/words.py": _CONTENT,
    "build_scripts/pages/explained_words.py": _CONTENT,
    "build_scripts/reading/figures.py": _CONTENT,
    "build_scripts/reading/typography.py": _RANGE,
    "build_scripts/runtime/corpus.py": _SAMPLE,
    "build_scripts/site/search.py": "words that people search by",
    "calculators/*/building/odd_forms.py": _SAMPLE,
    "calculators/borrowing_cost/dated/schedule_table.py": _TYPED,
    "calculators/borrowing_cost/dated/view.py": _TYPED,
    "calculators/borrowing_cost/fee.py": _TYPED,
    "calculators/building/odd_texts.py": _SAMPLE,
    "calculators/checklist/view.py": "takes the stop off a sentence",
    "calculators/data.py": _RANGE,
    "calculators/desk/in_order.py": _TYPED,
    "calculators/desk/personal.py": _TYPED,
    "calculators/desk/wide.py": _TYPED,
    "calculators/form.py": _TYPED,
    "calculators/in_full.py": _TYPED,
    "calculators/pasted_table.py": _TYPED,
    "calculators/payment_said.py": _TYPED,
    "calculators/rates.py": _TYPED,
    "calculators/repayment_habit/bills_*.py": _TYPED,
    "calculators/repayment_habit/calculator.py": _TYPED,
    "calculators/report/sources.py": _RANGE,
    "calculators/sheet_cell.py": _TYPED,
    "calculators/utilisation/pasted*.py": _TYPED,
    "calculators/utilisation/plan_fields.py": _TYPED,
    "calculators/utilisation/view_pasted.py": _TYPED,
}
_HOUSE = "please put it into docs/words, or into a calculator's texts.toml or fields.toml, in zh and en"
# What a template holds besides what it shows: its own language, comments, scripts, marks.
_UNSHOWN = re.compile(
    r"\{#.*?#\}|\{%.*?%\}|@[A-Z-]+(?::[^@\n]*)?@|\{\{.*?\}\}|<!--.*?-->|<script\b.*?</script>", re.DOTALL
)
_SHOWN_ATTRIBUTE = re.compile(r'\b(?:alt|aria-label|placeholder|title)="([^"]*)"')
_TAG = re.compile(r"<[^>]*>", re.DOTALL)
_WORD = re.compile("[A-Za-z]{2}")
_ESCAPE = re.compile(r"\\[uUN]")
_LANGUAGE = re.compile(rf"""["']({"|".join(LANGUAGES)})["']""")


def check_code_words(root: Path = ROOT, reads: Mapping[str, str] = READS) -> list[Fault]:
    """Sentences in Python below `build_scripts` and `calculators`, and in the templates below `docs/theme`.

    `reads` names the files whose strings may be Chinese; a name that excuses nothing is a fault too.
    """
    faults: list[Fault] = []
    idle = set(reads)
    for path in sorted([*(root / "build_scripts").rglob("*.py"), *(root / "calculators").rglob("*.py")]):
        name = path.relative_to(root).as_posix()
        text = path.read_text("utf-8")
        # Most files are plain ASCII without escapes, in which no string can hold Chinese, and name no language.
        may_be_chinese = not text.isascii() or bool(_ESCAPE.search(text))
        nodes = list(ast.walk(ast.parse(text))) if may_be_chinese or _LANGUAGE.search(text) else []
        chinese = list(_chinese(nodes)) if may_be_chinese else []
        if excuses := {each for each in reads if fnmatch(name, each)}:
            idle -= excuses if chinese else set()
        else:
            faults += [Fault(name, line, f"Chinese in a string of the code; {_HOUSE}") for line in chinese]
            faults += [
                Fault(name, line, f"a text for each language in the code; {_HOUSE}") for line in _by_language(nodes)
            ]
    faults += [
        Fault(
            "build_scripts/checks/code_words.py",
            0,
            f"READS excuses {name}, where no string is Chinese; please take it out",
        )
        for name in sorted(idle)
    ]
    for path in sorted((root / "docs/theme").rglob("*.html")):
        name, text = path.relative_to(root).as_posix(), path.read_text("utf-8")
        faults += [Fault(name, line, f"a template shows '{said}'; {_HOUSE}") for line, said in _shown(text)]
        faults += [Fault(name, line, message) for line, message in _empty_marks(text)]
    for path in sorted(root.glob("mkdocs*.yml")):
        faults += [Fault(path.name, line, message) for line, message in _empty_marks(path.read_text("utf-8"))]
    return faults


def _chinese(nodes: Sequence[ast.AST]) -> Iterator[int]:
    """The lines of strings with a Chinese character, docstrings left out."""
    docstrings = {
        id(node.body[0].value)
        for node in nodes
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in nodes:
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in docstrings
            and _has_chinese(node.value)
        ):
            yield node.lineno


def _by_language(nodes: Sequence[ast.AST]) -> Iterator[int]:
    """The lines where code chooses between texts by the language:
    `"…" if lang == "zh" else "…"`, `{"zh": "…", "en": "…"}`."""
    for node in nodes:
        texts: list[ast.expr] = []
        if (
            isinstance(node, ast.IfExp)
            and isinstance(node.test, ast.Compare)
            and _constants(node.test) & set(LANGUAGES)
        ):
            made = (ast.Constant, ast.JoinedStr, ast.BinOp)
            texts = [each for each in (node.body, node.orelse) if isinstance(each, made)]
        elif isinstance(node, ast.Dict) and set(LANGUAGES) <= set().union(*map(_constants, filter(None, node.keys))):
            texts = node.values
        if any(map(_is_prose, set().union(*map(_constants, texts)))):
            yield texts[0].lineno


def _constants(node: ast.expr) -> set[object]:
    return {each.value for each in ast.walk(node) if isinstance(each, ast.Constant)}


def _is_prose(value: object) -> bool:
    """Whether that is more than a name, a number or a space between two words."""
    return isinstance(value, str) and " " in value and bool(value.strip())


def _has_chinese(text: str) -> bool:
    return any(map(is_chinese, text))


def _shown(template: str) -> Iterator[tuple[int, str]]:
    """(line, text) of each piece of a template that a reader would see unchanged."""
    plain = _UNSHOWN.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), template)
    pieces = [(found.start(1), found.group(1)) for found in _SHOWN_ATTRIBUTE.finditer(plain)]
    text = _TAG.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), plain)
    pieces += [(found.start(), found.group()) for found in re.finditer(r"\S[^\n]*", text)]
    for at, piece in sorted(pieces):
        if _WORD.search(piece) or _has_chinese(piece):
            yield template.count("\n", 0, at) + 1, piece.strip()


def _empty_marks(template: str) -> Iterator[tuple[int, str]]:
    """(line, what is missing) of each mark that names no text."""
    for number, line in enumerate(template.split("\n"), 1):
        try:
            for lang in LANGUAGES:
                with_words(line, lang)
        except LedgerError as error:
            yield number, str(error)
