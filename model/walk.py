"""A live walk: one vector in, every signal of every layer out, and the states kept for the next one."""

from __future__ import annotations

from model.errors import InputError
from model.expressions import OUTPUT
from model.functions import Array
from model.stack import Stack
from model.strand import Signals


class Walk:
    """Starts with all states at 0. ``steps`` counts the steps made."""

    def __init__(self, stack: Stack) -> None:
        if stack.shape.bidirectional:
            raise InputError("a network that reads in both directions needs the whole sentence and cannot be walked live")
        self.stack, self.steps = stack, 0
        self.states: list[Signals | None] = [None for _ in stack.strands]

    def step(self, x: Array) -> tuple[Signals, ...]:
        """``x``: ``(inputs,)``. The signals of each layer, from the bottom up, each ``(units,)``."""
        layers: list[Signals] = []
        x, below = x[None], Signals()
        for number, strands in enumerate(self.stack.strands):
            strand = strands["forward"]
            found = strand.values(x, below, {}, self.states[number], self.steps)
            layers.append({name: values[0] for name, values in found.items()})
            self.states[number] = layers[-1]
            x, below = found[OUTPUT], found
        self.steps += 1
        return tuple(layers)
