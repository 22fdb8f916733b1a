"""What the site is made of, in a page: `<div data-fill="software"></div>` becomes what readers are sent with its
licence, the digest of the wheel, and everything that builds and tests the site, by licence."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from build_scripts.reading.software import Package, packages, pyodide_python, shipped
from build_scripts.reading.words import words
from build_scripts.runtime.wheel import Wheel
from calculators.html import Html, element, fragment


def software(wheel: Wheel, lang: str, *, up: str) -> Html:
    """`up` leads to the site's root."""
    texts = words("software", lang)
    return fragment(
        element("ul", (_sent(*each) for each in _what_is_sent(lang))),
        element("p", texts["wheel"], element("code", wheel.digest), texts["wheel-joint"], _link(wheel, up)),
        element("details", class_="cl-teaching")(
            element("summary", texts["tools"].format(count=len(_tools()))),
            element("ul", (_of_one_licence(licence, found) for licence, found in _by_licence())),
        ),
    )


def _link(wheel: Wheel, up: str) -> Html:
    return element("a", href=f"{up}{wheel.place}")(wheel.name)


def _what_is_sent(lang: str) -> Iterator[tuple[str, str]]:
    """Name with version; what it does, and its licence."""
    texts = words("software", lang)
    for each, package in shipped():
        yield (
            f"{package.name} {package.version}",
            texts["sent"].format(use=each.said(lang), licence=package.licence),
        )
        if package.name == "pyodide":
            yield f"CPython {pyodide_python()}", texts["sent"].format(use=texts["python"], licence="PSF-2.0")


def _sent(name: str, said: str) -> Html:
    return element("li", element("b", name), said)


def _tools() -> list[Package]:
    sent = {package for _, package in shipped()}
    return [each for each in packages() if each not in sent]


def _by_licence() -> list[tuple[str, list[Package]]]:
    """The licence of most first."""
    ordered = sorted(_tools(), key=lambda each: (each.licence, each))
    found = [(licence, list(of_it)) for licence, of_it in groupby(ordered, key=lambda each: each.licence)]
    return sorted(found, key=lambda each: (-len(each[1]), each[0]))


def _of_one_licence(licence: str, found: list[Package]) -> Html:
    return element(
        "li",
        element("strong", licence),
        f" ({len(found)}) ",
        ", ".join(f"{each.name} {each.version}" for each in found),
    )
