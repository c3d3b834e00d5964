"""Where a program meets its arrays.

``FusedWeights`` holds the learned weights in the shapes that the program's products want. A ``Workspace`` holds
the stores for a number of steps and has every ``Op`` of every step bound to its arrays beforehand: a run is
then a plain loop over calls. One sentence and a batch of sentences differ in the shape of the arrays only:

    one sentence     kept (steps + 1, count * units)               scratch (count * units,)
    a batch          kept (count, steps + 1, sentences, units)     scratch (count, sentences, units)

Row 0 of what is kept is the step before the first. Batches are padded behind their sentences; what is computed
there is never read.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import partial

import numpy as np

from model.cell import group_of_unit
from model.expressions import Clock
from model.functions import Array
from model.program import D_SUMS, GATES, Column, Op, Program, Ref

CACHE_LINE, CALL_BYTES = 64, 400  # of the processor; of a bound call with its views, about
Call = Callable[[], object]
StepEdit = tuple[str, Array | slice, Array]  # signal, units, value
StepEdits = Mapping[int, Sequence[StepEdit]]  # by step


class FusedWeights:
    """The weights of one layer as its program multiplies by them. ``load`` copies new values into the same arrays."""

    def __init__(self, program: Program, inputs: int, units: int, dtype: np.dtype, batch: bool) -> None:
        self.program, self.inputs, self.units, self.dtype, self.batch = program, inputs, units, dtype, batch
        clock = next((given for given in program.given.values() if isinstance(given, Clock)), None)
        group = group_of_unit(units, len(clock.periods) if clock else 1)
        self.links = (group[None, :] >= group[:, None]).astype(dtype)  # (to, from): 1 from slow to fast
        gates = len(program.hoisted)
        self.vectors = {store: np.zeros(units, dtype) for store in program.vectors}
        self.constants = {store: np.array(value, dtype) for store, value in program.constants.items()}
        self.matrices = {store: self._block(len(columns), units, store) for store, columns in program.products.items()}
        self.input = self._block(gates, inputs, "matrix")
        self.input_back = self._block(gates, inputs, "matrix back")
        self.bias = np.zeros((gates, 1, units) if batch else gates * units, dtype)

    def _block(self, count: int, inputs: int, kind: str) -> Array:
        """A fused matrix: forward ``inputs -> count * units``, back ``count * units -> inputs``."""
        back = kind.startswith("matrix back")
        if self.batch:
            return _zeros((count, self.units, inputs) if back else (count, inputs, self.units), self.dtype)
        return _zeros((count * self.units, inputs) if back else (inputs, count * self.units), self.dtype)

    def load(self, parameters: Mapping[str, Array]) -> None:
        """``parameters``: learned weights by name, matrices ``(units, inputs)``, vectors ``(units,)``."""
        for store, (name, factor) in self.program.vectors.items():
            np.multiply(parameters[name], factor, out=self.vectors[store])
        for store, columns in self.program.products.items():
            self._fill(self.matrices[store], columns, parameters, store)
        columns = tuple(h.column for h in self.program.hoisted)
        halved = tuple(Column(h.column.matrix, h.column.scale * h.inside) for h in self.program.hoisted)
        self._fill(self.input, halved, parameters, "matrix")
        self._fill(self.input_back, columns, parameters, "matrix back")
        for n, hoisted in enumerate(self.program.hoisted):
            total = np.full(self.units, hoisted.constant * hoisted.inside)
            for factor, name in hoisted.biases:
                total = total + parameters[name] * (factor * hoisted.inside)
            self.bias.reshape(-1, self.units)[n] = total

    def _fill(self, block: Array, columns: tuple[Column, ...], parameters: Mapping[str, Array], kind: str) -> None:
        units, back = self.units, kind.startswith("matrix back")
        for n, column in enumerate(columns):
            if column.matrix is None:
                continue
            part = (
                block[n] if self.batch else block[n * units : (n + 1) * units] if back else block[:, n * units : (n + 1) * units]
            )
            matrix = parameters[column.matrix] if not column.slow_to_fast else parameters[column.matrix] * self.links
            np.multiply(matrix if back else matrix.T, column.scale, out=part)


class Workspace:
    """Arrays for up to ``steps`` steps of a program, of one sentence or of a batch of ``sentences``."""

    def __init__(self, weights: FusedWeights, steps: int, sentences: int | None = None, reverse: bool = False) -> None:
        self.weights, self.program, self.steps, self.sentences = weights, weights.program, steps, sentences
        self.has_reverse = reverse
        self.units, self.dtype = weights.units, weights.dtype
        values = {ref.store for ref in self.program.where.values()} | {f"below {name}" for name in self.program.below}
        self.kept = self.program.kept if reverse else values | {GATES}
        ops = (*self.program.forward, *(self.program.reverse if reverse else ()))
        used = {ref.store for op in ops for ref in (op.out, *op.args)} | set(self.kept) | set(self.program.gradient_of.values())
        self.arrays = {store: self._array(store, count) for store, count in self.program.stores.items() if store in used}
        self.back_scratch: dict[int, Array] = {}
        self.signal_rows = {signal: self._rows(ref) for signal, ref in self.program.where.items()}
        self.forward_calls = [call for t in range(steps) for call in self._calls(self.program.forward, t)]
        self.reverse_calls = [call for t in range(steps) for call in self._calls(self.program.reverse, t)] if reverse else []

    def _array(self, store: str, count: int) -> Array:
        rows = (self.steps + 1,) if store in self.kept else ()
        if self.sentences is None:
            return _zeros((*rows, count * self.units), self.dtype)
        return _zeros((count, *rows, self.sentences, self.units), self.dtype)

    @property
    def nbytes(self) -> int:
        """About how much memory it takes: the arrays, and the calls with their views."""
        calls = len(self.forward_calls) + len(self.reverse_calls)
        return sum(array.nbytes for array in self.arrays.values()) + calls * CALL_BYTES

    # Binding.

    def row(self, ref: Ref, step: int) -> Array:
        """The vectors of a ref at a step: ``(count * units,)``, or ``([count,] sentences, units)``."""
        if ref.store in self.weights.vectors:
            return self.weights.vectors[ref.store]
        if ref.store in self.weights.constants:
            return self.weights.constants[ref.store]
        if ref.store in self.weights.matrices:
            return self.weights.matrices[ref.store]
        array = self.arrays[ref.store]
        index = step + (0 if ref.before else 1)
        if self.sentences is None:
            array = array[index] if ref.store in self.kept else array
            return array[ref.first * self.units : (ref.first + ref.count) * self.units]
        array = array[:, index] if ref.store in self.kept else array
        return array[ref.first] if ref.count == 1 else array[ref.first : ref.first + ref.count]

    def _calls(self, ops: tuple[Op, ...], step: int) -> list[Call]:
        # One view for each ref: NumPy looks for overlaps between two views of the same memory, which takes as long
        # as the operation itself, but not where input and output are one and the same object.
        refs = {ref for op in ops for ref in (op.out, *op.args)}
        rows = {ref: self.row(ref, step) for ref in refs}
        return [self._call(op, rows[op.out], [rows[ref] for ref in op.args]) for op in ops]

    def _call(self, op: Op, out: Array, args: list[Array]) -> Call:
        match op.kind:
            case "product" | "product back":
                return self._product(op, out, *args)
            case "copy":
                return partial(np.copyto, out, args[0])
            case "relu":
                return partial(np.maximum, *args, out=out)
            case "nothing":
                return _nothing
            case kind:
                return partial(getattr(np, kind), *args, out)

    def _product(self, op: Op, out: Array, source: Array, matrix: Array) -> Call:
        if self.sentences is None:
            return partial(source.dot, matrix, out)
        count = len(matrix)
        if count == 1:
            return partial(np.matmul, source, matrix[0], out)
        if op.kind == "product":
            return partial(np.matmul, source, matrix, out)
        if count not in self.back_scratch:
            self.back_scratch[count] = _zeros((count, self.sentences, self.units), self.dtype)
        parts = self.back_scratch[count]
        return partial(_sum_of_products, source, matrix, parts, out)

    # Before a run.

    def begin(self, before: Mapping[str, Array] | None = None) -> None:
        """Sets the states of the step before the first; zeros if none are given."""
        for state in self.program.states:
            self.signal_rows[state][0] = before[state] if before else 0

    def load_input(self, x: Array, start: int | Array = 0) -> None:
        """``x``: ``(steps, inputs)`` or ``(steps, sentences, inputs)``. ``start``: the number of steps gone before."""
        steps, gates = len(x), self.arrays[GATES]
        if self.sentences is None:
            now = gates[1 : steps + 1]
            np.dot(x, self.weights.input, now)
            np.add(now, self.weights.bias, now)
        else:
            now = gates[:, 1 : steps + 1].reshape(len(gates), steps * self.sentences, self.units)  # a view
            np.matmul(x.reshape(-1, self.weights.inputs), self.weights.input, now)
            np.add(now, self.weights.bias, now)
        for signal, given in self.program.given.items():
            self._load_given(self.values(signal, steps), given, start)

    def _load_given(self, rows: Array, given: Clock | float, start: int | Array) -> None:
        if isinstance(given, Clock):
            periods = np.array(given.periods)[group_of_unit(self.units, len(given.periods))]
            step = np.arange(len(rows))[:, None] + start  # (steps, 1), or (steps, sentences)
            ticks = step[..., None] % periods == 0  # (steps, 1 or sentences, units)
            rows[...] = ticks[:, 0] if self.sentences is None else ticks
        else:
            rows[...] = given

    def values(self, signal: str, steps: int) -> Array:
        """The values of a signal, ``(steps, units)`` or ``(steps, sentences, units)``: a view."""
        return self.signal_rows[signal][1 : steps + 1]

    def kept_values(self, ref: Ref, steps: int) -> Array:
        """The same of any kept vector."""
        return self._rows(ref)[1 : steps + 1]

    def _rows(self, ref: Ref) -> Array:
        array = self.arrays[ref.store]
        return array[:, ref.first * self.units : (ref.first + 1) * self.units] if self.sentences is None else array[ref.first]

    # Runs.

    def forward(self, steps: int, edits: StepEdits | None = None) -> None:
        """Makes the calls of the first ``steps`` steps; at an edited step it stops after each to set what is edited."""
        width, done = len(self.program.forward), 0
        for step in sorted(edits or ()):
            self._make(self.forward_calls[done * width : step * width])
            self._edited_step(step, (edits or {})[step])
            done = step + 1
        self._make(self.forward_calls[done * width : steps * width])

    @staticmethod
    def _make(calls: list[Call]) -> None:
        for call in calls:
            call()

    def _edited_step(self, step: int, edits: Sequence[StepEdit]) -> None:
        width = len(self.program.forward)
        self._set(step, [edit for edit in edits if edit[0] in self.program.given])
        for op, call in zip(self.program.forward, self.forward_calls[step * width : (step + 1) * width], strict=True):
            call()
            self._set(step, [edit for edit in edits if edit[0] in op.finishes])

    def _set(self, step: int, edits: Sequence[StepEdit]) -> None:
        for signal, units, value in edits:
            self.row(self.program.where[signal], step)[..., units] = value

    def reverse(self, steps: int, edits: StepEdits | None = None) -> dict[tuple[str, int], Array]:
        """Makes the calls of the reverse, last step first. What comes from outside must have been added before.

        What was forced does not depend on what would have been there: its derivative is not passed on. Returns
        the derivatives of forced values, which the run itself sets to 0.
        """
        width = len(self.program.reverse)
        forced: dict[tuple[str, int], Array] = {}
        for step in reversed(range(steps)):
            calls = self.reverse_calls[step * width : (step + 1) * width]
            if not edits or step not in edits:
                self._make(calls)
                continue
            for op, call in zip(self.program.reverse, calls, strict=True):
                for signal in op.starts:
                    for name, units, _ in edits[step]:
                        if name == signal:
                            row = self.row(self.program.derivative[signal], step)
                            forced.setdefault((signal, step), row.copy())
                            row[..., units] = 0
                call()
        return forced

    def clear_derivatives(self) -> None:
        """Sets to 0 what is added up over steps."""
        for signal in self.program.gathers:
            self._rows(self.program.derivative[signal])[...] = 0
        for store in (*(f"d below {name}" for name in self.program.below), *self.program.gradient_of.values()):
            self.arrays[store][...] = 0

    # After a reverse run.

    def gradients(self, x: Array, gradients: Mapping[str, Array]) -> Array:
        """Adds the gradients of the layer's weights to ``gradients``; returns that of the input, shaped as ``x``."""
        steps = len(x)
        every = Ref(D_SUMS, 0, len(self.program.hoisted))
        down, flat = self._flat(every, steps), x.reshape(-1, self.weights.inputs)
        self._add_matrices(tuple(h.column for h in self.program.hoisted), down, flat, gradients)
        bias = down.sum(axis=1)  # (gates, units)
        for n, hoisted in enumerate(self.program.hoisted):
            for factor, name in hoisted.biases:
                gradients[name][...] += factor * bias[n]
        for found in self.program.matrix_gradients:
            operand = self._flat(found.operand, steps)[0]
            self._add_matrices(found.columns, self._flat(found.derivative, steps), operand, gradients)
        for name, store in self.program.gradient_of.items():
            total = self.arrays[store]
            gradients[name][...] += total if self.sentences is None else total[0].sum(axis=0)
        if self.sentences is None:
            return np.asarray(self.arrays[D_SUMS][1 : steps + 1] @ self.weights.input_back)
        return np.asarray(np.matmul(down, self.weights.input_back).sum(axis=0).reshape(x.shape))

    def _flat(self, ref: Ref, steps: int) -> Array:
        """``(count, steps * sentences, units)``."""
        shift = 0 if ref.before else 1
        array = self.arrays[ref.store]
        if self.sentences is None:
            rows = array[shift : steps + shift].reshape(steps, -1, self.units)
            return rows[:, ref.first : ref.first + ref.count].transpose(1, 0, 2)
        rows = array[ref.first : ref.first + ref.count, shift : steps + shift]
        return rows.reshape(ref.count, steps * self.sentences, self.units)

    def _add_matrices(self, columns: tuple[Column, ...], down: Array, operand: Array, gradients: Mapping[str, Array]) -> None:
        found = np.matmul(operand.T, down)  # (count, inputs, units)
        for n, column in enumerate(columns):
            if column.matrix is None:
                continue
            part = found[n].T * column.scale if column.scale != 1 else found[n].T
            gradients[column.matrix][...] += part * self.weights.links if column.slow_to_fast else part


def _zeros(shape: tuple[int, ...], dtype: np.dtype) -> Array:
    """Zeros that begin at the beginning of a cache line: vectors of them are read and written faster."""
    size = math.prod(shape) * dtype.itemsize
    room = np.zeros(size + CACHE_LINE, np.uint8)
    first = -room.ctypes.data % CACHE_LINE
    return room[first : first + size].view(dtype).reshape(shape)


def _sum_of_products(source: Array, matrix: Array, parts: Array, out: Array) -> None:
    """``(count, sentences, units)`` times ``(count, units, units)``, added up over ``count``."""
    np.matmul(source, matrix, parts)
    np.add.reduce(parts, axis=0, out=out)


def _nothing() -> None:
    """An op that only marks where a signal is complete."""
