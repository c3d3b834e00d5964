"""What an equation is to a reader: a gate, a candidate, a state, a clock, or something else. It follows from the trees alone.

The words before an equation ("forget gate") only name it; a text without them says the same.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any, Literal

import numpy as np

from model.equations.belt import Belt, belt
from model.equations.carry import Carry, carries
from model.equations.cell import Cell
from model.equations.expressions import OUTPUT, Call, Clock, Equation, Expression, Number, Signal, Sum, Times, signals, walk
from model.equations.functions import FUNCTIONS

Kind = Literal["gate", "candidate", "state", "clock", "other"]
# On the belt a signal keeps old values, writes new ones, joins the belt below to this one, or shows the belt; the belt is
# itself; what is handed on is the output. Beside it a gate may reset: decide how much of the past a candidate sees.
Does = Literal["keeps", "writes", "joins", "shows", "belt", "output", "resets"]
Range = tuple[float, float]

EVERYTHING: Range = (-math.inf, math.inf)
ROUNDS = 4  # in which the range of a state must come to rest; one that counts never does


@dataclass(frozen=True)
class Meaning:
    kind: Kind
    does: tuple[Does, ...]
    range: Range  # between which its values lie, unless an edit forces others

    def to_json(self) -> dict[str, Any]:
        return {"kind": self.kind, "does": self.does, "range": [end if math.isfinite(end) else None for end in self.range]}


def meanings(cell: Cell, first_layer: bool = True) -> dict[str, Meaning]:
    """Signal -> what it is, for every equation of a layer, in their order."""
    equations, found, ranges = cell.equations(first_layer), belt(cell, first_layer), ranges_of(cell, first_layer)
    multiplied = {part for e in equations for factor in _factors(e.right) if (part := _scaling(factor))}
    new = {name for carry in carries(cell, first_layer).values() if isinstance(carry, Carry) for name in _added(carry.written)}

    def kind_of(equation: Equation) -> Kind:
        name, (low, high) = equation.name, ranges[equation.name]
        if isinstance(equation.right, Clock):
            return "clock"
        if name in cell.states or name == OUTPUT:
            return "state"
        if name in multiplied and low >= 0 and high <= 1:
            return "gate"
        return "candidate" if name in new else "other"

    return {e.name: Meaning(kind_of(e), _does(e.name, equations, found), ranges[e.name]) for e in equations}


def _does(name: str, equations: tuple[Equation, ...], moves: Belt | None) -> tuple[Does, ...]:
    does: list[Does] = []
    if moves:
        on_it = [put for put in moves.puts if any(f.signal == name and not f.below for f in put.factors)]
        does += ["keeps"] * any(factor.signal == name for factor in moves.keeps.factors)
        does += ["writes"] * any(not any(f.below for f in put.factors) for put in on_it)
        does += ["joins"] * any(any(f.below for f in put.factors) for put in on_it)
        does += ["shows"] * (moves.shows == name)
        does += ["belt"] * (moves.state == name)
    does += ["output"] * (name == OUTPUT)
    past = (factor for e in equations if not moves or e.name != moves.state for factor in _past_beside(e.right, name))
    does += ["resets"] * (not does and any(past))
    return tuple(does)


def _past_beside(expression: Expression, name: str) -> Iterable[Expression]:
    """What has to do with the step before, among the factors that a signal multiplies."""
    for part in walk(expression):
        if isinstance(part, Times) and Signal(name) in part.factors:
            yield from (f for f in part.factors if any(s.when == "before" for s in signals(f)))


def _factors(expression: Expression) -> Iterable[Expression]:
    return (factor for part in walk(expression) if isinstance(part, Times) for factor in part.factors)


def _scaling(factor: Expression) -> str | None:
    """The ``z`` of the factors ``z`` and ``1 - z``."""
    match factor:
        case Signal(name=name, when="now") | Sum(terms=((1, Number(value=1.0)), (-1, Signal(name=name, when="now")))):
            return name
        case _:
            return None


def _added(written: Expression) -> Iterable[str]:
    """The signals that are put onto a state, alone or as a factor."""
    for term in (term for _, term in written.terms) if isinstance(written, Sum) else (written,):
        parts = term.factors if isinstance(term, Times) else (term,)
        yield from (part.name for part in parts if isinstance(part, Signal) and part.when == "now")


# Between which numbers the values lie.


def ranges_of(cell: Cell, first_layer: bool = True) -> dict[str, Range]:
    """Signal -> the smallest and the largest value that it can have, by what its equation is made of.

    States begin at 0; a range that has come to rest after some steps holds for all, one that still grows is without end.
    """
    equations = {e.name: e for e in cell.equations(first_layer)}
    below = {} if first_layer else ranges_of(cell, True)
    before: dict[str, Range] = dict.fromkeys(equations, (0.0, 0.0))
    for _ in range(ROUNDS):
        now = _ranges_now(equations, before, below)
        grown = {name: _hull(before[name], now[name]) for name in equations}
        if grown == before:
            return now
        before, last = grown, before
    growing = {name for name in before if before[name] != last[name]}
    return _ranges_now(equations, {name: EVERYTHING if name in growing else before[name] for name in before}, below)


def _ranges_now(equations: Mapping[str, Equation], before: Mapping[str, Range], below: Mapping[str, Range]) -> dict[str, Range]:
    now: dict[str, Range] = {}

    def range_of(expression: Expression) -> Range:
        match expression:
            case Number():
                return expression.value, expression.value
            case Signal():
                there = {"now": now, "before": before, "below": below}[expression.when]
                return there.get(expression.name, EVERYTHING)
            case Clock():
                return 0.0, 1.0
            case Call():
                value, (low, high) = FUNCTIONS[expression.function].value, range_of(expression.argument)
                return float(value(np.asarray(low))), float(value(np.asarray(high)))
            case Sum():
                mixed = _mixed(expression, equations, now)
                return _hull(*map(range_of, mixed)) if mixed else _added_up(expression, range_of)
            case Times():
                return reduce(_multiplied, map(range_of, expression.factors))
            case _:
                return EVERYTHING  # weights may be anything

    for name, equation in equations.items():
        now[name] = range_of(equation.right)
    return now


def _added_up(expression: Sum, range_of: Any) -> Range:
    ends = [range_of(term) if sign > 0 else tuple(-end for end in reversed(range_of(term))) for sign, term in expression.terms]
    return sum(low for low, _ in ends), sum(high for _, high in ends)


def _multiplied(one: Range, other: Range) -> Range:
    products = [0.0 if 0.0 in (a, b) else a * b for a in one for b in other]  # 0 times what is without end is 0 all the same
    return min(products), max(products)


def _hull(*ranges: Range) -> Range:
    return min(low for low, _ in ranges), max(high for _, high in ranges)


def _mixed(expression: Sum, equations: Mapping[str, Equation], now: Mapping[str, Range]) -> tuple[Expression, Expression] | None:
    """The ``a`` and ``b`` of ``z * a + (1 - z) * b``, which lies between them wherever z lies between 0 and 1."""
    match expression.terms:
        case ((1, Times() as one), (1, Times() as other)):
            for first in one.factors:
                for second in other.factors:
                    if _complement(first, second, equations, now):
                        return _without(one, first), _without(other, second)
    return None


def _complement(one: Expression, other: Expression, equations: Mapping[str, Equation], now: Mapping[str, Range]) -> bool:
    """Whether the two add up to 1 and one of them lies between 0 and 1, also by way of an equation such as ``i = 1 - f``."""
    for gate, rest in ((one, other), (other, one)):
        if isinstance(gate, Signal) and gate.when == "now" and gate.name in now:
            named = isinstance(rest, Signal) and rest.when == "now" and rest.name in now
            opened = equations[rest.name].right if named and isinstance(rest, Signal) else rest
            low, high = now[gate.name]
            if low >= 0 and high <= 1 and opened == Sum(((1, Number(1.0)), (-1, gate))):
                return True
    return False


def _without(product: Times, factor: Expression) -> Expression:
    rest = tuple(f for f in product.factors if f is not factor)
    return rest[0] if len(rest) == 1 else Times(rest)
