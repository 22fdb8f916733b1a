"""The Python that runs in the page: Pyodide unchanged, its standard library and our wheel as bytecode.

pyodide-build's py-compile makes the bytecode inside Pyodide under Node (decision 0004). Only the modules that are
needed go in; the zips are written stored and sorted, since compression is the web server's. The folder's name is the
hash of what is in it, so versions never mix and everything may be cached for ever.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

from build_scripts.build_wheel import Wheel, source_wheel
from build_scripts.places import CACHE, ROOT, SITE, THEME
from build_scripts.set_up import PYODIDE_WHEELS, known_tools
from build_scripts.stored_zip import read_zip, stored_zip

PYODIDE = ROOT / "node_modules/pyodide"
UNCHANGED = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")
# Start-up needs these before it can say which modules it imports.
_ENCODINGS = ("encodings", "encodings.aliases", "encodings.ascii", "encodings.latin_1", "encodings.utf_8", "encodings.utf_8_sig", "encodings.idna", "encodings.cp437")
_INPUTS = ("compile_runtime.mjs", "list_modules.mjs", "build_runtime.py")
# Our own small modules in the place of two of Pyodide's that would load a third of the standard library (decision 0010).
STAND_INS = ROOT / "build_scripts/stand_ins"


@dataclass(frozen=True)
class Runtime:
    """Where the runtime stands, relative to the site's root, how many bytes a reader fetches to start it, and the
    wheel that its calculators are made from."""

    folder: str
    size: int
    wheel: Wheel


class RuntimeBuildError(Exception):
    """Node or the compiler inside Pyodide failed; the message is what it printed."""


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
                asked: dict[str, object] = {"calculator": name, "form": form, "lang": lang, "day": fields.EXAMPLE_DAY}
                requests.append(asked)
                for part, given in _parts(folder).items():
                    requests += [{**asked, "part": part, "given": text} for text in (given, hostile)]
    return requests


def _parts(folder: str) -> dict[str, str]:
    """The parts of a calculator, those that all have among them, each with a text that it is given for an example."""
    import importlib
    import importlib.util

    from calculators.door import SHARED_PARTS

    # What one of them takes, the others take too.
    given = dict.fromkeys(SHARED_PARTS, '{"total-ratio": "1", "langs": ["zh", "en"], "link": "https://example.org/#s=1"}')
    if importlib.util.find_spec(f"calculators.{folder}.parts") is None:
        return given
    parts = importlib.import_module(f"calculators.{folder}.parts")
    return {**given, **{name: parts.EXAMPLES.get(name, "") for name in parts.PARTS}}


def _node(script: str, *arguments: object) -> str:
    """What the script printed."""
    command = [known_tools()["node"], ROOT / "build_scripts" / script, *map(str, arguments)]
    done = subprocess.run(list(map(str, command)), cwd=ROOT, text=True, capture_output=True, check=False)
    if done.returncode:
        lines = (done.stderr or done.stdout).splitlines()
        # Node shows the minified line that threw; only what a person can read is kept.
        raise RuntimeBuildError("\n".join(line for line in lines if len(line) < 400)[-3000:])
    return done.stdout


def _lock() -> str:
    """A lock file with the interpreter's own versions and no packages."""
    versions = json.loads((PYODIDE / "pyodide-lock.json").read_text("utf-8"))["info"]
    return json.dumps({"info": versions, "packages": {}}, sort_keys=True)


def _worker(files: dict[str, bytes]) -> bytes:
    """The worker with the interpreter's own versions written in, and what the files beside it must be."""
    expected = {
        "bytes": {name: len(data) for name, data in sorted(files.items())},
        "calculators": hashlib.sha256(files["calculators.zip"]).hexdigest(),
    }
    text = (THEME / "worker/worker.js").read_text("utf-8")
    for place, value in (("/*LOCK*/ {}", _lock()), ("/*FILES*/ {}", json.dumps(expected, sort_keys=True))):
        if text.count(place) != 1:
            raise RuntimeBuildError(f"docs/theme/worker/worker.js has no place for {place}")
        text = text.replace(place, value)
    return text.encode()


def _bytecode(zipped: Path) -> dict[str, bytes]:
    return {name: data for name, data in read_zip(zipped).items() if not name.endswith(".py") and ".dist-info/" not in name}


def _files(wheel: Wheel) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        light = folder / wheel.name
        light.write_bytes(stored_zip(without_toml(read_zip(wheel.data))))
        sources = folder / "sources.zip"
        sources.write_bytes(stored_zip({str(path.relative_to(STAND_INS)): path.read_bytes() for path in STAND_INS.rglob("*.py")}))
        _node("compile_runtime.mjs", PYODIDE, PYODIDE_WHEELS, light, sources, folder)
        ours = stored_zip(_bytecode(folder / "calculators.whl"))
        whole = _bytecode(folder / "python_stdlib.zip") | _bytecode(folder / "stand-ins.zip")
        for file, data in (("ours.zip", ours), ("whole.zip", stored_zip(whole))):
            (folder / file).write_bytes(data)
        (folder / "corpus.json").write_text(json.dumps(corpus()), "utf-8")
        (folder / "lock.json").write_text(_lock(), "utf-8")
        listed = _node("list_modules.mjs", PYODIDE, *(folder / each for each in ("whole.zip", "ours.zip", "corpus.json", "lock.json")))
        modules = set(json.loads(listed)) | set(_ENCODINGS)
    return {
        **{name: (PYODIDE / name).read_bytes() for name in UNCHANGED},
        "python_stdlib.zip": stored_zip(trimmed(whole, modules)),
        "calculators.zip": ours,
    }


def cached_runtime(wheel: Wheel | None = None) -> Path:
    """The runtime's folder under build/cache, made anew when the wheel, Pyodide or the compiler changed."""
    wheel = wheel or source_wheel()
    digest = hashlib.sha256((ROOT / "package-lock.json").read_bytes())
    scripts = (*(ROOT / "build_scripts" / each for each in _INPUTS), *sorted(STAND_INS.rglob("*.py")))
    for part in (*scripts, ROOT / "requirements/pyodide.txt"):
        digest.update(part.read_bytes())
    digest.update(wheel.data)
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
    wheel = source_wheel()
    source = cached_runtime(wheel)
    files = {path.name: path.read_bytes() for path in sorted(source.iterdir()) if path.name != "complete"}
    files["worker.js"] = _worker(files)
    digest = hashlib.sha256()
    for name, data in sorted(files.items()):
        digest.update(name.encode() + b"\0" + hashlib.sha256(data).digest())
    folder = f"runtime/{digest.hexdigest()[:16]}/"
    (target / folder).mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (target / folder / name).write_bytes(data)
    fetched = sum(len(files[name]) for name in (*UNCHANGED[2:], "python_stdlib.zip", "calculators.zip"))
    return Runtime(folder, fetched, wheel)

