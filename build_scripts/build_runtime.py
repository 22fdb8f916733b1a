"""The Python that runs in the page: Pyodide unchanged, its standard library and our wheel as bytecode.

pyodide-build's py-compile makes the bytecode inside Pyodide under Node (decision 0004). Only the modules that are
needed go in; the zips are written stored and sorted, since compression is the web server's. The folder's name is the
hash of what is in it, so versions never mix and everything may be cached for ever.
"""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import subprocess
import tempfile
import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path

from build_scripts.places import CACHE, ROOT, SITE, THEME
from build_scripts.set_up import PYODIDE_WHEELS, known_tools

PYODIDE = ROOT / "node_modules/pyodide"
UNCHANGED = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")
# Start-up needs these before it can say which modules it imports.
_ENCODINGS = ("encodings", "encodings.aliases", "encodings.ascii", "encodings.latin_1", "encodings.utf_8", "encodings.utf_8_sig", "encodings.idna", "encodings.cp437")
_FIXED_DATE = (1980, 1, 1, 0, 0, 0)
_INPUTS = ("compile_runtime.mjs", "build_runtime.py")


@dataclass(frozen=True)
class Runtime:
    """Where the runtime stands, relative to the site's root, and how many bytes a reader fetches to start it."""

    folder: str
    size: int


class RuntimeBuildError(Exception):
    """Node or the compiler inside Pyodide failed; the message is what it printed."""


def build_wheel(folder: Path) -> Path:
    """Our calculators as a wheel, by the build backend that pyproject.toml names."""
    from hatchling.builders.wheel import WheelBuilder

    builder = WheelBuilder(str(ROOT))
    return Path(next(builder.build(directory=str(folder), versions=["standard"])))


def stored_zip(entries: dict[str, bytes]) -> bytes:
    """A zip whose bytes depend on nothing but the entries: sorted, uncompressed, one date."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(entries):
            info = zipfile.ZipInfo(name, _FIXED_DATE)
            info.external_attr = 0o644 << 16
            info.create_system = 3
            archive.writestr(info, entries[name])
    return stream.getvalue()


def _read_zip(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


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


def corpus() -> list[dict[str, object]]:
    """Requests that reach every calculator, every language and the error paths, to see which modules are used."""
    import importlib

    from build_scripts.fill_calculators import FOLDERS

    hostile = "，；<script>\u0660９９e9\x00\ud800"
    requests: list[dict[str, object]] = []
    for name, folder in FOLDERS.items():
        fields = importlib.import_module(f"calculators.{folder}.fields")
        example = fields.example_form()
        broken = {key: [hostile] * len(value) if isinstance(value, list) else hostile for key, value in example.items()}
        for lang in ("zh", "en"):
            for form in (example, broken, {}):
                requests.append({"calculator": name, "form": form, "lang": lang, "day": fields.EXAMPLE_DAY})
    return requests


def _compiled(wheel: Path, folder: Path) -> None:
    corpus_file = folder / "corpus.json"
    corpus_file.write_text(json.dumps(corpus()), "utf-8")
    node = known_tools()["node"]
    done = subprocess.run(
        [node, ROOT / "build_scripts/compile_runtime.mjs", PYODIDE, PYODIDE_WHEELS, wheel, folder, corpus_file],
        cwd=ROOT, text=True, capture_output=True,
    )  # fmt: skip
    if done.returncode:
        lines = (done.stderr or done.stdout).splitlines()
        # Node shows the minified line that threw; only what a person can read is kept.
        raise RuntimeBuildError("\n".join(line for line in lines if len(line) < 400)[-3000:])


def _worker() -> bytes:
    """The worker with the interpreter's own versions written in."""
    versions = json.loads((PYODIDE / "pyodide-lock.json").read_text("utf-8"))["info"]
    lock = json.dumps({"info": versions, "packages": {}}, sort_keys=True)
    text = (THEME / "worker/worker.js").read_text("utf-8")
    if text.count("/*LOCK*/ {}") != 1:
        raise RuntimeBuildError("docs/theme/worker/worker.js has no place for the lock")
    return text.replace("/*LOCK*/ {}", lock).encode()


def _files(wheel: Path) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        light = folder / wheel.name
        light.write_bytes(stored_zip(without_toml(_read_zip(wheel))))
        _compiled(light, folder)
        modules = set(json.loads((folder / "modules.json").read_text("utf-8"))) | set(_ENCODINGS)
        stdlib = trimmed(_read_zip(folder / "stdlib-all.zip"), modules)
        ours = {entry: data for entry, data in _read_zip(folder / "calculators.whl").items() if not entry.endswith(".py") and ".dist-info/" not in entry}
    return {
        **{name: (PYODIDE / name).read_bytes() for name in UNCHANGED},
        "python_stdlib.zip": stored_zip(stdlib),
        "calculators.zip": stored_zip(ours),
    }


def cached_runtime() -> Path:
    """The runtime's folder under build/cache, made anew when the wheel, Pyodide or the compiler changed."""
    with tempfile.TemporaryDirectory() as name:
        wheel = build_wheel(Path(name))
        digest = hashlib.sha256((ROOT / "package-lock.json").read_bytes())
        for part in (*(ROOT / "build_scripts" / each for each in _INPUTS), ROOT / "requirements/pyodide.txt"):
            digest.update(part.read_bytes())
        # The wheel's own compression differs between interpreters, its entries do not.
        for entry, data in sorted(_read_zip(wheel).items()):
            digest.update(entry.encode() + b"\0" + hashlib.sha256(data).digest())
        folder = CACHE / "runtime" / digest.hexdigest()[:16]
        if not (folder / "complete").exists():
            files = _files(wheel)
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            for file, data in files.items():
                (folder / file).write_bytes(data)
            (folder / "complete").write_text("", "utf-8")
    return folder


def build_runtime(target: Path = SITE) -> Runtime:
    """Copies the runtime into the site, in a folder named by its content."""
    source = cached_runtime()
    files = {path.name: path.read_bytes() for path in sorted(source.iterdir()) if path.name != "complete"}
    files["worker.js"] = _worker()
    digest = hashlib.sha256()
    for name, data in sorted(files.items()):
        digest.update(name.encode() + b"\0" + hashlib.sha256(data).digest())
    folder = f"runtime/{digest.hexdigest()[:16]}/"
    (target / folder).mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (target / folder / name).write_bytes(data)
    fetched = sum(len(files[name]) for name in (*UNCHANGED[2:], "python_stdlib.zip", "calculators.zip"))
    return Runtime(folder, fetched)

