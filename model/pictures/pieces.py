"""An equation taken apart into the pieces that are drawn: boxes for learned layers, circles for pointwise operations.

A learned layer is an activation of a sum of weight products, with all the terms of that sum in one box. What is not
weighted is left to circles, a sum or a product of several values still in one piece; ``flow.py`` makes a circle of
every two.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from model.equations import (
    Call,
    Clock,
    Equation,
    Expression,
    MatrixProduct,
    Number,
    Signal,
    Sum,
    Times,
    Vector,
    all_parts,
    number_of,
    signed_terms,
    to_text,
)
from model.pictures.nodes import Term

SignedTerms = tuple[tuple[int, Expression], ...]


class Operand(NamedTuple):
    """A value that enters a piece: its sign, how it is written there, and the piece or signal whose value it is."""

    sign: int
    written: Expression
    drawn: Piece | Signal


@dataclass(frozen=True)
class Piece:
    """``whole`` is the expression whose value leaves it; kind, operation, number and terms are those of its ``Node``."""

    kind: str
    operation: str
    whole: Expression
    operands: tuple[Operand, ...] = ()
    number: float | None = None
    terms: tuple[Term, ...] = ()


def piece_of_equation(equation: Equation) -> Piece:
    """The piece of the right side. A value that is only taken over, as in ``d = a``, gets a piece of its own."""
    piece = piece_of(equation.right)
    if isinstance(piece, Piece) and piece.whole is equation.right:
        return piece
    return Piece("operation", "same", equation.right, (Operand(1, equation.right, piece),))


def piece_of(expression: Expression) -> Piece | Signal:
    if _is_constant(expression):
        return Piece("constant", "", expression)
    match expression:
        case Signal():
            return expression
        case Clock():
            return Piece("clock", "clock", expression)
        case MatrixProduct():
            return _layer("", ((1, expression),), expression)
        case Call():
            return _call(expression)
        case Sum():
            return _sum(expression)
        case Times():
            return _product(expression)
    raise AssertionError(expression)


def _call(whole: Call) -> Piece:
    terms = signed_terms(whole.argument)
    if any(_is_weighted(term) for _, term in terms):
        return _layer(whole.function, terms, whole)
    return Piece("operation", whole.function, whole, _operands([(1, whole.argument)]))


def _layer(function: str, terms: SignedTerms, whole: Expression) -> Piece:
    inside, operands = [], []
    for sign, term in terms:
        weight, operand = _weight(term)
        if operand is None:
            inside.append(Term(sign, weight, ""))
        else:
            drawn = piece_of(operand)
            operands.append(Operand(1, operand, drawn))
            inside.append(Term(sign, weight, to_text(drawn.whole if isinstance(drawn, Piece) else drawn)))
    return Piece("layer", function, whole, tuple(operands), terms=tuple(inside))


def _sum(whole: Sum) -> Piece | Signal:
    """Weighted terms share one box without an activation; each further term gets a + or a minus."""
    terms = signed_terms(whole)
    if any(_is_weighted(term) and not _is_constant(term) for _, term in terms):
        boxed = tuple((sign, term) for sign, term in terms if _is_weighted(term) or _is_constant(term))
        if len(boxed) == len(terms):
            return _layer("", terms, whole)
        inner = Sum(boxed)
        box = Operand(1, inner, _layer("", boxed, inner))
        return _folded("plus", whole, (box, *_operands(term for term in terms if term not in boxed)), None)
    numbers = tuple((sign, term) for sign, term in terms if isinstance(term, Number))
    rest = _operands((sign, term) for sign, term in terms if not isinstance(term, Number))
    return _folded("plus", whole, rest, number_of(Sum(numbers)) or None)


def _product(whole: Times) -> Piece | Signal:
    if _is_weighted(whole):
        return _layer("", ((1, whole),), whole)
    factors = _factors(whole)
    number = number_of(Times(tuple(factor for factor in factors if isinstance(factor, Number))))
    rest = _operands((1, factor) for factor in factors if not isinstance(factor, Number))
    return _folded("times", whole, rest, None if number == 1 else number)


def _folded(operation: str, whole: Expression, operands: tuple[Operand, ...], number: float | None) -> Piece | Signal:
    """One value with nothing done to it needs no circle."""
    if len(operands) == 1 and operands[0].sign > 0 and number is None:
        return operands[0].drawn
    return Piece("operation", operation, whole, operands, number)


def _operands(terms: Iterable[tuple[int, Expression]]) -> tuple[Operand, ...]:
    return tuple(Operand(sign, term, piece_of(term)) for sign, term in terms)


# What a term is made of.


def _is_constant(expression: Expression) -> bool:
    """The same at every step, once the weights are learned."""
    return not any(isinstance(part, Signal | Clock) for part in all_parts(expression))


def _is_weighted(term: Expression) -> bool:
    """Whether something learned stands in the term itself, and not deeper down in one of its factors."""
    factors = _factors(term)
    rest = [f for f in factors if not _is_constant(f)]
    learned = any(isinstance(part, Vector | MatrixProduct) for f in factors if _is_constant(f) for part in all_parts(f))
    return learned or (len(rest) == 1 and isinstance(rest[0], MatrixProduct))


def _weight(term: Expression) -> tuple[str, Expression | None]:
    """``W x`` is W and x, ``0.5 * p * c'`` is 0.5 * p and c', a bias is itself and nothing."""
    factors = _factors(term)
    fixed = [to_text(f, inside=Times) for f in factors if _is_constant(f)]
    rest = [f for f in factors if not _is_constant(f)]
    if len(rest) == 1 and isinstance(rest[0], MatrixProduct):
        matrix = f"slow_to_fast({rest[0].matrix})" if rest[0].slow_to_fast else rest[0].matrix
        return " * ".join([*fixed, matrix]), rest[0].operand
    return " * ".join(fixed), None if not rest else rest[0] if len(rest) == 1 else Times(tuple(rest))


def _factors(expression: Expression) -> tuple[Expression, ...]:
    """The factors of a product, products of products laid flat."""
    if isinstance(expression, Times):
        return tuple(inner for factor in expression.factors for inner in _factors(factor))
    return (expression,)
