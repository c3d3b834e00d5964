"""The same recipe from several seeds: how much is luck. The network that is shipped is the one in the middle."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from model.network import Network, load_network, save_network
from model.training.questions import by_gap, evaluate, of_the_topic
from model.training.recipes import Recipe, recipe_of

MOST = 99  # trainings of one recipe that are looked for


def with_seeds(recipe: Recipe, count: int) -> list[Recipe]:
    """The recipe itself, and the same from the seeds behind its own; these are called ``lstm-2``, ``lstm-3``, ..."""
    others = (replace(recipe, name=f"{recipe.name}-{n}", seed=recipe.seed + n - 1, snapshots=()) for n in range(2, count + 1))
    return [recipe, *others]


def keep_median(recipe: Recipe, count: int, folder: Path, out: Path) -> dict[str, float]:
    """Puts the network with the middle score into ``out``, under the recipe's own name and with the scores of all.

    The score is the mean over the families of questions, on the validation stories. Of several in the middle, the first is kept.
    """
    networks = {one.name: load_network(folder / f"{one.name}.safetensors") for one in with_seeds(recipe, count)}
    scores = {name: round(float(np.mean(list(of.provenance["validation"].values()))), 4) for name, of in networks.items()}
    in_the_middle = sorted(scores.values())[(count - 1) // 2]
    kept = next(networks[name] for name, score in scores.items() if score == in_the_middle)
    provenance = {**kept.provenance, "recipe": {**kept.provenance["recipe"], "name": recipe.name}, "seeds": scores}
    out.mkdir(parents=True, exist_ok=True)
    save_network(Network(kept.config, kept.parameters, provenance), out / f"{recipe.name}.safetensors", np.float16)
    return scores


def trainings(name: str, folder: Path) -> dict[str, Network]:
    """The network from each seed, as far as they were taught there."""
    networks: dict[str, Network] = {}
    for one in with_seeds(recipe_of(name), MOST):
        path = folder / f"{one.name}.safetensors"
        if not path.exists():
            break
        networks[one.name] = load_network(path)
    return networks


def of_one_training(network: Network, questions: int) -> dict[str, Any]:
    """By gap, the share of right answers to all usual kinds of questions together; and what the topic's units do."""
    shares = {gap: score["accuracy"] for gap, score in by_gap(evaluate(network, questions)).items()}
    return {"by_gap": shares, **of_the_topic(network)}
