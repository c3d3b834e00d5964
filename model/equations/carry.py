"""Which part of a state's equation carries its own past, and which part writes something new.

``c = f * c' + i * g`` keeps ``f * c'`` and writes ``i * g``: the new state is a linear function of the old one
once the gates are known. ``h = tanh(W x + U h' + b)`` is not: there the past is squeezed together with the new,
and no part of it stays apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from model.equations.algebra import ZERO, without_zeros
from model.equations.cell import Cell
from model.equations.expressions import (
    OUTPUT,
    Equation,
    Expression,
    MatrixProduct,
    Signal,
    Sum,
    Times,
    all_parts,
    rebuilt,
    signals,
    to_text,
)
from texts import Said


@dataclass(frozen=True)
class Carry:
    """``state = kept + written``; ``kept`` is linear in the state of the step before, ``written`` is free of it."""

    state: str
    kept: Expression
    written: Expression

    @property
    def elementwise(self) -> bool:
        """Each unit keeps its own past only."""
        return not any(isinstance(p, MatrixProduct) and _mentions(p, self.state) for p in all_parts(self.kept))


def carries(cell: Cell, first_layer: bool = True) -> dict[str, Carry | Said]:
    """For each state its carry, or why there is none. Found from the equations."""
    by_name = {e.name: e for e in cell.equations(first_layer)}
    return {state: carry_of(by_name[state], by_name) for state in cell.states if state in by_name}


def carry_of(equation: Equation, by_name: Mapping[str, Equation]) -> Carry | Said:
    state = equation.name
    used = [s.name for s in signals(equation.right) if s.when == "now" and s.name in by_name]
    way = next((name for name in used if _carries_on(by_name[name], state)), None)
    if way:  # then a part of the past would count as new
        also = _mentions(equation.right, state)
        return Said("model.carry.also" if also else "model.carry.only", {"state": state, "way": way})
    if not _mentions(equation.right, state):
        return Said("model.carry.anew", {"state": state})
    why = _not_linear(equation.right, state)
    if why:
        return why
    return Carry(state, without_zeros(_kept(equation.right, state)), without_zeros(_written(equation.right, state)))


def _carries_on(equation: Equation, state: str) -> bool:
    """Whether another signal is a linear function of the state's past, such as ``old = f * c'``."""
    return _mentions(equation.right, state) and _not_linear(equation.right, state) is None


def _mentions(expression: Expression, state: str) -> bool:
    return Signal(state, "before") in all_parts(expression)


def _not_linear(expression: Expression, state: str) -> Said | None:
    match expression:
        case Sum():
            reasons = (_not_linear(term, state) for _, term in expression.terms if _mentions(term, state))
            return next((why for why in reasons if why), None)
        case Times():
            with_past = [factor for factor in expression.factors if _mentions(factor, state)]
            if len(with_past) > 1:
                return Said("model.carry.by-itself", {"product": to_text(expression), "state": state})
            return _not_linear(with_past[0], state)
        case MatrixProduct():
            return _not_linear(expression.operand, state)
        case Signal():
            return None
        case _:
            return Said("model.carry.squeezed", {"state": state, "text": to_text(expression)})


def _kept(expression: Expression, state: str) -> Expression:
    """The expression without the terms that are free of the state's past."""
    if not _mentions(expression, state):
        return ZERO
    if isinstance(expression, Times):
        return rebuilt(expression, lambda factor: _kept(factor, state) if _mentions(factor, state) else factor)
    return rebuilt(expression, lambda part: _kept(part, state))


def _written(expression: Expression, state: str) -> Expression:
    """The expression with 0 for the state's past."""
    if expression == Signal(state, "before"):
        return ZERO
    return rebuilt(expression, lambda part: _written(part, state)) if _mentions(expression, state) else expression


def memory_state(cell: Cell) -> str:
    """The state that carries its own past, such as the LSTM's c; if there is none, the hidden state."""
    return next((state for state, carry in carries(cell).items() if isinstance(carry, Carry)), OUTPUT)
