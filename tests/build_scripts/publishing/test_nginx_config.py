"""nginx is told what `_headers` says: for every file of the site the same headers."""

from __future__ import annotations

import re

import pytest

from build_scripts.measuring.serving import HeaderRules, header_rules, headers_of
from build_scripts.publishing.nginx import nginx_config
from build_scripts.reading.file_types import FILE_TYPES
from build_scripts.reading.places import SITE

RULES: HeaderRules = [
    ("/*", {"X-Content-Type-Options": "nosniff"}),
    ("/", {"Cache-Control": "no-cache", "Content-Security-Policy": "default-src 'none'; img-src 'self'"}),
    ("/about/*", {"Cache-Control": "no-cache", "Content-Security-Policy": "default-src 'none'; img-src 'self'"}),
    ("/embed/*", {"Cache-Control": "no-cache", "Content-Security-Policy": "frame-ancestors *"}),
    ("/embed.js", {"Cache-Control": "no-cache", "Content-Security-Policy": "default-src 'self'"}),
    ("/assets/*", {"Cache-Control": "immutable"}),
]


def headers_by(config: str, address: str) -> dict[str, str]:
    """The headers that nginx sends for an address, as its documentation describes `map` and `add_header`."""
    maps = dict(re.findall(r"^map \$uri (\$\w+) \{\n(.*?)^\}", config, re.MULTILINE | re.DOTALL))
    found = {}
    for name, value in re.findall(r"^    add_header (\S+) (.+) always;$", config, re.MULTILINE):
        if value in maps:
            entries = re.findall(r'^    (?:"~(.+?)"|default) "(.*)";$', maps[value], re.MULTILINE)
            value = next((said for pattern, said in entries if pattern and re.search(pattern, address)), entries[0][1])
        if value:
            found[name] = value.strip('"')
    return found


@pytest.mark.parametrize("prefix", ["/", "/credit/"])
def test_every_file_of_the_site_gets_the_headers_that_its_rule_names(prefix: str) -> None:
    rules = header_rules((SITE / "_headers").read_text("utf-8"))
    config = nginx_config(rules, f"https://intranet.example{prefix}")
    names = [path.relative_to(SITE).as_posix() for path in SITE.rglob("*") if path.is_file()]
    served = [name for name in names if not name.endswith((".br", ".gz")) and name not in ("_headers", "web.config")]
    assert len(served) > 1000
    wrong = {name for name in served if headers_by(config, prefix + name) != headers_of(name, rules)}
    assert not wrong


def test_what_most_files_have_is_said_once_and_a_page_that_is_missing_has_it_too() -> None:
    config = nginx_config(RULES, "https://intranet.example/")
    assert config.count("default-src 'none'") == 1
    assert headers_by(config, "/nothing/here") == {
        "X-Content-Type-Options": "nosniff", "Cache-Control": "no-cache",
        "Content-Security-Policy": "default-src 'none'; img-src 'self'",
    }  # fmt: skip
    assert headers_by(config, "/embed/utilisation/index.html")["Content-Security-Policy"] == "frame-ancestors *"
    assert headers_by(config, "/embed.js")["Content-Security-Policy"] == "default-src 'self'"
    assert headers_by(config, "/embed-js")["Content-Security-Policy"] == "default-src 'none'; img-src 'self'"
    assert headers_by(config, "/assets/a.css") == {"X-Content-Type-Options": "nosniff", "Cache-Control": "immutable"}


def test_it_answers_below_the_path_of_the_address() -> None:
    config = nginx_config(RULES, "https://intranet.example/credit/")
    assert "server_name intranet.example;" in config
    assert re.findall(r"location (?:= )?(\S+)", config) == [
        "/credit/", "/credit/en/", "/credit/_headers", "/credit/web.config", "/credit",
    ]  # fmt: skip
    assert "error_page 404 /credit/en/404.html;" in config


def test_it_names_the_type_of_every_kind_of_file() -> None:
    config = nginx_config(RULES, "https://intranet.example/")
    assert {f".{suffix}": kind for kind, suffix in re.findall(r'^        "(.+)" (\w+);$', config, re.MULTILINE)} == (
        FILE_TYPES
    )


@pytest.mark.parametrize("value", ['says "so"', "$uri", "a\\b"])
def test_a_header_that_nginx_would_read_otherwise_stops_it(value: str) -> None:
    with pytest.raises(ValueError, match="something else"):
        nginx_config([*RULES, ("/x/*", {"X-Other": value})], "https://intranet.example/")
