"""`make test-generator`: the staged pages once more, by the generator that may come after MkDocs, and what differs.

Everything lies under build/generator: the environment, a copy of what the generator reads, its pages. Nothing there is
part of the site. Page by page it says what is missing (-) and what is added (+) beside MkDocs' own output, before
anything of ours has touched either. It fails where the generator refuses our pages or leaves one out; a difference
alone is for reading.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag

from build_scripts.measuring.environment import environment
from build_scripts.pages.generator import CONFIGURATIONS, PAGES_BUILD, settings
from build_scripts.reading.places import BUILD, DEFAULT_SITE_URL, ROOT, STAGED, THEME
from build_scripts.site.style_sheets import names_in_selectors

FOLDER = BUILD / "generator"
LOCK = ROOT / "requirements/generator.txt"
KINDS = ("title", "headings", "ids", "links", "text", "classes")
_COLOUR = re.compile(r"\x1b\[[\d;]*m")
# So many of a kind are named; the table counts them all.
_MOST_NAMED = 12

Facts = Mapping[str, list[str]]


def relied_on() -> frozenset[str]:
    """Every class, id and attribute that our style sheets name."""
    return frozenset(name for sheet in THEME.rglob("*.css") for name in names_in_selectors(sheet.read_text("utf-8")))


def page_facts(html: str, address: str, relied: frozenset[str]) -> Facts:
    """What a page is made of, by kind: links as they lead from its address (`guides/late-now/`), and as `classes`
    those names of the relied on that it has."""
    page = BeautifulSoup(html, "html.parser")
    elements = page.find_all(True)
    description = page.select_one('meta[name="description"]')
    return {
        "title": [_text(page.title), str(description.get("content")) if description else ""],
        "headings": [
            f"{each.name} #{each.get('id', '')} {_text(each)}" for each in page.find_all(re.compile(r"^h\d$"))
        ],
        "ids": [str(each["id"]) for each in elements if each.get("id")],
        "links": [
            f"{each.name} {urljoin(f'/{address}', str(each[at]))}"
            for each in elements
            for at in ("href", "src")
            if each.get(at) is not None
        ],
        "text": [" ".join(words.split()) for words in page.body.stripped_strings] if page.body else [],
        "classes": sorted({name for each in elements for name in _names(each)} & relied),
    }


def _text(element: Tag | None) -> str:
    return " ".join(element.get_text().split()) if element else ""


def _names(element: Tag) -> Iterable[str]:
    yield from (f"[{name}]" for name in element.attrs)
    yield from (f".{name}" for name in element.get("class") or [])
    if element.get("id"):
        yield f"#{element['id']}"


def differences(ours: list[str], theirs: list[str]) -> list[str]:
    """Missing items (`- …`) and added ones (`+ …`), each as often as it is; `order` where that alone differs."""
    missing, added = Counter(ours) - Counter(theirs), Counter(theirs) - Counter(ours)
    found = [f"- {each}" for each in missing.elements()] + [f"+ {each}" for each in added.elements()]
    return found or (["order"] if ours != theirs else [])


def shown(found: list[str]) -> str:
    """A cell of the table."""
    counts = Counter(each[0] for each in found)
    return " ".join(f"{sign}{counts[sign]}" for sign in "-+" if counts[sign]) or ("order" if found else "same")


def run_generator(python: Path) -> tuple[bool, str]:
    """Renders copies of the staged pages in both languages; whether it ended well, and what it printed."""
    place = FOLDER / "site"
    shutil.rmtree(place, ignore_errors=True)
    for source in (STAGED, THEME, *(ROOT / name for name in ("mkdocs.base.yml", *CONFIGURATIONS.values()))):
        target = place / source.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copy(source, target)
    # The Markdown extension is ours.
    surroundings = {**os.environ, **settings(DEFAULT_SITE_URL), "PYTHONPATH": str(ROOT)}
    printed, good = "", True
    for configuration in CONFIGURATIONS.values():
        command = [str(python), "-m", "zensical", "build", "--clean", "-f", configuration]
        done = subprocess.run(command, cwd=place, env=surroundings, capture_output=True, text=True, check=False)
        printed += _COLOUR.sub("", done.stdout + done.stderr)
        good = good and not done.returncode
    return good, printed


def compared(ours: Path, theirs: Path) -> dict[str, dict[str, list[str]]]:
    """By page and kind, what differs; a page that is only ours has `missing`."""
    relied = relied_on()
    found: dict[str, dict[str, list[str]]] = {}
    for path in sorted(ours.rglob("*.html")):
        name = path.relative_to(ours).as_posix().removesuffix("index.html")
        other = theirs / path.relative_to(ours)
        if other.exists():
            one, two = (page_facts(each.read_text("utf-8"), name, relied) for each in (path, other))
            found[name] = {kind: differences(one[kind], two[kind]) for kind in KINDS}
        else:
            found[name] = {"missing": [name]}
    return found


def table(found: Mapping[str, Mapping[str, list[str]]]) -> list[str]:
    """The lines of the table, then each difference with the number of pages that have it, the commonest first."""
    lines = [f"{'page':<38}" + "".join(f"{kind:<12}" for kind in KINDS)]
    for page, kinds in found.items():
        cells = "page is missing" if "missing" in kinds else "".join(f"{shown(kinds[kind]):<12}" for kind in KINDS)
        lines.append(f"{page:<38}{cells}".rstrip())
    for kind in KINDS:
        pages = Counter(each for kinds in found.values() for each in set(kinds.get(kind, [])))
        if pages:
            lines += ["", f"{kind}: {len(pages)} different, on so many pages:"]
        lines += [f"  {count:>3} {each[:150]}" for each, count in pages.most_common(_MOST_NAMED)]
        if len(pages) > _MOST_NAMED:
            lines.append(f"      and {len(pages) - _MOST_NAMED} more")
    return lines


def main() -> int:
    if not PAGES_BUILD.is_dir():
        print("test-generator: no pages to compare with; please run make build first", file=sys.stderr)
        return 1
    good, printed = run_generator(environment(FOLDER / "environment", sys.executable, LOCK))
    if not good:
        print(f"test-generator: the generator refuses our pages:\n{printed.strip()[-3000:]}", file=sys.stderr)
        return 1
    found = compared(PAGES_BUILD, FOLDER / "site" / PAGES_BUILD.relative_to(ROOT))
    print("\n".join(table(found)))
    same = sum(not any(kinds.values()) for kinds in found.values())
    warned = printed.count("Warning:")
    print(f"\n{len(found)} pages, {same} of them without a difference; the generator itself warned {warned} times")
    return int(any("missing" in kinds for kinds in found.values()))


if __name__ == "__main__":
    sys.exit(main())
