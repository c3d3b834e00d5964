"""``python -m model.train``: teaches networks the stories, two at a time, and writes their weights.

    python -m model.train                       all recipes, into model/weights/
    python -m model.train lstm rnn              some of them
    python -m model.train --resume              go on where it was stopped
    python -m model.train --tune                find each cell's learning rate instead
    python -m model.train --facts               find anew which units hold which fact, in weights that are there

Whatever is needed to go on is saved every 30 seconds and when it is stopped with Ctrl-C. A batch depends on the seed
and the number of the step only, so a run that was stopped and resumed ends with the same weights, bit for bit, as
one that was not.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import safe_open
from safetensors.numpy import save

from model.cells import load_cell
from model.network import WEIGHTS, Config, Network, Trainer, load_network, mean_length, save_network, starting_parameters
from model.training import CELLS, PHASES, RATES, RECIPES, TUNING_STEPS, Adam, Recipe, find_facts, shape_at, validation_scores
from model.world import FOLDER, told, vocabulary

SAVE_EVERY, LOG_EVERY, SCORE_EVERY = 30.0, 50, 500  # seconds, steps, steps
WARM_UP, LOWEST_RATE = 200, 0.02
Report = Callable[[dict[str, Any]], None]


def learning_rate(step: int, steps: int, highest: float) -> float:
    """A short warm-up, then half a cosine down to ``LOWEST_RATE`` of the highest."""
    if step < WARM_UP:
        return highest * (step + 1) / WARM_UP
    done = (step - WARM_UP) / max(1, steps - WARM_UP)
    return highest * (LOWEST_RATE + (1 - LOWEST_RATE) * 0.5 * (1 + math.cos(math.pi * done)))


def config_of(recipe: Recipe) -> Config:
    cell = load_cell(recipe.cell)
    return Config(cell, vocabulary(), recipe.width, recipe.units, recipe.layers, recipe.bidirectional)


@cache
def stories_digest() -> str:
    """Of all that the stories are made from: a run can only go on with the same."""
    files = sorted(path for path in FOLDER.rglob("*") if path.suffix in (".txt", ".tsv", ".py"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files) + repr(PHASES).encode()).hexdigest()


class Lesson:
    """One network being taught. All that changes is in ``parameters``, ``adam`` and ``step``."""

    def __init__(self, recipe: Recipe) -> None:
        self.recipe, self.config, self.step = recipe, config_of(recipe), 0
        self.parameters = starting_parameters(self.config, recipe.seed)
        self.trainer, self.adam = Trainer(self.config, self.parameters), Adam.over(self.parameters.flat)

    def learn(self) -> float:
        """One step. Returns the loss."""
        recipe, norm = self.recipe, mean_length(self.parameters["embedding"])
        shape = shape_at(self.step, recipe.steps)
        batch = told(recipe.seed, self.step, shape, recipe.width, norm, recipe.bidirectional).batch
        loss = self.trainer.loss(batch)
        self.adam.step(self.parameters.flat, self.trainer.gradients.flat, learning_rate(self.step, recipe.steps, recipe.rate))
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


def teach(recipe: Recipe, folder: Path, resume: bool, report: Report) -> tuple[Lesson, dict[str, float]]:
    """Teaches one network from beginning to end; returns it with its scores on the validation stories."""
    folder.mkdir(parents=True, exist_ok=True)
    lesson, state = Lesson(recipe), folder / f"{recipe.name}.state"
    if resume and state.exists():
        lesson.load(state)
    begun, first, saved = time.monotonic(), lesson.step, time.monotonic()
    losses: list[float] = []
    try:
        while lesson.step < recipe.steps:
            if lesson.step in recipe.snapshots:
                _snapshot(lesson, folder)
            losses.append(lesson.learn())
            if lesson.step % LOG_EVERY == 0 or lesson.step == recipe.steps:
                seconds = time.monotonic() - begun
                speed = (lesson.step - first) / seconds
                entry: dict[str, Any] = {
                    "step": lesson.step,
                    "loss": round(float(np.mean(losses)), 4),
                    "steps_per_second": round(speed, 2),
                }
                losses = []
                if lesson.step % SCORE_EVERY == 0:
                    entry["scores"] = {name: round(score, 3) for name, score in validation_scores(lesson.trainer, 2).items()}
                report(entry)
            if time.monotonic() - saved > SAVE_EVERY:
                lesson.save(state)
                saved = time.monotonic()
    finally:
        lesson.save(state)
    if lesson.step in recipe.snapshots:
        _snapshot(lesson, folder)
    return lesson, validation_scores(lesson.trainer, 16)


def _snapshot(lesson: Lesson, folder: Path) -> None:
    provenance = {"trained": True, "recipe": lesson.recipe.name, "step": lesson.step}
    save_network(lesson.network(provenance), folder / f"{lesson.recipe.name}-{lesson.step:05d}.safetensors", np.float16)


# One network, in a process of its own.


def work(recipe: Recipe, folder: Path, out: Path | None, resume: bool) -> None:
    log, state = folder / f"{recipe.name}.log.jsonl", folder / f"{recipe.name}.state"
    folder.mkdir(parents=True, exist_ok=True)
    before = [entry for entry in entries(log) if entry["step"] <= step_of(state) and "done" not in entry] if resume else []
    parent, part = os.getppid(), log.with_suffix(".part")
    part.write_text("".join(json.dumps(entry) + "\n" for entry in before), encoding="utf-8")
    part.replace(log)
    with log.open("a", encoding="utf-8", buffering=1) as file:

        def report(entry: dict[str, Any]) -> None:
            print(json.dumps(entry), file=file)
            if os.getppid() != parent:  # it was killed, and nobody else would stop this one
                raise KeyboardInterrupt

        lesson, scores = teach(recipe, folder, resume, report)
        print(json.dumps({"done": True, "step": lesson.step, "scores": scores}), file=file)
    if out:
        out.mkdir(parents=True, exist_ok=True)
        provenance = {
            "trained": True,
            "recipe": asdict(recipe),
            "on": "stories made by model/world",
            "validation": {name: round(score, 4) for name, score in scores.items()},
        }
        path = out / f"{recipe.name}.safetensors"
        save_network(lesson.network(provenance), path, np.float16)
        note_facts(path)
        for snapshot in folder.glob(f"{recipe.name}-*.safetensors"):
            shutil.copy(snapshot, out)


def entries(log: Path) -> list[dict[str, Any]]:
    """What was reported. A line that a kill cut off is left out."""
    found = []
    for line in log.read_text(encoding="utf-8").splitlines() if log.exists() else []:
        with suppress(ValueError):
            found.append(json.loads(line))
    return found


def step_of(state: Path) -> int:
    if not state.exists():
        return 0
    with safe_open(state, framework="numpy") as file:
        return int(file.metadata()["step"])


def note_facts(path: Path) -> None:
    """Finds which units hold which fact, in the weights as they are kept, and writes it beside them."""
    network = load_network(path)
    facts = [fact.to_json() for fact in find_facts(network)]
    save_network(Network(network.config, network.parameters, {**network.provenance, "facts": facts}), path, np.float16)


# All of them, two at a time.


def run(jobs: list[Recipe], folder: Path, out: Path | None, resume: bool, at_once: int) -> int:
    """Starts a process for each recipe and shows how far they are. Returns 0 if all came to their end."""
    waiting, failed = list(jobs), 0
    running: dict[str, subprocess.Popen[bytes]] = {}
    show = _Show(jobs, folder)
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    try:
        while waiting or running:
            while waiting and len(running) < at_once:
                recipe = waiting.pop(0)
                command = [sys.executable, "-m", "model.train", "--one", json.dumps(asdict(recipe)), "--folder", str(folder)]
                command += ["--resume"] * resume + (["--out", str(out)] if out else [])
                running[recipe.name] = subprocess.Popen(command, env=environment)
            time.sleep(1)
            for name, process in list(running.items()):
                if process.poll() is not None:
                    failed += process.returncode != 0
                    del running[name]
            show()
    except KeyboardInterrupt:
        print("\nstopped; `--resume` goes on from here")
        return 130
    finally:
        for process in running.values():
            process.terminate()
        for process in running.values():
            process.wait()
    return int(failed > 0)


class _Show:
    """A line for each network: how far, loss, scores, speed, time left. On a terminal the lines stay in place."""

    def __init__(self, jobs: list[Recipe], folder: Path) -> None:
        self.jobs, self.folder, self.lines, self.last = jobs, folder, 0, 0.0

    def __call__(self) -> None:
        terminal = sys.stdout.isatty()
        if not terminal and time.monotonic() - self.last < 60:
            return
        self.last = time.monotonic()
        lines = [line for recipe in self.jobs if (line := self._line(recipe))]
        if terminal and self.lines:
            print(f"\x1b[{self.lines}F\x1b[J", end="")
        print("\n".join(lines), flush=True)
        self.lines = len(lines)

    def _line(self, recipe: Recipe) -> str:
        told = entries(self.folder / f"{recipe.name}.log.jsonl")
        if not told:
            return ""
        last = told[-1]
        scores: dict[str, float] = next((entry["scores"] for entry in reversed(told) if "scores" in entry), {})
        part = last["step"] / recipe.steps
        said = " ".join(f"{name} {score:.2f}" for name, score in scores.items())
        if last.get("done"):
            return f"{recipe.name:<12} done  {said}"
        left = (recipe.steps - last["step"]) / last["steps_per_second"]
        bar = "#" * round(20 * part) + "." * (20 - round(20 * part))
        shape = shape_at(last["step"], recipe.steps)
        words = last["steps_per_second"] * shape.words * shape.stories
        time_left = f"{int(left // 60)}:{int(left % 60):02d} left"
        return f"{recipe.name:<12} [{bar}] {part:4.0%} loss {last['loss']:.3f} {words:,.0f} words/s {time_left}  {said}"


def tune(names: list[str], folder: Path, resume: bool, at_once: int) -> int:
    """Tries each rate for each cell; prints the mean score by family, and the best."""
    jobs = [
        replace(RECIPES[name], name=f"{name}-{rate:g}", rate=rate, steps=TUNING_STEPS, snapshots=())
        for name in names
        for rate in RATES
    ]
    if code := run(jobs, folder, None, resume, at_once):
        return code
    for name in names:
        found = {}
        for rate in RATES:
            last = entries(folder / f"{name}-{rate:g}.log.jsonl")[-1]
            found[rate] = float(np.mean(list(last["scores"].values())))
        best = max(found, key=lambda rate: found[rate])
        print(f"{name:<12} best {best:g}  " + "  ".join(f"{rate:g}: {score:.3f}" for rate, score in found.items()))
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m model.train", description="Teaches networks the stories.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which ones (all by default): {', '.join(RECIPES)}")
    parser.add_argument("--resume", action="store_true", help="go on where it was stopped")
    parser.add_argument("--tune", action="store_true", help="try the learning rates instead")
    parser.add_argument("--facts", action="store_true", help="only find anew which units hold which fact")
    parser.add_argument("--at-once", type=int, default=2, help="how many networks at a time (2)")
    parser.add_argument("--folder", type=Path, default=Path("runs"), help="where logs and what is needed to go on are kept")
    parser.add_argument("--out", type=Path, help="where the weights go (model/weights)")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    for end in (signal.SIGINT, signal.SIGTERM):  # to end it is to stop it; a shell may have switched the first off
        signal.signal(end, signal.default_int_handler)
    if options.one:
        fields: dict[str, Any] = json.loads(options.one)
        recipe = Recipe(**fields | {"snapshots": tuple(fields["snapshots"])})
        try:
            work(recipe, options.folder, options.out, options.resume)
        except KeyboardInterrupt:
            return 130
        return 0
    for name in options.names:
        if name not in RECIPES:
            parser.error(f"there is no recipe {name!r}; there are {', '.join(RECIPES)}")
    if options.tune:
        return tune(options.names or list(CELLS), options.folder / "tuning", options.resume, options.at_once)
    names, out = options.names or list(RECIPES), options.out or WEIGHTS
    if options.facts:
        for name in names:
            note_facts(out / f"{name}.safetensors")
        return 0
    return run([RECIPES[name] for name in names], options.folder, out, options.resume, options.at_once)


if __name__ == "__main__":
    sys.exit(main())
