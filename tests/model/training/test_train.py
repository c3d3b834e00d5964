"""The command that teaches: what it starts, what it shows, and that a new text file can be taught."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from model import Network, cell_names, save_network, shipped_names, train
from model.engine import FAN_IN, STARTS
from model.training.jobs import STOPPED
from model.training.recipes import RATES, RECIPES, TUNING_STEPS, Recipe, network_names
from tests.model.training.lessons import PATIENCE, TINY, network_of

ROOT = Path(__file__).parents[3]


class Started:
    """What the command would have started; each lesson ends with the scores of its rate."""

    def __init__(self, code: int = 0) -> None:
        self.code, self.recipes, self.out, self.resume, self.at_once = code, list[Recipe](), None, False, 0

    def __call__(self, recipes: list[Recipe], folder: Path, out: Any, resume: bool, at_once: int, _: object) -> int:
        self.recipes, self.out, self.resume, self.at_once = recipes, out, resume, at_once
        folder.mkdir(parents=True, exist_ok=True)
        for recipe in recipes:
            last = {"step": recipe.steps, "done": True, "scores": {"topic": 1 - abs(recipe.rate - 0.006), "quest": 0.5}}
            (folder / f"{recipe.name}.log.jsonl").write_text(json.dumps(last) + "\n")
        return self.code


def command(monkeypatch: pytest.MonkeyPatch, *words: str, code: int = 0) -> Started:
    started = Started(code)
    monkeypatch.setattr(train, "run", started)
    monkeypatch.setattr(train.signal, "signal", lambda *_: None)
    monkeypatch.setattr("sys.argv", ["train", *words])
    assert train.main() == code
    return started


def test_without_names_every_network_is_taught_as_its_recipe_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    started = command(monkeypatch, "--folder", str(tmp_path))
    assert [recipe.name for recipe in started.recipes] == list(network_names())
    assert all(recipe == RECIPES[recipe.name] for recipe in started.recipes if recipe.name in RECIPES)
    assert (started.out, started.resume, started.at_once) == (train.WEIGHTS, False, 2)


def test_names_steps_and_places_are_taken_as_they_are_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    places = ("--folder", str(tmp_path), "--out", str(tmp_path / "w"))
    started = command(monkeypatch, "gru", "small", "--steps", "300", "--resume", "--at-once", "1", *places)
    assert [(recipe.name, recipe.steps) for recipe in started.recipes] == [("gru", 300), ("small", 300)]
    assert started.recipes[1].snapshots[-1] == 300
    assert (started.out, started.resume, started.at_once) == (tmp_path / "w", True, 1)


def test_a_tuning_tries_every_rate_and_start_and_says_which_was_best(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    started = command(monkeypatch, "rnn", "--tune", "--folder", str(tmp_path))
    assert [(recipe.start, recipe.rate) for recipe in started.recipes] == [(start, rate) for start in STARTS for rate in RATES]
    assert len({recipe.name for recipe in started.recipes}) == len(STARTS) * len(RATES)
    assert {recipe.steps for recipe in started.recipes} == {TUNING_STEPS}
    assert started.out is None
    *_, first, last = capsys.readouterr().out.splitlines()
    assert first.startswith("rnn          orthogonal  best 0.006  0.0004: 0.747") and last.startswith("rnn          normal ")
    every = command(monkeypatch, "--tune", "--steps", "10", "--folder", str(tmp_path)).recipes
    assert {recipe.cell for recipe in every} == set(cell_names())
    assert {recipe.steps for recipe in every} == {10}
    without_gates = {"rnn", "clockwork"}
    assert {recipe.cell for recipe in every if recipe.start != FAN_IN} == without_gates
    assert len(every) == (len(cell_names()) + (len(STARTS) - 1) * len(without_gates)) * len(RATES)


def test_a_tuning_that_is_stopped_says_no_more(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    started = command(monkeypatch, "rnn", "--tune", "--resume", "--folder", str(tmp_path), code=STOPPED)
    assert started.resume
    *table, _, last = capsys.readouterr().out.splitlines()
    assert last == "stopped; `--resume` goes on from here"
    assert len(table) == len(STARTS) * len(RATES)  # how far each has come, and no best one


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["lstn"], "no recipe and no cell called 'lstn'"),
        (["lstm", "--steps", "0"], "0 is less than 1"),
        (["lstm", "--at-once", "0"], "0 is less than 1"),
    ],
)
def test_what_cannot_be_done_is_said(
    words: list[str], said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        command(monkeypatch, *words)
    assert ended.value.code == 2
    assert said in capsys.readouterr().err


def network_taught_for(steps: int, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    network = network_of("gru")
    save_network(Network(network.config, network.parameters, {"recipe": {"steps": steps}}), path)


def test_a_network_that_was_taught_for_longer_is_not_replaced(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    network_taught_for(38_000, tmp_path / "model/weights/gru.safetensors")
    monkeypatch.setattr(train, "WEIGHTS", tmp_path / "model/weights")
    with pytest.raises(SystemExit) as ended:
        command(monkeypatch, "lstm", "gru", "--steps", "2000")
    assert ended.value.code == 2
    said = "model/weights/gru.safetensors was taught for 38,000 steps; to teach another for 2,000 name a folder with --out"
    assert said in capsys.readouterr().err
    assert not (tmp_path / "runs").exists()  # nothing has begun
    assert command(monkeypatch, "gru", "--steps", "2000", "--out", "short").recipes[0].steps == 2_000
    assert command(monkeypatch, "gru").recipes[0].steps == 38_000  # as long as it was taught before


@pytest.mark.parametrize("network", shipped_names())
def test_no_network_that_comes_with_gatewalk_can_be_lost_to_a_short_lesson(network: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SystemExit):
        command(monkeypatch, network, "--steps", str(RECIPES[network].steps - 1))


def test_weights_that_cannot_be_used_may_be_replaced(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "gru.safetensors").write_bytes(b"cut off")
    for provenance in ({}, {"recipe": "gru"}, {"recipe": {}}):
        save_network(Network(network_of().config, network_of().parameters, provenance), tmp_path / "lstm.safetensors")
        places = ("--out", str(tmp_path), "--folder", str(tmp_path / "runs"))
        assert len(command(monkeypatch, "gru", "lstm", "--steps", "1", *places).recipes) == 2


def lesson_at(step: int, folder: Path) -> None:
    entry = {"step": step, "loss": 0.5, "steps_per_second": 1.0}
    (folder / "tiny.log.jsonl").write_text(json.dumps(entry) + "\n")


def test_without_a_terminal_a_table_comes_as_soon_as_there_is_one_then_now_and_then_and_always_at_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = [10.0]  # seconds; no clock of the machine
    monkeypatch.setattr(train.time, "monotonic", lambda: now[0])
    show = train.Show([TINY], tmp_path)
    show()
    assert capsys.readouterr().out == ""  # nothing is told yet, and no empty line either
    lesson_at(3, tmp_path)
    show()
    assert " 33% " in capsys.readouterr().out
    lesson_at(6, tmp_path)
    now[0] += train.TELL_EVERY - 1
    show()
    assert capsys.readouterr().out == ""
    now[0] += 1
    show()
    assert " 67% " in capsys.readouterr().out
    lesson_at(9, tmp_path)
    show()
    show.now()
    show.now()
    assert capsys.readouterr().out.count("100%") == 1


def test_on_a_terminal_each_table_takes_the_place_of_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(train.sys.stdout, "isatty", lambda: True)
    show, told = train.Show([TINY], tmp_path), []
    for step in (3, 3, 6):
        lesson_at(step, tmp_path)
        show()
        told.append(capsys.readouterr().out)
    assert " 33% " in told[0] and "\x1b" not in told[0]
    assert told[1] == ""
    assert told[2].startswith("\x1b[1F\x1b[J") and " 67% " in told[2]


def test_a_short_lesson_ends_with_its_scores_where_there_is_no_terminal(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command(monkeypatch, "gru", "--out", str(tmp_path / "w"), "--folder", str(tmp_path))
    assert capsys.readouterr().out == "gru          done  topic 1.00 quest 0.50\n"


def test_how_far_it_is_is_shown_in_a_line_for_each_network(tmp_path: Path) -> None:
    done = {"done": True, "step": 9, "scores": {"kind": 0.25}}
    half = {"step": 4500, "loss": 0.5, "steps_per_second": 15.0, "scores": {"kind": 1.0}}
    (tmp_path / "tiny.log.jsonl").write_text(json.dumps(done) + "\n")
    (tmp_path / "half.log.jsonl").write_text(json.dumps(half) + "\n")
    show = train.Show([TINY, replace(TINY, name="half", steps=9000), replace(TINY, name="waits")], tmp_path)
    ended, going, waits = (show.line(recipe) for recipe in show.recipes)
    assert ended == "tiny         done  kind 0.25"
    assert "[##########..........]  50% loss 0.500" in going
    assert "5:00 left" in going and "words/s" in going and "kind 1.00" in going
    assert waits == ""


def test_a_text_file_is_all_that_a_new_cell_needs_to_be_taught(tmp_path: Path) -> None:
    """In a tree of its own: a file in model/cells/, the command, and the network is there under the cell's name."""
    shutil.copytree(ROOT / "model", tmp_path / "model", ignore=shutil.ignore_patterns("*.safetensors", "__pycache__"))
    shutil.copytree(ROOT / "texts", tmp_path / "texts", ignore=shutil.ignore_patterns("__pycache__"))
    equations = "f = sigmoid(W_f x + U_f h' + b_f)\ng = tanh(W x + U (f * h') + b)\nh = (1 - f) * h' + f * g\n"
    (tmp_path / "model" / "cells" / "minimal.txt").write_text(equations)

    def python(*words: str) -> str:
        done = subprocess.run([sys.executable, *words], cwd=tmp_path, capture_output=True, text=True, timeout=PATIENCE)
        assert done.returncode == 0, done.stderr
        return done.stdout

    python("-m", "model.train", "minimal", "--steps", "2")
    code = """
from model import shipped, trace
network = shipped("minimal")
walked = trace(network, "India is a beautiful country. You must visit the capital of ___")
print(network.config.cell.name, network.provenance["recipe"]["steps"], len(walked.answer(walked.blanks[0], 3)))
"""
    assert python("-c", code) == "minimal 2 3\n"
