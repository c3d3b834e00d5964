"""The plain meaning of an expression: its value, looked up in a run.

This is the slow and obvious way, in float64 and for all tokens at once. What is explained to a reader (terms,
arithmetic, ledger, formulas with numbers) comes from here, the run itself from the compiled program; tests hold
the two together.
"""

from __future__ import annotations

import functools
import operator
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from model.engine import Direction, Run, group_of_unit
from model.equations import (
    FUNCTIONS,
    INPUT,
    Array,
    Call,
    Carry,
    Clock,
    Equation,
    Expression,
    MatrixProduct,
    Number,
    Signal,
    Sum,
    Times,
    Vector,
)


@dataclass(frozen=True, eq=False)
class Scope:
    """What the names in a layer's equations stand for, in one direction of a run."""

    run: Run
    layer: int
    direction: Direction

    @staticmethod
    def of(run: Run, layer: int | None = None, direction: Direction = "forward") -> Scope:
        """A layer by its number (the top one by default) and direction, or an InputError."""
        number = run.layer_number(layer)
        run.layers[number].signals(direction)  # refuses a direction that is not there
        return Scope(run, number, direction)

    @property
    def recorded(self) -> Mapping[str, Array]:
        """The layer's signals as the run has them."""
        return self.run.layers[self.layer].signals(self.direction)

    @property
    def equations(self) -> tuple[Equation, ...]:
        return self.run.stack.shape.cell.equations(first_layer=self.layer == 0)

    def equation(self, signal: str) -> Equation:
        self.run.signal(signal, self.layer, self.direction)  # refuses a signal that is not there
        return next(equation for equation in self.equations if equation.name == signal)

    @property
    def parameters(self) -> Mapping[str, Array]:
        return self.run.stack.strands[self.layer, self.direction].parameters

    def signal(self, signal: Signal) -> Array:
        """``(tokens, units)``; of the step before, which for the backward direction is the token after."""
        if signal.name == INPUT:
            return np.asarray(self.run.layers[self.layer].input, float)
        layer = self.layer - 1 if signal.when == "below" else self.layer
        now = np.asarray(self.run.layers[layer].signals(self.direction)[signal.name], float)
        if signal.when != "before":
            return now
        before = np.zeros_like(now)
        if self.direction == "forward":
            before[1:] = now[:-1]
        else:
            before[:-1] = now[1:]
        return before

    def links(self, product: MatrixProduct) -> Array:
        """``(units, inputs)``: whether a weight of the matrix counts in this product."""
        matrix = self.parameters[product.matrix]
        if not product.slow_to_fast:
            return np.ones(matrix.shape, bool)
        clock = self.run.stack.shape.cell.clock
        group = group_of_unit(len(matrix), len(clock.periods) if clock else 1)
        return np.asarray(group[None, :] >= group[:, None])

    def matrix(self, product: MatrixProduct) -> Array:
        """``(units, inputs)``, with 0 for the links that the product leaves out."""
        return np.asarray(self.parameters[product.matrix] * self.links(product), float)

    def value(self, expression: Expression, instead: Mapping[Signal, Array] | None = None, token: int | None = None) -> Array:
        """The value at every token, ``(tokens, units)``, or at one, ``(units,)``.

        ``instead`` replaces signals: by arrays ``(..., units)``, together with ``token``.
        """
        value = functools.partial(self.value, instead=instead, token=token)
        match expression:
            case Number():
                return np.asarray(expression.value)
            case Signal():
                if instead and expression in instead:
                    return instead[expression]
                values = self.signal(expression)
                return values if token is None else values[token]
            case Vector():
                return np.asarray(self.parameters[expression.name], float)
            case MatrixProduct():
                return np.asarray(value(expression.operand) @ self.matrix(expression).T)
            case Call():
                return FUNCTIONS[expression.function].value(value(expression.argument))
            case Sum():
                return np.asarray(sum(sign * value(term) for sign, term in expression.terms))
            case Times():
                return np.asarray(functools.reduce(operator.mul, map(value, expression.factors)))
            case Clock():
                ticks = self._clock(expression)
                return ticks if token is None else np.asarray(ticks[token])

    def kept(self, carry: Carry) -> Array:
        """What each unit multiplies its old value by, ``(tokens, units)``: the kept part with 1 for the old state."""
        shape = len(self.run), self.run.stack.shape.units
        return np.broadcast_to(self.value(carry.kept, instead={Signal(carry.state, "before"): np.ones(shape)}), shape)

    def _clock(self, clock: Clock) -> Array:
        tokens, units = len(self.run), self.run.stack.shape.units
        periods = np.array(clock.periods)[group_of_unit(units, len(clock.periods))]
        step = np.arange(tokens) if self.direction == "forward" else np.arange(tokens)[::-1]
        return np.asarray(step[:, None] % periods == 0, float)
