"""Our small modules in the place of the standard library's do for the calculators what the real ones do."""

from __future__ import annotations

import ast
import collections
import dataclasses
import functools
import importlib.util
import json
import subprocess
import sys
import traceback
import typing
from collections.abc import Callable
from functools import cached_property
from types import ModuleType
from typing import Any

import pytest

from build_scripts.reading import generated_forms
from build_scripts.reading.places import ROOT
from build_scripts.runtime.build import STAND_INS
from build_scripts.runtime.corpus import corpus
from calculators import door
from calculators.register import CALCULATORS

# Run in an interpreter of its own: the calculators on the stand-ins, a line an answer.
ON_STAND_INS = """
import importlib.util, json, sys, tomllib  # tomllib: in the page there is none
import re as real
for name in ("typing", "dataclasses", "functools", "collections", "re"):
    file = f"{sys.argv[1]}/{name}/__init__.py" if name in ("collections", "re") else f"{sys.argv[1]}/{name}.py"
    spec = importlib.util.spec_from_file_location(name, file)
    sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules[name])
# Asked for by the interpreter before Python 3.12.
sys.modules["re"]._subx = getattr(real, "_subx", None)
from calculators import door
for request in json.load(sys.stdin):
    print(json.dumps(door(request)))
"""


def stand_in(name: str) -> Any:
    path = STAND_INS / f"{name}.py"
    spec = importlib.util.spec_from_file_location(
        f"stand_in_{name}", path if path.is_file() else STAND_INS / name / "__init__.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_calculator_answers_on_them_as_on_the_real_ones(is_full: bool) -> None:
    step = 1 if is_full else 6
    requests = [json.dumps(each) for each in corpus()][::step]
    requests += [
        json.dumps({"calculator": name, "form": form, "lang": "zh", "day": "2026-11-23"})
        for name in CALCULATORS
        for form in list(generated_forms.forms(name))[::step]
    ]
    command = [sys.executable, "-c", ON_STAND_INS, str(STAND_INS)]
    done = subprocess.run(command, cwd=ROOT, input=json.dumps(requests), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(requests)
    for request, found in zip(requests, answers, strict=True):
        assert found == door(request), request


def classes(module: Any) -> tuple[Any, Any, Any]:
    """The same three classes by either module: plain, with defaults and something to do after, and one that derives."""

    @module.dataclass(frozen=True)
    class Plain:
        one: int
        two: str

    @module.dataclass(frozen=True)
    class Full:
        one: int
        two: str = "b"
        three: tuple[int, ...] = ()

        def __post_init__(self) -> None:
            if self.one < 0:
                raise ValueError("below nought")

        @cached_property
        def thrice(self) -> int:
            return 3 * self.one

        @property
        def twice(self) -> int:
            return self.one * 2

        def __repr__(self) -> str:
            return "mine"

    @module.dataclass(frozen=True)
    class Derived(Plain):
        three: int = 3

    return Plain, Full, Derived


def result(action: Callable[[], object]) -> object:
    """Its value, or the name of its error."""
    try:
        return action()
    except Exception as error:
        return type(error).__name__


def replaced_after_use(module: Any, full: Any) -> object:
    return full.thrice, module.replace(full, one=5).thrice


QUESTIONS: dict[str, Callable[[Any, Any, Any, Any], object]] = {
    "made by place": lambda module, plain, full, derived: [repr(plain(1, "a")), repr(derived(1, "a")), repr(full(1))],
    "made by name": lambda module, plain, full, derived: repr(derived(two="x", three=5, one=1)),
    "one too few": lambda module, plain, full, derived: plain(1),
    "one too many": lambda module, plain, full, derived: plain(1, "a", 2),
    "a name there is not": lambda module, plain, full, derived: plain(1, "a", other=2),
    "defaults": lambda module, plain, full, derived: (full(1).two, full(1).three, derived(1, "a").three),
    "equal": lambda module, plain, full, derived: (
        plain(1, "a") == plain(1, "a"),
        plain(1, "a") == plain(2, "a"),
        full(1) == full(1, "b"),
    ),
    "not equal to another class": lambda module, plain, full, derived: (
        plain(1, "a") == derived(1, "a"),
        plain(1, "a") == (1, "a"),
        plain(1, "a") != 1,
    ),
    "in a set": lambda module, plain, full, derived: len({plain(1, "a"), plain(1, "a"), plain(2, "a")}),
    "a list in a set": lambda module, plain, full, derived: hash(full(1, "b", [])),
    "set": lambda module, plain, full, derived: setattr(plain(1, "a"), "one", 2),
    "set anew": lambda module, plain, full, derived: setattr(plain(1, "a"), "other", 2),
    "deleted": lambda module, plain, full, derived: delattr(plain(1, "a"), "one"),
    "after": lambda module, plain, full, derived: full(-1),
    "property": lambda module, plain, full, derived: full(4).twice,
    "order": lambda module, plain, full, derived: plain(1, "a") < plain(2, "a"),
    "replaced": lambda module, plain, full, derived: repr(module.replace(derived(1, "a"), three=9)),
    "replaced after a cached value": lambda module, plain, full, derived: replaced_after_use(module, full(4)),
    "replaced by what there is not": lambda module, plain, full, derived: module.replace(plain(1, "a"), other=9),
    "replaced by what is wrong": lambda module, plain, full, derived: module.replace(full(1), one=-1),
    "matched": lambda module, plain, full, derived: derived.__match_args__,
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_frozen_dataclass_is_as_the_real_one(question: str) -> None:
    ask = QUESTIONS[question]
    ours, real = stand_in("dataclasses"), dataclasses
    found = result(lambda: ask(ours, *classes(ours)))
    assert found == result(lambda: ask(real, *classes(real)))
    assert found is not None


def test_other_dataclasses_are_refused() -> None:
    with pytest.raises(TypeError, match="frozen"):
        stand_in("dataclasses").dataclass(frozen=False)


def test_what_the_calculators_take_of_these_modules_is_there() -> None:
    modules = ("collections", "dataclasses", "functools", "re", "typing")
    # What goes over many files by the command alone.
    paths = [path for path in (ROOT / "calculators").rglob("*.py") if path.name != "pieces.py"]
    taken = {
        (node.module, alias.name)
        for path in paths
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module in modules
        for alias in node.names
    }
    taken |= {
        ("re", node.attr)
        for path in paths
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "re"
    }
    wanted = {("dataclasses", "dataclass"), ("functools", "lru_cache"), ("re", "fullmatch"), ("collections", "Counter")}
    assert wanted <= taken
    ours = {name: stand_in(name) for name in modules}
    assert [each for each in sorted(taken) if not hasattr(ours[each[0]], each[1])] == []


def remembered(module: Any) -> list[object]:
    """What a function that remembers two answers is asked, and how often it worked one out."""
    asked: list[int] = []

    @module.lru_cache(maxsize=2)
    def twice(number: int) -> int:
        """Its double."""
        asked.append(number)
        return 2 * number

    answers = [twice(each) for each in (1, 2, 1, 3, 2, 1)]
    info = tuple(twice.cache_info())
    twice.cache_clear()
    return [
        answers,
        asked,
        info,
        twice(1),
        tuple(twice.cache_info()),
        twice.__name__,
        twice.__doc__,
        twice.__wrapped__(4),
    ]


def remembered_for_ever(module: Any) -> list[object]:
    asked: list[int] = []
    plain = module.lru_cache(lambda number: asked.append(number))
    for_ever = module.cache(lambda number, *, more=0: asked.append(number))
    for each in (*range(300), *range(300)):
        for_ever(each)
    for_ever(1, more=2)
    plain(7), plain(7)
    return [len(asked), tuple(for_ever.cache_info()), tuple(plain.cache_info())]


def worked_out_once(module: Any) -> list[object]:
    asked = []

    class One:
        @module.cached_property
        def name(self) -> str:
            """A name."""
            asked.append(1)
            return "one"

    one, other = One(), One()
    return [one.name, one.name, other.name, len(asked), One.name.__doc__, one.__dict__]


def wrapped(module: Any) -> list[object]:
    def inner() -> None:
        """Inside."""

    outer = module.lru_cache(inner)
    return [outer.__name__, outer.__doc__, outer.__wrapped__ is inner, module.partial(max, 3)(2, 4)]


@pytest.mark.parametrize("ask", [remembered, remembered_for_ever, worked_out_once, wrapped])
def test_functools_is_as_the_real_one(ask: Callable[[Any], list[object]]) -> None:
    found = ask(stand_in("functools"))
    assert found == ask(functools)
    assert len(found) > 2


def counted(module: Any) -> list[object]:
    counts = module.Counter("abracadabra")
    counts["z"] += 2
    return [counts["a"], counts["none"], "none" in counts, counts.most_common(), sorted(counts.items())]


def tupled(module: Any) -> list[object]:
    kind = module.namedtuple("Kind", "sign digits, exponent", defaults=(7,))
    one = kind(1, digits=2)
    changes = (lambda: one._replace(sign=9), lambda: kind(), lambda: kind._make((1, 2)))
    return [one, repr(one), one.exponent, one._asdict(), kind._fields, kind.__match_args__, *map(result, changes)]


@pytest.mark.parametrize("ask", [counted, tupled])
def test_collections_is_as_the_real_one(ask: Callable[[Any], list[object]], monkeypatch: pytest.MonkeyPatch) -> None:
    # It sets this for all; afterwards it is set back.
    monkeypatch.setitem(sys.modules, "collections.abc", sys.modules["collections.abc"])
    assert ask(stand_in("collections")) == ask(collections)


def named(module: ModuleType) -> Any:
    class Payment(module.NamedTuple):  # type: ignore[name-defined, misc]
        """A payment."""

        opening: int
        end: int = 0

        @property
        def paid(self) -> int:
            return self.opening - self.end

    return Payment


def test_a_named_tuple_is_as_the_real_one() -> None:
    ours, real = named(stand_in("typing")), named(typing)
    for make in (lambda kind: kind(5, 2), lambda kind: kind(opening=4), lambda kind: kind(5, 2)._replace(end=1)):
        one, other = make(ours), make(real)
        assert one == other
        assert (repr(one), one.paid, one._asdict(), one.__doc__) == (
            repr(other),
            other.paid,
            other._asdict(),
            other.__doc__,
        )
    assert result(lambda: ours()) == result(lambda: real()) == "TypeError"
    assert stand_in("typing").TYPE_CHECKING is False


def test_an_error_is_told_as_by_the_real_one_but_for_the_lines_of_source() -> None:
    try:
        json.loads("{")
    except ValueError as error:
        ours = stand_in("traceback").format_exception(error)
        assert stand_in("traceback").format_exception(type(error), error, error.__traceback__) == ours
        real = traceback.format_exception(error)
    assert len(ours) > 3
    # The real one names the error's module too, and shows the line.
    assert [line.split("\n")[0] for line in real][:-1] == [line.rstrip("\n") for line in ours][:-1]
    assert real[-1].endswith(ours[-1])
