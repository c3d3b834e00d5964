"""Small questions about expressions that the compiler and the explanations both ask."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from model.equations.expressions import (
    INPUT,
    Call,
    Expression,
    MatrixProduct,
    Number,
    Signal,
    Sum,
    Times,
    Vector,
    all_parts,
    rebuilt,
    to_text,
)
from model.equations.functions import FUNCTIONS

ZERO = Number(0.0)


def is_fixed_before_the_run(expression: Expression) -> bool:
    """No signal and no weight in it: a clock or a number."""
    return not any(isinstance(part, Signal | Vector | MatrixProduct) for part in all_parts(expression))


def number_of(expression: Expression) -> float:
    """The value of an expression of numbers only."""
    match expression:
        case Number():
            return expression.value
        case Sum():
            return sum(sign * number_of(term) for sign, term in expression.terms)
        case Times():
            return math.prod(number_of(factor) for factor in expression.factors)
        case Call():
            return float(FUNCTIONS[expression.function].value(np.asarray(number_of(expression.argument))))
        case _:
            raise TypeError(f"not a number: {expression}")


def without_zeros(expression: Expression) -> Expression:
    """The expression without terms that are 0; a product with 0 is 0, and so is a matrix times 0."""
    expression = rebuilt(expression, without_zeros)
    match expression:
        case MatrixProduct(operand=operand) if operand == ZERO:
            return ZERO
        case Call(argument=Number()):
            return Number(number_of(expression))
        case Times(factors=factors) if ZERO in factors:
            return ZERO
        case Sum():
            terms = tuple((sign, term) for sign, term in expression.terms if term != ZERO)
            if len(terms) == 1 and terms[0][0] == 1:
                return terms[0][1]
            return replace(expression, terms=terms) if terms else ZERO
        case _:
            return expression


def signed_terms(expression: Expression, sign: int = 1) -> tuple[tuple[int, Expression], ...]:
    """The terms of a sum with their signs, sums of sums laid flat."""
    if isinstance(expression, Sum):
        return tuple(inner for s, term in expression.terms for inner in signed_terms(term, sign * s))
    return ((sign, expression),)


def linear_terms(expression: Expression, factor: float = 1.0) -> list[tuple[float, Expression]]:
    """The terms of a sum with their numeric factors, sums of sums laid flat."""
    match expression:
        case Sum():
            return [inner for sign, term in expression.terms for inner in linear_terms(term, sign * factor)]
        case Times():
            numbers = [f for f in expression.factors if is_fixed_before_the_run(f)]
            others = tuple(f for f in expression.factors if f not in numbers)
            if numbers and others:
                inner = others[0] if len(others) == 1 else Times(others, expression.at)
                return linear_terms(inner, factor * math.prod(map(number_of, numbers)))
            return [(factor, expression)]
        case _:
            return [(factor, expression)]


def label_of(factor: float, term: Expression) -> str:
    """A term as it stands in its sum: ``W_f x``, ``-f``, ``0.5 * W x``."""
    text = to_text(term)
    return text if factor == 1 else f"-{text}" if factor == -1 else f"{to_text(Number(factor))} * {text}"


def left_of_one(expression: Expression) -> str | None:
    """The ``z`` of ``1 - z``."""
    match expression:
        case Sum(terms=((1, Number(value=1.0)), (-1, Signal(name=name, when="now")))):
            return name
        case _:
            return None


def is_state_product(expression: Expression) -> bool:
    """``U h'``: a matrix times a state of the step before."""
    match expression:
        case MatrixProduct(operand=Signal(when="before")):
            return True
    return False


def is_input(expression: Expression) -> bool:
    return isinstance(expression, Signal) and expression.name == INPUT


def is_input_product(expression: Expression) -> bool:
    """``W x``"""
    return isinstance(expression, MatrixProduct) and is_input(expression.operand)
