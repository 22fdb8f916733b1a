"""Modules are found in the zips that have come, as bytecode, and nowhere where nothing came."""

from __future__ import annotations

import io
import marshal
import subprocess
import sys
import zipfile
from pathlib import Path

from build_scripts.runtime.build import STAND_INS
from build_scripts.runtime.published_names import zip_in_wasm
from build_scripts.runtime.stored_zip import stored_zip

# Run in an interpreter of its own, which has no zip by itself.
ASKED = """
import importlib.util, sys
folder, stand_ins = sys.argv[1:]
sys.path[:] = [path for path in sys.path if not path.endswith(".zip")]
spec = importlib.util.spec_from_file_location("joined_zips", f"{stand_ins}/joined_zips.py")
zips = importlib.util.module_from_spec(spec)
spec.loader.exec_module(zips)
def there(name):
    return importlib.util.find_spec(name) is not None
print(there("sample"))
zips.join(f"{folder}/first.zip")
import sample, sample.one
places = sample.__file__, sample.__path__[0], sample.one.__file__
print(*(place.removeprefix(folder) for place in places), sample.one.VALUE)
get_data = sample.__spec__.loader.get_data
print(get_data(f"{folder}/first.zip/sample/table.json"), there("sample.two"), there("sample.squeezed"))
try:
    get_data(f"{folder}/first.zip/sample/none.json")
except OSError as error:
    print(str(error).removeprefix(f"there is no {folder}"))
zips.join(f"{folder}/second.wasm")
from sample import two
print(two.VALUE, two.__spec__.loader.archive.removeprefix(folder), there("sample.three"), there("json"))
"""


def bytecode(source: str) -> bytes:
    return b"0123456789abcdef" + marshal.dumps(compile(source, "made", "exec"))


def test_a_package_may_have_its_modules_in_two_zips_and_the_second_comes_later(tmp_path: Path) -> None:
    first = io.BytesIO(
        stored_zip(
            {
                "sample/__init__.pyc": bytecode(""),
                "sample/one.pyc": bytecode("VALUE = 1"),
                "sample/table.json": b'{"a": 1}',
            }
        )
    )
    with zipfile.ZipFile(first, "a", zipfile.ZIP_DEFLATED) as more:
        more.writestr("sample/squeezed.pyc", bytecode("VALUE = 3"))
    (tmp_path / "first.zip").write_bytes(first.getvalue())
    # As the site has it: inside a file of another kind.
    (tmp_path / "second.wasm").write_bytes(zip_in_wasm(stored_zip({"sample/two.pyc": bytecode("VALUE = 2")})))
    command = [sys.executable, "-c", ASKED, str(tmp_path), str(STAND_INS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "False",
        "/first.zip/sample/__init__.pyc /first.zip/sample /first.zip/sample/one.pyc 1",
        # A squeezed one is left to the interpreter, which finds it too.
        "b'{\"a\": 1}' False True",
        "/first.zip/sample/none.json",
        "2 /second.wasm False True",
    ]
