"""The parts that an equation is made of.

An equation such as ``f = sigmoid(W_f x + U_f h' + b_f)`` is a small tree of the frozen classes below. They
hold what was written and nothing else; what it means to compute, draw or explain them lives elsewhere.
Positions (line and column, from 1) are kept for error messages and do not take part in comparison.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

Position = tuple[int, int]
When = Literal["now", "before", "below"]  # this step, the previous step, this step in the layer below

INPUT = "x"
OUTPUT = "h"
SUFFIX = {"now": "", "before": "'", "below": "_below"}


@dataclass(frozen=True)
class Number:
    value: float
    at: Position = field(default=(0, 0), compare=False, repr=False)


@dataclass(frozen=True)
class Signal:
    """The input ``x`` or the value of an equation: ``c``, ``c'`` or ``c_below``."""

    name: str
    when: When = "now"
    at: Position = field(default=(0, 0), compare=False, repr=False)


@dataclass(frozen=True)
class Vector:
    """A learned vector, one weight for each unit: ``b_f`` (a bias) or ``p_f`` (a diagonal weight)."""

    name: str
    at: Position = field(default=(0, 0), compare=False, repr=False)


@dataclass(frozen=True)
class MatrixProduct:
    """``W x``; with ``slow_to_fast``, only the links from slow groups of units to faster ones count."""

    matrix: str
    operand: Expression
    slow_to_fast: bool = False
    at: Position = field(default=(0, 0), compare=False, repr=False)


@dataclass(frozen=True)
class Call:
    function: str
    argument: Expression
    at: Position = field(default=(0, 0), compare=False, repr=False)


@dataclass(frozen=True)
class Sum:
    """Terms with their signs: ``1 - f`` is ``((1, Number(1)), (-1, Signal("f")))``."""

    terms: tuple[tuple[int, Expression], ...]
    at: Position = field(default=(0, 0), compare=False, repr=False)


@dataclass(frozen=True)
class Times:
    """Factors, multiplied element by element."""

    factors: tuple[Expression, ...]
    at: Position = field(default=(0, 0), compare=False, repr=False)


@dataclass(frozen=True)
class Clock:
    """1 for the units whose group ticks at this step, else 0. The first step is 0 and every group ticks at it."""

    periods: tuple[int, ...]
    at: Position = field(default=(0, 0), compare=False, repr=False)


Expression = Number | Signal | Vector | MatrixProduct | Call | Sum | Times | Clock


@dataclass(frozen=True)
class Equation:
    """``forget gate  f = sigmoid(...)``: the role is the words before the name."""

    role: str
    name: str
    right: Expression
    at: Position = field(default=(0, 0), compare=False, repr=False)

    @property
    def function(self) -> str | None:
        """The activation around the right side, if there is one."""
        return self.right.function if isinstance(self.right, Call) else None

    @property
    def inside(self) -> Expression:
        """The right side without its activation."""
        return self.right.argument if isinstance(self.right, Call) else self.right


def children(expression: Expression) -> tuple[Expression, ...]:
    match expression:
        case MatrixProduct():
            return (expression.operand,)
        case Call():
            return (expression.argument,)
        case Sum():
            return tuple(term for _, term in expression.terms)
        case Times():
            return expression.factors
        case _:
            return ()


def rebuilt(expression: Expression, change: Callable[[Expression], Expression]) -> Expression:
    """The same expression of changed parts; ``change`` gets each of its children."""
    match expression:
        case MatrixProduct():
            return replace(expression, operand=change(expression.operand))
        case Call():
            return replace(expression, argument=change(expression.argument))
        case Sum():
            return replace(expression, terms=tuple((sign, change(term)) for sign, term in expression.terms))
        case Times():
            return replace(expression, factors=tuple(map(change, expression.factors)))
        case _:
            return expression


def all_parts(expression: Expression) -> Iterator[Expression]:
    """The expression and all that it is made of, from left to right."""
    yield expression
    for child in children(expression):
        yield from all_parts(child)


def signals(expression: Expression) -> Iterator[Signal]:
    return (part for part in all_parts(expression) if isinstance(part, Signal))


def _plain(value: float) -> str:
    """The shortest digits that give this number again, without a power of ten: 0.5, 1, 0.00001."""
    text = f"{Decimal(repr(value)):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def to_text(expression: Expression, *, inside: type | None = None) -> str:
    """The expression as it would be typed; parsing it gives the same expression again."""
    match expression:
        case Number():
            return _plain(expression.value)
        case Signal():
            return expression.name + SUFFIX[expression.when]
        case Vector():
            return expression.name
        case MatrixProduct():
            matrix = f"slow_to_fast({expression.matrix})" if expression.slow_to_fast else expression.matrix
            return f"{matrix} {to_text(expression.operand, inside=MatrixProduct)}"
        case Call():
            return f"{expression.function}({to_text(expression.argument)})"
        case Clock():
            return f"clock({', '.join(map(str, expression.periods))})"
        case Times():
            text = " * ".join(to_text(factor, inside=Times) for factor in expression.factors)
            return f"({text})" if inside in (MatrixProduct, Times) else text
        case Sum():
            text = ""
            for sign, term in expression.terms:
                link = (" - " if sign < 0 else " + ") if text else ("-" if sign < 0 else "")
                text += link + to_text(term, inside=Sum)
            return f"({text})" if inside is not None else text
