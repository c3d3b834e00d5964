"""A live run: one vector in, every signal of every layer out, and the states kept for the next one."""

from __future__ import annotations

import numpy as np

from model.engine.stack import Place, Stack
from model.engine.strand import Signals
from model.equations import Array
from model.errors import InputError


class LiveRun:
    """Starts with all states at 0. ``steps`` counts the steps made."""

    def __init__(self, stack: Stack) -> None:
        if stack.shape.bidirectional:
            raise InputError("model.input.not-live")
        self.stack, self.steps = stack, 0
        self.states: list[Signals | None] = [None] * stack.shape.layers

    def step(self, x: Array) -> tuple[dict[str, Array], ...]:
        """``x``: ``(inputs,)``. The signals of each layer, from the bottom up, each ``(units,)``.

        A step that fails leaves the run where it was.
        """
        layers: list[dict[str, Array]] = []

        def step(place: Place, x: Array, below: Signals) -> Signals:
            strand = self.stack.strands[place]
            with np.errstate(over="ignore", invalid="ignore"):  # found and said below
                values = strand.values(x, below, {}, self.states[place[0]], self.steps)
            if not np.isfinite(values).all():
                raise InputError("model.input.too-large-at-step", step=self.steps)
            layers.append(dict(zip(strand.program.signals, values[:, 0], strict=True)))
            return dict(zip(strand.program.signals, values, strict=True))

        self.stack.up(self.stack.vectors(np.asarray(x)[None]), lambda x: x, step)
        self.states = list(map(dict, layers))
        self.steps += 1
        return tuple(layers)
