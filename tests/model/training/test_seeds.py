"""The same recipe from several seeds: which network is kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from model import Network
from model.network.checkpoint import load_network, save_network
from model.training.lesson import Teaching, config_of
from model.training.seeds import keep_median, with_seeds
from tests.model.training.lessons import TINY


def test_the_first_keeps_its_name_and_the_others_have_seeds_of_their_own() -> None:
    found = with_seeds(replace(TINY, seed=5, snapshots=(1, 2)), 3)
    assert [(one.name, one.seed, one.snapshots) for one in found] == [
        ("tiny", 5, (1, 2)),
        ("tiny-2", 6, ()),
        ("tiny-3", 7, ()),
    ]
    first, second = (Teaching(one).parameters.flat for one in found[:2])
    assert not np.array_equal(first, second)


def test_the_network_in_the_middle_is_kept_with_the_scores_of_all(tmp_path: Path) -> None:
    for recipe, score in zip(with_seeds(TINY, 3), (0.9, 0.2, 0.6), strict=True):
        network = Network.create(config_of(recipe), recipe.seed)
        told = Network(network.config, network.parameters, {"validation": {"topic": score, "people": score}, "seed": recipe.seed})
        save_network(told, tmp_path / f"{recipe.name}.safetensors", np.float16)
    assert keep_median(TINY, 3, tmp_path, tmp_path / "out") == {"tiny": 0.9, "tiny-2": 0.2, "tiny-3": 0.6}
    kept = load_network(tmp_path / "out" / "tiny.safetensors")
    assert kept.provenance["seed"] == 3
    assert kept.provenance["seeds"] == {"tiny": 0.9, "tiny-2": 0.2, "tiny-3": 0.6}
