"""The same recipe from several seeds: which network is kept."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from model import Network
from model.network.checkpoint import load_network, save_network
from model.training import seeds
from model.training.lesson import Teaching, config_of
from model.training.recipes import Recipe, recipe_from_json
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


def taught(recipe: Recipe, scores: tuple[float, ...], folder: Path) -> dict[str, float]:
    """Networks from several seeds, as if they had these scores."""
    recipes = with_seeds(recipe, len(scores))
    for one, score in zip(recipes, scores, strict=True):
        network = Network.create(config_of(one), one.seed)
        told = {"validation": {"topic": score, "people": score}, "recipe": asdict(one)}
        save_network(Network(network.config, network.parameters, told), folder / f"{one.name}.safetensors", np.float16)
    return dict(zip((one.name for one in recipes), scores, strict=True))


@pytest.mark.parametrize(
    ("scores", "seed"),
    [((0.9, 0.2, 0.6), 3), ((0.6, 0.9, 0.2), 1), ((0.9, 0.9, 0.9), 1), ((0.2, 0.9, 0.9), 2), ((0.9, 0.2, 0.9), 1)],
)
def test_the_network_in_the_middle_is_kept_with_the_scores_of_all(scores: tuple[float, ...], seed: int, tmp_path: Path) -> None:
    """Of several in the middle, the first: the recipe's own seed before others."""
    of_all = taught(TINY, scores, tmp_path)
    assert keep_median(TINY, 3, tmp_path, tmp_path / "out") == of_all
    kept = load_network(tmp_path / "out" / "tiny.safetensors")
    assert recipe_from_json(kept.provenance["recipe"]) == replace(TINY, seed=seed)  # the app reads the recipe's own name there
    assert kept.provenance["seeds"] == of_all


@pytest.mark.parametrize(("legible", "seed"), [({1, 2}, 1), ({2}, 2), ({1, 2, 3}, 3), (set(), 3)])
def test_of_the_network_of_the_tour_the_nearest_to_the_middle_is_kept_whose_gates_are_legible(
    legible: set[int], seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Untaught ones have no units that hold a topic, so which gates are legible is laid down here."""

    def gates(network: Network) -> dict[str, Any]:
        return {"gates": {"legible": 0.96 if network.provenance["recipe"]["seed"] in legible else 0.94}}

    monkeypatch.setattr(seeds, "of_the_topic", gates)
    lstm = replace(TINY, name="lstm")
    taught(lstm, (0.9, 0.7, 0.85), tmp_path)
    keep_median(lstm, 3, tmp_path, tmp_path / "out")
    assert load_network(tmp_path / "out" / "lstm.safetensors").provenance["recipe"]["seed"] == seed
