"""What runs beside a build's steps gives its result, and its fault is told first."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from build_scripts import build
from build_scripts.reading.guides import Fault
from build_scripts.reading.ledger import Ledger
from build_scripts.site.beside import BesideError, beside


def test_the_result_comes_whenever_it_is_asked_for_and_the_block_waits_for_the_end(tmp_path: Path) -> None:
    def work() -> list[int]:
        time.sleep(0.2)  # longer than the block takes
        (tmp_path / "written").touch()
        return [1, 2]

    with beside(work) as result:
        assert result() == result() == [1, 2]
    (tmp_path / "written").unlink()
    with beside(work):
        assert not (tmp_path / "written").exists()
    assert (tmp_path / "written").exists()


def test_work_that_ends_with_an_exception_is_a_fault_with_its_words_above(capfd: pytest.CaptureFixture[str]) -> None:
    def work() -> int:
        raise ValueError("the word")

    with pytest.raises(BesideError, match="above"), beside(work):
        pass
    assert "ValueError: the word" in capfd.readouterr().err


@pytest.mark.parametrize("stumbles", [False, True])
def test_a_fault_of_the_content_stops_the_build_and_comes_before_what_a_step_stumbles_over(
    monkeypatch: pytest.MonkeyPatch, stumbles: bool
) -> None:
    faults: Sequence[Fault] = [Fault("docs/a.md", 3, "a fault")]
    monkeypatch.setattr(build, "content_faults", lambda guides, ledger: faults)
    ledger: Ledger = Ledger.__new__(Ledger)
    with pytest.raises(build.BuildError, match="docs/a.md:3: a fault"), build.checked({}, ledger):
        if stumbles:
            raise KeyError("a step")
    faults = []
    with build.checked({}, ledger):
        pass
