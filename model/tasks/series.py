"""One series of numbers: the airline passengers of 1949 to 1960, or one of one's own.

What is learned are stretches of its first part; judged is the rest, which comes later in time. All numbers are taken by their
distance from the mean of the first part, in its deviations.
"""

from __future__ import annotations

import math
import re

import numpy as np

from model.errors import InputError
from model.tasks.sequences import ANSWER, NOTHING, Array, Sequences, of_numbers
from model.tasks.task import Recipe, Setting, Task, Values

# Thousands of passengers of international airlines, month by month from January 1949 (G. Box and G. Jenkins, series G).
PASSENGERS = """
112 118 132 129 121 135 148 148 136 119 104 118  115 126 141 135 125 149 170 170 158 133 114 140
145 150 178 163 172 178 199 199 184 162 146 166  171 180 193 181 183 218 230 242 209 191 172 194
196 196 236 235 229 243 264 272 237 211 180 201  204 188 235 227 234 264 302 293 259 229 203 229
242 233 267 269 270 315 364 347 312 274 237 278  284 277 317 313 318 374 413 405 355 306 271 306
315 301 356 348 355 422 465 467 404 347 305 336  340 318 362 348 363 435 491 505 404 359 310 337
360 342 406 396 420 472 548 559 463 407 362 405  417 391 419 461 472 535 622 606 508 461 390 432
"""
TAUGHT = 120 / 144  # of a series; of the passengers, all but the last two years
FEWEST, MOST = 30, 5_000
MOST_DIGITS = 30


def stretches(values: Array, seed: int, count: int, settings: Values, names: dict[int, str]) -> Sequences:
    """``names``: simple rules to compare with, by how many steps they look back."""
    length, is_log = int(settings["length"]), bool(settings["logarithm"])
    if is_log and values.min() <= 0:
        raise InputError("model.task.logarithm")
    taught = int(len(values) * TAUGHT)
    taken = np.log(values) if is_log else values.astype(float)
    mean, deviation = float(taken[:taught].mean()), float(taken[:taught].std()) or 1.0
    taken = (taken - mean) / deviation
    if settings["part"]:  # one stretch: what goes before, and all that is judged
        starts = np.array([max(0, taught - length)])
        length, settle = len(values) - int(starts[0]), taught - int(starts[0])
    else:
        length, settle = min(length, taught), min(length // 2, max(names))
        starts = np.random.default_rng([ord("p"), seed]).integers(0, taught - length + 1, count)
    steps = starts[:, None] + np.arange(length)
    marks = np.where(np.arange(length) < settle - 1, NOTHING, ANSWER)
    marks[-1] = NOTHING
    judged = steps[:, marks == ANSWER] + 1
    rules = {
        name: float(np.mean((taken[judged] - taken[judged - back]) ** 2)) for back, name in names.items() if judged.min() >= back
    }
    more = {
        "baselines": rules,
        "backs": {name: back for back, name in names.items() if name in rules},
        "mean": mean,
        "deviation": deviation,
        "logarithm": is_log,
        "values": values.tolist(),
        "taught": taught,
    }
    all_marks = np.tile(marks, (len(starts), 1))
    return of_numbers(taken[steps][:, :, None], all_marks, symbols=("value",), answers=("next value",), more=more)


def airline(seed: int, count: int, settings: Values) -> Sequences:
    values = np.array(PASSENGERS.split(), float)
    return stretches(values, seed, count, settings, {1: "last-month", 12: "last-year"})


def own(seed: int, count: int, settings: Values) -> Sequences:
    values, season = np.array(numbers_in(str(settings["series"]))), int(settings["season"])
    if season >= len(values) * TAUGHT:
        raise InputError("model.task.season", season=season, count=len(values))
    return stretches(values, seed, count, settings, {1: "last-value", season: "last-season"})


def numbers_in(text: str) -> list[float]:
    """One number in each line, or the last column of a table; commas and blanks may stand between numbers of one line."""
    lines = [(n, line.strip()) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
    if len(lines) == 1:
        lines = [(1, part) for part in re.split(r"[,;\s]+", lines[0][1]) if part]
    if lines and number(last_column(lines[0][1])) is None:
        lines = lines[1:]  # the names of the columns
    values = []
    for n, line in lines:
        column = last_column(line)
        value = number(column)
        if value is None:
            raise InputError("model.task.no-number", line=n, text=column[:MOST_DIGITS])
        values.append(value)
    if not FEWEST <= len(values) <= MOST:
        raise InputError("model.task.numbers", n=len(values), least=FEWEST, most=MOST)
    return values


def last_column(line: str) -> str:
    """Between semicolons or tabs a comma is that of a decimal."""
    sign = next((sign for sign in (";", "\t") if sign in line), None)
    column = re.split(f"[{sign}]" if sign else r"[,\s]+", line.strip(",; \t"))[-1].strip().strip("\"'")
    return column.replace(",", ".") if sign else column


def number(text: str) -> float | None:
    if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", text) or len(text) > MOST_DIGITS:
        return None
    value = float(text)
    return value if math.isfinite(value) and abs(value) < 1e12 else None


SETTINGS = (
    Setting("length", 36, 12, 200),
    Setting("logarithm", 0, 0, 1),
    Setting("part", 0, 0, 1),
)
RECIPE = Recipe(units=4, rate=0.01, little=0, much=1, count=500, unseen=1, updates=600, tolerance=0.5, until=1.01)
SETS: dict[str, Values] = {"taught": {}, "unseen": {"part": 1}}
AIRLINE = Task(
    name="airline",
    paper="G. Box and G. Jenkins, Time Series Analysis: Forecasting and Control, 1970, series G",
    settings=(SETTINGS[0], Setting("logarithm", 1, 0, 1), SETTINGS[2]),
    make=airline,
    recipe=RECIPE,
    sets=SETS,
)
OWN = Task(
    name="series",
    paper="R. Hyndman and G. Athanasopoulos, Forecasting: Principles and Practice, 2021",
    settings=(
        Setting("series", "", 0, 60_000),
        Setting("season", 12, 2, 400),
        *SETTINGS,
    ),
    make=own,
    recipe=RECIPE,
    sets=SETS,
)
