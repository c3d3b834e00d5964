"""How long an update takes in the page's worker, beside the same update by NumPy and by PyTorch."""

from __future__ import annotations

import base64
import statistics
import time
from typing import Any

import numpy as np
import torch
from playwright.sync_api import Browser
from torch import nn

from model import StackShape, load_cell
from model.engine import plan
from model.equations import Array
from model.training.adam import Adam
from tests.benchmarks.lab_goals import opened
from tests.benchmarks.measure import Bars
from tests.js.learning import Case, Reference, Sentences, sentences_of
from tests.serving import Server

UPDATES, FIRST, ROUNDS = 60, 10, 5  # of each round the first ones are not counted
SYMBOLS, STEPS, SENTENCES = 30, 40, 32
RATE, CLIP = 1e-4, 1.0
RATIOS = {16: 0.7, 64: 2, 160: 4}  # units -> an update of the worker / of NumPy, at most
# Another worker of the same page; an errand has no marks but its last, at which nothing is judged.
LEARN = """
  async ({ loaded, updates, first }) => {
    const worker = new Worker(window.workerAt, { type: "module" });
    let last = 0;
    const ask = (ask, of) => new Promise((resolve, reject) => {
      const id = ++last;
      worker.addEventListener("message", function heard({ data }) {
        if (data.id !== id) return;
        worker.removeEventListener("message", heard);
        data.problem ? reject(new Error(data.problem)) : resolve(data.answer);
      });
      worker.postMessage({ id, ask, of });
    });
    const errand = (updates) => ({ updates, markEvery: 1e9, judgeMost: 0, until: 2, by: "answers", on: "taught" });
    await ask("load", loaded);
    await ask("learn", errand(first));
    const begun = performance.now();
    await ask("learn", errand(updates));
    const took = (performance.now() - begun) / updates;
    worker.terminate();
    return took;
  }
"""


def pace(bars: Bars, browser: Browser, server: Server) -> None:
    print(f"an update: LSTM, {SENTENCES} sequences of {STEPS} symbols out of {SYMBOLS}, {SYMBOLS} classes")
    page = opened(browser, server, "/lab")
    for units, bar in RATIOS.items():
        case = Case(StackShape(load_cell("lstm"), SYMBOLS, units), answers=SYMBOLS, steps=STEPS, sentences=SENTENCES)
        asked = {"loaded": loaded(case), "updates": UPDATES, "first": FIRST}
        # Side by side, round by round: what else the computer does falls on all alike.
        rounds = [(page.evaluate(LEARN, asked), by_numpy(case), by_torch(case)) for _ in range(ROUNDS)]
        worker, numpy, pytorch = (min(side) for side in zip(*rounds, strict=True))
        bars.at_most(f"{units} units: {worker:.2f} ms / NumPy's {numpy:.2f} ms", worker / numpy, bar)
        bars.at_most(f"{units} units: {worker:.2f} ms / PyTorch's {pytorch:.2f} ms", worker / pytorch, None)
    page.context.close()


def loaded(case: Case) -> dict[str, Any]:
    """What the page would load: every sequence is whole, and something is asked at each place but the last."""
    random = np.random.default_rng(0)
    inputs = random.integers(0, SYMBOLS, (SENTENCES, STEPS)).astype(np.uint8)
    marks = np.ones_like(inputs)
    marks[:, -1] = 0
    lengths = np.full(SENTENCES, STEPS, np.uint8)
    taught = {"lengths": packed(lengths), "inputs": packed(inputs.ravel()), "marks": packed(marks.ravel())}
    return {
        "plan": plan(case.shape),
        "task": {"reads": "symbols", "says": "classes", "symbols": SYMBOLS, "answers": SYMBOLS, "fresh": 0},
        "sets": {"taught": taught | {"targets": None, "allowed": None}},
        "settings": {
            "seed": 0, "rate": RATE, "clip": CLIP, "batch": SENTENCES, "counts": {"little": 1, "much": 1},
            "open": {"span": 32, "forget": None}, "tolerance": 0,
        },
    }  # fmt: skip


def packed(array: Array) -> dict[str, Any]:
    return {"shape": list(array.shape), "type": str(array.dtype), "base64": base64.b64encode(array.tobytes()).decode()}


def by_numpy(case: Case) -> float:
    """The same in float32, with the sums that are wanted only: milliseconds."""
    random = np.random.default_rng(0)
    reference, batch = Reference(case, random), sentences_of(case, random)
    reference = reference.in_single()
    batch = Sentences(*(None if part is None else _single(part) for part in vars(batch).values()))
    adam, took = Adam.over(reference.parameters.flat), []
    for _ in range(UPDATES):
        begun = time.perf_counter()
        reference.loss(batch)
        adam.step(reference.parameters.flat, reference.gradients.flat, RATE)
        took.append((time.perf_counter() - begun) * 1e3)
    return statistics.median(took[FIRST:])


def _single(array: Array) -> Array:
    return array.astype(np.float32) if array.dtype == np.float64 else array


def by_torch(case: Case) -> float:
    """``nn.LSTM``, which is made of one piece, with its own Adam: milliseconds."""
    torch.manual_seed(0)
    lstm, readout = nn.LSTM(SYMBOLS, case.shape.units), nn.Linear(case.shape.units, SYMBOLS)
    learned = [*lstm.parameters(), *readout.parameters()]
    adam, took = torch.optim.Adam(learned, lr=RATE), []
    rows = torch.randint(0, SYMBOLS, (STEPS, SENTENCES))
    x, targets = nn.functional.one_hot(rows, SYMBOLS).float(), torch.roll(rows, -1, 0).flatten()
    for _ in range(UPDATES):
        begun = time.perf_counter()
        adam.zero_grad()
        nn.functional.cross_entropy(readout(lstm(x)[0]).flatten(0, 1), targets).backward()
        nn.utils.clip_grad_norm_(learned, CLIP)
        adam.step()
        took.append((time.perf_counter() - begun) * 1e3)
    return statistics.median(took[FIRST:])
