"""`nginx.conf`: the whole site behind nginx, with the headers that `_headers` names and the compressed copies beside
the files.

It is written from `_headers`, so a header is said once. nginx hands down `add_header` to a place only where that place
has none of its own; so all of them stand in one place, and what differs between files is a map of addresses.
"""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urlsplit

from build_scripts.measuring.serving import HeaderRules
from build_scripts.reading.file_types import FILE_TYPES

NGINX = "nginx.conf"
# Where the archive is unpacked, on a machine and in the container.
HOME = "/srv/clearlimit"
_FOR_ALL = "/*"


def _quoted(value: str) -> str:
    if '"' in value or "$" in value or "\\" in value:
        raise ValueError(f"nginx would read this header as something else: {value}")
    return f'"{value}"'


def _variable(header: str) -> str:
    return f"$clearlimit_{header.lower().replace('-', '_')}"


def _expression(pattern: str, prefix: str) -> str:
    """The addresses of a rule, as nginx matches them: a whole one, or all that begin so."""
    start, star, rest = pattern.partition("*")
    if rest or not pattern.startswith("/"):
        raise ValueError(f"a rule of _headers that is neither a file nor a folder: {pattern}")
    return f"~^{re.escape(prefix + start.removeprefix('/'))}{'' if star else '$'}"


def _maps(rules: HeaderRules, prefix: str) -> dict[str, list[str]]:
    """For each header that differs between files the lines of its map: what most files have, then the others."""
    own = [(pattern, headers) for pattern, headers in rules if pattern != _FOR_ALL]
    names = list(dict.fromkeys(name for _, headers in own for name in headers))
    maps = {}
    for name in names:
        values = {pattern: headers.get(name, "") for pattern, headers in own}
        ((usual, _),) = Counter(values.values()).most_common(1)
        maps[name] = [
            f"default {_quoted(usual)};",
            *(
                f'"{_expression(pattern, prefix)}" {_quoted(value)};'
                for pattern, value in values.items()
                if value != usual
            ),
        ]
    return maps


def nginx_config(rules: HeaderRules, site_url: str) -> str:
    """What goes into nginx's `http` block for a site at that address. `rules`: those of `_headers`."""
    address = urlsplit(site_url)
    prefix = address.path
    maps = _maps(rules, prefix)
    for_all = {name: value for pattern, headers in rules if pattern == _FOR_ALL for name, value in headers.items()}
    sent = {
        **{name: _quoted(value) for name, value in for_all.items()},
        **{name: _variable(name) for name in maps},
    }
    lines = [
        f"# ClearLimit at {site_url}: for the http block of nginx, such as /etc/nginx/conf.d/clearlimit.conf.",
        f"# The archive is unpacked at {HOME}. On Debian: apt-get install nginx libnginx-mod-http-brotli-static;",
        "# without that module leave out the line `brotli_static on;`, and readers get the gzip copies.",
        "# For https add `listen 443 ssl;` with your certificate; the rest stays.",
    ]
    for name, entries in maps.items():
        lines += ["", f"map $uri {_variable(name)} {{", *(f"    {entry}" for entry in entries), "}"]
    lines += [
        "",
        "server {",
        "    listen 80;",
        f"    server_name {address.hostname};",
        "    server_tokens off;",
        "    # Behind a proxy nginx does not know its own address.",
        "    absolute_redirect off;",
        "",
        "    types {",
        *(f"        {_quoted(kind)} {suffix.removeprefix('.')};" for suffix, kind in FILE_TYPES.items()),
        "    }",
        "    default_type application/octet-stream;",
        "    sendfile on;",
        "    tcp_nopush on;",
        "    brotli_static on;",
        "    gzip_static on;",
        "    gzip_vary on;",
        "",
        "    # `always`: pages that say that there is no such page carry them too.",
        *(f"    add_header {name} {value} always;" for name, value in sent.items()),
        "",
        f"    error_page 404 {prefix}404.html;",
    ]
    for folder in ("", "en/"):
        lines += [
            f"    location {prefix}{folder} {{",
            f"        alias {HOME}/site/{folder};",
            "        index index.html;",
            *([f"        error_page 404 {prefix}{folder}404.html;"] if folder else []),
            "    }",
        ]
    lines += ["    # For hosts that read them; readers have no use for them."]
    lines += [f"    location = {prefix}{name} {{ return 404; }}" for name in ("_headers", "web.config")]
    if prefix != "/":
        lines += [f"    location = {prefix.rstrip('/')} {{ return 301 {prefix}$is_args$args; }}"]
    return "\n".join([*lines, "}", ""])
