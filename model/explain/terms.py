"""What stood inside the activation of a signal, at every token of a sentence: the whole sum, or its single terms."""

from __future__ import annotations

import numpy as np

from model.engine import Direction
from model.equations import Array, label_of, linear_terms
from model.explain.meaning import Scope
from model.network import Trace


def pre_activation(walk: Trace, signal: str, layer: int | None = None, direction: Direction = "forward") -> Array | None:
    """What stood inside the signal's activation, ``(tokens, units)``; None if its equation has none."""
    scope = Scope.of(walk.run, layer, direction)
    equation = scope.equation(signal)
    return _spread(walk, scope.value(equation.inside)) if equation.function else None


def terms(walk: Trace, signal: str, layer: int | None = None, direction: Direction = "forward") -> dict[str, Array]:
    """The single terms of a signal's sum, such as ``W_f x`` and ``b_f``, each ``(tokens, units)``; they add up."""
    scope = Scope.of(walk.run, layer, direction)
    by_label: dict[str, Array] = {}
    for factor, term in linear_terms(scope.equation(signal).inside):
        label = label_of(factor, term)
        value = _spread(walk, factor * scope.value(term))
        by_label[label] = by_label[label] + value if label in by_label else value
    return by_label


def _spread(walk: Trace, values: Array) -> Array:
    return np.broadcast_to(values, (len(walk), walk.network.config.units))
