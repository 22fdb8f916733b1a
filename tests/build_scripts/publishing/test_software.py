"""Every package has its licence on the page and its place in the bill of materials, as lock files and metadata say."""

from __future__ import annotations

import json
import re
from html import unescape
from importlib import metadata
from pathlib import Path

import pytest

from build_scripts.publishing.sbom import bill, build_sbom
from build_scripts.reading.places import LANGUAGES, ROOT, SITE, page_url
from build_scripts.reading.software import LICENCES, REQUIREMENTS, packages, shipped
from build_scripts.runtime.node import NodeError, run_node
from build_scripts.runtime.pyodide_files import recorded
from build_scripts.runtime.stored_zip import read_zip
from build_scripts.runtime.wheel import source_wheel
from build_scripts.upkeep.licences import licence

EPOCH = 1_795_941_015
SCHEMAS = ROOT / "tests/fixtures/cyclonedx"


def test_every_pinned_package_has_hashes_and_a_licence() -> None:
    listed = {f"{each.name}=={each.version}" for each in packages() if each.ecosystem == "pypi"}
    lines = {line.split(" ")[0].lower() for file in REQUIREMENTS for line in file.read_text("utf-8").splitlines()}
    assert listed == {line for line in lines if "==" in line and not line.startswith("#")}
    assert all(each.hashes and each.licence for each in packages())
    assert len({each.purl for each in packages()}) == len(packages()) > 200


def test_every_lock_file_of_the_house_is_read_those_of_single_tools_too() -> None:
    assert set(REQUIREMENTS) == set((ROOT / "requirements").glob("*.txt"))
    locks = [ROOT / f"{folder}package-lock.json" for folder in ("", "npm/lettering/", "npm/lighthouse/")]
    assert {path for path in (ROOT / "npm").iterdir() if path.is_dir()} == {path.parent for path in locks[1:]}
    listed = {(each.name, each.version) for each in packages() if each.ecosystem == "npm"}
    locked = {
        (place.split("node_modules/")[-1], entry["version"])
        for path in locks
        for place, entry in json.loads(path.read_text("utf-8"))["packages"].items()
        if place
    }
    assert listed == locked > {("@fontsource/noto-sans-sc", "5.3.0")}
    assert {"lighthouse", "chrome-launcher"} < {name for name, _ in locked}


def test_the_recorded_licences_are_what_the_installed_packages_say() -> None:
    own = {(each.name, each.version): each.licence for each in packages() if each.ecosystem == "pypi"}
    installed = {(each.name.lower(), each.version): licence(each.metadata) for each in metadata.distributions()}
    both = {key: (own[key], said) for key, said in installed.items() if key in own}
    assert len(both) > 50
    assert not {key: pair for key, pair in both.items() if pair[0] != pair[1]}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_lists_them_all_and_shows_the_digest_of_the_tested_wheel(lang: str) -> None:
    html = (SITE / page_url("about", lang) / "index.html").read_text("utf-8")
    text = unescape(re.sub(r"<[^>]+>", "", html))
    assert not [each for each in packages() if f"{each.name} {each.version}" not in text]
    assert f"<code>{source_wheel().digest}</code>" in html
    for each, package in shipped():
        assert each.said(lang) in text and package.licence in text


def test_the_wheel_holds_the_tested_files_byte_for_byte() -> None:
    ours = {name: data for name, data in read_zip(source_wheel().data).items() if ".dist-info/" not in name}
    assert len(ours) > 30
    assert not [name for name, data in ours.items() if (ROOT / name).read_bytes() != data]


def test_the_bill_of_materials_is_one_and_names_every_package(tmp_path: Path) -> None:
    made = build_sbom(source_wheel(), EPOCH, tmp_path / "sbom.cdx.json")
    told = json.loads(made.read_text("utf-8"))
    assert {each["purl"] for each in told["components"]} > {each.purl for each in packages()}
    sent = {each["name"] for each in told["components"] if each["scope"] == "required"}
    assert sent == {"CPython", *(package.name for _, package in shipped())}
    assert told == bill(source_wheel(), EPOCH)
    pyodide = next(each for each in told["components"] if each["name"] == "pyodide")
    assert {each["name"]: each["hashes"][0]["content"] for each in pyodide["components"]} == recorded()[1]
    check = ROOT / "tests/build_scripts/publishing/cyclonedx.mjs"
    run_node(check, SCHEMAS, made)
    made.write_text(json.dumps({**told, "specVersion": 5, "components": [{"name": "x"}]}), "utf-8")
    with pytest.raises(NodeError, match="should have required property 'type'"):
        run_node(check, SCHEMAS, made)


def test_licences_are_read_from_each_kind_of_metadata() -> None:
    from email.message import Message

    def said(**fields: str) -> str:
        message = Message()
        for name, value in fields.items():
            message[name.replace("_", "-")] = value
        return licence(message)

    assert said(License_Expression="MIT AND PSF-2.0", License="x") == "MIT AND PSF-2.0"
    assert said(License="Apache 2.0") == "Apache-2.0"
    assert said(License="UNKNOWN", Classifier="License :: OSI Approved :: MIT License") == "MIT"
    assert said(License="Permission is hereby granted, free of charge, to any person obtaining a copy of …") == "MIT"
    assert LICENCES.read_text("utf-8").count("[python]\n") == 1
