"""Strings of the embedded Reber grammar, one alone or one behind the other without an end."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from model.tasks.sequences import ANSWER, LITTLE, NOTHING, One, Sequences, bits, of_symbols
from model.tasks.task import Recipe, Setting, Task, Values

SYMBOLS = ("B", "T", "P", "S", "X", "V", "E")
# From each node of the grammar: the signs that may come, and where they lead.
GRAMMAR: tuple[tuple[tuple[str, int], ...], ...] = (
    (("B", 1),),
    (("T", 2), ("P", 3)),
    (("S", 2), ("X", 4)),
    (("T", 3), ("V", 5)),
    (("X", 3), ("S", 6)),
    (("P", 4), ("V", 6)),
    (("E", 7),),
)
FOLLOWING = tuple("".join(sign for sign, _ in node) for node in GRAMMAR)
ALLOWED = {some: bits(map(SYMBOLS.index, some)) for some in (*FOLLOWING, *SYMBOLS, "TP")}
Step = tuple[str, str, int]  # a sign, all signs that could have stood there, and its mark
MOST_STREAM = 2_000


def string(random: Random) -> Iterator[Step]:
    """``B T ... T E`` or ``B P ... P E``: the last sign but one is that which was the second."""
    outer = random.choice("TP")
    yield "B", "B", LITTLE
    yield outer, "TP", LITTLE
    node = 0
    while node < len(GRAMMAR):
        sign, following = random.choice(GRAMMAR[node])
        yield sign, FOLLOWING[node], LITTLE
        node = following
    yield outer, outer, ANSWER
    yield "E", "E", LITTLE


def one(random: Random, length: int) -> One:
    steps = list(string(random))
    while len(steps) < length:
        steps += string(random)
    steps = steps[:length] if length else steps
    signs, possible, marks = zip(*steps, strict=True)
    allowed = [ALLOWED[some] for some in (*possible[1:], "B")]
    return One([SYMBOLS.index(sign) for sign in signs], [*marks[1:], NOTHING], allowed=allowed)


def make(seed: int, count: int, settings: Values) -> Sequences:
    """``length``: signs of a stream of strings; 0: each string is alone."""
    random = Random(f"reber {seed}")
    return of_symbols((one(random, int(settings["length"])) for _ in range(count)), SYMBOLS)


PAPER = "F. Gers, J. Schmidhuber and F. Cummins, Learning to Forget: Continual Prediction with LSTM, Neural Computation 12, 2000"
SINGLE = Task(
    name="reber",
    paper="S. Hochreiter and J. Schmidhuber, Long Short-Term Memory, Neural Computation 9, 1997, experiment 1",
    settings=(Setting("length", 0, 0, MOST_STREAM),),
    make=make,
    recipe=Recipe(units=12, rate=0.02, little=0.3, much=3, count=2_000, updates=2_000),
)
CONTINUAL = Task(
    name="reber_stream",
    paper=PAPER,
    settings=(Setting("length", 300, 20, MOST_STREAM),),
    make=make,
    recipe=Recipe(units=12, batch=16, rate=0.02, little=0.3, much=3, count=400, unseen=40, updates=200),
    sets={"taught": {}, "unseen": {}, "beyond": {"length": 2_000}},
)
