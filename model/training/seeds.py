"""The same recipe from several seeds: how much is luck. The network that is shipped is the one in the middle."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from model.network import Network, load_network, save_network
from model.training.questions import by_gap, evaluate
from model.training.recipes import Recipe, recipe_of

MOST = 99  # trainings of one recipe that are looked for


def with_seeds(recipe: Recipe, count: int) -> list[Recipe]:
    """The recipe itself, and the same from the seeds behind its own; these are called ``lstm-2``, ``lstm-3``, ..."""
    others = (replace(recipe, name=f"{recipe.name}-{n}", seed=recipe.seed + n - 1, snapshots=()) for n in range(2, count + 1))
    return [recipe, *others]


def keep_median(recipe: Recipe, count: int, folder: Path, out: Path) -> dict[str, float]:
    """Puts the network with the middle score into ``out``, under the recipe's own name and with the scores of all.

    The score is the mean over the families of questions, on the validation stories.
    """
    networks = {one.name: load_network(folder / f"{one.name}.safetensors") for one in with_seeds(recipe, count)}
    scores = {name: round(float(np.mean(list(of.provenance["validation"].values()))), 4) for name, of in networks.items()}
    middle = networks[sorted(scores, key=lambda name: (scores[name], name))[(count - 1) // 2]]
    provenance = {**middle.provenance, "seeds": scores}
    out.mkdir(parents=True, exist_ok=True)
    save_network(Network(middle.config, middle.parameters, provenance), out / f"{recipe.name}.safetensors", np.float16)
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


def shares(network: Network, questions: int) -> dict[str, float]:
    """Gap -> the share of right answers to all usual kinds of questions together."""
    return {gap: score["accuracy"] for gap, score in by_gap(evaluate(network, questions)).items()}
