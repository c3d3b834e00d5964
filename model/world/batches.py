"""Stories as batches of rows, the same for the same seed and number."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from random import Random

import numpy as np

from model.equations import Array
from model.network import BLANK, Batch
from model.world.shape import Shape
from model.world.story import Question, Story
from model.world.worlds import World

LEFT_BLANK = 0.1  # of the answers: so a network knows that a blank in a sentence that goes on tells nothing
READ_OUT = 0.25  # of the words that are not answers


@dataclass(frozen=True)
class StoryBatch:
    """A batch, and the stories that it was made from."""

    batch: Batch
    stories: tuple[Story, ...]


def story_batch(world: World, seed: int, number: int, shape: Shape, width: int, norm: float, blanks: bool = False) -> StoryBatch:
    """Batch ``number`` of a seed.

    Every word is to be foretold from those before it; with ``blanks``, words are left out and to be filled in.
    ``norm``: the length of the vectors that stand for words never seen.
    """
    steps, count = shape.words, shape.stories
    random, style = Random(f"{seed} {number}"), world.style(shape.manner)
    generator = np.random.default_rng((seed, number))
    teller, row_of = world.teller(random, style), world.row_of
    stories = tuple(teller.tell(steps) for _ in range(count))
    rows = np.array([[row_of(word) for word in story.words[:steps]] for story in stories]).T
    targets, weights = np.zeros_like(rows), np.zeros((steps, count), np.float32)
    if blanks:
        targets[...] = rows
        for n, story in enumerate(stories):
            places = left_out(story, steps, random)
            rows[places, n] = row_of(BLANK)
            weights[places, n] = 1
    else:
        targets[:-1] = rows[1:]
        weights[:-1] = np.array([story.weights[1:steps] for story in stories]).T
        answers = weights > world.plain
        rows[1:][answers[:-1] & (generator.random(answers[:-1].shape) < LEFT_BLANK)] = row_of(BLANK)
        weights = thinned(weights, world.plain, generator) if shape.reads else weights * answers
    fresh = fresh_vectors(generator, style.invented + style.noise, width, norm)
    return StoryBatch(Batch(rows, np.full(count, steps), targets, weights, fresh), stories)


def thinned(weights: Array, plain: float, random: np.random.Generator) -> Array:
    """Most words are no answers: only some of these are read out, and count for the others. It saves much time."""
    drawn = random.random(weights.shape, np.float32) < READ_OUT
    return np.where(weights > plain, weights, weights * drawn / np.float32(READ_OUT))


def left_out(story: Story, steps: int, random: Random) -> list[int]:
    """Places of words that the rest of the story determines, before or behind them."""
    places: list[int] = []
    by_fact: dict[int, list[Question]] = defaultdict(list)
    for question in story.questions:
        if question.place < steps and not question.doubt:
            by_fact[question.told_at].append(question)
    for told_at, questions in by_fact.items():
        telling = [q for q in questions if q.form in ("name", "capital", "look")]
        if told_at >= 0 and telling and random.random() < 0.4:
            places.append(told_at)  # what is asked later tells it
        elif told_at >= 0:
            places.append(random.choice(questions).place)
        else:
            places += [question.place for question in questions if random.random() < 0.5]
    return places


def fresh_vectors(random: np.random.Generator, count: int, width: int, norm: float) -> Array:
    """Vectors in random directions, all of one length."""
    vectors = random.standard_normal((count, width))
    return np.asarray(vectors * (norm / np.linalg.norm(vectors, axis=1, keepdims=True)))
