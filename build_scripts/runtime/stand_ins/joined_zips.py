"""Finds modules in the zips that have come so far: the standard library's, and the calculators', of which some come
behind the first answer (decision 0018).

Each zip is read once and held; the interpreter's own way opens it anew for each module, and looks through every folder
of sys.path first. A package may have its modules in two zips, and the second may not be there yet when the package is
imported. The zips are our own (stored_zip.py): bytecode, uncompressed. What is not is left to the interpreter.
"""

import marshal
import sys
from _frozen_importlib import ModuleSpec
from _io import FileIO
from typing import Any

# What stands before a module's code in its file.
_HEAD = 16
# Each entry of a zip begins so.
_ENTRY = b"PK\x03\x04"


class _Zip:
    """One zip, and the loader of its modules."""

    def __init__(self, archive: str) -> None:
        self.archive = archive
        with FileIO(archive) as file:
            self._data = file.readall()
        self._places = dict(self._entries())

    def _entries(self) -> Any:
        """(name, (begin, end)) of each file in it."""
        # In the site a zip lies inside a file of another kind (published_names.py), so something stands before it.
        data, at = self._data, self._data.find(_ENTRY)
        while data[at : at + 4] == _ENTRY:
            length, name, extra = (
                int.from_bytes(data[at + one : at + other], "little") for one, other in ((18, 22), (26, 28), (28, 30))
            )
            begin = at + 30 + name + extra
            if data[at + 8 : at + 10] == b"\0\0":
                yield data[at + 30 : at + 30 + name].decode(), (begin, begin + length)
            at = begin + length

    def spec(self, name: str) -> ModuleSpec | None:
        """What Python needs to know of that module, if it is here."""
        path = name.replace(".", "/")
        for entry in (f"{path}.pyc", f"{path}/__init__.pyc"):
            if entry in self._places:
                found = ModuleSpec(name, self, origin=f"{self.archive}/{entry}", loader_state=entry)  # type: ignore[arg-type]
                found.has_location = True
                if entry.endswith("/__init__.pyc"):
                    found.submodule_search_locations = [f"{self.archive}/{path}"]
                return found
        return None

    def create_module(self, spec: ModuleSpec) -> None:
        """As Python makes modules."""

    def exec_module(self, module: Any) -> None:
        """Runs the module's code."""
        begin, end = self._places[module.__spec__.loader_state]
        exec(marshal.loads(memoryview(self._data)[begin + _HEAD : end]), module.__dict__)

    def get_data(self, path: str) -> bytes:
        """A file beside the modules. Raises OSError."""
        name = path.removeprefix(f"{self.archive}/")
        if name not in self._places:
            raise OSError(f"there is no {path}")
        begin, end = self._places[name]
        return self._data[begin:end]


_joined = [_Zip(path) for path in sys.path if path.endswith(".zip")]


class _Finder:
    """Asked for every module first."""

    @staticmethod
    def find_spec(name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        for zipped in _joined:
            if found := zipped.spec(name):
                return found
        return None


sys.meta_path.insert(0, _Finder)


def join(zipped: str) -> None:
    """From now on, modules are found in that zip too."""
    _joined.append(_Zip(zipped))
