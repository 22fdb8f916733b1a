"""Two builds, in two folders, on two days, with two hash seeds, give the same bytes."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from a_copy import a_copy

# Moves the clock of every Python process of the build; what reads the day would write another one.
_ANOTHER_DAY = """
import datetime, time
_seconds = 40 * 86400
_time, _localtime, _gmtime = time.time, time.localtime, time.gmtime
time.time = lambda: _time() + _seconds
time.localtime = lambda at=None: _localtime(time.time() if at is None else at)
time.gmtime = lambda at=None: _gmtime(time.time() if at is None else at)
class _Date(datetime.date):
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


def built(folder: Path, **environment: str) -> dict[str, str]:
    command = [sys.executable, "-m", "build_scripts.build", "--uncompressed"]
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    site = folder / "build/site"
    return {
        str(path.relative_to(site)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def test_two_builds_in_two_folders_on_two_days_are_equal(tmp_path: Path) -> None:
    clock = tmp_path / "clock"
    clock.mkdir()
    (clock / "sitecustomize.py").write_text(_ANOTHER_DAY, "utf-8")
    first = built(a_copy(tmp_path / "one"), PYTHONHASHSEED="1")
    second = built(
        a_copy(tmp_path / "another place/two"), PYTHONHASHSEED="2", PYTHONPATH=str(clock), TZ="Asia/Shanghai", LC_ALL="C"
    )
    assert "guides/late-now/index.html" in first
    assert any(name.endswith("/calculators.zip") for name in first)
    assert first == second
