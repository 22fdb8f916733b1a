"""Formulas: what the notation becomes, and what is said of a formula that cannot be read."""

from __future__ import annotations

import pytest

from build_scripts.pages.mathml import FormulaError, mathml


def inside(formula: str) -> str:
    """The formula's elements without the outer one."""
    return str(mathml(formula)).removeprefix('<math displaystyle="true" aria-hidden="true">').removesuffix("</math>")


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("r", "<mi>r</mi>"),
        ("12", "<mn>12</mn>"),
        ("1,000.50", "<mn>1,000.50</mn>"),
        ("frac(d, L)", "<mfrac><mrow><mi>d</mi></mrow><mrow><mi>L</mi></mrow></mfrac>"),
        ("x_k", "<msub><mi>x</mi><mi>k</mi></msub>"),
        ("x^2", "<msup><mi>x</mi><mn>2</mn></msup>"),
        ("x_k^2", "<msubsup><mi>x</mi><mi>k</mi><mn>2</mn></msubsup>"),
        # A bracket after _ or ^ only groups.
        ("B_(k − 1)", "<msub><mi>B</mi><mrow><mi>k</mi><mo>−</mo><mn>1</mn></mrow></msub>"),
        ("floor(t)", "<mrow><mo>⌊</mo><mi>t</mi><mo>⌋</mo></mrow>"),
        (
            "max(0, u)",
            '<mrow><mi>max</mi><mo stretchy="false">(</mo><mn>0</mn><mo>,</mo><mi>u</mi><mo'
            ' stretchy="false">)</mo></mrow>',
        ),
        (
            "sum(k = 1, n)",
            "<munderover><mo>∑</mo><mrow><mrow><mi>k</mi><mo>=</mo><mn>1</mn></mrow></mrow><mrow><mi>n</mi></mrow></munderover>",
        ),
        (
            "(1 + i)^n",
            '<msup><mrow><mo stretchy="false">(</mo><mrow><mn>1</mn><mo>+</mo><mi>i</mi></mrow><mo'
            ' stretchy="false">)</mo></mrow><mi>n</mi></msup>',
        ),
    ],
)
def test_a_formula_becomes_mathml(formula: str, expected: str) -> None:
    assert inside(formula) == expected


def test_text_in_a_formula_cannot_become_markup() -> None:
    assert "<mo>&lt;</mo>" in inside("a < b")


@pytest.mark.parametrize(
    "formula", ["", "frac(a)", "frac(a, b", "x_", "(a", "a)", "^2", "a $ b", "sum(k)", "max()", "floor(a, b)"]
)
def test_a_formula_that_cannot_be_read_is_quoted(formula: str) -> None:
    with pytest.raises(FormulaError, match=r"^'"):
        mathml(formula)
