"""What the tests of teaching and asking share: a network that is taught in no time, and one that was never taught."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from model import Config, Network, load_cell
from model.training import lesson
from model.training.lesson import Teaching
from model.training.recipes import Recipe
from model.world import WORLDS, Shape
from tests.model.networks import with_weights

TEXTBOOK, WIDE = WORLDS["textbook"], WORLDS["wide"]
TINY = Recipe("tiny", "lstm", rate=0.01, units=8, width=8, steps=9)
PATIENCE = 600  # seconds: ends a test that hangs, however busy the machine is


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Short stories, every step reported, and no scores: these come from long ones."""
    monkeypatch.setattr(lesson, "shape_at", lambda recipe, step: Shape(20, 4))
    monkeypatch.setattr(lesson, "LOG_EVERY", 1)
    monkeypatch.setattr(lesson, "validation_scores", lambda trainer, world, batches: {"topic name": 0.5})


def weights(taught: Teaching) -> bytes:
    return taught.parameters.flat.tobytes() + taught.adam.first.tobytes() + taught.adam.second.tobytes()


def ignore(_: dict[str, Any]) -> None:
    pass


def network_of(cell: str = "lstm", bidirectional: bool = False) -> Network:
    """Untaught, with weights that let it say different things."""
    network = Network.create(Config(load_cell(cell), TEXTBOOK.vocabulary(), 6, 10, bidirectional=bidirectional), seed=3)
    return with_weights(
        network, lambda p: np.add(p.flat, np.random.default_rng(0).normal(0, 0.3, p.flat.size), p.flat, casting="same_kind")
    )
