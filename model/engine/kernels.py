"""The array operations that a program is made of, each bound to its arrays: a call without arguments."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from model.engine.program import Operation
from model.equations import Array

Call = Callable[[], object]


def _nothing() -> None:
    """An operation that only marks where a signal is complete."""


# How ``out = operation(*args)`` is made for every number on its own. Products depend on the layout.
KERNELS: dict[Operation, Callable[..., Call]] = {
    Operation.ADD: lambda out, a, b: partial(np.add, a, b, out),
    Operation.SUBTRACT: lambda out, a, b: partial(np.subtract, a, b, out),
    Operation.MULTIPLY: lambda out, a, b: partial(np.multiply, a, b, out),
    Operation.NEGATIVE: lambda out, a: partial(np.negative, a, out),
    Operation.COPY: lambda out, a: partial(np.copyto, out, a),
    Operation.TANH: lambda out, a: partial(np.tanh, a, out),
    Operation.RELU: lambda out, a, zero: partial(np.maximum, a, zero, out=out),
    Operation.SIGN: lambda out, a: partial(np.sign, a, out),
    Operation.NOTHING: lambda out, a: _nothing,
}


def sum_of_products(source: Array, matrices: Array, parts: Array, out: Array) -> None:
    """``(count, rows, units)`` times ``(count, units, inputs)``, added up over ``count``."""
    np.matmul(source, matrices, parts)
    np.add.reduce(parts, axis=0, out=out)
