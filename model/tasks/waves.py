"""Waves: a sine with noise, and two rates at once."""

from __future__ import annotations

import numpy as np

from model.tasks.sequences import ANSWER, LITTLE, NOTHING, Array, Sequences, of_numbers
from model.tasks.task import Recipe, Setting, Task, Values

SETTLES = 10  # steps, before one can know where in its period a wave is


def foretold(values: Array) -> Sequences:
    """``(sequences, steps)``: each value from those before it."""
    places = np.arange(values.shape[1])
    marks = np.where(places < SETTLES, LITTLE, ANSWER)
    marks[-1] = NOTHING
    last = float(np.mean(np.diff(values)[:, SETTLES:] ** 2))
    more = {"baselines": {"last-value": last}, "backs": {"last-value": 1}}
    return of_numbers(
        values[:, :, None], np.tile(marks, (len(values), 1)), symbols=("value",), answers=("next value",), more=more
    )


def sine(seed: int, count: int, settings: Values) -> Sequences:
    random, steps = np.random.default_rng([ord("s"), seed]), np.arange(int(settings["length"]) + 1)
    phase = random.uniform(0, 2 * np.pi, (count, 1))
    wave = np.sin(2 * np.pi * steps / float(settings["period"]) + phase)
    return foretold(wave + random.normal(0, float(settings["noise"]), wave.shape))


def two_rates(seed: int, count: int, settings: Values) -> Sequences:
    random, steps = np.random.default_rng([ord("t"), seed]), np.arange(int(settings["length"]) + 1)
    slow, fast = (
        np.sin(2 * np.pi * steps / float(settings[name]) + random.uniform(0, 2 * np.pi, (count, 1))) for name in ("slow", "fast")
    )
    return foretold(0.6 * slow + 0.4 * fast)


LENGTH = Setting("length", 60, 20, 400)
SINE = Task(
    name="sine",
    paper="K. Greff and others, LSTM: A Search Space Odyssey, IEEE Transactions on Neural Networks and Learning Systems 28, 2017",
    settings=(LENGTH, Setting("period", 16.0, 4, 100), Setting("noise", 0.05, 0, 1)),
    make=sine,
    recipe=Recipe(units=12, rate=0.01, little=0.1, much=1, count=500, unseen=100, updates=1_000, tolerance=0.2, until=0.95),
)
TWO_RATES = Task(
    name="two_rates",
    paper="J. Koutník, K. Greff, F. Gomez and J. Schmidhuber, A Clockwork RNN, ICML 2014",
    settings=(LENGTH, Setting("slow", 48.0, 4, 200), Setting("fast", 5.0, 2, 50)),
    make=two_rates,
    recipe=Recipe(units=12, rate=0.01, little=0.1, much=1, count=500, unseen=100, updates=1_000, tolerance=0.1, until=0.95),
)
