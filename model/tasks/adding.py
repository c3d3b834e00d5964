"""Adding: two of many numbers are marked, and their sum is asked for."""

from __future__ import annotations

import numpy as np

from model.tasks.sequences import ANSWER, Sequences, of_numbers
from model.tasks.task import Recipe, Setting, Task, Values


def make(seed: int, count: int, settings: Values) -> Sequences:
    """Numbers from 0 to 1; of the first half one is marked, and one of the second."""
    random, length = np.random.default_rng([ord("a"), seed]), int(settings["length"])
    values, marked = random.random((count, length)), np.zeros((count, length))
    every, half = np.arange(count), length // 2
    for first, last in ((0, half), (half, length)):
        marked[every, random.integers(first, last, count)] = 1
    targets, marks = np.zeros((count, length, 1)), np.zeros((count, length), int)
    targets[:, -1, 0] = (values * marked).sum(axis=1)
    marks[:, -1] = ANSWER
    return of_numbers(np.stack([values, marked], axis=2), marks, targets, symbols=("number", "marked"), answers=("sum",))


TASK = Task(
    name="adding",
    paper="S. Hochreiter and J. Schmidhuber, Long Short-Term Memory, Neural Computation 9, 1997, experiment 4",
    settings=(Setting("length", 30, 10, 200),),
    make=make,
    recipe=Recipe(units=8, rate=0.02, span=60, count=2_000, updates=2_000, by="sequences", tolerance=0.1),
)
