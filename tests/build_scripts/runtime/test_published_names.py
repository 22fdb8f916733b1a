"""The runtime's files by names that hosts, filters and download managers let pass."""

import importlib.util
import json
import zipimport
from pathlib import Path

import pytest

from build_scripts.reading.places import SITE
from build_scripts.runtime.node import run_node
from build_scripts.runtime.published_names import published, published_name, zip_in_wasm
from build_scripts.runtime.stored_zip import read_zip, stored_zip

ENTRIES = {"one/__init__.py": b"two = 2\n", "three.txt": b"4" * 300}


def test_python_imports_from_a_zip_in_a_wasm_file_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "box.wasm"
    file.write_bytes(zip_in_wasm(stored_zip(ENTRIES)))
    assert read_zip(file) == ENTRIES
    importer = zipimport.zipimporter(str(file))
    spec = importer.find_spec("one")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.two == 2
    assert importer.get_data("three.txt") == ENTRIES["three.txt"]


def test_a_kind_is_what_its_name_says(tmp_path: Path) -> None:
    (tmp_path / "box.wasm").write_bytes(zip_in_wasm(stored_zip(ENTRIES)))
    (tmp_path / "no.wasm").write_bytes(stored_zip(ENTRIES))
    script = tmp_path / "ask.mjs"
    script.write_text(
        'import { readFileSync } from "node:fs";\n'
        "const files = process.argv.slice(2).map((name) => WebAssembly.validate(readFileSync(name)));\n"
        "process.stdout.write(JSON.stringify(files));\n"
    )
    found = json.loads(run_node(script, tmp_path / "box.wasm", tmp_path / "no.wasm"))
    assert found == [True, False]


def test_names_and_bytes_of_the_others_stay() -> None:
    assert published_name("shared.later.zip") == "shared.later.wasm"
    assert published({"worker.js": b"1", "pyodide.mjs": b"2"}) == {"worker.js": b"1", "pyodide.js": b"2"}
    with pytest.raises(ValueError, match="one name"):
        published({"a.zip": b"1", "a.wasm": b"2"})


def test_what_a_page_loads_of_the_built_site_has_no_name_that_anything_takes_away() -> None:
    kinds = {path.suffix for path in next((SITE / "runtime").iterdir()).iterdir()}
    assert kinds - {".br", ".gz"} == {".js", ".wasm"}
    refused = {".mjs", ".md", ".webmanifest"}
    assert not {path for path in SITE.rglob("*") if path.suffix in refused}
    # What a reader saves keeps the names that its readers ask for: course platforms and pip.
    saved = {path.relative_to(SITE).parts[0] for path in SITE.rglob("*") if path.suffix in (".zip", ".imscc", ".whl")}
    assert saved <= {"course", "wheel"}
