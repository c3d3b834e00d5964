"""How often a network answers right, by family of questions."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from model.network import Trainer, mean_length
from model.training.recipes import PHASES, VALIDATION_SEED
from model.world import WORLDS, StoryBatch, story_batch

Counts = dict[str, list[bool]]  # family -> was each answer right


def interval(right: int, count: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a share (E. B. Wilson, 1927)."""
    share = right / count
    middle = share + z * z / (2 * count)
    reach = z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    low, high = (middle - reach) / (1 + z * z / count), (middle + reach) / (1 + z * z / count)
    return max(0.0, low), min(1.0, high)  # rounding must not lead beyond


def validation_scores(trainer: Trainer, world: str, batches: int = 4) -> dict[str, float]:
    """The share of right answers in each family, in stories that are not learned from."""
    config, norm = trainer.config, mean_length(trainer.parameters["embedding"])
    shape = PHASES[world][-1][1][-1]
    some = (
        story_batch(WORLDS[world], VALIDATION_SEED, number, shape, config.width, norm, blanks=config.bidirectional)
        for number in range(batches)
    )
    return {family: float(np.mean(right)) for family, right in sorted(counts(trainer, some).items())}


def counts(trainer: Trainer, batches: Iterable[StoryBatch]) -> Counts:
    by_family: Counts = defaultdict(list)
    for one in batches:
        families = _families(one, trainer.config.bidirectional)
        weights = np.zeros_like(one.batch.weights)
        for step, story in families:
            weights[step, story] = 1
        batch = replace(one.batch, weights=weights)
        likeliest, _ = trainer.examine(batch)
        right = likeliest == batch.targets[weights > 0]
        for place, answer in zip(zip(*np.nonzero(weights), strict=True), right, strict=True):
            by_family[families[place]].append(bool(answer))
    return by_family


def _families(one: StoryBatch, in_place: bool) -> dict[tuple[int, int], str]:
    """(step, story) -> family, for every question that the batch asks."""
    families: dict[tuple[int, int], str] = {}
    for n, story in enumerate(one.stories):
        for question in story.questions:
            step = question.place if in_place else question.place - 1
            if not question.doubt and 0 <= step < len(one.batch.weights) and one.batch.weights[step, n] > 0:
                families[step, n] = f"topic {question.form}" if question.family == "topic" else question.family
    return families
