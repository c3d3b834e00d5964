"""What weights are before anything is learned.

Matrices are uniform by their fan-in. Gates that keep a state start open, each unit for a span of its own, and the
gates that write into it start as closed as those are open, so that a network begins with memories of many lengths
(C. Tallec and Y. Ollivier, "Can recurrent neural networks warp time?", ICLR 2018). Which gates those are is found
from the equations, so it holds for every cell alike.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

import numpy as np

from model.engine.parameters import Parameters
from model.engine.shape import StackShape
from model.equations import (
    Carry,
    Cell,
    Equation,
    Expression,
    Signal,
    Times,
    Vector,
    all_parts,
    carries,
    left_of_one,
    linear_terms,
)

LONGEST_SPAN = 128.0  # tokens; the bias log(s) keeps a state for some s tokens


def initialise(parameters: Parameters, shape: StackShape, random: np.random.Generator) -> None:
    """Fills the weights of a stack, and whatever other matrices there are."""
    for view in parameters.values():
        if view.ndim == 2:
            reach = 1 / math.sqrt(view.shape[1])
            view[...] = random.uniform(-reach, reach, view.shape)
    for layer in range(shape.layers):
        keeping, writing = gate_biases(shape.cell, first_layer=layer == 0)
        for direction in shape.directions:
            openness = random.uniform(0, math.log(LONGEST_SPAN), shape.units)
            for names, sign in ((keeping, 1), (writing, -1)):
                for name in names:
                    parameters[f"layers.{layer}.{direction}.{name}"][...] = sign * openness


def gate_biases(cell: Cell, first_layer: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Biases of the gates that keep a state's own past (``b_f`` in ``c = f * c' + i * g``), and of those that do the opposite.

    These write (``b_i``), or erase (``b_e`` in ``c = (1 - e) * c' + g``).
    """
    equations = {e.name: e for e in cell.equations(first_layer)}
    keeping: list[str] = []
    writing: list[str] = []
    for state, carry in carries(cell, first_layer).items():
        if not isinstance(carry, Carry):
            continue
        past = Signal(state, "before")
        kept = [part for part in _products(carry.kept) if past in part.factors]
        keeping += [b for part in kept for b in _biases((_gate(factor) for factor in part.factors), equations)]
        writing += [b for part in kept for b in _biases(map(left_of_one, part.factors), equations)]
        writing += [b for part in _products(carry.written) for b in _biases(map(_gate, part.factors), equations)]
    return tuple(dict.fromkeys(keeping)), tuple(name for name in dict.fromkeys(writing) if name not in keeping)


def _products(expression: Expression) -> Iterator[Times]:
    """The products among the terms that are added, not those that are taken away, such as ``z * h'`` in ``h' - z * h'``."""
    for factor, term in linear_terms(expression):
        if factor > 0:
            yield from (part for part in all_parts(term) if isinstance(part, Times))


def _gate(factor: Expression) -> str | None:
    return factor.name if isinstance(factor, Signal) and factor.when == "now" else None


def _biases(names: Iterable[str | None], equations: dict[str, Equation]) -> Iterator[str]:
    """The biases of the sigmoids among these signals."""
    for name in names:
        gate = equations.get(name) if name else None
        if gate and gate.function == "sigmoid":
            yield from (p.name for p in all_parts(gate.right) if isinstance(p, Vector) and p.name.startswith("b"))
