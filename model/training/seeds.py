"""The same recipe from several seeds: how much is luck. The network that is shipped is the one in the middle.

The network that the tour walks has to show what its gates do, and not every training comes out so. Of its trainings, the one
nearest to the middle is kept that does.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from statistics import median_low
from typing import Any

import numpy as np

from model.network import Network, load_network, save_network
from model.training.questions import by_gap, evaluate, of_the_topic
from model.training.recipes import Recipe, recipe_of

MOST = 99  # trainings of one recipe that are looked for
LEGIBLE = {"lstm": 0.95}  # network of the tour -> the share of stories in which all its gates are as they should be


def with_seeds(recipe: Recipe, count: int) -> list[Recipe]:
    """The recipe itself, and the same from the seeds behind its own; these are called ``lstm-2``, ``lstm-3``, ..."""
    others = (replace(recipe, name=f"{recipe.name}-{n}", seed=recipe.seed + n - 1, snapshots=()) for n in range(2, count + 1))
    return [recipe, *others]


def keep_median(recipe: Recipe, count: int, folder: Path, out: Path) -> dict[str, float]:
    """Puts the network with the middle score into ``out``, under the recipe's own name and with the scores of all.

    Of several in the middle, the first is kept.
    """
    networks = {one.name: load_network(folder / f"{one.name}.safetensors") for one in with_seeds(recipe, count)}
    scores = {name: validation(of) for name, of in networks.items()}
    in_the_middle = median_low(scores.values())
    nearest = sorted(networks, key=lambda name: abs(scores[name] - in_the_middle))
    bar = LEGIBLE.get(recipe.name)
    able = (name for name in nearest if bar is None or _legible(networks[name]) >= bar)
    kept = networks[next(able, nearest[0])]
    provenance = {**kept.provenance, "recipe": {**kept.provenance["recipe"], "name": recipe.name}, "seeds": scores}
    out.mkdir(parents=True, exist_ok=True)
    save_network(Network(kept.config, kept.parameters, provenance), out / f"{recipe.name}.safetensors", np.float16)
    return scores


def _legible(network: Network) -> float:
    gates = of_the_topic(network)["gates"]
    return gates["legible"] if gates else 0.0


def validation(network: Network) -> float:
    """The mean over the families of questions, on the validation stories."""
    return round(float(np.mean(list(network.provenance["validation"].values()))), 4)


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
    return {"validation": validation(network), "by_gap": shares, **of_the_topic(network)}


def still_true(network: Network, results: dict[str, Any]) -> dict[str, Any]:
    """What was measured of its trainings before, if it is one of these and not of others taught since."""
    seeds = results.get("seeds", {})
    scores = {name: of["validation"] for name, of in seeds.items()}
    return {"seeds": seeds} if seeds and network.provenance.get("seeds") == scores else {}
