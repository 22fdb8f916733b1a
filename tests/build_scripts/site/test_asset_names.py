"""Our own assets are named by their content, and everything that mentions them follows."""

import re
from pathlib import Path

import pytest

from build_scripts.site.asset_names import AssetsError, hashed_name, name_assets


def a_site(folder: Path, assets: dict[str, str], pages: dict[str, str]) -> Path:
    for name, text in {**{f"assets/{name}": text for name, text in assets.items()}, **pages}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def test_a_name_says_what_is_in_the_file() -> None:
    # printf x | sha256sum begins with 2d711642.
    assert hashed_name("site.js", b"x") == "site.2d711642.js"
    assert hashed_name("search-field.js", b"y") != hashed_name("search-field.js", b"x")


def test_every_mention_in_pages_of_both_languages_and_manifests_follows(tmp_path: Path) -> None:
    page = (
        '<link href="{}assets/site.css"><script src="{}assets/site.js"></script><div'
        ' data-worker-src="{}assets/search.js">'
    )
    site = a_site(
        tmp_path,
        {"site.css": "a{}", "site.js": "1", "search.js": "2", "icon.png": "3"},
        {
            "index.html": page.format("", "", "./"),
            "en/guides/x/index.html": page.format("../../../", "../../../", "../../../"),
            "404.html": page.format("/some/where/", "/some/where/", "/some/where/"),
            "manifest.json": '{"src": "./assets/icon.png"}',
        },
    )
    names = name_assets(site)
    assert set(names) == {"site.css", "site.js", "search.js", "icon.png"}
    for name in ("index.html", "en/guides/x/index.html", "404.html"):
        text = (site / name).read_text("utf-8")
        assert re.findall(r'assets/([^"]+)"', text) == [names["site.css"], names["site.js"], names["search.js"]]
    assert names["icon.png"] in (site / "manifest.json").read_text("utf-8")
    assert sorted(path.name for path in (site / "assets").iterdir()) == sorted(names.values())


def test_a_module_is_named_after_those_it_imports(tmp_path: Path) -> None:
    site = 'import "./input.js"; import("./late.js");'
    first = name_assets(
        a_site(tmp_path / "1", {"site.js": site, "input.js": "1", "late.js": 'import "./input.js"'}, {})
    )
    second = name_assets(
        a_site(tmp_path / "2", {"site.js": site, "input.js": "2", "late.js": 'import "./input.js"'}, {})
    )
    assert all(first[name] != second[name] for name in ("site.js", "input.js", "late.js"))
    text = (tmp_path / "1/assets" / first["site.js"]).read_text("utf-8")
    assert text == f'import "./{first["input.js"]}"; import("./{first["late.js"]}");'


def test_what_the_theme_has_named_keeps_its_name_but_where_the_build_changes_it(tmp_path: Path) -> None:
    # printf x | sha256sum begins with 2d711642.
    page = '<link href="assets/main.57a0d79d.css"><link href="./assets/stylesheets/main.57a0d79d.min.css">'
    site = a_site(
        tmp_path,
        {"main.57a0d79d.css": "", "stylesheets/main.57a0d79d.min.css": "x"},
        {"index.html": page},
    )
    names = name_assets(site)
    assert names == {"stylesheets/main.57a0d79d.min.css": "stylesheets/main.min.2d711642.css"}
    text = (site / "index.html").read_text("utf-8")
    assert re.findall(r'assets/([^"]+)"', text) == ["main.57a0d79d.css", *names.values()]
    assert all((site / "assets" / name).exists() for name in ("main.57a0d79d.css", *names.values()))


def test_modules_that_import_each_other_stop_the_build_and_are_named(tmp_path: Path) -> None:
    with pytest.raises(AssetsError, match="a.js -> b.js -> a.js"):
        name_assets(a_site(tmp_path, {"a.js": 'import "./b.js"', "b.js": 'import "./a.js"'}, {}))
