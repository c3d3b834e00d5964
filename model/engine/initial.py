"""What weights are before anything is learned.

Matrices are uniform by their fan-in. Gates that keep a state start open, each unit for a span of its own, and the
gates that write into it start as closed as those are open, so that a network begins with memories of many lengths
(C. Tallec and Y. Ollivier, "Can recurrent neural networks warp time?", ICLR 2018). Which gates those are is found
from the equations, so it holds for every cell alike. A cell without such gates may have another start, one of ``STARTS``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator

import numpy as np

from model.engine.parameters import Parameters
from model.engine.shape import StackShape
from model.equations import (
    Array,
    Carry,
    Cell,
    Equation,
    Expression,
    MatrixProduct,
    Signal,
    Times,
    Vector,
    all_parts,
    carries,
    is_state_product,
    left_of_one,
    linear_terms,
)

LONGEST_SPAN = 128.0  # tokens; the bias log(s) keeps a state for some s tokens
SPREAD = 0.1  # of weights that are drawn as in the paper of the clockwork RNN
FAN_IN = "fan-in"


def initialise(parameters: Parameters, shape: StackShape, random: np.random.Generator, start: str = FAN_IN) -> None:
    """Fills the weights of a stack, and whatever other matrices there are. ``start``: one of ``STARTS``."""
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
    STARTS[start](parameters, shape, random)


def _as_it_is(parameters: Parameters, shape: StackShape, random: np.random.Generator) -> None:
    """Uniform by the fan-in, and gates open."""


def _identity(parameters: Parameters, shape: StackShape, random: np.random.Generator) -> None:
    for view in _recurrent(parameters, shape):
        view[...] = np.eye(shape.units)


def _orthogonal(parameters: Parameters, shape: StackShape, random: np.random.Generator) -> None:
    for view in _recurrent(parameters, shape):
        view[...] = np.linalg.qr(random.standard_normal(view.shape))[0]


def _normal(parameters: Parameters, shape: StackShape, random: np.random.Generator) -> None:
    for name, view in parameters.items():
        if name.startswith("layers."):
            view[...] = random.normal(0, SPREAD, view.shape)


STARTS: dict[str, Callable[[Parameters, StackShape, np.random.Generator], None]] = {
    FAN_IN: _as_it_is,
    # What a state hands on to itself, as it is: Q. V. Le, N. Jaitly and G. E. Hinton, "A Simple Way to Initialize Recurrent
    # Networks of Rectified Linear Units", arXiv:1504.00941, 2015.
    "identity": _identity,
    # Turned, at full length: A. M. Saxe, J. L. McClelland and S. Ganguli, "Exact solutions to the nonlinear dynamics of
    # learning in deep linear neural networks", ICLR 2014.
    "orthogonal": _orthogonal,
    "normal": _normal,  # all weights of the layers, biases too, as in the paper of the clockwork RNN
}


def _recurrent(parameters: Parameters, shape: StackShape) -> Iterator[Array]:
    """The matrices that a state of the step before is multiplied by, ``U`` in ``U h'``."""
    for layer in range(shape.layers):
        parts = (part for equation in shape.cell.equations(layer == 0) for part in all_parts(equation.right))
        names = dict.fromkeys(part.matrix for part in parts if isinstance(part, MatrixProduct) and is_state_product(part))
        yield from (parameters[f"layers.{layer}.{direction}.{name}"] for direction in shape.directions for name in names)


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
