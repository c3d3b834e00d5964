"""A text of one's own, character by character."""

from __future__ import annotations

from random import Random

from model.errors import InputError
from model.tasks.sequences import ANSWER, NOTHING, One, Sequences, of_symbols
from model.tasks.task import Recipe, Setting, Task, Values

FEWEST, MOST = 200, 60_000  # characters
MOST_DIFFERENT = 250
TAUGHT = 0.9  # of the text, from its beginning
SAMPLE = """
The rain came down upon the town, and all the town was grey. The miller looked out of the window and said: the river is
high today. The river said nothing, as rivers do, and went on under the bridge. By noon the wind had turned. The clouds went
over the hills, the hills went green, and the children went out to look for the bridge. It was still there. The miller came
out of the mill and said: so it is. Then the sun came down upon the town, and all the town was gold.
"""


def make(seed: int, count: int, settings: Values) -> Sequences:
    text = " ".join((str(settings["text"]) or SAMPLE).split())
    length = int(settings["length"])
    if not FEWEST <= len(text) <= MOST:
        raise InputError("model.task.text-length", n=len(text), least=FEWEST, most=MOST)
    symbols = sorted(set(text))
    if len(symbols) > MOST_DIFFERENT:
        raise InputError("model.task.different-characters", count=len(symbols), most=MOST_DIFFERENT)
    place, rows = {symbol: n for n, symbol in enumerate(symbols)}, Random(f"text {seed}")
    whole, end = [place[symbol] for symbol in text], int(len(text) * TAUGHT)
    part = whole[end:] if settings["part"] else whole[:end]
    steps = min(length, len(part) - 1)

    def one() -> One:
        start = rows.randint(0, len(part) - 1 - steps)
        return One(part[start : start + steps + 1], [*[ANSWER] * steps, NOTHING])

    return of_symbols((one() for _ in range(count)), symbols)


TASK = Task(
    name="text",
    paper="A. Karpathy, J. Johnson and L. Fei-Fei, Visualizing and Understanding Recurrent Networks, arXiv 1506.02078, 2015",
    settings=(
        Setting("text", "", 0, MOST),
        Setting("length", 50, 10, 200),
        Setting("part", 0, 0, 1),
    ),
    make=make,
    recipe=Recipe(units=64, rate=0.01, span=32, little=0, much=1, count=2_000, unseen=100, updates=3_000, until=1.01),
    sets={"taught": {}, "unseen": {"part": 1}},
)
