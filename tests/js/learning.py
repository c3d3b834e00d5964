"""The same network and the same batches for the engine of the page, under Node, and for NumPy."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from model import Parameters, Stack, StackShape
from model.engine import initialise, plan
from model.equations import Array
from model.training.adam import Adam
from tests.js.node import answer_of

RATE, CLIP = 0.01, 0.3


@dataclass(frozen=True)
class Case:
    """A stack, what it reads and says, and so many batches of it."""

    shape: StackShape
    reads: str = "symbols"
    says: str = "classes"
    answers: int = 5
    steps: int = 7
    sentences: int = 4
    batches: int = 1

    @property
    def task(self) -> dict[str, Any]:
        most = {"steps": self.steps, "sentences": self.sentences}
        return {"reads": self.reads, "says": self.says, "symbols": self.shape.inputs, "answers": self.answers, "fresh": 0, **most}


@dataclass(frozen=True)
class Sentences:
    x: Array  # (steps, sentences, inputs)
    rows: Array | None  # (steps, sentences): which of the inputs is 1, if it is one of them
    lengths: Array
    targets: Array  # (steps, sentences) or (steps, sentences, answers)
    weights: Array  # 0 behind the end, and here and there before it

    def to_json(self) -> dict[str, Any]:
        steps = len(self.x)
        given = {"rows": self.rows} if self.rows is not None else {"x": self.x}
        arrays = {**given, "lengths": self.lengths, "targets": self.targets, "weights": self.weights}
        return {"steps": steps} | {name: array.ravel().tolist() for name, array in arrays.items()}


def sentences_of(case: Case, random: np.random.Generator) -> Sentences:
    """With empty ones behind them until they are a multiple of four, as the engine wants them."""
    size = (case.steps, -(-case.sentences // 4) * 4)
    rows = random.integers(0, case.shape.inputs, size) if case.reads == "symbols" else None
    x = np.eye(case.shape.inputs)[rows] if rows is not None else random.normal(size=(*size, case.shape.inputs))
    if rows is not None:
        targets = np.roll(rows, 1, axis=0) % case.answers  # what came one step before, which can be learned
    elif case.says == "classes":
        targets = random.integers(0, case.answers, size)
    else:
        targets = random.normal(size=(*size, case.answers))
    lengths = random.integers(case.steps // 2, case.steps + 1, size[1])
    lengths[case.sentences :] = 0
    asked = (random.random(size) < 0.7) & (np.arange(case.steps)[:, None] < lengths)
    asked[0, 0] = True
    weights = np.where(asked, random.uniform(0.1, 2, size), 0)
    return Sentences(single(x), rows, lengths, single(targets), single(weights))


def single(array: Array) -> Array:
    """As float32 tells it."""
    return np.asarray(array, np.float32).astype(float)


class Reference:
    """A stack with a plain readout, in float64."""

    def __init__(self, case: Case, random: np.random.Generator) -> None:
        shapes = case.shape.parameter_shapes() | {
            "readout.W": (case.answers, case.shape.outputs),
            "readout.b": (case.answers,),
        }
        self.case, self.parameters = case, Parameters(shapes, np.float64)
        initialise(self.parameters, case.shape, random)
        self.parameters.flat[...] = single(self.parameters.flat + random.normal(0, 0.1, self.parameters.flat.size))
        self.gradients, self.stack = self.parameters.like(), Stack(case.shape, self.parameters)

    def in_single(self) -> Reference:
        """The same in float32."""
        found = copy(self)
        found.parameters = self.parameters.astype(np.float32)
        found.gradients, found.stack = found.parameters.like(), Stack(self.case.shape, found.parameters)
        return found

    def answers(self, batch: Sentences) -> Array:
        self.stack.refresh()
        run = self.stack.forward(batch.x, batch.lengths, reverse=False)
        found = run.output @ self.parameters["readout.W"].T + self.parameters["readout.b"]
        self.stack.release(run)
        return np.asarray(found)

    def loss(self, batch: Sentences) -> float:
        self.stack.refresh()
        part, into = self.parameters, self.gradients
        run = self.stack.forward(batch.x, batch.lengths)
        output = run.output.reshape(-1, self.case.shape.outputs)
        loss, d = self._loss(output @ part["readout.W"].T + part["readout.b"], batch)
        into.flat[...] = 0
        into["readout.W"][...] = d.T @ output
        into["readout.b"][...] = d.sum(axis=0)
        self.stack.backward(run, (d @ part["readout.W"]).reshape(run.output.shape), into)
        return loss

    def _loss(self, said: Array, batch: Sentences) -> tuple[float, Array]:
        """And its gradient with respect to what is said, ``(rows, answers)``."""
        weights = (batch.weights / batch.weights.sum()).reshape(-1, 1)
        if self.case.says == "numbers":
            off = said - batch.targets.reshape(said.shape)
            return float((weights * off**2).sum() / 2), weights * off
        wanted = np.eye(self.case.answers)[batch.targets.ravel().astype(int)]
        shifted = said - said.max(axis=1, keepdims=True)
        log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        return float(-(weights * wanted * log_p).sum()), weights * (np.exp(log_p) - wanted)

    def learn(self, batches: list[Sentences], updates: int) -> tuple[list[float], list[float]]:
        """The loss and the size of the gradient at each update."""
        adam = replace(Adam.over(self.parameters.flat), clip=CLIP)
        losses, norms = [], []
        for n in range(updates):
            losses.append(self.loss(batches[n % len(batches)]))
            norms.append(adam.step(self.parameters.flat, self.gradients.flat, RATE))
        return losses, norms


def engine(
    shape: StackShape, task: dict[str, Any], weights: Mapping[str, Array], batches: list[dict[str, Any]], updates: int = 0
) -> dict[str, Any]:
    """What the page's engine makes of it: answers, loss and gradients of the first batch; then so many updates."""
    told = {
        "plan": plan(shape),
        "task": task,
        "weights": {name: array.ravel().tolist() for name, array in weights.items()},
        "batches": batches,
        "updates": updates,
        "pace": {"rate": RATE, "clip": CLIP},
    }
    found: dict[str, Any] = answer_of("learns", told)
    return found
