"""Lessons on a cluster: the same weights come back as are learned here."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from model.network.checkpoint import load_network
from model.training.cluster import run_on_cluster
from model.training.jobs import run
from model.training.recipes import RECIPES, with_steps

distributed = pytest.importorskip("distributed", reason="for a cluster, install what requirements-cluster.txt lists")
SHORT = [with_steps(replace(RECIPES[name], units=8, width=8, snapshots=(0, 1, 9)), 2) for name in ("lstm", "gru")]


def test_two_workers_send_back_what_would_be_learned_here(tmp_path: Path) -> None:
    told: list[str] = []
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
    ) as cluster:
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / "lstm-00007.safetensors").write_bytes(b"of a lesson before")
        address = cluster.scheduler_address
        assert run_on_cluster(SHORT, address, tmp_path / "there", tmp_path / "out", False, told.append) == 0
    assert sorted(told) == ["gru: done", "lstm: done"]
    assert run(SHORT, tmp_path / "here", tmp_path / "same", False, 2, lambda: None) == 0
    for recipe in SHORT:
        there, here = (load_network(tmp_path / folder / f"{recipe.name}.safetensors") for folder in ("out", "same"))
        assert there.parameters.flat.tobytes() == here.parameters.flat.tobytes()
    assert {path.name for path in (tmp_path / "out").iterdir()} == {path.name for path in (tmp_path / "same").iterdir()}


def test_a_lesson_that_fails_is_told_and_the_others_come_to_their_end(tmp_path: Path) -> None:
    told: list[str] = []
    broken = replace(SHORT[0], name="broken", cell="no such cell")
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
    ) as cluster:
        recipes = [broken, SHORT[1]]
        assert run_on_cluster(recipes, cluster.scheduler_address, tmp_path / "there", tmp_path / "out", False, told.append) == 1
    assert any(line.startswith("broken: ") and "no such cell" in line for line in told)
    assert (tmp_path / "out" / "gru.safetensors").exists()
