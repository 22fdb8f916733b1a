"""The Python that runs in the page: Pyodide without what is never called, its standard library and our wheel as
bytecode.

pyodide-build's py-compile makes the bytecode inside Pyodide under Node (decision 0004). Only the modules that are
needed go in (0010), and only the functions of the interpreter that are called come first (0018); the zips are written
stored and sorted, since compression is the web server's. The folder's name is the hash of what is in it, so versions
never mix and everything may be cached for ever.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from build_scripts.reading.places import CACHE, ROOT, SITE, THEME
from build_scripts.runtime.corpus import corpus
from build_scripts.runtime.node import run_node
from build_scripts.runtime.published_names import published, published_name
from build_scripts.runtime.pyodide_files import RECORD, check_pyodide
from build_scripts.runtime.runtime import Runtime
from build_scripts.runtime.slim_pyodide import FIRST, PYODIDE, slim_pyodide
from build_scripts.runtime.split_wasm import counted
from build_scripts.runtime.stored_zip import read_zip, stored_zip
from build_scripts.runtime.wheel import Wheel, source_wheel
from build_scripts.runtime.zips import calculator_zips, desk_zips, first_zips, later_zips
from build_scripts.set_up import PYODIDE_WHEELS
from calculators.register import CALCULATORS

# Start-up needs these before it can say which modules it imports.
_ENCODINGS = (
    "encodings",
    "encodings.aliases",
    "encodings.ascii",
    "encodings.latin_1",
    "encodings.utf_8",
    "encodings.utf_8_sig",
    "encodings.idna",
    "encodings.cp437",
)
LIBRARY = "python_stdlib.zip"
WING = ROOT / "build_scripts/runtime"
# Which functions of the interpreter were called; written last, so that a folder with it is whole.
FUNCTIONS = "functions.json"
# Our own small modules in the place of those that would load most of the standard library (decision 0010).
STAND_INS = WING / "stand_ins"
REST_SCRIPT = THEME / "worker/rest.mjs"
CLOSING_SCRIPT = THEME / "assets/search/closing.js"


class RuntimeBuildError(Exception):
    """The worker has no place for what the build writes into it."""


def _module(entry: str) -> str:
    return entry.removesuffix(".pyc").removesuffix("/__init__").replace("/", ".")


def trimmed(stdlib: dict[str, bytes], modules: set[str]) -> dict[str, bytes]:
    """The entries of the standard library that these modules are, their packages included."""
    wanted = modules | {name.rsplit(".", depth)[0] for name in modules for depth in range(1, name.count(".") + 1)}
    return {name: data for name, data in stdlib.items() if name.endswith(".pyc") and _module(name) in wanted}


def without_toml(wheel: dict[str, bytes]) -> dict[str, bytes]:
    """The wheel's entries with each TOML file as JSON, which calculators/data.py reads far sooner."""
    entries = {name: data for name, data in wheel.items() if not name.endswith(".toml")}
    for name in wheel.keys() - entries.keys():
        table = tomllib.loads(wheel[name].decode())
        text = json.dumps(table, ensure_ascii=False, separators=(",", ":"), default=str)
        entries[f"{name.removesuffix('.toml')}.json"] = text.encode()
    return entries


def lock(pyodide: Path = PYODIDE) -> str:
    """A lock file with the interpreter's own versions and no packages."""
    versions = json.loads((pyodide / "pyodide-lock.json").read_text("utf-8"))["info"]
    return json.dumps({"info": versions, "packages": {}}, sort_keys=True)


def _worker(files: dict[str, bytes]) -> bytes:
    """The worker with the interpreter's own versions written in, and what the files beside it must be."""
    expected = {
        "bytes": {name: len(data) for name, data in sorted(files.items())},
        "digests": {name: hashlib.sha256(files[name]).hexdigest() for name in sorted(map(published_name, _zips()))},
    }
    text = (THEME / "worker/worker.js").read_text("utf-8")
    written = {
        "/*LOCK*/ {}": lock(),
        "/*FILES*/ {}": json.dumps(expected, sort_keys=True),
        "/*REST*/": REST_SCRIPT.read_text("utf-8").replace("export function", "function"),
        "/*CLOSING*/": CLOSING_SCRIPT.read_text("utf-8").replace("export function", "function"),
    }
    for place, value in written.items():
        if text.count(place) != 1:
            raise RuntimeBuildError(f"docs/theme/worker/worker.js has no place for {place}")
        text = text.replace(place, value)
    return text.encode()


def _zips() -> set[str]:
    return {zipped for name in CALCULATORS for zipped in (*first_zips(name), *later_zips(name))} | {*desk_zips()}


def _bytecode(zipped: Path) -> dict[str, bytes]:
    return {
        name: data for name, data in read_zip(zipped).items() if not name.endswith(".py") and ".dist-info/" not in name
    }


