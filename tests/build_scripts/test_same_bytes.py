"""Two builds, in two folders, on two days, with two hash seeds, give the same bytes: one is `make test`'s own.

With --full the runtime is made twice too."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from build_scripts.measuring.checkout_copy import checkout_copy
from build_scripts.reading.places import ROOT, SITE
from build_scripts.runtime.build import cached_runtime

pytestmark = pytest.mark.long

# Moves the clock of every Python process of the build; what reads the day would write another one.
_ANOTHER_DAY = """
import datetime, time
_seconds = 40 * 86400
_time, _localtime, _gmtime = time.time, time.localtime, time.gmtime
time.time = lambda: _time() + _seconds
time.localtime = lambda at=None: _localtime(time.time() if at is None else at)
time.gmtime = lambda at=None: _gmtime(time.time() if at is None else at)
_a_day = datetime.date
class _Any(type(_a_day)):
    def __instancecheck__(cls, each):
        return isinstance(each, _a_day)
class _Date(datetime.date, metaclass=_Any):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(time.time())
class _DateTime(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)
    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(time.time(), datetime.timezone.utc).replace(tzinfo=None)
datetime.date, datetime.datetime = _Date, _DateTime
"""


def hashes(site: Path) -> dict[str, str]:
    """Every file's hash; without the compressed twins, which `compress` makes of these bytes alone."""
    return {
        str(path.relative_to(site)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file() and path.suffix not in (".br", ".gz")
    }


@pytest.mark.daily()
def test_two_builds_in_two_folders_on_two_days_are_equal(tmp_path: Path, is_full: bool) -> None:
    clock = tmp_path / "clock"
    clock.mkdir()
    (clock / "sitecustomize.py").write_text(_ANOTHER_DAY, "utf-8")
    other = {"PYTHONHASHSEED": "2", "PYTHONPATH": str(clock), "TZ": "Asia/Shanghai", "LC_ALL": "C"}
    folder = checkout_copy(tmp_path / "another place/two")
    if not is_full:
        # The runtime is named by what it is made of; making it anew takes longer than all the pages.
        made = cached_runtime().relative_to(ROOT)
        shutil.copytree(ROOT / made, folder / made)
    done = subprocess.run(
        [sys.executable, "-m", "build_scripts.build", "--uncompressed"],
        cwd=folder,
        env={**os.environ, **other},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    first, second = hashes(SITE), hashes(folder / "build/site")
    assert "guides/late-now/index.html" in first
    assert any(name.endswith("/utilisation.later.wasm") for name in first)
    assert first == second
