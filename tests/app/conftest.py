"""The app is tested with networks that have learned nothing: what it says is compared with what they compute."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from app.ready import ready
from model import Network, save_network
from model.facts import FACT_KINDS, Fact, memory_state
from model.recipes import CELLS, RECIPES
from model.train import config_of

MODULE = import_module("model.shipped")  # the package has a function of that name
CACHES = (MODULE.shipped, MODULE.snapshots, MODULE.scores, ready)


@pytest.fixture(scope="session", autouse=True)
def networks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder: Path = tmp_path_factory.mktemp("weights")
    for name, recipe in RECIPES.items():
        config = config_of(recipe)
        facts = [Fact(kind.name, kind.question, memory_state(config.cell), (5, 1), (0.6, 0.3)) for kind in FACT_KINDS]
        told = {"trained": False, "facts": [] if recipe.bidirectional else [fact.to_json() for fact in facts]}
        network = Network.create(config, seed=1)
        save_network(Network(config, network.parameters, told), folder / f"{name}.safetensors")
    (folder / "scores.json").write_text(json.dumps({name: {"asked": {"topic": {}}, "gates": None} for name in CELLS}))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(MODULE, "WEIGHTS", folder)
        patch.setattr(MODULE, "SCORES", folder / "scores.json")
        for cache in CACHES:
            cache.cache_clear()
        yield
    for cache in CACHES:
        cache.cache_clear()
