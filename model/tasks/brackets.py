"""Brackets and quotes among letters: what was opened last is closed first."""

from __future__ import annotations

from functools import cache
from random import Random

from model.tasks.sequences import ANSWER, LITTLE, NOTHING, One, Sequences, bits, of_symbols
from model.tasks.task import Recipe, Setting, Task, Values

LETTERS, PAIRS, QUOTE = "abcde", {"(": ")", "[": "]", "{": "}"}, '"'
SYMBOLS = (*LETTERS, *PAIRS, *PAIRS.values(), QUOTE)
OPENS, CLOSES = 0.15, 0.2  # of all places where that may be


@cache
def possible(more: str) -> int:
    return bits(map(SYMBOLS.index, LETTERS + more))


def one(random: Random, length: int, most_deep: int) -> One:
    """Within quotes are letters only. What closes is an answer; right is whatever keeps the wrong brackets back."""
    text, marks, allowed, open_ones = "", list[int](), list[int](), list[str]()
    while len(text) < length:
        quoted = open_ones[-1:] == [QUOTE]
        opening = "" if quoted or len(open_ones) >= most_deep else "".join((*PAIRS, QUOTE))
        closing = PAIRS.get(open_ones[-1], QUOTE) if open_ones else ""
        chance = random.random()
        if closing and chance < CLOSES:
            sign, mark = closing, ANSWER
            open_ones.pop()
        elif opening and chance > 1 - OPENS:
            sign, mark = random.choice(opening), LITTLE
            open_ones.append(sign)
        else:
            sign, mark = random.choice(LETTERS), LITTLE
        text += sign
        marks.append(mark)
        allowed.append(possible(opening + closing))
    return One([SYMBOLS.index(sign) for sign in text], [*marks[1:], NOTHING], allowed=[*allowed[1:], allowed[0]])


def make(seed: int, count: int, settings: Values) -> Sequences:
    random = Random(f"brackets {seed}")
    return of_symbols((one(random, int(settings["length"]), int(settings["deep"])) for _ in range(count)), SYMBOLS)


TASK = Task(
    name="brackets",
    paper="A. Karpathy, J. Johnson and L. Fei-Fei, Visualizing and Understanding Recurrent Networks, arXiv 1506.02078, 2015",
    settings=(Setting("length", 40, 10, 200), Setting("deep", 2, 1, 5)),
    make=make,
    recipe=Recipe(units=32, rate=0.02, little=0.3, much=3, count=2_000, updates=2_000, until=0.95),
)
