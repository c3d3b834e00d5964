"""One layer in one direction: its program with its weights, run on a sentence or on a batch.

Everything here goes in the strand's own order of steps. ``stack.py`` turns sentences round for the backward
direction.
"""

from __future__ import annotations

import weakref
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from model.engine.fused import FusedWeights
from model.engine.program import Kind, Program, Ref, Store
from model.engine.spare import SPARE
from model.engine.workspace import StepEdits, Workspace
from model.equations import Array

CHUNK = 64  # steps that one sentence's workspace holds; longer sentences are walked chunk by chunk
Signals = Mapping[str, Array]  # name -> (steps, units) or (steps, sentences, units)


@dataclass(frozen=True)
class Derivatives:
    """What came out of a reverse run."""

    signals: Signals
    input: Array
    below: Signals


class Strand:
    def __init__(self, program: Program, parameters: Mapping[str, Array], inputs: int, units: int, dtype: np.dtype) -> None:
        self.program, self.parameters = program, parameters
        self.inputs, self.units, self.dtype = inputs, units, dtype
        self._weights: dict[bool, FusedWeights] = {}

    def refresh(self) -> None:
        """To be called when the parameters have changed."""
        for weights in self._weights.values():
            weights.load(self.parameters)

    def weights(self, batch: bool) -> FusedWeights:
        if batch not in self._weights:
            weights = FusedWeights(self.program, self.inputs, self.units, self.dtype, batch)
            weights.load(self.parameters)
            self._weights[batch] = weights
            weakref.finalize(self, SPARE.forget, weights).atexit = False
        return self._weights[batch]

    def take(self, steps: int, sentences: int | None = None, reverse: bool = False) -> Workspace:
        """A workspace that nobody else uses. Give it back to ``SPARE`` when done."""
        return SPARE.take((self.weights(sentences is not None), steps, sentences, reverse))

    @contextmanager
    def workspace(self, steps: int, reverse: bool = False) -> Iterator[Workspace]:
        workspace = self.take(steps, reverse=reverse)
        try:
            yield workspace
        finally:
            SPARE.give_back(workspace)

    # One sentence.

    def values(self, x: Array, below: Signals, edits: StepEdits, before: Signals | None = None, start: int = 0) -> Array:
        """Every signal at every step, ``(signals, steps, units)``, read-only.

        ``x``: ``(steps, inputs)``; ``before``: the states to start from; ``start``: the steps gone before.
        """
        signals, steps = self.program.signals, len(x)
        every: Array = np.empty((len(signals), steps, self.units), self.dtype)
        with self.workspace(CHUNK) as workspace:
            for first in range(0, steps, CHUNK):
                part = x[first : first + CHUNK]
                count, last = len(part), first + len(part)
                workspace.begin(before)
                workspace.load_input(part, start + first)
                workspace.load_below({name: below[name][first:last] for name in self.program.below})
                workspace.forward(count, {t - first: edits[t] for t in edits if first <= t < last} if edits else None)
                for values, signal in zip(every, signals, strict=True):
                    values[first:last] = workspace.values(signal, count)
                if last < steps:
                    before = {state: workspace.values(state, count)[-1].copy() for state in self.program.states}
        every.flags.writeable = False
        return every

    def derivatives(self, x: Array, below: Signals, edits: StepEdits, outer: Signals) -> Derivatives:
        """Derivatives of a number with respect to every signal; ``outer`` holds those that come from outside."""
        steps = len(x)
        with self.workspace(_capacity(steps), reverse=True) as workspace:
            workspace.begin()
            workspace.load_input(x)
            workspace.load_below(below)
            workspace.forward(steps, edits)
            forced = self._reverse(workspace, steps, outer, edits)
            signals = {s: workspace.kept_values(ref, steps).copy() for s, ref in self.program.derivative.items()}
            for (signal, step), derivative in forced.items():
                signals[signal][step] = derivative
            unused = {name: np.zeros_like(array) for name, array in self.parameters.items()}
            return Derivatives(signals, workspace.gradients(x, unused), self._below(workspace, steps))

    # A batch.

    def batch_forward(
        self, x: Array, below: Signals, reverse: bool, before: Signals | None = None, start: int | Array = 0
    ) -> Workspace:
        """``x``: ``(steps, sentences, inputs)``. The workspace holds the values until it is given back.

        ``before``: the states to start from, ``(sentences, units)``; ``start``: the steps that each has gone before.
        """
        steps, sentences, _ = x.shape
        workspace = self.take(steps, sentences, reverse)
        workspace.begin(before)
        workspace.load_input(x, start)
        workspace.load_below(below)
        workspace.forward(steps)
        return workspace

    def batch_reverse(self, workspace: Workspace, x: Array, outer: Signals, gradients: Mapping[str, Array]) -> Derivatives:
        """Adds the gradients of the weights to ``gradients``."""
        self._reverse(workspace, len(x), outer, {})
        return Derivatives({}, workspace.gradients(x, gradients), self._below(workspace, len(x)))

    def _reverse(self, workspace: Workspace, steps: int, outer: Signals, edits: StepEdits) -> dict[tuple[str, int], Array]:
        workspace.clear_derivatives()
        for signal, derivative in outer.items():
            workspace.kept_values(self.program.derivative[signal], steps)[...] += derivative
        return workspace.reverse(steps, edits)

    def _below(self, workspace: Workspace, steps: int) -> Signals:
        return {name: workspace.kept_values(Ref(Store(Kind.D_BELOW, name)), steps).copy() for name in self.program.below}


def _capacity(steps: int) -> int:
    """The next power of two, so that few workspaces serve sentences of every length."""
    return max(CHUNK, 1 << (steps - 1).bit_length())
