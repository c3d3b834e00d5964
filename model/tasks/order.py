"""Temporal order: in which order did two marks come, among many letters."""

from __future__ import annotations

from random import Random

from model.tasks.sequences import ANSWER, NOTHING, One, Sequences, of_symbols
from model.tasks.task import Preset, Recipe, Setting, Task, Values

SYMBOLS = ("a", "b", "c", "d", "X", "Y", "start", "end")
MARKS = ("X", "Y")
ORDERS = ("X then X", "X then Y", "Y then X", "Y then Y")


def make(seed: int, count: int, settings: Values) -> Sequences:
    """The first mark comes behind a tenth of the letters, the second one behind half of them, as in the paper."""
    random, length = Random(f"order {seed}"), int(settings["length"])

    def one() -> One:
        letters = ["start", *(random.choice("abcd") for _ in range(length - 2)), "end"]
        places = [random.randint(begin, end) for begin, end in ((length // 10, length // 5), (length // 2, length * 3 // 5))]
        marks = [random.choice(MARKS) for _ in places]
        for place, mark in zip(places, marks, strict=True):
            letters[place] = mark
        order = MARKS.index(marks[0]) * 2 + MARKS.index(marks[1])
        before = length - 1
        return One([SYMBOLS.index(letter) for letter in letters], [*[NOTHING] * before, ANSWER], [*[0] * before, order])

    return of_symbols((one() for _ in range(count)), SYMBOLS, ORDERS)


TASK = Task(
    name="order",
    paper="S. Hochreiter and J. Schmidhuber, Long Short-Term Memory, Neural Computation 9, 1997, experiment 6a",
    settings=(Setting("length", 60, 20, 200),),
    make=make,
    presets=(
        Preset("letters-60", {"length": 60}),
        Preset("letters-100", {"length": 100}),
        Preset("plain", {"length": 60}, {"cell": "rnn", "rate": 0.005}),
    ),
    recipe=Recipe(units=8, batch=16, rate=0.02, span=100, count=2_000, updates=2_500, by="sequences"),
)
