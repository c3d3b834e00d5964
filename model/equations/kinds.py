"""What an equation is to a reader: a gate, a candidate, a state, a clock, or something else. It follows from the trees alone.

The words before an equation ("forget gate") only name it; a text without them says the same.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import count
from typing import Any, Literal

import numpy as np

from model.equations.algebra import left_of_one, signed_terms
from model.equations.belt import belt
from model.equations.carry import Carry, carries
from model.equations.cell import Cell
from model.equations.expressions import OUTPUT, Call, Clock, Equation, Expression, Number, Signal, Sum, Times, all_parts, signals
from model.equations.functions import FUNCTIONS

Kind = Literal["gate", "candidate", "state", "clock", "other"]
# Of a memory a signal keeps old values (``f * c'``) or erases them (``(1 - e) * c'``), writes new ones, joins the memory below
# to this one, or shows what is on the belt; the belt is itself; what is handed on is the output. Beside the memory a
# gate may reset: decide how much of the step before is seen.
Does = Literal["keeps", "erases", "writes", "joins", "shows", "belt", "output", "resets"]
Range = tuple[float, float]
Factors = tuple[Expression, ...]

EVERYTHING: Range = (-math.inf, math.inf)


@dataclass(frozen=True)
class Meaning:
    kind: Kind
    does: tuple[Does, ...]
    range: Range  # between which its values lie, unless an edit forces others

    def to_json(self) -> dict[str, Any]:
        return {"kind": self.kind, "does": self.does, "range": [end if math.isfinite(end) else None for end in self.range]}


def meanings(cell: Cell, first_layer: bool = True) -> dict[str, Meaning]:
    """Signal -> what it is, for every equation of a layer, in their order. All layers but the first are alike."""
    equations, moves, ranges = cell.equations(first_layer), belt(cell, first_layer), ranges_of(cell, first_layer)
    carried = {state: carry for state, carry in carries(cell, first_layer).items() if isinstance(carry, Carry)}
    multiplied = {part for e in equations for factors in _multiplications(e.right) for f in factors if (part := _scaling(f))}
    new = {part.name for carry in carried.values() for part in _named(carry.written)}

    def kind_of(equation: Equation) -> Kind:
        name, (low, high) = equation.name, ranges[equation.name]
        if isinstance(equation.right, Clock):
            return "clock"
        if name in cell.states or name == OUTPUT:
            return "state"
        if name in multiplied and 0 <= low < high <= 1:
            return "gate"
        return "candidate" if name in new else "other"

    def does_of(equation: Equation) -> tuple[Does, ...]:
        name = equation.name
        does = list(_does_to_memory(name, carried.values()))
        does += ["shows"] * bool(moves and moves.shows == name)
        does += ["belt"] * bool(moves and moves.state == name)
        does += ["output"] * (name == OUTPUT)
        others = [factors for e in equations if e.name not in carried for factors in _multiplications(e.right)]
        does += ["resets"] * (not does and any(Signal(name) in factors and _sees_the_past(factors) for factors in others))
        return tuple(does)

    return {e.name: Meaning(kind_of(e), does_of(e), ranges[e.name]) for e in equations}


def _does_to_memory(name: str, carried: Iterable[Carry]) -> Iterator[Does]:
    kept = [factors for carry in carried for factors in _products(carry.kept)]
    if any(Signal(name) in factors for factors in kept):
        yield "keeps"
    if any(name in map(left_of_one, factors) for factors in kept):
        yield "erases"
    put = [factors for carry in carried for factors in _products(carry.written)]
    mine = [factors for factors in put if Signal(name) in factors or name in map(left_of_one, factors)]
    from_below = [any(isinstance(f, Signal) and f.when == "below" for f in factors) for factors in mine]
    if not all(from_below):
        yield "writes"
    if any(from_below):
        yield "joins"


def _products(expression: Expression) -> Iterator[Factors]:
    """The factors of every term of a sum."""
    for _, term in signed_terms(expression):
        yield term.factors if isinstance(term, Times) else (term,)


def _named(written: Expression) -> Iterator[Signal]:
    """The signals that are put onto a state, alone or as a factor."""
    for factors in _products(written):
        yield from (part for part in factors if isinstance(part, Signal) and part.when == "now")


def _multiplications(expression: Expression) -> Iterator[Factors]:
    return (part.factors for part in all_parts(expression) if isinstance(part, Times))


def _sees_the_past(factors: Factors) -> bool:
    return any(signal.when == "before" for factor in factors for signal in signals(factor))


def _scaling(factor: Expression) -> str | None:
    """The ``z`` of the factors ``z`` and ``1 - z``."""
    return factor.name if isinstance(factor, Signal) and factor.when == "now" else left_of_one(factor)


# Between which numbers the values lie.


def ranges_of(cell: Cell, first_layer: bool = True) -> dict[str, Range]:
    """Signal -> the smallest and the largest value that it can have, by what its equation is made of.

    States begin at 0, and a layer has the first one below it, or one like itself. A range that has come to rest holds at
    every step and in every layer; an end that goes on growing is no end.
    """
    equations = {e.name: e for e in cell.equations(first_layer)}
    before: dict[str, Range] = dict.fromkeys(equations, (0.0, 0.0))
    below = {} if first_layer else ranges_of(cell, True)
    for round_ in count():
        now = _ranges_now(equations, before, below)
        grown = {name: _hull(before[name], now[name]) for name in equations}
        lower = {} if first_layer else {name: _hull(below.get(name, now[name]), now[name]) for name in equations}
        if (grown, lower) == (before, below):
            return now
        endless = round_ > len(equations)  # a value needs no more steps from one signal to all others
        before, below = (
            {name: _widened(old.get(name, new[name]), new[name]) if endless else new[name] for name in new}
            for old, new in ((before, grown), (below, lower))
        )
    raise AssertionError("an end that grows is taken away, and there are not endlessly many")


def _widened(old: Range, new: Range) -> Range:
    """Without the ends that have moved."""
    return old[0] if new[0] >= old[0] else -math.inf, old[1] if new[1] <= old[1] else math.inf


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
            if low >= 0 and high <= 1 and left_of_one(opened) == gate.name:
                return True
    return False


def _without(product: Times, factor: Expression) -> Expression:
    rest = tuple(f for f in product.factors if f is not factor)
    return rest[0] if len(rest) == 1 else Times(rest)
