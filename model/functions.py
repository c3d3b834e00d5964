"""The functions that an equation may use: one table for the parser, the arithmetic, the formulas and the gradients.

A new function is a new row here, a place in ``compiler.py`` where it becomes calls to NumPy, and its slope in ``reverse.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


@dataclass(frozen=True)
class Function:
    symbol: str  # as written in a formula
    value: Callable[[Array], Array]


def sigmoid(z: Array) -> Array:
    """1 / (1 + exp(-z)), by way of tanh, which cannot overflow."""
    return np.asarray(0.5 + 0.5 * np.tanh(0.5 * z))


def relu(z: Array) -> Array:
    return np.asarray(np.maximum(z, 0))


FUNCTIONS: dict[str, Function] = {
    "sigmoid": Function("σ", sigmoid),  # squeezes any number to between 0 and 1
    "tanh": Function("tanh", np.tanh),  # squeezes any number to between -1 and 1
    "relu": Function("relu", relu),  # keeps what is positive and makes the rest 0
}
