"""The sizes of a stack of layers, and the weights that follow from them."""

from __future__ import annotations

from dataclasses import dataclass

from model.cell import Cell, check_size
from model.edits import Direction


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
