"""One network being taught, step by step; what is saved of it on the way is enough to go on with.

A batch depends on the seed and the number of the step only, so a lesson that was stopped and resumed ends with the same
weights, bit for bit, as one that was not.
"""

from __future__ import annotations

import hashlib
import json
import math
import time
from collections.abc import Callable
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import safe_open
from safetensors.numpy import save

from model.cells import load_cell
from model.network import Config, Network, Trainer, mean_length, save_network, starting_parameters
from model.training.adam import Adam
from model.training.recipes import PHASES, Recipe, shape_at
from model.training.score import validation_scores
from model.world import FOLDER, WORLDS, story_batch, world_in_words_of

SAVE_EVERY, LOG_EVERY, SCORE_EVERY = 30.0, 50, 500  # seconds, steps, steps
WARM_UP, MOST_WARM_UP, LOWEST_RATE = 200, 0.1, 0.02  # steps; at most this part of all steps; part of the highest rate
Report = Callable[[dict[str, Any]], None]


def learning_rate(step: int, steps: int, highest: float) -> float:
    """A short warm-up, then half a cosine down to ``LOWEST_RATE`` of the highest."""
    warm_up = min(WARM_UP, int(MOST_WARM_UP * steps))
    if step < warm_up:
        return highest * (step + 1) / warm_up
    done = (step - warm_up) / max(1, steps - warm_up)
    return highest * (LOWEST_RATE + (1 - LOWEST_RATE) * 0.5 * (1 + math.cos(math.pi * done)))


def rate_at(recipe: Recipe, step: int) -> float:
    """In two lessons, one after the other, if the recipe has a second."""
    part, height = recipe.again or (1.0, 0.0)
    first = round(part * recipe.steps)
    if step < first:
        return learning_rate(step, first, recipe.rate)
    return learning_rate(step - first, recipe.steps - first, height)


def config_of(recipe: Recipe) -> Config:
    cell = load_cell(recipe.cell)
    return Config(cell, WORLDS[recipe.world].vocabulary(), recipe.width, recipe.units, recipe.layers, recipe.bidirectional)


@cache
def stories_digest() -> str:
    """Of all that the stories are made from: a lesson can only go on with the same."""
    files = sorted(path for path in FOLDER.rglob("*") if path.suffix in (".txt", ".tsv", ".py"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files) + repr(PHASES).encode()).hexdigest()


class Teaching:
    """One network being taught. All that changes is in ``parameters``, ``adam`` and ``step``."""

    def __init__(self, recipe: Recipe) -> None:
        self.recipe, self.config, self.step = recipe, config_of(recipe), 0
        self.parameters = starting_parameters(self.config, recipe.seed, start=recipe.start)
        self.trainer, self.adam = Trainer(self.config, self.parameters), Adam.over(self.parameters.flat)

    def learn(self) -> float:
        """One step. Returns the loss."""
        recipe, norm = self.recipe, mean_length(self.parameters["embedding"])
        shape = shape_at(recipe, self.step)
        world = world_in_words_of(shape.world, recipe.world)
        batch = story_batch(world, recipe.seed, self.step, shape, recipe.width, norm, recipe.bidirectional).batch
        loss = self.trainer.loss(batch)
        self.adam.step(self.parameters.flat, self.trainer.gradients.flat, rate_at(recipe, self.step))
        self.step += 1
        return loss

    def save(self, path: Path) -> None:
        tensors = {"parameters": self.parameters.flat, "first": self.adam.first, "second": self.adam.second}
        header = {"recipe": json.dumps(asdict(self.recipe)), "stories": stories_digest(), "step": str(self.step)}
        part = path.with_suffix(".part")
        part.write_bytes(save(tensors, header))
        part.replace(path)

    def load(self, path: Path) -> None:
        with safe_open(path, framework="numpy") as file:
            header = file.metadata()
            if json.loads(header["recipe"]) != json.loads(json.dumps(asdict(self.recipe))):
                raise SystemExit(f"{path} was begun with another recipe; remove it, or start without --resume")
            if header.get("stories") != stories_digest():
                raise SystemExit(f"{path} was begun with other stories; remove it, or start without --resume")
            self.parameters.flat[...] = file.get_tensor("parameters")
            self.adam.first[...], self.adam.second[...] = file.get_tensor("first"), file.get_tensor("second")
            self.step = self.adam.steps = int(header["step"])

    def network(self, provenance: dict[str, Any]) -> Network:
        return Network(self.config, self.parameters, provenance)


def state_file(recipe: Recipe, folder: Path) -> Path:
    """Where a lesson is saved on the way."""
    return folder / f"{recipe.name}.state"


def snapshot_file(recipe: Recipe, step: int, folder: Path) -> Path:
    """Where the weights after that step are kept as well."""
    return folder / f"{recipe.name}-{step:05d}.safetensors"


def step_of(state: Path) -> int:
    """How far the lesson was that is saved there."""
    if not state.exists():
        return 0
    with safe_open(state, framework="numpy") as file:
        return int(file.metadata()["step"])


def teach(recipe: Recipe, folder: Path, resume: bool, report: Report) -> tuple[Teaching, dict[str, float]]:
    """Teaches one network from beginning to end; returns it with its scores on the validation stories."""
    folder.mkdir(parents=True, exist_ok=True)
    lesson, state = Teaching(recipe), state_file(recipe, folder)
    if resume and state.exists():
        lesson.load(state)
    begun, first, saved = time.monotonic(), lesson.step, time.monotonic()
    losses: list[float] = []
    try:
        while lesson.step < recipe.steps:
            _keep_snapshot(lesson, folder)
            losses.append(lesson.learn())
            if lesson.step % LOG_EVERY == 0 or lesson.step == recipe.steps:
                speed = (lesson.step - first) / (time.monotonic() - begun)
                report(_entry(lesson, losses, speed))
                losses = []
            if time.monotonic() - saved > SAVE_EVERY:
                lesson.save(state)
                saved = time.monotonic()
    finally:
        lesson.save(state)
    _keep_snapshot(lesson, folder)
    return lesson, validation_scores(lesson.trainer, recipe.world, 16)


def _entry(lesson: Teaching, losses: list[float], speed: float) -> dict[str, Any]:
    """How far it is: the mean loss since the last entry, the speed, and now and then the scores."""
    entry = {"step": lesson.step, "loss": round(float(np.mean(losses)), 4), "steps_per_second": round(speed, 2)}
    if lesson.step % SCORE_EVERY:
        return entry
    return entry | {
        "scores": {name: round(score, 3) for name, score in validation_scores(lesson.trainer, lesson.recipe.world, 2).items()}
    }


def _keep_snapshot(lesson: Teaching, folder: Path) -> None:
    """Keeps the weights if the recipe wants those of this step."""
    if lesson.step in lesson.recipe.snapshots:
        provenance = {"trained": True, "recipe": lesson.recipe.name, "step": lesson.step}
        save_network(lesson.network(provenance), snapshot_file(lesson.recipe, lesson.step, folder), np.float16)
