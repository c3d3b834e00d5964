"""A batch of sentences that a network learns from."""

from __future__ import annotations

import numpy as np
import pytest

from model import Batch, Config, Network, Trainer, Vocabulary, load_cell
from tests.model.by_text import EXACT, Array
from tests.model.networks import WORDS, random_network


@pytest.mark.parametrize("both", [False, True], ids=["forward", "bidirectional"])
def test_a_trainer_says_what_the_network_says(both: bool) -> None:
    """Logits and loss of a batch, fresh words in it, from single sentences and the definition of the loss."""
    config = Config(load_cell("peephole"), Vocabulary(WORDS), 4, 6, 2, both)
    network = Network(config, random_network(config.cell, 2, both, width=4, units=6).parameters)
    random, words, lengths = np.random.default_rng(5), len(WORDS), [6, 2, 4]
    rows, targets = random.integers(words + 3, size=(2, 6, 3))
    weights = random.uniform(0, 5, (6, 3)) * (np.arange(6)[:, None] < lengths)
    weights[1] = 0
    fresh = random.normal(size=(3, 4))
    table = np.concatenate([network.parameters["embedding"], fresh])
    bias = np.concatenate([network.parameters["readout.b"], np.repeat(network.parameters["readout.b_unknown"], 3)])
    batch = Batch(rows, np.array(lengths), targets, weights, fresh)
    trainer, loss = Trainer(config, network.parameters), 0.0
    logits = trainer.logits(batch)
    likeliest, p = (iter(values) for values in trainer.examine(batch))
    answers: dict[tuple[int, int], Array] = {}
    for sentence, length in enumerate(lengths):
        hidden = network.stack.run(2 * table[rows[:length, sentence]]).output  # 2 is the root of the width
        for token in range(length):
            query = network.parameters["readout.P"] @ hidden[token] + network.parameters["readout.p"]
            expected = 1.7 * (table @ query) + bias
            np.testing.assert_allclose(logits[token, sentence], expected, **EXACT)
            answers[token, sentence] = np.exp(expected) / np.exp(expected).sum()
            right = expected[targets[token, sentence]] - np.log(np.exp(expected).sum())
            loss -= weights[token, sentence] * right / weights.sum()
    assert trainer.loss(batch) == pytest.approx(loss, rel=1e-12)
    assert trainer.loss(batch, learn=False) == pytest.approx(loss, rel=1e-12)
    for at in sorted(at for at in answers if weights[at]):
        assert next(likeliest) == answers[at].argmax()
        assert next(p) == pytest.approx(answers[at][targets[at]], rel=1e-12)
    assert next(likeliest, None) is None
