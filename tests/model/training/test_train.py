"""Training: a run that was stopped goes on to the same weights, and what is shown of it is true."""

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

from model import train
from model.explain.beliefs import facts_of
from model.network.checkpoint import load_network
from model.train import Lesson, learning_rate, teach, work
from model.training.recipes import CELLS, RECIPES, Recipe
from model.world.batches import Shape

TINY = Recipe("tiny", "lstm", rate=0.01, units=8, width=8, steps=9)


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(train, "shape_at", lambda step, steps: Shape(20, 4))
    monkeypatch.setattr(train, "LOG_EVERY", 1)


def weights(lesson: Lesson) -> bytes:
    return lesson.parameters.flat.tobytes() + lesson.adam.first.tobytes() + lesson.adam.second.tobytes()


def ignore(_: dict[str, Any]) -> None:
    pass


def test_a_run_that_was_stopped_and_resumed_ends_bit_for_bit_as_one_that_was_not(tmp_path: Path) -> None:
    whole, _ = teach(TINY, tmp_path / "whole", False, ignore)

    def stop(entry: dict[str, Any]) -> None:
        if entry["step"] in (3, 7):
            raise KeyboardInterrupt

    for resume in (False, True):
        with pytest.raises(KeyboardInterrupt):
            teach(TINY, tmp_path / "parts", resume, stop)
    parts, _ = teach(TINY, tmp_path / "parts", True, ignore)
    assert weights(parts) == weights(whole)
    assert parts.adam.steps == whole.adam.steps == TINY.steps


def test_the_same_seed_gives_the_same_weights_and_another_seed_others(tmp_path: Path) -> None:
    first, again = (teach(TINY, tmp_path / name, False, ignore)[0] for name in ("first", "again"))
    other, _ = teach(replace(TINY, seed=2), tmp_path / "other", False, ignore)
    assert weights(first) == weights(again)
    assert weights(first) != weights(other)


def test_a_process_that_is_killed_loses_little_and_goes_on_to_the_same_weights(tmp_path: Path) -> None:
    recipe = replace(TINY, name="killed", steps=60)
    code = (
        "import sys, json; from pathlib import Path; from model import train; from model.world.batches import Shape\n"
        "train.shape_at = lambda step, steps: Shape(20, 4)\n"
        "train.SAVE_EVERY, train.LOG_EVERY = 0.0, 1\n"
        "train.work(train.Recipe(**json.loads(sys.argv[1])), Path(sys.argv[2]), None, sys.argv[3] == 'True')"
    )

    def start(folder: str, resume: bool) -> subprocess.Popen[bytes]:
        fields = asdict(recipe) | {"snapshots": ()}
        return subprocess.Popen([sys.executable, "-c", code, json.dumps(fields), str(tmp_path / folder), str(resume)])

    killed, log = start("killed", False), tmp_path / "killed" / "killed.log.jsonl"
    while not (log.exists() and log.read_text().count("\n") > 10):
        assert killed.poll() is None
        time.sleep(0.01)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert start("killed", True).wait() == 0
    assert start("whole", False).wait() == 0
    ends = []
    for folder in ("killed", "whole"):
        lesson = Lesson(recipe)
        lesson.load(tmp_path / folder / "killed.state")
        ends.append(weights(lesson))
    assert ends[0] == ends[1]


def test_no_more_than_a_minute_is_ever_lost() -> None:
    assert train.SAVE_EVERY <= 60


def test_a_line_of_the_log_that_a_kill_cut_off_is_left_out_and_what_is_done_again_is_told_once(tmp_path: Path) -> None:
    def stop(entry: dict[str, Any]) -> None:
        if entry["step"] == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        teach(TINY, tmp_path, False, stop)
    log = tmp_path / "tiny.log.jsonl"
    log.write_text("".join(json.dumps({"step": step, "loss": 1.0}) + "\n" for step in range(1, 8)) + '{"step": 8, "lo')
    assert [entry["step"] for entry in train.entries(log)] == list(range(1, 8))
    work(TINY, tmp_path, None, True)
    assert [json.loads(line)["step"] for line in log.read_text().splitlines()] == [*range(1, TINY.steps + 1), TINY.steps]


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_who_is_stopped_stops_those_that_it_started(tmp_path: Path, end: signal.Signals) -> None:
    command = [sys.executable, "-m", "model.train", "small", "--folder", str(tmp_path), "--out", str(tmp_path / "weights")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True) as running:
        while not (tmp_path / "small.log.jsonl").exists():
            assert running.poll() is None
            time.sleep(0.05)
        running.send_signal(end)
        told = running.communicate(timeout=30)[0].decode()
        assert running.returncode == 130
        assert "`--resume` goes on from here" in told
        with pytest.raises(ProcessLookupError):
            os.killpg(running.pid, 0)  # nobody of its session is left


