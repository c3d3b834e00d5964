"""Where one number comes from: every term of its sum, in order of size.

``f`` of unit 17 at token 9 is the sigmoid of a sum of products: each weight times what it is multiplied by. The
terms are computed in float64 from the values of the run, so they add up to the run's own number to its precision.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from model.engine import Direction, Run, forced_units
from model.equations import FUNCTIONS, Call, Expression, MatrixProduct, Number, Signal, Sum, Times, all_parts, to_text
from model.errors import check_index
from model.explain.meaning import Scope
from model.pictures import formula_with_numbers


@dataclass(frozen=True)
class Factor:
    """A number with its name: the weight ``U_f[17, 40]``, the value ``h'[40]``."""

    label: str
    value: float


@dataclass(frozen=True)
class Term:
    """The product of its factors. ``source`` says what it belongs to: ``x``, ``h'``, ``b_f``, ``f * c'``."""

    source: str
    factors: tuple[Factor, ...]

    @property
    def value(self) -> float:
        return math.prod(factor.value for factor in self.factors)


@dataclass(frozen=True)
class Arithmetic:
    """One number of one unit, opened. ``total`` is the sum of the terms; ``result`` what the equation makes of it."""

    signal: str
    unit: int
    token: int
    function: str | None  # the activation around the sum, if there is one
    terms: tuple[Term, ...]  # the largest first
    total: float
    result: float
    recorded: float  # the number in the run
    forced: bool  # an edit set it; then it does not come from the terms

    def by_source(self) -> dict[str, float]:
        """The terms added up by where they come from, the largest first."""
        sums: dict[str, float] = {}
        for term in self.terms:
            sums[term.source] = sums.get(term.source, 0.0) + term.value
        return dict(sorted(sums.items(), key=lambda item: -abs(item[1])))


def arithmetic(
    run: Run, token: int, signal: str, unit: int, layer: int | None = None, direction: Direction = "forward"
) -> Arithmetic:
    """Opens one number of a run: ``arithmetic(walk.run, token=9, signal="f", unit=17)``.

    In what comes back, ``total`` is the sum of the ``terms``, ``result`` is the activation of that (or ``total``
    itself, if there is none), and ``recorded`` is the number in the run: the same but for rounding, unless ``forced``.
    """
    scope = _scope_of(run, token, signal, unit, layer, direction)
    equation = scope.equation(signal)
    terms = sorted(_terms(scope, equation.inside, token, unit), key=lambda term: -abs(term.value))
    total = math.fsum(term.value for term in terms)
    function = equation.function
    result = float(FUNCTIONS[function].value(np.asarray(total))) if function else total
    units = forced_units(run.edits, signal, token, scope.layer, direction)
    forced = units == "all" or unit in units
    return Arithmetic(
        signal, unit, token, function, tuple(terms), total, result, float(scope.recorded[signal][token, unit]), forced
    )


def formula_of_number(
    run: Run, token: int, signal: str, unit: int, layer: int | None = None, direction: Direction = "forward"
) -> str:
    """The signal's equation in MathML with this unit's numbers, worked out to its value."""
    scope = _scope_of(run, token, signal, unit, layer, direction)
    return formula_with_numbers(scope.equation(signal), unit, lambda leaf: scope_value(scope, leaf, token, unit))


def _scope_of(run: Run, token: int, signal: str, unit: int, layer: int | None, direction: Direction) -> Scope:
    scope = Scope.of(run, layer, direction)
    check_index("token", token, len(run))
    check_index("unit", unit, run.stack.shape.units)
    run.signal(signal, layer, direction)  # refuses a signal that is not there
    return scope


def _terms(scope: Scope, expression: Expression, token: int, unit: int) -> Iterator[Term]:
    """The terms of one unit's sum. Products with a matrix are opened into one term for each of its weights."""
    match expression:
        case Sum():
            for sign, part in expression.terms:
                for term in _terms(scope, part, token, unit):
                    yield term if sign > 0 else Term(term.source, (Factor("-1", -1.0), *term.factors))
        case MatrixProduct():
            yield from _weights(scope, expression, token, unit)
        case Times():
            opened = next((f for f in expression.factors if _opens(f)), None)
            others = tuple(_factor(scope, f, token, unit) for f in expression.factors if f is not opened)
            if opened is None:
                yield Term(to_text(expression), others)
            else:
                for term in _terms(scope, opened, token, unit):
                    yield Term(term.source, (*others, *term.factors))
        case _:
            yield Term(to_text(expression), (_factor(scope, expression, token, unit),))


def _opens(expression: Expression) -> bool:
    return isinstance(expression, Sum | Times | MatrixProduct) and any(
        isinstance(p, MatrixProduct) for p in all_parts(expression)
    )


def _weights(scope: Scope, product: MatrixProduct, token: int, unit: int) -> Iterator[Term]:
    """One term for each weight that counts: the links that ``slow_to_fast`` leaves out are no terms."""
    row = scope.parameters[product.matrix][unit]
    values = scope.value(product.operand, token=token)
    name = to_text(product.operand)
    inner = name if isinstance(product.operand, Signal) else f"({name})"
    for k in np.flatnonzero(scope.links(product)[unit]):
        factors = (Factor(f"{product.matrix}[{unit}, {k}]", float(row[k])), Factor(f"{inner}[{k}]", float(values[k])))
        yield Term(name, factors)


def _factor(scope: Scope, expression: Expression, token: int, unit: int) -> Factor:
    text = to_text(expression)
    if isinstance(expression, Sum | Times | MatrixProduct):
        text = f"({text})"
    if not isinstance(expression, Number):
        text = f"{text}[{unit}]"
    return Factor(text, scope_value(scope, expression, token, unit))


def scope_value(scope: Scope, expression: Expression, token: int, unit: int) -> float:
    """One unit's value of any expression at a token; cheap, as nothing else is computed."""
    value = functools.partial(scope_value, scope, token=token, unit=unit)
    match expression:
        case Sum():
            return math.fsum(sign * value(term) for sign, term in expression.terms)
        case Times():
            return math.prod(map(value, expression.factors))
        case Call():
            return float(FUNCTIONS[expression.function].value(np.asarray(value(expression.argument))))
        case Number():
            return expression.value
        case _:
            return float(scope.value(expression, token=token)[unit])
