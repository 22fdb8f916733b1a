"""The Content-Security-Policy: one for the site, with a hash for each inline script, and one for pages that lead on."""

from __future__ import annotations

import base64
import hashlib
from html.parser import HTMLParser
from pathlib import Path

from build_scripts.reading.marks import POLICY
from build_scripts.reading.places import SITE

# One sets the colours, one starts Python early; another number means that the theme brought one: read what it added.
INLINE_SCRIPTS = 2
# What a browser reads and does not run.
_DATA = ("application/json", "application/ld+json")


def _hash(script: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() + "'"


# The one line of the pages that only lead on (build_scripts/kit/short_addresses.py): a host may serve their folder
# without its last slash, and what stands behind the line is then led right all the same. The page neither asks for
# itself again, which its refresh would race, nor can go in a circle.
LEADING_SCRIPT = (
    '/\\/$|\\.html?$/.test(location.pathname)||(document.head.appendChild(document.createElement("base")).href='
    'location.href.split(/[?#]/)[0]+"/")'
)
LEADING_HASH = _hash(LEADING_SCRIPT)
# They run nothing else, and fetch their icon and, where they are read, a style sheet.
LEADING_POLICY = (
    f"default-src 'none'; script-src {LEADING_HASH}; img-src 'self'; style-src 'self'; base-uri 'self'; "
    "form-action 'none'"
)


class PolicyError(Exception):
    """The pages hold inline scripts that nobody has looked at."""


class _InlineScripts(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: set[str] = set()
        self._inside = False
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._inside = tag == "script" and "src" not in given and given.get("type", "") not in _DATA
        self._text = ""

    def handle_data(self, data: str) -> None:
        if self._inside:
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._inside:
            self.found.add(self._text)
            self._inside = False


def policy(scripts: set[str]) -> str:
    """The policy as a page's `<meta>` carries it."""
    hashes = sorted(_hash(text) for text in scripts)
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'wasm-unsafe-eval' {' '.join(hashes)}",
            "style-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def build_policy(target: Path = SITE) -> str:
    """Puts the policy into every page, and returns it."""
    pages = {path: path.read_text("utf-8") for path in sorted(target.rglob("*.html"))}
    reader = _InlineScripts()
    for html in pages.values():
        reader.feed(html)
        reader.reset()
    if len(reader.found) != INLINE_SCRIPTS:
        raise PolicyError(
            f"{len(reader.found)} different inline scripts instead of {INLINE_SCRIPTS}; read the new ones, "
            "then change INLINE_SCRIPTS in build_scripts/site/policy.py"
        )
    text = policy(reader.found)
    for path, html in pages.items():
        if html.count(POLICY) != 1:
            raise PolicyError(f"{path.relative_to(target)}: no place for the policy")
        path.write_text(html.replace(POLICY, text), "utf-8")
    return text
