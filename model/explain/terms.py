"""What stood inside the activation of a signal, at every token of a sentence: the whole sum, or its single terms."""

from __future__ import annotations

import numpy as np

from model.engine import Direction
from model.equations import Array, label_of, linear_terms
from model.explain.meaning import Scope
from model.network import Trace


def pre_activation(trace: Trace, signal: str, layer: int | None = None, direction: Direction = "forward") -> Array | None:
    """What stood inside the signal's activation, ``(tokens, units)``; None if its equation has none."""
    scope = Scope.of(trace.run, layer, direction)
    equation = scope.equation(signal)
    return _spread(trace, scope.value(equation.inside)) if equation.function else None


def terms(trace: Trace, signal: str, layer: int | None = None, direction: Direction = "forward") -> dict[str, Array]:
    """The single terms of a signal's sum, such as ``W_f x`` and ``b_f``, each ``(tokens, units)``; they add up."""
    scope = Scope.of(trace.run, layer, direction)
    found: dict[str, Array] = {}
    for factor, term in linear_terms(scope.equation(signal).inside):
        label = label_of(factor, term)
        value = _spread(trace, factor * scope.value(term))
        found[label] = found[label] + value if label in found else value
    return found


def _spread(trace: Trace, values: Array) -> Array:
    return np.broadcast_to(values, (len(trace), trace.network.config.units))
