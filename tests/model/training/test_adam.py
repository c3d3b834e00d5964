"""Adam is the formula of its paper, and small networks learn a small task with it."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import Batch, Config, Network, Trainer, Vocabulary, load_cell, trace
from model.network.network import starting_parameters
from model.training.adam import Adam
from tests.model.networks import quietly


def adam_by_hand(
    parameters: list[float], gradients: list[list[float]], rates: list[float], clip: float
) -> tuple[list[float], list[float]]:
    """Algorithm 1 of the paper, one number at a time; each gradient is first cut to the norm ``clip``."""
    beta1, beta2, epsilon = 0.9, 0.999, 1e-8
    m, v, norms = [0.0] * len(parameters), [0.0] * len(parameters), []
    theta = list(parameters)
    for t, (gradient, rate) in enumerate(zip(gradients, rates, strict=True), start=1):
        norm = math.sqrt(sum(g * g for g in gradient))
        norms.append(norm)
        for k, raw in enumerate(gradient):
            g = raw * clip / norm if norm > clip else raw
            m[k] = beta1 * m[k] + (1 - beta1) * g
            v[k] = beta2 * v[k] + (1 - beta2) * g * g
            m_hat, v_hat = m[k] / (1 - beta1**t), v[k] / (1 - beta2**t)
            theta[k] -= rate * m_hat / (math.sqrt(v_hat) + epsilon)
    return theta, norms


@quietly(examples=60)
@given(
    size=st.integers(1, 6),
    steps=st.integers(1, 12),
    scale=st.sampled_from([0.0, 1e-9, 0.1, 1.0, 100.0]),
    clip=st.sampled_from([0.5, 1.0, 1e9]),
    seed=st.integers(0, 999),
)
def test_adam_is_the_formula_of_its_paper(size: int, steps: int, scale: float, clip: float, seed: int) -> None:
    random = np.random.default_rng(seed)
    start, gradients = random.normal(size=size), random.normal(size=(steps, size)) * scale
    rates = random.uniform(0.001, 0.1, steps).tolist()
    expected, norms = adam_by_hand(start.tolist(), gradients.tolist(), rates, clip)
    parameters, adam = start.copy(), Adam.over(start)
    adam.clip = clip
    found = [adam.step(parameters, gradient.copy(), rate) for gradient, rate in zip(gradients, rates, strict=True)]
    # float64 rounds each number by 1e-16 of itself. A parameter is a start and up to 12 steps, each a quotient of sums of up
    # to 12 numbers, so it is off by some hundred such parts of what was added up to it; a norm is a sum of up to 6 squares.
    size = np.abs(start).max() + sum(rates)
    np.testing.assert_allclose(parameters, expected, rtol=0, atol=1e-12 * size)
    assert found == pytest.approx(norms, rel=1e-14)
    assert adam.steps == steps


def test_adam_can_be_stopped_and_go_on_from_what_it_saved() -> None:
    gradients = np.random.default_rng(0).normal(size=(6, 4))
    whole, parts = np.ones(4), np.ones(4)
    first, second = Adam.over(whole), Adam.over(parts)
    for n, gradient in enumerate(gradients):
        first.step(whole, gradient.copy(), 0.1)
        if n == 3:
            second = Adam(second.first.copy(), second.second.copy(), second.steps)
        second.step(parts, gradient.copy(), 0.1)
    np.testing.assert_array_equal(whole, parts)


# Remember the first word for six steps

TOPICS, FILLERS, ASK = 4, 3, 7  # rows 0 to 3, rows 4 to 6, row 7
GAP = 6
WORDS = ("red", "green", "blue", "white", "and", "so", "on", "which")


def stories(random: np.random.Generator, count: int = 32) -> Batch:
    """A topic, a number of other words, and the question: what was the topic?"""
    rows = random.integers(TOPICS, TOPICS + FILLERS, (GAP + 1, count))
    rows[0], rows[GAP] = random.integers(TOPICS, size=count), ASK
    targets, weights = np.tile(rows[0], (GAP + 1, 1)), np.zeros(rows.shape)
    weights[GAP] = 1
    return Batch(rows, np.full(count, GAP + 1), targets, weights, np.zeros((0, 6)))


@pytest.mark.parametrize("cell", ["lstm", "gru"])
def test_a_small_network_learns_to_remember_the_first_word(cell: str) -> None:
    config = Config(load_cell(cell), Vocabulary(WORDS), width=6, units=10)
    parameters, random = starting_parameters(config, seed=1), np.random.default_rng(2)
    trainer, adam = Trainer(config, parameters), Adam.over(parameters.flat)
    before = trainer.loss(stories(random, 200), learn=False)
    for _ in range(150):
        trainer.loss(stories(random))
        adam.step(trainer.parameters.flat, trainer.gradients.flat, 0.02)
    unseen = stories(random, 200)
    right = trainer.logits(unseen)[GAP].argmax(axis=1) == unseen.targets[GAP]
    assert before > 1
    assert right.mean() == 1
    assert trainer.loss(unseen, learn=False) < 0.1
    walked = trace(Network(config, trainer.parameters), "Blue and so on so on which")
    assert walked.predictions(GAP, 1)[0].word == "blue"


def test_training_twice_from_the_same_seed_gives_the_same_weights() -> None:
    config = Config(load_cell("peephole"), Vocabulary(WORDS), 6, 8, 2, bidirectional=True)
    trained = []
    for _ in range(2):
        random, trainer = np.random.default_rng(3), Trainer(config, starting_parameters(config, seed=4))
        adam = Adam.over(trainer.parameters.flat)
        for _ in range(5):
            trainer.loss(stories(random))
            adam.step(trainer.parameters.flat, trainer.gradients.flat, 0.01)
        trained.append(trainer.parameters.flat)
    np.testing.assert_array_equal(*trained)


def test_a_gradient_that_is_not_finite_stops_the_learning_before_it_spoils_the_weights() -> None:
    weights = np.ones(3)
    with pytest.raises(FloatingPointError, match="not finite"):
        Adam.over(weights).step(weights, np.array([1.0, np.nan, 0.0]), 0.1)
    assert (weights == 1).all()
