"""``python -m tests.benchmarks.lab``: what the engine of the page learns, how fast, and in how many of ten runs; under Node.

Each run has its own seed, for the sequences and for the first weights. Seconds are those from the first update to the mark at
which it is solved, with all that is judged on the way. An update is timed beside the same one by NumPy.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from model import Cell, StackShape, load_cell
from model.engine import plan
from model.equations import Array
from model.tasks import TASKS, Preset
from model.training.adam import Adam
from tests.benchmarks.measure import Bars
from tests.js.learning import Case, Reference, Sentences, sentences_of
from tests.js.node import node
from tests.js.taught import WITHOUT_FORGET_GATE, errand, loaded
from tests.serving import ROOT

RUNS = 10
UPDATES, ROUNDS = 60, 5
RATIOS = {16: 0.7, 64: 2, 160: 4}  # units -> an update of the engine / of NumPy, at most


@dataclass(frozen=True)
class Goal:
    """``seconds``: within which a run is to be solved; ``least``: how many of the runs; None: it is only told."""

    title: str
    task: str
    preset: str = ""
    recipe: Mapping[str, Any] = field(default_factory=dict)
    cell: str = ""  # a text; none: that of the recipe
    seconds: float = float("inf")
    least: float | None = None
    most: float | None = None
    judge: tuple[str, ...] = ()
    right: tuple[float | None, float | None] = (None, None)  # in each of these sets, in the middle: at least, at most


GOALS = (
    Goal("India, then Norway: six countries", "india", "six countries", seconds=3, least=0.9),
    Goal("the same, twelve countries", "india", "twelve countries", seconds=5, least=0.9),
    Goal("the same, invented names", "india", "twelve, and invented names", seconds=15, least=0.9),
    Goal("temporal order, 60 letters", "order", "60 letters", seconds=3, least=0.9),
    Goal("temporal order, 100 letters", "order", "100 letters", seconds=5, least=0.9),
    Goal("temporal order, 60 letters, plain RNN", "order", "60 letters, a plain RNN", most=0.0),
    Goal("temporal order, 100 letters, plain RNN", "order", "100 letters", {"cell": "rnn", "rate": 0.005}, most=0.0),
    Goal("adding, 30 numbers", "adding", seconds=2, least=0.9),
    Goal("a^n b^n taught to 10, right to 30", "counting", least=0.9),
    Goal("the same, GRU", "counting", recipe={"cell": "gru"}),
    Goal("continual Reber, forget gate", "reber_stream", judge=("unseen", "beyond"), right=(0.95, None)),
    Goal("the same without it", "reber_stream", cell=WITHOUT_FORGET_GATE, judge=("unseen", "beyond"), right=(None, 0.7)),
    Goal("brackets and quotes", "brackets"),
    Goal("copying after a gap", "copying"),
)


def runs_of(goal: Goal) -> list[dict[str, Any]]:
    task = TASKS[goal.task]
    preset = {one.title: one for one in (Preset("", {}), *task.presets)}[goal.preset]
    recipe, settings = replace(task.recipe, **{**preset.recipe, **goal.recipe}), preset.settings
    cell = Cell.from_text(goal.cell) if goal.cell else None
    lessons = [
        {"loaded": loaded(task, recipe, settings, seed, cell), "errand": errand(recipe), "judge": goal.judge}
        for seed in range(RUNS)
    ]
    told = json.dumps(lessons)
    command = [node(), str(ROOT / "tests" / "js" / "teaches.js")]
    done = subprocess.run(command, input=told, cwd=ROOT, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def learned(bars: Bars, goal: Goal) -> None:
    runs = runs_of(goal)
    solved = [run for run in runs if run["ended"] == "solved" and run["seconds"] <= goal.seconds]
    share = len(solved) / len(runs)
    within = f" within {goal.seconds:g} s" if goal.seconds < float("inf") else ""
    if goal.most is None:
        bars.at_least(f"{goal.title}: solved{within}", share, goal.least)
    else:
        bars.at_most(f"{goal.title}: solved", share, goal.most)
    if solved:
        updates, seconds = ([run[key] for run in solved] for key in ("update", "seconds"))
        span = f"{min(updates)} to {max(updates)} updates, {min(seconds):.1f} to {max(seconds):.1f} s"
        print(f"    {span}, in the middle {statistics.median(updates):.0f} and {statistics.median(seconds):.1f} s")
    for name in goal.judge:
        found = sorted(run["judged"][name]["answers"] for run in runs)
        middle = statistics.median(found)
        what = f"{goal.title}: right in the set {name}, in the middle"
        least, most = goal.right
        if most is None:
            bars.at_least(what, middle, least)
        else:
            bars.at_most(what, middle, most)
        print(f"    {found[0]:.3f} to {found[-1]:.3f}")


# An update


def update_of_numpy(case: Case) -> list[float]:
    """The same in float32, with the sums that are wanted only: milliseconds of each."""
    random = np.random.default_rng(0)
    reference, batch = Reference(case, random), sentences_of(case, random)
    reference = reference.in_single()
    batch = Sentences(*(None if part is None else _single(part) for part in vars(batch).values()))
    adam, took = Adam.over(reference.parameters.flat), []
    for _ in range(UPDATES):
        begun = time.perf_counter()
        reference.loss(batch)
        adam.step(reference.parameters.flat, reference.gradients.flat, 1e-4)
        took.append((time.perf_counter() - begun) * 1e3)
    return took


def _single(array: Array) -> Array:
    return array.astype(np.float32) if array.dtype == np.float64 else array


def update_of_the_engine(case: Case) -> list[float]:
    told = json.dumps({"plan": plan(case.shape), "task": case.task, "updates": UPDATES})
    command = [node(), str(ROOT / "tests" / "js" / "pace.js")]
    done = subprocess.run(command, input=told, cwd=ROOT, capture_output=True, text=True, check=True)
    found: list[float] = json.loads(done.stdout)
    return found


def pace(bars: Bars) -> None:
    print("an update: LSTM, 32 sequences of 40 symbols out of 30, 30 classes")
    for units, bar in RATIOS.items():
        case = Case(StackShape(load_cell("lstm"), 30, units), answers=30, steps=40, sentences=32)
        # Side by side, round by round: what else the computer does falls on both. The first updates are not counted.
        rounds = [(update_of_numpy(case)[10:], update_of_the_engine(case)[30:]) for _ in range(ROUNDS)]
        ours, theirs = (min(statistics.median(took) for took in side) for side in zip(*((b, a) for a, b in rounds), strict=True))
        bars.at_most(f"{units} units: {ours:.2f} ms / NumPy's {theirs:.2f} ms", ours / theirs, bar)


def main() -> int:
    bars = Bars()
    pace(bars)
    print(f"learning, {RUNS} runs each")
    for goal in GOALS:
        learned(bars, goal)
    return 1 if bars.missed else 0


if __name__ == "__main__":
    sys.exit(main())
