"""Fixtures for every test."""

from __future__ import annotations

import os
import re
import zlib

import pytest
from hypothesis import settings


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--full",
        action="store_true",
        help="every page in every colour scheme at every size, instead of a sample that opens each page once",
    )


def pytest_configure(config: pytest.Config) -> None:
    """The marks that a test module may bear, and how many examples a property is tried on:
    the same ones on every run."""
    config.addinivalue_line(
        "markers",
        "languages_in_turn: the two languages share every line of code but the words, which other tests compare; "
        "without --full each test is run in one of them",
    )
    config.addinivalue_line(
        "markers",
        "daily(*names): of many cases that go the same way through the code, those whose name holds one of these are "
        "run daily, none where none is named, as in a test of what runs at night; --full runs all",
    )
    config.addinivalue_line("markers", "long: begins first, so that it is not left alone at the end")
    settings.register_profile("daily", derandomize=True, deadline=None, max_examples=60)
    settings.register_profile("full", derandomize=True, deadline=None, max_examples=500)
    # A mutant that survives passes every test that meets it: with fewer examples of each, all mutants can be tried.
    settings.register_profile("few", derandomize=True, deadline=None, max_examples=30)
    is_mutant = "MUTANT_UNDER_TEST" in os.environ
    settings.load_profile("full" if config.getoption("--full") else "few" if is_mutant else "daily")


@pytest.fixture(scope="session")
def is_full(request: pytest.FixtureRequest) -> bool:
    """Whether this run tries everything; a daily one may take a sample of what differs in nothing but data."""
    return bool(request.config.getoption("--full"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without --full, of two tests marked `languages_in_turn` that differ in their language alone only one is run,
    and of the cases of a test marked `daily` those that it names."""
    # What a test starts in a copy of the checkout reads what Python has compiled, and leaves nothing of the copy there.
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    if config.getoption("--full"):
        return
    rare = _rare(items) if not any("::" in asked for asked in config.args) else set()
    config.hook.pytest_deselected(items=[item for item in items if item in rare])
    items[:] = [item for item in items if item not in rare]
    languages: dict[str, list[pytest.Item]] = {}
    for item in items:
        lang = (
            item.callspec.params.get("lang") if isinstance(item, pytest.Function) and hasattr(item, "callspec") else ""
        )
        if item.get_closest_marker("languages_in_turn") and lang in ("zh", "en"):
            languages.setdefault(re.sub(rf"(?<=[\[-]){lang}(?=[\]-])", "", item.nodeid), []).append(item)
    left_out = {pair[zlib.crc32(key.encode()) % 2].nodeid for key, pair in languages.items() if len(pair) == 2}
    config.hook.pytest_deselected(items=[item for item in items if item.nodeid in left_out])
    items[:] = [item for item in items if item.nodeid not in left_out]
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def _rare(items: list[pytest.Item]) -> set[pytest.Item]:
    """The cases that the mark `daily` of their test does not name. Raises UsageError where it names one in vain."""
    rare: set[pytest.Item] = set()
    named: dict[str, set[str]] = {}
    for item in items:
        if mark := item.get_closest_marker("daily"):
            test, _, case = item.nodeid.partition("[")
            found = {name for name in mark.args if name in case}
            named.setdefault(test, set(mark.args)).difference_update(found)
            rare |= set() if found else {item}
    if idle := {test: names for test, names in named.items() if names}:
        raise pytest.UsageError(f"the mark `daily` names cases that are not there: {idle}")
    return rare
