"""How often a network answers right, by family of questions."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from model.network import Trainer, mean_length
from model.training.recipes import PHASES, VALIDATION_SEED
from model.world import WORLDS, Told, told

Counts = dict[str, list[bool]]  # family -> was each answer right


def interval(right: int, asked: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a share (E. B. Wilson, 1927)."""
    share = right / asked
    middle = share + z * z / (2 * asked)
    reach = z * math.sqrt(share * (1 - share) / asked + z * z / (4 * asked * asked))
    low, high = (middle - reach) / (1 + z * z / asked), (middle + reach) / (1 + z * z / asked)
    return max(0.0, low), min(1.0, high)  # rounding must not lead beyond


def validation_scores(trainer: Trainer, world: str, batches: int = 4) -> dict[str, float]:
    """The share of right answers in each family, in stories that are not learned from."""
    config, norm = trainer.config, mean_length(trainer.parameters["embedding"])
    shape = PHASES[world][-1][1]
    some = (
        told(WORLDS[world], VALIDATION_SEED, number, shape, config.width, norm, blanks=config.bidirectional)
        for number in range(batches)
    )
    return {family: float(np.mean(right)) for family, right in sorted(counts(trainer, some).items())}


def counts(trainer: Trainer, some: Iterable[Told]) -> Counts:
    found: Counts = defaultdict(list)
    for told_ in some:
        asked = _asked(told_, trainer.config.bidirectional)
        weights = np.zeros_like(told_.batch.weights)
        for step, story in asked:
            weights[step, story] = 1
        batch = replace(told_.batch, weights=weights)
        likeliest, _ = trainer.examine(batch)
        right = likeliest == batch.targets[weights > 0]
        for place, answer in zip(zip(*np.nonzero(weights), strict=True), right, strict=True):
            found[asked[place]].append(bool(answer))
    return found


def _asked(told_: Told, in_place: bool) -> dict[tuple[int, int], str]:
    """(step, story) -> family, for every question that the batch asks."""
    found: dict[tuple[int, int], str] = {}
    for n, story in enumerate(told_.stories):
        for question in story.questions:
            step = question.place if in_place else question.place - 1
            if not question.doubt and 0 <= step < len(told_.batch.weights) and told_.batch.weights[step, n] > 0:
                found[step, n] = f"topic {question.form}" if question.family == "topic" else question.family
    return found
