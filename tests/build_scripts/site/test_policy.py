"""The policy of the finished pages: inline scripts by their hash, and none that nobody looked at."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from build_scripts.measuring.serving import header_rules, headers_of
from build_scripts.reading.marks import POLICY
from build_scripts.reading.places import SITE
from build_scripts.site.policy import INLINE_SCRIPTS, LEADING_POLICY, LEADING_SCRIPT, PolicyError, build_policy

DENIED = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"


def a_site(folder: Path, scripts: list[str]) -> Path:
    tags = "".join(f"<script>{text}</script>" for text in scripts)
    (folder / "index.html").write_text(
        f'<meta content="{POLICY}">{tags}<script type="application/json">1</script>'
        '<script type="application/ld+json">2</script>',
        "utf-8",
    )
    return folder


def test_the_policy_hashes_each_inline_script_once(tmp_path: Path) -> None:
    text = build_policy(a_site(tmp_path, ["a()", "b()", "a()"]))
    assert len(re.findall("'sha256-", text)) == 2
    assert "unsafe-inline" not in text
    assert "'unsafe-eval'" not in text
    page = (tmp_path / "index.html").read_text("utf-8")
    assert "frame-ancestors" not in page
    assert POLICY not in page
    assert text in page


def test_an_inline_script_nobody_looked_at_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match="5 different inline scripts"):
        build_policy(a_site(tmp_path, ["a()", "b()", "c()", "d()", "e()"]))


def test_every_finished_page_carries_one_policy_and_nothing_that_it_would_refuse() -> None:
    rules = header_rules((SITE / "_headers").read_text("utf-8"))
    pages = sorted(SITE.rglob("*.html"))
    assert len(pages) > 400
    said: dict[str, set[str]] = {"page": set(), "embed": set(), "leading": set(), "without scripts": set()}
    for path in pages:
        html, name = path.read_text("utf-8"), path.relative_to(SITE).as_posix()
        (meta,) = re.findall('<meta http-equiv="Content-Security-Policy" content="([^"]*)"', html)
        is_embed = re.match("(en/)?embed/", name) is not None
        is_leading = LEADING_SCRIPT in html
        kind = (
            "leading" if is_leading else "without scripts" if "<script" not in html else "embed" if is_embed else "page"
        )
        said[kind].add(unescape(meta))
        assert html.count("<script") == 1 or not is_leading, name
        # What stands before the policy is not bound by it.
        before = html.partition("Content-Security-Policy")[0]
        assert not re.search("<(script|link|style|img)[ >]", before), name
        tags = re.findall("<[a-zA-Z][^>]*>", html)
        assert not [tag for tag in tags if re.search(r"<style|\s(style|on[a-z]+)=|=\"?\s*javascript:", tag)], name
        headers = headers_of(name, rules)
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        # Whoever asks for one of these has to change this line.
        assert headers["Permissions-Policy"] == DENIED
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Cross-Origin-Resource-Policy"] == ("cross-origin" if is_embed else "same-origin"), name
        # What a header adds holds beside the page's own policy: it may not refuse a script that the page allows.
        allowed = headers["Content-Security-Policy"]
        assert not [
            each for each in re.findall("'sha256-[^']+'|base-uri 'self'", unescape(meta)) if each not in allowed
        ], name
    (policy,), (embed,), (leading,), (silent,) = said.values()
    assert embed == policy.replace("base-uri 'none'", "base-uri 'self'")
    assert leading == LEADING_POLICY and leading.count("'sha256-") == 1
    assert not re.search("unsafe|https?:|[*]", leading)
    assert silent.startswith("default-src 'none'; img-src 'self'") and "script-src" not in silent
    assert policy.startswith("default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-")
    assert policy.count("'sha256-") == INLINE_SCRIPTS
    assert not re.search("unsafe-inline|'unsafe-eval'|https?:|[*]", policy)


def test_what_a_frame_elsewhere_needs_may_be_taken_from_elsewhere_and_the_runtime_may_not() -> None:
    rules = header_rules((SITE / "_headers").read_text("utf-8"))
    whose = "Cross-Origin-Resource-Policy"
    for name, wanted in {
        "embed.js": "cross-origin",
        "assets/site.js": "cross-origin",
        "covers/a.png": "cross-origin",
        "runtime/a/worker.js": "same-origin",
        "sections.json": "same-origin",
        "en/guides/late-now/index.html": "same-origin",
    }.items():
        assert headers_of(name, rules)[whose] == wanted, name
