"""Learned numbers: one flat vector, and a view into it for every named weight.

One vector makes the optimiser, clipping, and checkpoints one line each; views make the rest readable.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

import numpy as np

from model.equations import Array

Shapes = Mapping[str, tuple[int, ...]]


class Parameters(Mapping[str, Array]):
    """The learned weights by name, each a view into ``flat``."""

    def __init__(self, shapes: Shapes, dtype: np.dtype | type = np.float32, flat: Array | None = None) -> None:
        self.shapes = dict(shapes)
        size = sum(math.prod(shape) for shape in self.shapes.values())
        self.flat: Array = np.zeros(size, dtype) if flat is None else flat
        self._views: dict[str, Array] = {}
        start = 0
        for name, shape in self.shapes.items():
            stop = start + math.prod(shape)
            self._views[name] = self.flat[start:stop].reshape(shape)
            start = stop

    def __getitem__(self, name: str) -> Array:
        return self._views[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._views)

    def __len__(self) -> int:
        return len(self._views)

    def part(self, prefix: str) -> dict[str, Array]:
        """The weights whose names begin with ``prefix``, without it. Still views."""
        return {name.removeprefix(prefix): view for name, view in self._views.items() if name.startswith(prefix)}

    def like(self) -> Parameters:
        """Zeros of the same shapes: room for gradients."""
        return Parameters(self.shapes, self.flat.dtype)

    def frozen(self) -> Parameters:
        """A copy that cannot be changed; itself if it cannot be changed already."""
        if not self.flat.flags.writeable:
            return self
        flat = self.flat.copy()
        flat.flags.writeable = False
        return Parameters(self.shapes, flat=flat)

    def astype(self, dtype: np.dtype | type) -> Parameters:
        return Parameters(self.shapes, dtype, self.flat.astype(dtype))
