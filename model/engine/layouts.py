"""How the numbers of a program lie in memory: those of one sentence, or those of a batch of sentences.

    one sentence     kept (steps + 1, count * units)               scratch (count * units,)
    a batch          kept (count, steps + 1, sentences, units)     scratch (count, sentences, units)

A sentence keeps the vectors of a step in one row, so that a product is one vector times one matrix; a batch keeps each
vector in a block of its own, so that every elementwise call runs over memory without gaps. Row 0 of what is kept is the
step before the first. The two classes have the same methods, and nothing else knows which of them it works with.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from model.engine.kernels import Call, sum_of_products
from model.equations import Array

CACHE_LINE = 64  # bytes, of the processor
Rows = int | slice


def zeros(shape: tuple[int, ...], dtype: np.dtype) -> Array:
    """Zeros that begin at the beginning of a cache line: vectors of them are read and written faster."""
    size = math.prod(shape) * dtype.itemsize
    room = np.zeros(size + CACHE_LINE, np.uint8)
    first = -room.ctypes.data % CACHE_LINE
    return room[first : first + size].view(dtype).reshape(shape)


@dataclass(frozen=True)
class OneSentence:
    units: int

    def store(self, count: int, rows: tuple[int, ...]) -> tuple[int, ...]:
        """The shape of ``count`` vectors; ``rows`` is empty for scratch."""
        return (*rows, count * self.units)

    def matrix(self, count: int, inputs: int, back: bool) -> tuple[int, ...]:
        """The shape of fused matrices: forward ``inputs -> count * units``, back ``count * units -> inputs``."""
        return (count * self.units, inputs) if back else (inputs, count * self.units)

    def column(self, matrices: Array, n: int, back: bool) -> Array:
        """The n-th of fused matrices, ``(inputs, units)``, or ``(units, inputs)`` for the way back: a view."""
        own = slice(n * self.units, (n + 1) * self.units)
        return matrices[own] if back else matrices[:, own]

    def vectors(self, array: Array, first: int, count: int, rows: Rows | None) -> Array:
        """Neighbouring vectors of a store, at one step or at several; ``rows`` is None for scratch. A view."""
        picked = array if rows is None else array[rows]
        return picked[..., first * self.units : (first + count) * self.units]

    def blocks(self, array: Array, first: int, count: int, rows: slice) -> Array:
        """The same as ``(count, steps * sentences, units)``. A view."""
        steps = array[rows].reshape(len(array[rows]), -1, self.units)
        return steps[:, first : first + count].transpose(1, 0, 2)

    def product(self, source: Array, matrices: Array, out: Array, back: bool) -> Call:
        """The call that multiplies vectors, of one step or of many, by fused matrices."""
        return partial(source.dot, matrices, out)

    def whole(self, array: Array, steps: int) -> Array:
        """A kept store as ``product`` takes it for all steps at once. A view."""
        return array[1 : steps + 1]


@dataclass(frozen=True)
class ABatch:
    units: int
    sentences: int
    _parts: dict[tuple[int, int, int], Array] = field(default_factory=dict, compare=False)  # room for products

    def store(self, count: int, rows: tuple[int, ...]) -> tuple[int, ...]:
        return (count, *rows, self.sentences, self.units)

    def matrix(self, count: int, inputs: int, back: bool) -> tuple[int, ...]:
        return (count, self.units, inputs) if back else (count, inputs, self.units)

    def column(self, matrices: Array, n: int, back: bool) -> Array:
        return np.asarray(matrices[n])

    def vectors(self, array: Array, first: int, count: int, rows: Rows | None) -> Array:
        picked = array if rows is None else array[:, rows]
        return np.asarray(picked[first] if count == 1 else picked[first : first + count])

    def blocks(self, array: Array, first: int, count: int, rows: slice) -> Array:
        return array[first : first + count, rows].reshape(count, -1, self.units)

    def product(self, source: Array, matrices: Array, out: Array, back: bool) -> Call:
        count = len(matrices)
        if count == 1:
            return partial(np.matmul, source.reshape(out.shape[:-1] + source.shape[-1:]), matrices[0], out)
        if not back:
            return partial(np.matmul, source, matrices, out)
        shape = (count, *out.shape)
        if shape not in self._parts:
            self._parts[shape] = zeros(shape, out.dtype)
        return partial(sum_of_products, source, matrices, self._parts[shape], out)

    def whole(self, array: Array, steps: int) -> Array:
        return array[:, 1 : steps + 1].reshape(len(array), steps * self.sentences, self.units)