def compile_all(wheel: Wheel, folder: Path, pyodide: Path = PYODIDE) -> dict[str, bytes]:
    """Writes into the folder what `run_calculators.mjs` needs to run the corpus on the whole standard library.

    The library's entries by name, as bytecode with our stand-ins in their places. Raises NodeError.
    """
    light = folder / wheel.name
    light.write_bytes(stored_zip(without_toml(read_zip(wheel.data))))
    sources = folder / "sources.zip"
    sources.write_bytes(
        stored_zip({str(path.relative_to(STAND_INS)): path.read_bytes() for path in STAND_INS.rglob("*.py")})
    )
    run_node(WING / "compile_runtime.mjs", pyodide, PYODIDE_WHEELS, light, sources, folder)
    whole = _bytecode(folder / "python_stdlib.zip") | _bytecode(folder / "stand-ins.zip")
    for file, data in calculator_zips(read_zip(wheel.data), _bytecode(folder / "calculators.whl"), whole).items():
        (folder / file).write_bytes(data)
    (folder / "whole.zip").write_bytes(stored_zip(whole))
    (folder / "lock.json").write_text(lock(pyodide), "utf-8")
    (folder / "corpus.json").write_text(json.dumps(corpus()), "utf-8")
    return whole


def run_corpus(folder: Path, library: str, *counting: Path) -> dict[str, Any]:
    """What the corpus did on that library in the folder (see run_calculators.mjs). Raises NodeError."""
    asked = (folder, folder / library, folder, folder / "corpus.json", folder / "lock.json", *counting)
    found: dict[str, Any] = json.loads(run_node(WING / "run_calculators.mjs", *asked))
    return found


def trim(whole: dict[str, bytes], folder: Path) -> bytes:
    """The library with the modules that the corpus imports and the patterns that it compiles, also written into the
    folder."""
    found = run_corpus(folder, "whole.zip")
    patterns = {"re/_known.pyc": bytes.fromhex(found["known"])}
    library = stored_zip(trimmed(whole, set(found["modules"]) | set(_ENCODINGS)) | patterns)
    (folder / "trimmed.zip").write_bytes(library)
    return library


def count(folder: Path) -> dict[str, Any]:
    """What the corpus did, with the numbers of the functions that it called."""
    (folder / "counted.wasm").write_bytes(counted((folder / FIRST).read_bytes()))
    return run_corpus(folder, "trimmed.zip", folder / "counted.wasm")


def _files(wheel: Wheel) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        whole = compile_all(wheel, folder)
        for file, data in slim_pyodide().items():
            (folder / file).write_bytes(data)
        library = trim(whole, folder)
        found = count(folder)
        zips = {zipped: (folder / zipped).read_bytes() for zipped in _zips()}
    functions = {name: found[name] for name in ("started", "called")}
    return {
        **slim_pyodide(set(functions["called"])),
        **zips,
        LIBRARY: library,
        FUNCTIONS: json.dumps(functions).encode(),
    }


def runtime_folder(wheel: Wheel) -> Path:
    """Where the runtime of that wheel is kept: another folder for another wheel, Pyodide, compiler or corpus.

    What the corpus asks decides what comes first, so it counts itself, whatever files it was made of.
    """
    digest = hashlib.sha256((ROOT / "package-lock.json").read_bytes())
    scripts = sorted(path for path in WING.rglob("*") if path.suffix in (".py", ".mjs"))
    for part in (*scripts, REST_SCRIPT, CLOSING_SCRIPT, RECORD, ROOT / "requirements/pyodide.txt"):
        digest.update(part.read_bytes())
    digest.update(json.dumps(corpus()).encode())
    digest.update(wheel.data)
    return CACHE / "runtime" / digest.hexdigest()[:16]


def cached_runtime(wheel: Wheel | None = None) -> Path:
    """The runtime's folder under build/cache, made anew where what it is made of has changed.
    Raises PyodideFilesError where Pyodide is not the recorded one."""
    check_pyodide()
    wheel = wheel or source_wheel()
    folder = runtime_folder(wheel)
    if not (folder / FUNCTIONS).exists():
        files = _files(wheel)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for file, data in files.items():
            (folder / file).write_bytes(data)
    return folder


def build_runtime(target: Path = SITE) -> Runtime:
    """Copies the runtime into the site, by the names that nothing takes away, in a folder named by its content."""
    wheel = source_wheel()
    source = cached_runtime(wheel)
    files = published({path.name: path.read_bytes() for path in sorted(source.iterdir()) if path.name != FUNCTIONS})
    files["worker.js"] = _worker(files)
    digest = hashlib.sha256()
    for name, data in sorted(files.items()):
        digest.update(name.encode() + b"\0" + hashlib.sha256(data).digest())
    folder = f"runtime/{digest.hexdigest()[:16]}/"
    (target / folder).mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (target / folder / name).write_bytes(data)
    fetched = {
        calculator: sum(len(files[published_name(name)]) for name in (FIRST, LIBRARY, *first_zips(calculator)))
        for calculator in CALCULATORS
    }
    return Runtime(folder, fetched, wheel)
