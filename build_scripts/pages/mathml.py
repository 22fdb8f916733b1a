"""Formulas as MathML, from a small notation of our own: `r = frac(d, L)`, `x_k`, `(1 + i)^n`, `sum(k = 1, n) A_k`.

`frac(a, b)` `sum(from, to)` `max(…)` `min(…)` `floor(x)`; a bracket right after _ or ^ only groups. The browser
typesets it without a script or a font of ours; the page says the formula in words beside it.
"""

from __future__ import annotations

import re

from calculators.html import Html, element, fragment

_TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?%?)|(?P<name>[A-Za-zΑ-ω]+)|(?P<mark>[()_^,=≤≥<>+−×÷…]))"
)
_CALLS = ("frac", "sum", "max", "min", "floor")


class FormulaError(Exception):
    """A formula that cannot be read; the message quotes it and says where."""


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = self._tokens()
        self.at = 0

    def _tokens(self) -> list[tuple[str, str]]:
        found, place, text = [], 0, self.text.rstrip()
        while place < len(text):
            match = _TOKEN.match(text, place)
            if not match:
                raise FormulaError(
                    f"'{self.text}': '{text[place:].strip()[:10]}' is not understood; see build_scripts/pages/mathml.py"
                )
            found.append((str(match.lastgroup), str(match[str(match.lastgroup)])))
            place = match.end()
        return found

    def mark(self) -> str:
        """The mark that comes next, or '' where none does."""
        kind, value = self.tokens[self.at] if self.at < len(self.tokens) else ("", "")
        return value if kind == "mark" else ""

    def take(self, wanted: str) -> None:
        if self.mark() != wanted:
            raise FormulaError(f"'{self.text}': a '{wanted}' is missing after {self.at} signs")
        self.at += 1

    def row(self, *ends: str) -> Html:
        """Everything up to one of these marks, or to the end."""
        parts: list[Html] = []
        while self.at < len(self.tokens) and self.mark() not in ends:
            parts.append(self.with_scripts())
        if not parts:
            raise FormulaError(f"'{self.text}': something is missing after {self.at} signs")
        return parts[0] if len(parts) == 1 else element("mrow", parts)

    def with_scripts(self) -> Html:
        base = self.atom()
        low, high = None, None
        while self.mark() in ("_", "^"):
            which = self.mark()
            self.at += 1
            script = self.script()
            low, high = (script, high) if which == "_" else (low, script)
        if low and high:
            return element("msubsup", base, low, high)
        if low or high:
            return element("msub" if low else "msup", base, low or high)
        return base

    def script(self) -> Html:
        return self.inside() if self.mark() == "(" else self.atom()

    def inside(self) -> Html:
        """The formula between the next bracket and the one that closes it."""
        self.take("(")
        found = self.row(")")
        self.take(")")
        return found

    def atom(self) -> Html:
        if self.at >= len(self.tokens):
            raise FormulaError(f"'{self.text}' ends too soon")
        kind, value = self.tokens[self.at]
        if kind == "mark":
            if value == "(":
                return element(
                    "mrow", element("mo", stretchy="false")("("), self.inside(), element("mo", stretchy="false")(")")
                )
            if value in ")_^":
                raise FormulaError(f"'{self.text}': a '{value}' stands where a value should, after {self.at} signs")
            self.at += 1
            return element("mo", value)
        self.at += 1
        if value in _CALLS:
            return self.call(value)
        return element("mn" if kind == "number" else "mi", value)

    def call(self, name: str) -> Html:
        arguments = self.arguments()
        wanted = {"frac": 2, "sum": 2, "floor": 1}.get(name)
        if wanted and len(arguments) != wanted:
            raise FormulaError(f"'{self.text}': {name} takes {wanted}, not {len(arguments)}")
        if name == "frac":
            return element("mfrac", *(element("mrow", argument) for argument in arguments))
        if name == "sum":
            return element("munderover", element("mo", "∑"), *(element("mrow", argument) for argument in arguments))
        if name == "floor":
            return element("mrow", element("mo", "⌊"), arguments[0], element("mo", "⌋"))
        listed = fragment(arguments[0], *(fragment(element("mo", ","), argument) for argument in arguments[1:]))
        return element(
            "mrow",
            element("mi", name),
            element("mo", stretchy="false")("("),
            listed,
            element("mo", stretchy="false")(")"),
        )

    def arguments(self) -> list[Html]:
        self.take("(")
        found = [self.row(",", ")")]
        while self.mark() == ",":
            self.at += 1
            found.append(self.row(",", ")"))
        self.take(")")
        return found


def mathml(formula: str) -> Html:
    """The formula as a `<math>` element. Hidden from screen readers: the words beside it say the same in one language.

    Raises FormulaError.
    """
    reader = _Reader(formula)
    whole = reader.row()
    if reader.at < len(reader.tokens):
        raise FormulaError(f"'{formula}': '{reader.mark()}' closes nothing")
    return element("math", displaystyle="true", aria_hidden="true")(whole)
