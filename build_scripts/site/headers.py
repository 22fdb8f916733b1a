"""`_headers`: what a host should send with the files, in the form that Netlify, Cloudflare Pages and others read.

Of two rules for one address some hosts send the later one's header and some join both, and of two joined policies both
hold. So no two rules here name the same header for the same address.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from build_scripts.reading.places import EMBED, SHORT, SITE
from build_scripts.site.policy import LEADING_HASH, LEADING_POLICY

_FOR_ALL = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}
# A page of another origin that has opened one of ours gets no hold of it, and cannot take our files for its own: but
# for what stands below embed/, the script that gives it its height, the style sheets and scripts that it needs in a
# frame which is denied its origin, and the pictures of pages.
_OPENER = {"Cross-Origin-Opener-Policy": "same-origin"}
_OURS, _FOR_OTHERS = ({"Cross-Origin-Resource-Policy": whose} for whose in ("same-origin", "cross-origin"))
_SHOWN_ELSEWHERE = ("assets", "covers", "embed.js")
# Files named by their content are kept for ever; all others are asked for anew each time.
_NAMED_BY_CONTENT = ("assets", "runtime", "wheel")
_KEPT = "public, max-age=31536000, immutable"
_ANCESTORS = re.compile(r"(?:[A-Za-z0-9.*:/'_-]+ ?)+")


class HeadersError(Exception):
    """FRAME_ANCESTORS is no list of origins."""


def frame_ancestors() -> str:
    """Who may show the pages below embed/ in a frame, as the policy says it: anyone, or whom FRAME_ANCESTORS names."""
    asked = os.environ.get("FRAME_ANCESTORS") or "*"
    if not _ANCESTORS.fullmatch(asked):
        raise HeadersError(
            f"FRAME_ANCESTORS={asked} should be * or origins with a space between, such as https://moodle.example.edu"
        )
    return asked.strip()


def _rules(target: Path, policy: str, ancestors: str) -> Iterator[tuple[str, dict[str, str]]]:
    """(address, headers); each file has the rule for all and one of its own."""
    yield "/*", _FOR_ALL
    own = {"Content-Security-Policy": f"{policy}; frame-ancestors 'self'", "Cache-Control": "no-cache", **_OPENER}
    page = {**own, **_OURS}
    # Some of the pages for frames only lead on.
    framed = policy.replace("base-uri 'none'", "base-uri 'self'").replace("script-src ", f"script-src {LEADING_HASH} ")
    for folder, address in ((target, "/"), (target / "en", "/en/")):
        yield address, page
        for path in sorted(folder.iterdir()):
            if path.name in ("en", "_headers"):
                continue
            whose = _FOR_OTHERS if path.name in _SHOWN_ELSEWHERE else _OURS
            if path.is_file():
                yield f"{address}{path.name}", {**own, **whose}
            elif path.name in _NAMED_BY_CONTENT:
                yield f"{address}{path.name}/*", {"Cache-Control": _KEPT, **whose}
            elif path.name == SHORT:
                leading = {"Content-Security-Policy": f"{LEADING_POLICY}; frame-ancestors 'self'"}
                yield f"{address}{path.name}/*", {**own, **leading, **whose}
            elif path.name == EMBED:
                framing = {"Content-Security-Policy": f"{framed}; frame-ancestors {ancestors}"}
                yield f"{address}{path.name}/*", {**own, **framing, **_FOR_OTHERS}
            else:
                yield f"{address}{path.name}/*", {**own, **whose}


def build_headers(policy: str, target: Path = SITE) -> None:
    """Writes `_headers` when every other file is there but the compressed ones."""
    ancestors = frame_ancestors()
    lines = [
        line
        for address, headers in _rules(target, policy, ancestors)
        for line in (address, *(f"  {name}: {value}" for name, value in headers.items()))
    ]
    (target / "_headers").write_text("\n".join(lines) + "\n", "utf-8")
