"""Where a program meets its arrays.

A ``Workspace`` holds the stores for a number of steps and has every ``Op`` of every step bound to its arrays
beforehand: a run is then a plain loop over calls. One sentence and a batch of sentences differ in their layout only.
Batches are padded behind their sentences; what is computed there is never read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from model.engine.fused import FusedWeights
from model.engine.kernels import KERNELS, Call
from model.engine.layouts import zeros
from model.engine.program import D_SUMS, GATES, Column, Kind, Op, Operation, Ref, Store
from model.engine.shape import group_of_unit
from model.equations import Array, Clock

CALL_BYTES = 400  # of a bound call with its views, about
StepEdit = tuple[str, Array | slice, Array]  # signal, units, value
StepEdits = Mapping[int, Sequence[StepEdit]]  # by step
PRODUCTS = (Operation.PRODUCT, Operation.PRODUCT_BACK)


class Workspace:
    """Arrays for up to ``steps`` steps of a program, of one sentence or of a batch of ``sentences``."""

    def __init__(self, weights: FusedWeights, steps: int, sentences: int | None = None, reverse: bool = False) -> None:
        self.weights, self.program, self.steps, self.sentences = weights, weights.program, steps, sentences
        self.has_reverse, self.units, self.layout = reverse, weights.units, weights.layout_for(sentences)
        program = self.program
        values = {ref.store for ref in program.where.values()} | {Store(Kind.BELOW, name) for name in program.below}
        self.kept = program.kept if reverse else values | {GATES}
        ops = (*program.forward, *(program.reverse if reverse else ()))
        used = {ref.store for op in ops for ref in (op.out, *op.args)} | set(self.kept) | set(program.gradients.values())
        self.arrays = {
            store: zeros(self.layout.store(count, (steps + 1,) if store in self.kept else ()), weights.dtype)
            for store, count in program.stores.items()
            if store in used
        }
        self.signal_rows = {signal: self._every_row(ref) for signal, ref in program.where.items()}
        self.forward_calls = self._bind(program.forward)
        self.reverse_calls = self._bind(program.reverse) if reverse else []
        calls = len(self.forward_calls) + len(self.reverse_calls)
        self.nbytes = sum(array.nbytes for array in self.arrays.values()) + calls * CALL_BYTES  # about

    # Binding.

    def row(self, ref: Ref, step: int) -> Array:
        """The vectors of a ref at a step: ``(count * units,)``, or ``([count,] sentences, units)``."""
        fixed = self.weights.fixed.get(ref.store)
        if fixed is not None:
            return fixed
        at = step + (0 if ref.before else 1) if ref.store in self.kept else None
        return self.layout.vectors(self.arrays[ref.store], ref.first, ref.count, at)

    def _bind(self, ops: tuple[Op, ...]) -> list[Call]:
        """The calls of all steps, one after the other.

        One view for each ref: NumPy looks for overlaps between two views of the same memory, which takes as long
        as the operation itself, but not where input and output are one and the same object.
        """
        refs = list(dict.fromkeys(ref for op in ops for ref in (op.out, *op.args)))
        place = {ref: n for n, ref in enumerate(refs)}
        plan = [(op.operation, place[op.out], [place[ref] for ref in op.args]) for op in ops]
        calls: list[Call] = []
        for step in range(self.steps):
            rows = [self.row(ref, step) for ref in refs]
            for operation, out, args in plan:
                given = [rows[arg] for arg in args]
                if operation in PRODUCTS:
                    source, matrices = given
                    calls.append(self.layout.product(source, matrices, rows[out], operation is Operation.PRODUCT_BACK))
                else:
                    calls.append(KERNELS[operation](rows[out], *given))
        return calls

    # Before a run.

    def begin(self, before: Mapping[str, Array] | None = None) -> None:
        """Sets the states of the step before the first; zeros if none are given."""
        for state in self.program.states:
            self.signal_rows[state][0] = before[state] if before else 0

    def load_input(self, x: Array, start: int | Array = 0) -> None:
        """``x``: ``(steps, inputs)`` or ``(steps, sentences, inputs)``. ``start``: the number of steps gone before."""
        now = self.layout.whole(self.arrays[GATES], len(x))
        self.layout.product(x.reshape(-1, self.weights.inputs), self.weights.input, now, False)()
        np.add(now, self.weights.bias, now)
        for signal, given in self.program.given.items():
            rows = self.values(signal, len(x))
            rows[...] = self._ticks(given, rows, start) if isinstance(given, Clock) else given

    def _ticks(self, clock: Clock, rows: Array, start: int | Array) -> Array:
        """Whether each unit's group ticks: as ``rows``, or the same for all sentences."""
        periods = np.array(clock.periods)[group_of_unit(self.units, len(clock.periods))]
        step = np.arange(len(rows)).reshape(-1, *[1] * (rows.ndim - 2)) + start  # (steps,), (steps, 1) or (steps, sentences)
        return np.asarray(step[..., None] % periods == 0)

    def load_below(self, below: Mapping[str, Array]) -> None:
        """Signals of the layer below, ``(steps, [sentences,] units)``."""
        for name in self.program.below:
            self.kept_values(Ref(Store(Kind.BELOW, name)), len(below[name]))[...] = below[name]

    def values(self, signal: str, steps: int) -> Array:
        """The values of a signal, ``(steps, units)`` or ``(steps, sentences, units)``: a view."""
        return self.signal_rows[signal][1 : steps + 1]

    def kept_values(self, ref: Ref, steps: int) -> Array:
        """The same of any kept vector."""
        return self._every_row(ref)[1 : steps + 1]

    def _every_row(self, ref: Ref) -> Array:
        return self.layout.vectors(self.arrays[ref.store], ref.first, 1, slice(None))

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
            self._every_row(self.program.derivative[signal])[...] = 0
        for store, array in self.arrays.items():
            if store.kind in (Kind.D_BELOW, Kind.GRADIENT):
                array[...] = 0

    # After a reverse run.

    def gradients(self, x: Array, gradients: Mapping[str, Array]) -> Array:
        """Adds the gradients of the layer's weights to ``gradients``; returns that of the input, shaped as ``x``."""
        steps, hoisted, flat = len(x), self.program.hoisted, x.reshape(-1, self.weights.inputs)
        down = self._blocks(Ref(D_SUMS, 0, len(hoisted)), steps)
        self._add_matrices(tuple(h.column for h in hoisted), down, flat, gradients)
        bias = down.sum(axis=1)  # (gates, units)
        for n, gate in enumerate(hoisted):
            for factor, name in gate.biases:
                gradients[name][...] += factor * bias[n]
        for each in self.program.matrix_gradients:
            operand = self._blocks(each.operand, steps)[0]
            self._add_matrices(each.columns, self._blocks(each.derivative, steps), operand, gradients)
        for name, store in self.program.gradients.items():
            gradients[name][...] += self.arrays[store].reshape(-1, self.units).sum(axis=0)
        back = np.empty(flat.shape, self.weights.dtype)
        self.layout.product(self.layout.whole(self.arrays[D_SUMS], steps), self.weights.input_back, back, True)()
        return back.reshape(x.shape)

    def _blocks(self, ref: Ref, steps: int) -> Array:
        """``(count, steps * sentences, units)``."""
        shift = 0 if ref.before else 1
        return self.layout.blocks(self.arrays[ref.store], ref.first, ref.count, slice(shift, steps + shift))

    def _add_matrices(self, columns: tuple[Column, ...], down: Array, operand: Array, gradients: Mapping[str, Array]) -> None:
        products = np.matmul(operand.T, down)  # (count, inputs, units)
        for n, column in enumerate(columns):
            if column.matrix is None:
                continue
            part = products[n].T * column.scale if column.scale != 1 else products[n].T
            gradients[column.matrix][...] += part * self.weights.links if column.slow_to_fast else part
