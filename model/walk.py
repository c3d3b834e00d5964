"""A live walk: one vector in, every signal of every layer out, and the states kept for the next one."""

from __future__ import annotations

import numpy as np

from model.errors import InputError
from model.expressions import OUTPUT
from model.functions import Array
from model.stack import TOO_LARGE, Stack
from model.strand import Signals


class Walk:
    """Starts with all states at 0. ``steps`` counts the steps made."""

    def __init__(self, stack: Stack) -> None:
        if stack.shape.bidirectional:
            raise InputError("a network that reads in both directions needs the whole sentence and cannot be walked live")
        self.stack, self.steps = stack, 0
        self.states: list[Signals | None] = [None for _ in stack.strands]

    def step(self, x: Array) -> tuple[Signals, ...]:
        """``x``: ``(inputs,)``. The signals of each layer, from the bottom up, each ``(units,)``.

        A step that fails leaves the walk where it was.
        """
        layers: list[Signals] = []
        x, below = self.stack.vectors(np.asarray(x)[None]), Signals()
        for strands, before in zip(self.stack.strands, self.states, strict=True):
            strand = strands["forward"]
            with np.errstate(over="ignore", invalid="ignore"):  # found and said below
                values = strand.values(x, below, {}, before, self.steps)
            if not np.isfinite(values).all():
                raise InputError(f"at step {self.steps} {TOO_LARGE}")
            below = strand.named(values)
            layers.append(strand.named(values[:, 0]))
            x = below[OUTPUT]
        self.states = [dict(layer) for layer in layers]
        self.steps += 1
        return tuple(layers)
