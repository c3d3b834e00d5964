"""An app that has more cells than come with it: some with weights, which need not be good, and some without."""

from __future__ import annotations

from pathlib import Path

from model import Network, shipped
from model.equations import Cell
from model.network import Config, save_network
from tests.trees import a_tree

# Three equations, none of which has words of its own.
MINIMAL = """title: Minimal cell
paper: nowhere
note: One gate decides what stays and what takes its place.

a = sigmoid(W_a x + U_a h' + b_a)
g = tanh(W x + U h' + b)
h = a * h' + (1 - a) * g
"""
UNITS, WIDTH = 8, 8


def tree_with(folder: Path, taught: list[str], untaught: list[str]) -> Path:
    """A copy of what the app is made of, with these cells beside the others, all with the same equations."""
    weights = a_tree(folder) / "model" / "weights"
    for name in (*taught, *untaught):
        (folder / "model" / "cells" / f"{name}.txt").write_text(MINIMAL.replace("Minimal cell", title(name)), encoding="utf-8")
    for seed, name in enumerate(taught):
        save_network(without_training(name, seed), weights / f"{name}.safetensors")
    return folder


def title(name: str) -> str:
    return f"Cell called {name}"


def without_training(name: str, seed: int) -> Network:
    """It answers at random, and is said to hold facts in its first units."""
    lstm = shipped("lstm")
    config = Config(Cell.from_text(MINIMAL.replace("Minimal cell", title(name)), name), lstm.config.vocabulary, WIDTH, UNITS)
    facts = [dict(fact, state="h", units=[0, 1, 2], weights=[0.5, 0.3, 0.2]) for fact in lstm.provenance["facts"]]
    return Network(config, Network.create(config, seed).parameters, {"facts": facts, "recipe": {"seed": seed}, "trained": False})
