"""Copying: a few letters, a long gap, and then the same letters again."""

from __future__ import annotations

from random import Random

from model.tasks.sequences import ANSWER, NOTHING, One, Sequences, of_symbols
from model.tasks.task import Recipe, Setting, Task, Values

LETTERS = "abcd"
SYMBOLS = (*LETTERS, ".", "?")
GAP, NOW = 4, 5  # the fifth sign and the sixth


def make(seed: int, count: int, settings: Values) -> Sequences:
    random, letters, gap = Random(f"copying {seed}"), int(settings["letters"]), int(settings["gap"])

    def one() -> One:
        given = [random.randrange(len(LETTERS)) for _ in range(letters)]
        before = letters + gap
        inputs = [*given, *[GAP] * gap, NOW, *[GAP] * (letters - 1)]
        return One(inputs, [*[NOTHING] * before, *[ANSWER] * letters], [*[0] * before, *given])

    return of_symbols((one() for _ in range(count)), SYMBOLS, tuple(LETTERS))


TASK = Task(
    name="copying",
    paper="A. Graves, G. Wayne and I. Danihelka, Neural Turing Machines, arXiv 1410.5401, 2014",
    settings=(Setting("letters", 3, 1, 10), Setting("gap", 20, 1, 200)),
    make=make,
    recipe=Recipe(units=24, rate=0.02, span=60, count=2_000, updates=3_000),
)