def test_how_far_it_is_is_shown_in_a_line_for_each_network(tmp_path: Path) -> None:
    work(TINY, tmp_path, None, False)
    half = tmp_path / "half.log.jsonl"
    entry = {"step": 4500, "loss": 0.5, "steps_per_second": 15.0, "scores": {"kind": 1.0}}
    half.write_text(json.dumps(entry) + "\n")
    show = train._Show([TINY, replace(TINY, name="half", steps=9000), replace(TINY, name="waits")], tmp_path)
    done, going, waits = (show._line(recipe) for recipe in show.jobs)
    assert done.startswith("tiny         done")
    assert "[##########..........]  50% loss 0.500" in going
    assert "5:00 left" in going and "words/s" in going and "kind 1.00" in going
    assert waits == ""


def test_a_tuning_that_is_stopped_says_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def stopped(*how: Any) -> int:
        asked.append(how)
        return 130

    monkeypatch.setattr(train, "run", stopped)
    assert train.tune(["rnn"], tmp_path, True, 2) == 130
    [(jobs, _, out, resume, at_once)] = asked
    assert [job.rate for job in jobs] == list(train.RATES)
    assert (out, resume, at_once) == (None, True, 2)


def test_a_state_of_other_stories_is_not_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    teach(TINY, tmp_path, False, ignore)
    monkeypatch.setattr(train, "stories_digest", lambda: "others")
    with pytest.raises(SystemExit, match="other stories"):
        teach(TINY, tmp_path, True, ignore)


def test_a_state_of_another_recipe_is_not_gone_on_with(tmp_path: Path) -> None:
    teach(TINY, tmp_path, False, ignore)
    with pytest.raises(SystemExit, match="another recipe"):
        teach(replace(TINY, rate=0.5), tmp_path, True, ignore)


def test_the_log_holds_a_line_of_json_for_each_report_and_the_scores_at_the_end(tmp_path: Path) -> None:
    work(TINY, tmp_path, tmp_path / "weights", False)
    lines = [json.loads(line) for line in (tmp_path / "tiny.log.jsonl").read_text().splitlines()]
    assert [line["step"] for line in lines] == [*range(1, TINY.steps + 1), TINY.steps]
    assert all(np.isfinite(line["loss"]) for line in lines[:-1])
    assert lines[-1]["done"]
    assert {"kind", "number", "origin", "person", "quest", "topic name"} <= set(lines[-1]["scores"])
    network = load_network(tmp_path / "weights" / "tiny.safetensors")
    assert network.provenance["recipe"]["steps"] == TINY.steps
    assert network.provenance["trained"] is True
    assert [fact.name for fact in facts_of(network)] == ["topic", "origin", "key", "rope", "torch", "sword", "person"]


def test_snapshots_are_kept_on_the_way(tmp_path: Path) -> None:
    lesson, _ = teach(replace(TINY, snapshots=(0, 4, 9)), tmp_path, False, ignore)
    kept = {path.name: load_network(path) for path in tmp_path.glob("tiny-*.safetensors")}
    assert sorted(kept) == ["tiny-00000.safetensors", "tiny-00004.safetensors", "tiny-00009.safetensors"]
    last = kept["tiny-00009.safetensors"].parameters.flat
    np.testing.assert_allclose(last, lesson.parameters.flat, rtol=1e-3, atol=1e-6)  # float16
    assert not np.allclose(kept["tiny-00000.safetensors"].parameters.flat, last, atol=1e-3)


def test_the_learning_rate_rises_shortly_and_falls_slowly() -> None:
    rates = [learning_rate(step, 1000, 0.01) for step in range(1000)]
    assert max(rates) == pytest.approx(0.01)
    assert rates.index(max(rates)) == train.WARM_UP - 1
    assert rates[0] == pytest.approx(0.01 / train.WARM_UP)
    assert rates[-1] == pytest.approx(0.01 * train.LOWEST_RATE, rel=0.01)
    assert sorted(rates[train.WARM_UP :], reverse=True) == rates[train.WARM_UP :]


def test_there_is_a_recipe_for_every_cell_with_the_same_budget() -> None:
    assert len(CELLS) == 8
    assert len({(RECIPES[name].steps, RECIPES[name].seed) for name in CELLS}) == 1


def test_an_unknown_name_is_said_on_the_command_line() -> None:
    command = [sys.executable, "-m", "model.train", "lstn"]
    found = subprocess.run(command, capture_output=True, text=True, env=os.environ, check=False)
    assert found.returncode == 2
    assert "no recipe 'lstn'" in found.stderr
