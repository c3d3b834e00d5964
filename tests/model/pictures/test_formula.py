"""The formula on the screen says what the text of its equation says, in symbols and in numbers."""

from __future__ import annotations

from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.equations.expressions import Equation, Expression, Number
from model.pictures.formula import formula, formula_with_numbers
from tests.model.networks import quietly
from tests.model.pictures.formula_readers import (
    SHIPPED,
    UNITS,
    XMLNS,
    FromMathml,
    World,
    check_rounding,
    equation_of,
    from_text,
    from_tree,
    seen,
    symbol,
    typed_right_side,
    world_of,
)

UNIT = 7


def check_symbols(equation: Equation, right: str, world: World) -> None:
    reader = FromMathml(formula(equation), world)
    assert symbol(reader.left_side()) == (equation.name, "t", "")
    (shown,) = reader.right_sides()
    expected = np.broadcast_to(from_text(right, world), UNITS)
    np.testing.assert_allclose(np.broadcast_to(shown, UNITS), expected, rtol=1e-9, atol=1e-9)


def check_numbers(equation: Equation, right: str, world: World) -> None:
    def numbers(leaf: Expression) -> float:
        return float(np.broadcast_to(from_tree(leaf, world), UNITS)[UNIT])

    markup = formula_with_numbers(equation, UNIT, numbers)
    reader = FromMathml(markup, world)
    left = reader.left_side()
    assert symbol(left) == (equation.name, str(UNIT), "")
    expected = np.broadcast_to(from_text(right, world), UNITS)[UNIT]
    for shown in reader.right_sides():
        np.testing.assert_allclose(shown, expected, rtol=1e-9, atol=1e-9)
    *_, last = ElementTree.fromstring(markup).iter(f"{{{XMLNS}}}mn")
    if not isinstance(equation.right, Number):
        assert float(last.attrib["data-value"]) == pytest.approx(abs(expected), rel=1e-9, abs=1e-9)
    for number in ElementTree.fromstring(markup).iter(f"{{{XMLNS}}}mn"):
        check_rounding(float(number.attrib["data-value"]), seen(number))


# Expressions of every shape that the grammar allows, as text.

SIGNALS = ("f", "gate2", "my_gate", "h_1", "q_", "two_part_name")
ATOMS = st.one_of(
    st.builds("{}{}".format, st.sampled_from(SIGNALS), st.sampled_from(("", "'", "_below"))),
    st.sampled_from(("b", "p", "b_f", "p_in", "b_t", "p_t_1", "Wx x", "W_x x")),
    st.sampled_from(("1", "0.5", "2.", ".25", "0.00001", "120", "3.141592653589793")),
)
MATRICES = st.sampled_from(("W", "W_f", "U_a_b", "Wide2", "slow_to_fast(U)", "slow_to_fast(V_f)"))


def sums_of(factors: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    products = st.lists(factors, min_size=1, max_size=3).map(" * ".join)
    rest = st.lists(st.tuples(st.sampled_from((" + ", " - ")), products).map("".join), max_size=2).map("".join)
    return st.tuples(st.sampled_from(("", "", "-")), products, rest).map("".join)


FACTORS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        sums_of(inner).map("({})".format),
        st.builds("{}({})".format, st.sampled_from(("sigmoid", "tanh", "relu")), sums_of(inner)),
        st.builds("{} {}".format, MATRICES, inner),
    ),
    max_leaves=14,
)


@pytest.mark.parametrize(("cell", "equation", "first"), SHIPPED)
def test_the_formula_of_every_shipped_equation_says_what_its_text_says(cell: str, equation: Equation, first: bool) -> None:
    check_symbols(equation, typed_right_side(cell, equation.name), world_of(cell, first))


@pytest.mark.parametrize(("cell", "equation", "first"), SHIPPED)
def test_the_numbers_of_every_shipped_equation_give_its_value_at_each_step(cell: str, equation: Equation, first: bool) -> None:
    check_numbers(equation, typed_right_side(cell, equation.name), world_of(cell, first))


@quietly(examples=200)
@given(sums_of(FACTORS))
def test_the_formula_of_any_equation_says_what_its_text_says_and_its_numbers_give_its_value_at_each_step(right: str) -> None:
    equation, world = equation_of(f"my_gate = {right}"), World()
    check_symbols(equation, right, world)
    check_numbers(equation, right, world)


@pytest.mark.parametrize(
    "right",
    [
        "(f + h') * (1 - f)",
        "f - (h' - f)",
        "f - (h' + f) - b",
        "-(f - h')",
        "-f * h'",
        "U (f + h')",
        "U (f * h') * f",
        "(U f) * h'",
        "f * U h'",
        "W U h'",
        "U tanh(h') + b",
        "2 * f * 3 * tanh(0.5) * h'",
        "2 * (f + 1) * (3 + 4)",
        "f * (h' * (b * p))",
        "relu(-f) * (-1)",
        "my_gate_below + my_gate' - my_gate",
        "slow_to_fast(U) (f * h') + slow_to_fast(V_f) f",
    ],
)
def test_parentheses_signs_and_primes_mean_what_was_typed(right: str) -> None:
    check_symbols(equation_of(f"h = {right}"), right, World())
    check_numbers(equation_of(f"h = {right}"), right, World())
