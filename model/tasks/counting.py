"""Counting: as many b as there were a, and then the end."""

from __future__ import annotations

from random import Random

from model.tasks.sequences import ANSWER, LITTLE, NOTHING, One, Sequences, bits, of_symbols
from model.tasks.task import Recipe, Setting, Task, Values

SYMBOLS = ("a", "b", "|")
A, B, END = range(3)


def word(n: int) -> One:
    """``| a a b b |``. Behind an a either may come, so an answer is what comes behind a b, and nothing behind the end."""
    inputs = [END, *[A] * n, *[B] * n, END]
    allowed = [bits([A]), *[bits([A, B])] * n, *[bits([B])] * (n - 1), bits([END]), bits([A])]
    return One(inputs, [LITTLE, *[LITTLE] * n, *[ANSWER] * n, NOTHING], allowed=allowed)


def make(seed: int, count: int, settings: Values) -> Sequences:
    random = Random(f"counting {seed}")
    least, most = sorted((int(settings["least"]), int(settings["most"])))
    return of_symbols((word(random.randint(least, most)) for _ in range(count)), SYMBOLS)


TASK = Task(
    name="counting",
    paper="F. Gers and J. Schmidhuber, LSTM Recurrent Networks Learn Simple Context Free and Context Sensitive Languages, 2001",
    settings=(Setting("least", 1, 1, 100), Setting("most", 10, 1, 100)),
    make=make,
    recipe=Recipe(
        units=4,
        batch=16,
        rate=0.04,
        forget=3,
        little=0.1,
        much=1,
        count=1_000,
        unseen=60,
        updates=10_000,
        until=1,
        by="sequences",
        on="beyond",
        mark_every=50,
    ),
    sets={"taught": {}, "unseen": {}, "beyond": {"least": 11, "most": 30}},
)
