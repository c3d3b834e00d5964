"""Networks taught in processes of their own: what is killed goes on to the same weights, and its log is true."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from model.explain.beliefs import facts_of
from model.network.checkpoint import load_network
from model.training import jobs
from model.training.jobs import entries, work
from model.training.lesson import Teaching, teach
from tests.model.training.lessons import PATIENCE, TINY, ignore, small_batches, weights

__all__ = ["small_batches"]
pytestmark = pytest.mark.usefixtures("small_batches")


def test_a_process_that_is_killed_loses_little_and_goes_on_to_the_same_weights(tmp_path: Path) -> None:
    recipe = replace(TINY, name="killed", steps=60)
    code = (
        "import sys, json; from pathlib import Path; from model.training import jobs, lesson, recipe_from_json\n"
        "from model.world import Shape\n"
        "lesson.shape_at = lambda recipe, step: Shape(20, 4)\n"
        "lesson.validation_scores = lambda trainer, world, batches: {}\n"
        "lesson.SAVE_EVERY, lesson.LOG_EVERY = 0.0, 1\n"
        "jobs.work(recipe_from_json(json.loads(sys.argv[1])), Path(sys.argv[2]), None, sys.argv[3] == 'True')"
    )

    def start(resume: bool) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-c", code, json.dumps(asdict(recipe)), str(tmp_path), str(resume)])

    killed, log = start(False), tmp_path / "killed.log.jsonl"
    while not (log.exists() and log.read_text().count("\n") > 10):
        assert killed.poll() is None
        time.sleep(0.01)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert start(True).wait(PATIENCE) == 0
    whole, _ = teach(recipe, tmp_path / "whole", False, ignore)
    resumed = Teaching(recipe)
    resumed.load(tmp_path / "killed.state")
    assert weights(resumed) == weights(whole)
    assert [entry["step"] for entry in entries(log)] == [*range(1, recipe.steps + 1), recipe.steps]


def test_a_line_of_the_log_that_a_kill_cut_off_is_left_out_and_what_is_done_again_is_told_once(tmp_path: Path) -> None:
    def stop(entry: dict[str, Any]) -> None:
        if entry["step"] == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        teach(TINY, tmp_path, False, stop)
    log = tmp_path / "tiny.log.jsonl"
    log.write_text("".join(json.dumps({"step": step, "loss": 1.0}) + "\n" for step in range(1, 8)) + '{"step": 8, "lo')
    assert [entry["step"] for entry in entries(log)] == list(range(1, 8))
    work(TINY, tmp_path, None, True)
    assert [json.loads(line)["step"] for line in log.read_text().splitlines()] == [*range(1, TINY.steps + 1), TINY.steps]


def test_what_was_taught_is_handed_in_with_where_it_comes_from_its_facts_and_its_snapshots(tmp_path: Path) -> None:
    recipe, out = replace(TINY, snapshots=(0, 9)), tmp_path / "weights"
    for stays_or_goes in ("tiny-00004", "tiny-0.003", "small-00004"):
        (out / f"{stays_or_goes}.safetensors").parent.mkdir(exist_ok=True)
        (out / f"{stays_or_goes}.safetensors").write_bytes(b"of before")
    work(recipe, tmp_path, out, False)
    lines = [json.loads(line) for line in (tmp_path / "tiny.log.jsonl").read_text().splitlines()]
    assert [line["step"] for line in lines] == [*range(1, TINY.steps + 1), TINY.steps]
    assert all(np.isfinite(line["loss"]) for line in lines[:-1])
    assert lines[-1] == {"done": True, "step": TINY.steps, "scores": {"topic name": 0.5}}
    network = load_network(out / "tiny.safetensors")
    assert network.provenance["recipe"] == json.loads(json.dumps(asdict(recipe)))
    assert (network.provenance["trained"], network.provenance["validation"]) == (True, {"topic name": 0.5})
    assert [fact.name for fact in facts_of(network)] == ["topic", "origin", "key", "rope", "torch", "sword", "person"]
    others = {path.stem for path in out.iterdir()} - {"tiny"}
    assert others == {"tiny-00000", "tiny-00009", "tiny-0.003", "small-00004"}  # the snapshot of another lesson is gone


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_who_is_stopped_stops_those_that_it_started(tmp_path: Path, end: signal.Signals) -> None:
    command = [sys.executable, "-m", "model.train", "small", "--folder", str(tmp_path), "--out", str(tmp_path / "weights")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True) as running:
        while not (tmp_path / "small.log.jsonl").exists():
            assert running.poll() is None
            time.sleep(0.05)
        running.send_signal(end)
        told = running.communicate(timeout=PATIENCE)[0].decode()
        assert running.returncode == jobs.STOPPED
        assert "`--resume` goes on from here" in told
        with pytest.raises(ProcessLookupError):
            os.killpg(running.pid, 0)  # nobody of its session is left


class Ended:
    """Stands for a process that has come to its end."""

    def __init__(self, returncode: int) -> None:
        self.returncode = returncode

    def poll(self) -> int:
        return self.returncode


@pytest.mark.parametrize(("codes", "code"), [((0, 0, 0), 0), ((0, 1, 0), 1), ((-9, 0, 0), 1)])
def test_all_are_taught_and_one_that_fails_is_told_at_the_end(
    codes: tuple[int, ...], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[str] = []
    shown: list[int] = []

    def start(recipe: Any, *_: Any) -> Ended:
        started.append(recipe.name)
        return Ended(codes[len(started) - 1])

    monkeypatch.setattr(jobs, "_start", start)
    monkeypatch.setattr(jobs.time, "sleep", lambda _: None)
    recipes = [replace(TINY, name=name) for name in ("a", "b", "c")]
    assert jobs.run(recipes, tmp_path, None, False, 2, lambda: shown.append(len(started))) == code
    assert started == ["a", "b", "c"]
    assert shown == [2, 3]  # no more than two at once
