"""The sizes of a stack of layers, and the weights that follow from them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from model.equations import Cell
from model.errors import SizeError

MOST_PARAMETERS = 4_000_000  # of one network; 16 MB in float32
MOST_UNITS = 1024
MOST_LAYERS = 16
Direction = Literal["forward", "backward"]


@dataclass(frozen=True)
class StackShape:
    cell: Cell
    inputs: int
    units: int
    layers: int = 1
    bidirectional: bool = False

    @property
    def directions(self) -> tuple[Direction, ...]:
        return ("forward", "backward") if self.bidirectional else ("forward",)

    @property
    def outputs(self) -> int:
        return self.units * len(self.directions)

    def inputs_of(self, layer: int) -> int:
        return self.inputs if layer == 0 else self.outputs

    def parameter_shapes(self) -> dict[str, tuple[int, ...]]:
        """``layers.0.forward.W_f`` and so on; refuses what would be too large."""
        check_size(self.cell, self.inputs, self.units, self.layers, len(self.directions))
        return {
            f"layers.{layer}.{direction}.{name}": shape
            for layer in range(self.layers)
            for direction in self.directions
            for name, shape in self.cell.parameters(self.inputs_of(layer), self.units, layer == 0).items()
        }


def check_size(cell: Cell, inputs: int, units: int, layers: int = 1, directions: int = 1) -> None:
    """Refuses sizes whose weights would not fit, before anything is allocated."""
    if min(inputs, units, layers, directions) < 1:
        raise SizeError("model.size.none")
    if units > MOST_UNITS or inputs > MOST_UNITS * 2 or layers > MOST_LAYERS:
        raise SizeError("model.size.most", units=MOST_UNITS, inputs=MOST_UNITS * 2, layers=MOST_LAYERS)
    groups = len(cell.clock.periods) if cell.clock else 1
    if units < groups:
        raise SizeError("model.size.groups", groups=groups)
    total = 0
    for layer in range(layers):
        shapes = cell.parameters(inputs if layer == 0 else units * directions, units, first_layer=layer == 0)
        total += directions * sum(math.prod(shape) for shape in shapes.values())
    if total > MOST_PARAMETERS:
        raise SizeError("model.size.weights", total=total, most=MOST_PARAMETERS)


def group_of_unit(units: int, groups: int) -> np.ndarray:
    """The clock group of each unit, ``(units,)``: equal parts, the first the fastest."""
    return np.arange(units) * groups // units
