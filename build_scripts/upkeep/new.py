"""`python -m build_scripts.upkeep.new guide NAME`, `… calculator NAME`: a skeleton in both languages, registered.

`make new-guide NAME=…` and `make new-calculator NAME=…` run it, then record ids and figures; `make check` then passes
and warns of each sample sentence until it is replaced. The templates are data: build_scripts/upkeep/templates/.
"""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

from build_scripts.checks.menus import CONFIGURATIONS
from build_scripts.reading.places import GUIDES, LANGUAGES, PAGES, ROOT
from build_scripts.reading.words import words
from calculators.register import CALCULATORS

TEMPLATES = ROOT / "build_scripts/upkeep/templates"
_LINE = '        Calculator("{name}", parts={{}}, sends={{}}, has_amounts=True),\n'


class NewError(Exception):
    """The name cannot be used; the message says what would be right."""


def new_guide(name: str, *, root: Path = ROOT, day: date) -> list[str]:
    """Writes the guide in both languages with its teaching note, and names it in places.py, menus and home page.

    Gives the files it wrote."""
    _check(name, root)
    written = [
        _write(root, TEMPLATES / f"guide/{lang}.md.template", f"docs/{lang}/guides/{name}.md", name, day)
        for lang in LANGUAGES
    ]
    notes = _append(root, TEMPLATES / "guide/teaching.toml.template", "docs/ledger/teaching.toml", name, day)
    places = "build_scripts/reading/places.py"
    _insert_after(root / places, f'    "{GUIDES[-1]}",\n', f'    "guides/{name}",\n')
    return [*written, notes, places, *_reachable(root, f"guides/{name}", name, after=GUIDES[-1])]


def new_calculator(name: str, *, root: Path = ROOT, day: date) -> list[str]:
    """Writes the calculator's folder, page, forms and tests, and names it wherever it can be reached."""
    _check(name, root)
    folder = name.replace("-", "_")
    last = list(CALCULATORS.values())[-1]
    written = []
    for template in sorted((TEMPLATES / "calculator").rglob("*.template")):
        file = template.relative_to(TEMPLATES / "calculator").as_posix().removesuffix(".template")
        if file.startswith(("method.", "runtime.")):
            continue  # Written behind what stands in a file already, below.
        elsewhere = {
            "page.zh.md": f"docs/zh/calculators/{name}.md",
            "page.en.md": f"docs/en/calculators/{name}.md",
            "golden.toml": f"tests/golden/{folder}.toml",
            "test.py": f"tests/calculators/test_{folder}.py",
        }
        written.append(_write(root, template, elsewhere.get(file, f"calculators/{folder}/{file}"), name, day))
    written.append(
        _append(root, TEMPLATES / "calculator/runtime.toml.template", "tests/fixtures/runtime/forms.toml", name, day)
    )
    register = root / "calculators/register.py"
    _insert_before(register, "    )\n}\n", _LINE.format(name=name))
    for lang in LANGUAGES:
        method = root / f"docs/{lang}/calculators/method.md"
        section = _filled((TEMPLATES / f"calculator/method.{lang}.md.template").read_text("utf-8"), name, day)
        # Before the section below the last calculator's.
        text = method.read_text("utf-8")
        at = text.index(f"{{ #method-{last.name} }}")
        below = text.find("\n## ", at)
        cut = below + 1 if below >= 0 else len(text)
        method.write_text(text[:cut] + section + text[cut:], "utf-8")
        written.append(f"docs/{lang}/calculators/method.md")
    # Imports are sorted by name, so the folder's own come at another place in every calculator.
    code = [file for file in written if file.endswith(".py")]
    for tool in (("check", "--select=I", "--fix"), ("format",)):
        subprocess.run([sys.executable, "-m", "ruff", *tool, "--quiet", *code], cwd=root, check=True)
    page = f"calculators/{name}"
    return [*written, "calculators/register.py", *_reachable(root, page, name, after=f"calculators/{last.name}")]


def _check(name: str, root: Path) -> None:
    if not re.fullmatch(r"[a-z]+(-[a-z]+)*", name):
        raise NewError(f"NAME is '{name}'; it should be lower-case words joined by hyphens, such as after-a-refusal")
    taken = {page.rpartition("/")[2] for page in PAGES}
    if name in taken or (root / "calculators" / name.replace("-", "_")).exists():
        raise NewError(f"there is a page or a folder '{name}' already; please choose another name")


def _filled(text: str, name: str, day: date) -> str:
    for mark, value in {"@name@": name, "@folder@": name.replace("-", "_"), "@day@": day.isoformat()}.items():
        text = text.replace(mark, value)
    return text


def _write(root: Path, template: Path, file: str, name: str, day: date) -> str:
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_filled(template.read_text("utf-8"), name, day), "utf-8")
    return file


def _append(root: Path, template: Path, file: str, name: str, day: date) -> str:
    with (root / file).open("a", encoding="utf-8") as opened:
        opened.write(_filled(template.read_text("utf-8"), name, day))
    return file


def _reachable(root: Path, page: str, name: str, *, after: str) -> list[str]:
    """Names the page in both menus and on both home pages, below the page `after`."""
    for lang in LANGUAGES:
        title = words("samples", lang)["name"].format(name=name)
        configuration = root / CONFIGURATIONS[lang]
        line = next(line for line in configuration.read_text("utf-8").splitlines(True) if f": {after}.md" in line)
        indent = line[: len(line) - len(line.lstrip())]
        _insert_after(configuration, line, f"{indent}- {title}: {page}.md\n")
        home = root / f"docs/{lang}/index.md"
        listed = [line for line in home.read_text("utf-8").splitlines(True) if line.startswith("- [")]
        line = next(line for line in reversed(listed) if f"]({after}.md)" in line)
        _insert_after(home, line, words("samples", lang)["listed"].format(title=title, page=page) + "\n")
    return [*CONFIGURATIONS.values(), *(f"docs/{lang}/index.md" for lang in LANGUAGES)]


def _insert_after(path: Path, line: str, new: str) -> None:
    before, found, after = path.read_text("utf-8").rpartition(line)
    if not found:
        raise NewError(f"{path}: the line '{line.strip()}' is gone; please mend build_scripts/upkeep/new.py")
    path.write_text(before + line + new + after, "utf-8")


def _insert_before(path: Path, line: str, new: str) -> None:
    before, found, after = path.read_text("utf-8").rpartition(line)
    if not found:
        raise NewError(f"{path}: '{line.strip()}' is not there any more; please mend build_scripts/upkeep/new.py")
    path.write_text(before + new + line + after, "utf-8")


def main() -> int:
    makers = {"guide": new_guide, "calculator": new_calculator}
    if len(sys.argv) != 3 or sys.argv[1] not in makers:
        print("usage: make new-guide NAME=after-a-refusal, or make new-calculator NAME=money-left")
        return 2
    try:
        written = makers[sys.argv[1]](sys.argv[2], day=date.today())
    except NewError as error:
        print(error, file=sys.stderr)
        return 1
    print("\n".join(written))
    return 0


if __name__ == "__main__":
    sys.exit(main())
