"""Serves as a host would: the headers of `_headers`, the 404 page of a language."""

from __future__ import annotations

from fnmatch import fnmatch

# The rules of a `_headers` file in order: a pattern of addresses, and its headers.
HeaderRules = list[tuple[str, dict[str, str]]]


def header_rules(text: str) -> HeaderRules:
    """The rules that the text of a `_headers` file holds."""
    rules: HeaderRules = []
    for line in text.splitlines():
        if line and not line[0].isspace():
            rules.append((line.strip(), {}))
        elif line.strip():
            name, _, value = line.strip().partition(":")
            rules[-1][1][name] = value.strip()
    return rules


def headers_of(name: str, rules: HeaderRules) -> dict[str, str]:
    """The headers of a file, named from the site's root without a slash; a later rule replaces an earlier one."""
    found: dict[str, str] = {}
    for pattern, headers in rules:
        if fnmatch(f"/{name}", pattern):
            found.update(headers)
    return found


def missing_page(name: str) -> str:
    """The 404 page for an address that begins with `en/`, or with nothing of the kind."""
    return "en/404.html" if name.startswith("en/") else "404.html"
