"""Which facts a network holds, and what it would answer now.

Which units hold a fact was found when the network was trained (``training/find_facts.py``) and stands beside its weights.

What the network believes needs no other model: go on from the state after a token with the words of the question,
and read the answer. Where the sentence itself has just asked it, the answer is there already.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from model.equations import Array
from model.network import Network, Prediction, Token, Trace, Vocabulary, key_of, softmax


@dataclass(frozen=True)
class Fact:
    """The units of the top layer's ``state`` that hold a fact, the weightiest first, and their shares of the weight."""

    name: str
    question: str
    state: str
    units: tuple[int, ...]
    weights: tuple[float, ...]

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @staticmethod
    def from_json(data: dict[str, Any]) -> Fact:
        return Fact(data["name"], data["question"], data["state"], tuple(data["units"]), tuple(data["weights"]))


def facts_of(network: Network) -> tuple[Fact, ...]:
    """The facts that were found when the network was trained; read once."""
    if network not in _facts:
        _facts[network] = tuple(map(Fact.from_json, network.provenance.get("facts", ())))
    return _facts[network]


_facts: WeakKeyDictionary[Network, tuple[Fact, ...]] = WeakKeyDictionary()


@lru_cache(100)
def question_of(fact: Fact, vocabulary: Vocabulary) -> tuple[Token, ...]:
    return vocabulary.tokens(fact.question)


@lru_cache(100)
def _keys_of_question(fact: Fact, vocabulary: Vocabulary) -> tuple[str, ...]:
    return tuple(key_of(token.word) for token in question_of(fact, vocabulary))


def fact_of_question(walk: Trace) -> Fact | None:
    """The fact whose question the sentence ends with, before its last blank."""
    end = walk.blanks[-1] if walk.blanks else len(walk)
    return next((fact for fact in facts_of(walk.network) if end - 1 in asked_at(walk, fact)), None)


def asked_at(walk: Trace, fact: Fact) -> list[int]:
    """The tokens with which the sentence itself has asked for the fact, in the words of its question."""
    question = _keys_of_question(fact, walk.network.config.vocabulary)
    ends = (n + 1 for n, key in enumerate(walk.keys) if key == question[-1])
    return [end - 1 for end in ends if walk.keys[max(0, end - len(question)) : end] == question]


Belief = tuple[tuple[Prediction, ...], ...]  # after each token the likeliest answers, the likeliest first


def belief(walk: Trace, fact: Fact, count: int = 3) -> Belief:
    """What the network would answer if it were asked after each token."""
    return beliefs(walk, (fact,), count)[0]


def beliefs(walk: Trace, facts: Sequence[Fact], count: int = 3) -> tuple[Belief, ...]:
    """The same for several facts. Questions of the same length are asked together, which is faster."""
    by_fact: dict[Fact, Belief] = {}
    vocabulary = walk.network.config.vocabulary
    questions = {fact: question_of(fact, vocabulary) for fact in facts}
    for length in {len(tokens) for tokens in questions.values()}:
        alike = [fact for fact, tokens in questions.items() if len(tokens) == length]
        by_fact |= zip(alike, _answers(walk, {fact: questions[fact] for fact in alike}, count), strict=True)
    return tuple(by_fact[fact] for fact in facts)


def chances(walk: Trace, fact: Fact) -> Array:
    """How probable each word would be as the answer if it were asked after each token: ``(tokens, words)``."""
    network = walk.network
    tokens = question_of(fact, network.config.vocabulary)
    x = network.inputs(network.rows(tokens, walk.table), walk.table)
    (hidden,) = network.stack.go_on(walk.run, x[:, None])
    return _chances(walk, fact, hidden)


def _answers(walk: Trace, questions: dict[Fact, tuple[Token, ...]], count: int) -> Iterator[Belief]:
    network = walk.network
    x = np.stack([network.inputs(network.rows(tokens, walk.table), walk.table) for tokens in questions.values()], axis=1)
    for fact, hidden in zip(questions, network.stack.go_on(walk.run, x), strict=True):
        yield walk.best_of_each(_chances(walk, fact, hidden), count)


def _chances(walk: Trace, fact: Fact, hidden: Array) -> Array:
    """To ask once more where the sentence has just asked would be another question."""
    probabilities, tokens = softmax(walk.network.logits(hidden, walk.table)), asked_at(walk, fact)
    probabilities[tokens] = walk.probabilities[tokens]
    return probabilities
