"""Several networks taught side by side, each in a process of its own, with a log that tells how far it is."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from model.errors import CommandError, ModelError
from model.network import Network, load_network, save_network
from model.training.find_facts import find_facts
from model.training.lesson import Teaching, snapshot_file, state_file, step_of, teach
from model.training.recipes import Recipe

STOPPED = 130  # the exit code of what was interrupted


def log_file(name: str, folder: Path) -> Path:
    return folder / f"{name}.log.jsonl"


def weights_file(name: str, out: Path) -> Path:
    return out / f"{name}.safetensors"


def entries(log: Path) -> list[dict[str, Any]]:
    """What was reported. A line that a kill cut off is left out."""
    reports = []
    for line in log.read_text(encoding="utf-8").splitlines() if log.exists() else []:
        with suppress(ValueError):
            reports.append(json.loads(line))
    return reports


# One network, in the process that was started for it.


def work(recipe: Recipe, folder: Path, out: Path | None, resume: bool) -> None:
    """Teaches it, logs on the way, and puts its weights into ``out``."""
    folder.mkdir(parents=True, exist_ok=True)
    log, parent = log_file(recipe.name, folder), os.getppid()
    _begin_log(log, step_of(state_file(recipe, folder)) if resume else None)
    with log.open("a", encoding="utf-8", buffering=1) as file:

        def report(entry: dict[str, Any]) -> None:
            print(json.dumps(entry), file=file)
            if os.getppid() != parent:  # it was killed, and nobody else would stop this one
                raise KeyboardInterrupt

        lesson, scores = teach(recipe, folder, resume, report)
        print(json.dumps({"done": True, "step": lesson.step, "scores": scores}), file=file)
    if out:
        _hand_in(lesson, scores, folder, out)


def _begin_log(log: Path, step: int | None) -> None:
    """A log that goes on at that step keeps what was reported up to there; None begins anew."""
    before = [] if step is None else [entry for entry in entries(log) if entry["step"] <= step and "done" not in entry]
    part = log.with_suffix(".part")
    part.write_text("".join(json.dumps(entry) + "\n" for entry in before), encoding="utf-8")
    part.replace(log)


def _hand_in(lesson: Teaching, scores: dict[str, float], folder: Path, out: Path) -> None:
    """The weights, where they come from, which units hold which fact, and the snapshots instead of those of before."""
    recipe, path = lesson.recipe, weights_file(lesson.recipe.name, out)
    provenance = {
        "trained": True,
        "recipe": asdict(recipe),
        "on": f"stories made by model/world/{recipe.world}",
        "validation": {name: round(score, 4) for name, score in scores.items()},
    }
    out.mkdir(parents=True, exist_ok=True)
    save_network(lesson.network(provenance), path, np.float16)
    note_facts(path)
    forget_snapshots(recipe, out)
    for step in recipe.snapshots:
        shutil.copy(snapshot_file(recipe, step, folder), out)


def forget_snapshots(recipe: Recipe, out: Path) -> None:
    """Removes those of a lesson before."""
    for old in out.glob(f"{recipe.name}-{'[0-9]' * 5}.safetensors"):
        old.unlink()


def note_facts(path: Path) -> None:
    """Finds which units hold which fact, in the weights as they are kept, and writes it beside them."""
    network = load_network(path)
    facts = [fact.to_json() for fact in find_facts(network)]
    save_network(Network(network.config, network.parameters, {**network.provenance, "facts": facts}), path, np.float16)


# All of them, some at a time.


def refuse_to_lose(recipes: list[Recipe], out: Path) -> None:
    """Before anything is taught: weights that took more steps than these recipes have are not replaced."""
    for recipe in recipes:
        path = weights_file(recipe.name, out)
        if (steps := steps_behind(path)) > recipe.steps:
            shown = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
            another = f"to teach another for {recipe.steps:,} name a folder with --out"
            raise CommandError(f"{shown} was taught for {steps:,} steps; {another}")


def steps_behind(path: Path) -> int:
    """For how many steps the network there was taught; 0 if there is none, or none that could be used."""
    if not path.exists():
        return 0
    try:
        recipe = load_network(path).provenance.get("recipe")
    except ModelError:
        return 0
    steps = recipe.get("steps") if isinstance(recipe, dict) else None
    return steps if isinstance(steps, int) else 0


def run(recipes: list[Recipe], folder: Path, out: Path | None, resume: bool, at_once: int, show: Callable[[], None]) -> int:
    """Starts a process for each recipe; ``show`` is called every second. Returns 0 if all came to their end."""
    waiting, failed = list(recipes), 0
    running: list[subprocess.Popen[bytes]] = []
    try:
        while waiting or running:
            while waiting and len(running) < at_once:
                running.append(_start(waiting.pop(0), folder, out, resume))
            time.sleep(1)
            failed += sum(process.poll() not in (None, 0) for process in running)
            running = [process for process in running if process.returncode is None]
            show()
    except KeyboardInterrupt:
        return STOPPED
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait()
    return int(failed > 0)


def _start(recipe: Recipe, folder: Path, out: Path | None, resume: bool) -> subprocess.Popen[bytes]:
    """One thread for each process: two networks at a time leave no core for a second one."""
    command = [sys.executable, "-m", "model.train", "--one", json.dumps(asdict(recipe)), "--folder", str(folder)]
    command += ["--resume"] * resume + (["--out", str(out)] if out else [])
    return subprocess.Popen(command, env=os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"})
