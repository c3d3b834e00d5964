"""The functions that an equation may use.

One row for each, for the grammar, the arithmetic, the formulas, the compiler and the gradients alike. A new function is
a new row, of a function that never decreases; if it needs an array operation that is not there yet, that is a row in the
table of ``engine/kernels.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Step = tuple[
    str | float, ...
]  # an operation and what it works on: numbers, "y" (the value) or "slope" (what was computed so far)


@dataclass(frozen=True)
class Function:
    """``value(z)``, and for the compiler the same as ``core(scale * z)`` with ``after`` done to it in place.

    ``slope`` is its derivative, from its value.
    """

    symbol: str  # as written in a formula
    value: Callable[[Array], Array]
    scale: float  # what stands inside is multiplied by this, in the weights
    core: Step  # functions of the same core share a call
    after: tuple[Step, ...]
    slope: tuple[Step, ...]


def sigmoid(z: Array) -> Array:
    """1 / (1 + exp(-z)), by way of tanh, which cannot overflow."""
    return np.asarray(0.5 + 0.5 * np.tanh(0.5 * z))


def relu(z: Array) -> Array:
    return np.asarray(np.maximum(z, 0))


# Side by side within a level of gates the functions stand in this order: the first two share a tanh.
FUNCTIONS: dict[str, Function] = {
    "sigmoid": Function(  # squeezes any number to between 0 and 1
        symbol="σ",
        value=sigmoid,
        scale=0.5,
        core=("tanh",),
        after=(("multiply", 0.5), ("add", 0.5)),
        slope=(("subtract", 1.0, "y"), ("multiply", "slope", "y")),
    ),
    "tanh": Function(  # squeezes any number to between -1 and 1
        symbol="tanh",
        value=np.tanh,
        scale=1.0,
        core=("tanh",),
        after=(),
        slope=(("multiply", "y", "y"), ("subtract", 1.0, "slope")),
    ),
    "relu": Function(  # keeps what is positive and makes the rest 0
        symbol="relu",
        value=relu,
        scale=1.0,
        core=("relu", 0.0),
        after=(),
        slope=(("sign", "y"),),
    ),
}
