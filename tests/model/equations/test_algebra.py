"""Small questions about expressions: what becomes of zeros, of sums within sums, and of an expression that is rebuilt."""

from __future__ import annotations

import math
from zlib import crc32

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.equations.algebra import ZERO, linear_terms, number_of, signed_terms, without_zeros
from model.equations.expressions import (
    Call,
    Expression,
    MatrixProduct,
    Number,
    Signal,
    Sum,
    Times,
    Vector,
    all_parts,
    children,
    rebuilt,
)
from model.equations.functions import FUNCTIONS
from model.equations.parser import parse
from tests.model.networks import quietly

LEAVES: st.SearchStrategy[Expression] = st.sampled_from(
    [ZERO, ZERO, Number(1.0), Number(0.5), Signal("a"), Signal("c", "before"), Signal("c", "below"), Vector("p")]
)


def _larger(part: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    signed = st.tuples(st.sampled_from([1, -1]), part)
    return st.one_of(
        st.builds(Sum, st.lists(signed, min_size=1, max_size=3).map(tuple)),
        st.builds(Times, st.lists(part, min_size=2, max_size=3).map(tuple)),
        st.builds(Call, st.sampled_from(sorted(FUNCTIONS)), part),
        st.builds(MatrixProduct, st.sampled_from(["U", "V"]), part, st.booleans()),
    )


EXPRESSIONS = st.recursive(LEAVES, _larger, max_leaves=10)


def right(text: str) -> Expression:
    return parse(f"h = {text}").equations[0].right


def value(expression: Expression) -> float:
    """Of one unit, with some number for every name; a matrix is a number as well."""
    match expression:
        case Number():
            return expression.value
        case MatrixProduct():
            return some_number(expression.matrix) * value(expression.operand)
        case Call():
            return float(FUNCTIONS[expression.function].value(np.asarray(value(expression.argument))))
        case Sum():
            return sum(sign * value(term) for sign, term in expression.terms)
        case Times():
            return math.prod(map(value, expression.factors))
        case _:
            return some_number(repr(expression))


def some_number(name: str) -> float:
    return crc32(name.encode()) / 2**31 - 1


def same(one: float) -> object:
    """But for the order in which sums of a few numbers are rounded."""
    return pytest.approx(one, rel=1e-12, abs=1e-12)


def an_expression_without_its_zeros_has_the_same_value_and_no_zero_in_it(expression: Expression) -> None:
    short = without_zeros(expression)
    assert value(short) == same(value(expression))
    assert short == ZERO or ZERO not in all_parts(short)
    assert without_zeros(short) == short
    assert len(list(all_parts(short))) <= len(list(all_parts(expression)))


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("0 * a + W x", "W x"),
        ("a - 0", "a"),
        ("0 - a", "-a"),
        ("U (0 * h') + b", "b"),
        ("U V (0 * h')", "0"),
        ("a * (b + 0) * p", "a * b * p"),
        ("a * (b - 0 * p)", "a * b"),
        ("sigmoid(0) * a", "0.5 * a"),
        ("tanh(0 * a) * b", "0"),
        ("tanh(0 + 0)", "0"),
        ("tanh(a + 0)", "tanh(a)"),
        ("(a + 0) - (0 - b)", "a - (-b)"),
    ],
)
def test_zeros_are_left_out_with_all_that_they_bring_to_0(text: str, short: str) -> None:
    assert without_zeros(right(text)) == right(short)


def a_sum_laid_flat_has_no_sums_among_its_terms_and_the_same_value(expression: Expression) -> None:
    terms = signed_terms(expression)
    assert not any(isinstance(term, Sum) for _, term in terms)
    assert {sign for sign, _ in terms} <= {1, -1}
    assert sum(sign * value(term) for sign, term in terms) == same(value(expression))
    assert signed_terms(expression, -1) == tuple((-sign, term) for sign, term in terms)


def test_the_terms_of_a_sum_laid_flat_stand_in_their_order() -> None:
    found = signed_terms(right("a - (b - (p - 2)) + W x"))
    assert found == ((1, Signal("a")), (-1, Vector("b")), (1, Vector("p")), (-1, Number(2.0)), (1, right("W x")))
    assert signed_terms(right("a * (b - p)")) == ((1, right("a * (b - p)")),)


def terms_with_their_numbers_taken_out_add_up_to_the_expression(expression: Expression) -> None:
    assert sum(factor * value(term) for factor, term in linear_terms(expression)) == same(value(expression))


def an_expression_rebuilt_of_its_own_parts_is_the_same(expression: Expression) -> None:
    assert rebuilt(expression, lambda part: part) == expression


def rebuilding_changes_each_child_once_and_nothing_else(expression: Expression) -> None:
    seen: list[Expression] = []

    def change(part: Expression) -> Expression:
        seen.append(part)
        return Signal(f"part{len(seen)}")

    again = rebuilt(expression, change)
    assert tuple(seen) == children(expression)
    assert children(again) == tuple(Signal(f"part{n}") for n in range(1, len(seen) + 1))
    before = iter(seen)
    assert rebuilt(again, lambda _: next(before)) == expression


@quietly(examples=300)
@given(EXPRESSIONS)
def test_of_any_expression_whatever_is_made_of_it_says_the_same(expression: Expression) -> None:
    an_expression_without_its_zeros_has_the_same_value_and_no_zero_in_it(expression)
    a_sum_laid_flat_has_no_sums_among_its_terms_and_the_same_value(expression)
    terms_with_their_numbers_taken_out_add_up_to_the_expression(expression)
    an_expression_rebuilt_of_its_own_parts_is_the_same(expression)
    rebuilding_changes_each_child_once_and_nothing_else(expression)


def test_what_is_rebuilt_keeps_its_place_in_the_text() -> None:
    for part in all_parts(right("tanh(W x - 2 * U h')")):
        assert rebuilt(part, lambda child: child).at == part.at != (0, 0)


@pytest.mark.parametrize(("text", "number"), [("2 * 3 - (1 - 0.5)", 5.5), ("-2", -2), ("relu(-3) + relu(3)", 3), ("tanh(0)", 0)])
def test_an_expression_of_numbers_is_a_number(text: str, number: float) -> None:
    assert number_of(right(text)) == number


def test_what_is_no_number_is_not_taken_for_one() -> None:
    for text in ("a", "b", "W x", "2 * h'"):
        with pytest.raises(TypeError, match="not a number"):
            number_of(right(text))
