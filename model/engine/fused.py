"""The learned weights of one layer in the shapes that its program's products want."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from model.engine.layouts import ABatch, OneSentence, zeros
from model.engine.program import Column, Kind, Program, Store
from model.engine.shape import group_of_unit
from model.equations import Array, Clock


class FusedWeights:
    """``load`` copies new values into the same arrays."""

    def __init__(self, program: Program, inputs: int, units: int, dtype: np.dtype, batch: bool) -> None:
        self.program, self.inputs, self.units, self.dtype, self.batch = program, inputs, units, dtype, batch
        self.layout = self.layout_for(1 if batch else None)
        clock = next((given for given in program.given.values() if isinstance(given, Clock)), None)
        group = group_of_unit(units, len(clock.periods) if clock else 1)
        self.links = (group[None, :] >= group[:, None]).astype(dtype)  # (to, from): 1 from slow to fast
        self.fixed: dict[Store, Array] = {  # what is the same at every step
            **{store: np.zeros(units, dtype) for store in program.vectors},
            **{store: np.array(store.number, dtype) for store in program.numbers},
            **{store: self._matrices(len(c), units, store.kind is Kind.MATRIX_BACK) for store, c in program.products.items()},
        }
        gates = len(program.hoisted)
        self.input, self.input_back = (self._matrices(gates, inputs, back) for back in (False, True))
        self.bias = np.zeros((gates, 1, units) if batch else gates * units, dtype)

    def layout_for(self, sentences: int | None) -> OneSentence | ABatch:
        return OneSentence(self.units) if sentences is None else ABatch(self.units, sentences)

    def _matrices(self, count: int, inputs: int, back: bool) -> Array:
        return zeros(self.layout.matrix(count, inputs, back), self.dtype)

    def load(self, parameters: Mapping[str, Array]) -> None:
        """``parameters``: learned weights by name, matrices ``(units, inputs)``, vectors ``(units,)``."""
        for store in self.program.vectors:
            np.multiply(parameters[store.name], store.number, out=self.fixed[store])
        for store, columns in self.program.products.items():
            self._fill(self.fixed[store], columns, parameters, store.kind is Kind.MATRIX_BACK)
        columns = tuple(h.column for h in self.program.hoisted)
        scaled = tuple(Column(h.column.matrix, h.column.scale * h.inside) for h in self.program.hoisted)
        self._fill(self.input, scaled, parameters, back=False)
        self._fill(self.input_back, columns, parameters, back=True)
        for n, hoisted in enumerate(self.program.hoisted):
            total = np.full(self.units, hoisted.constant * hoisted.inside)
            for factor, name in hoisted.biases:
                total = total + parameters[name] * (factor * hoisted.inside)
            self.bias.reshape(-1, self.units)[n] = total

    def _fill(self, matrices: Array, columns: tuple[Column, ...], parameters: Mapping[str, Array], back: bool) -> None:
        for n, column in enumerate(columns):
            if column.matrix is not None:
                matrix = parameters[column.matrix] if not column.slow_to_fast else parameters[column.matrix] * self.links
                np.multiply(matrix if back else matrix.T, column.scale, out=self.layout.column(matrices, n, back))
