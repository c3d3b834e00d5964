"""Which units hold which fact, and what the network would answer now.

A fact is found by swaps: the same story with only the fact exchanged. The units whose state differs between the
stories, some sentences later, are those that hold it; how far it swings is their weight (its standard deviation). A state
is looked at through tanh, as it is when a cell reads it: there, 9 and 13 are the same.

What the network believes needs no other model: go on from the state after a token with the words of the question,
and read the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from random import Random
from typing import Any

import numpy as np

from model.carry import carries
from model.cell import Cell
from model.expressions import OUTPUT
from model.functions import Array
from model.network import Network
from model.readout import softmax
from model.trace import Prediction, Trace
from model.words import Token, Vocabulary, key_of
from model.world.batches import NOISE
from model.world.grammar import sentences
from model.world.lexicon import LOOKS, lexicon
from model.world.story import Invented, Style, Teller

STORIES, VALUES = 24, 8  # stories of each fact, and values that are swapped in each
SHARE = 0.9  # of the weight is held by a fact's units


@dataclass(frozen=True)
class FactKind:
    """A fact that stories tell: how it is told and how the network is asked for it."""

    name: str
    family: str
    telling: str
    question: str
    values: Callable[[], list[str]]


def _countries() -> list[str]:
    return [country.name for country in lexicon().countries]


def _people() -> list[str]:
    return [person.name for person in lexicon().people]


FACT_KINDS = (
    FactKind("topic", "topic", "{value} is a beautiful country.", "You must visit the capital of", _countries),
    FactKind("origin", "origin", "I grew up in {value}.", "I speak fluent", _countries),
    FactKind("key", "quest", "You pick up the {value} key.", "You open the door with the", lambda: list(LOOKS)),
    FactKind("rope", "quest", "You pick up the {value} rope.", "You cross the pit with the", lambda: list(LOOKS)),
    FactKind("torch", "quest", "You pick up the {value} torch.", "You light the cave with the", lambda: list(LOOKS)),
    FactKind("sword", "quest", "You pick up the {value} sword.", "You fight the dragon with the", lambda: list(LOOKS)),
    FactKind("person", "person", "{value} is a doctor.", "Then", _people),
)


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
    def from_json(found: dict[str, Any]) -> Fact:
        return Fact(found["name"], found["question"], found["state"], tuple(found["units"]), tuple(found["weights"]))


def facts_of(network: Network) -> tuple[Fact, ...]:
    """The facts that were found when the network was trained."""
    return tuple(Fact.from_json(found) for found in network.provenance.get("facts", ()))


def memory_state(cell: Cell) -> str:
    """The state that carries its own past, such as the LSTM's c; if there is none, the hidden state."""
    return next((state for state, carry in carries(cell).items() if not isinstance(carry, str)), OUTPUT)


def find_facts(network: Network, seed: int = 4_000_000) -> tuple[Fact, ...]:
    if network.config.bidirectional:
        return ()
    return tuple(_find(network, kind, Random(f"{seed} {kind.name}")) for kind in FACT_KINDS)


def _find(network: Network, kind: FactKind, random: Random) -> Fact:
    state = memory_state(network.config.cell)
    swing = np.mean([np.tanh(state_after(network, texts, state)).std(axis=0) for texts in swaps(kind, random)], axis=0)
    order = np.argsort(-swing, kind="stable")
    shares = swing[order] / swing.sum()
    count = int(np.searchsorted(np.cumsum(shares), SHARE)) + 1
    units = tuple(int(unit) for unit in order[:count])
    return Fact(kind.name, kind.question, state, units, tuple(round(float(share), 4) for share in shares[:count]))


def swaps(kind: FactKind, random: Random) -> list[list[str]]:
    """Stories, each told with several values of the fact and alike in everything else.

    What holds a fact holds it through anything, so words never seen come between as well.
    """
    teller = Teller(random, Style(sentences("fillers_train.txt"), sentences("distractors_train.txt"), 0, NOISE))
    stories: list[list[str]] = []
    for _ in range(STORIES):
        before, after = _others(teller, 2), _others(teller, random.randint(3, 5))
        decoy, *values = random.sample(kind.values(), VALUES)
        begin = f"{before} {kind.telling.format(value=decoy)}"
        stories.append([f"{begin} {kind.telling.format(value=value)} {after}" for value in values])
    return stories


def _others(teller: Teller, count: int) -> str:
    """Sentences that change nothing."""
    teller.begin()
    teller.exchanged = 0.5
    for _ in range(count):
        teller.filler()
    return " ".join(f"stranger{word.number}" if isinstance(word, Invented) else word for word in teller.story.words)


def state_after(network: Network, texts: list[str], state: str) -> Array:
    """The top layer's state at the end of texts of the same length, ``(texts, units)``."""
    return np.array([network.run(text)[0].layers[-1].forward[state][-1] for text in texts], float)


@lru_cache(100)
def question_of(fact: Fact, vocabulary: Vocabulary) -> tuple[Token, ...]:
    return vocabulary.tokens(fact.question)


def fact_asked_for(trace: Trace) -> Fact | None:
    """The fact whose question the sentence ends with, before its last blank; the first fact if there is none such."""
    facts = facts_of(trace.network)
    end = trace.blanks[-1] if trace.blanks else len(trace)
    words = [key_of(token.word) for token in trace.tokens[:end]]
    for fact in facts:
        question = [key_of(token.word) for token in question_of(fact, trace.network.config.vocabulary)]
        if words[-len(question) :] == question:
            return fact
    return facts[0] if facts else None


Belief = tuple[tuple[Prediction, ...], ...]  # after each token the likeliest answers, the likeliest first


def belief(trace: Trace, fact: Fact, count: int = 3) -> Belief:
    """What the network would answer if it were asked after each token."""
    return beliefs(trace, (fact,), count)[0]


def beliefs(trace: Trace, facts: Sequence[Fact], count: int = 3) -> tuple[Belief, ...]:
    """The same for several facts. Questions of the same length are asked together, which is faster."""
    found: dict[Fact, Belief] = {}
    vocabulary = trace.network.config.vocabulary
    questions = {fact: question_of(fact, vocabulary) for fact in facts}
    for length in {len(tokens) for tokens in questions.values()}:
        alike = [fact for fact, tokens in questions.items() if len(tokens) == length]
        found |= zip(alike, _answers(trace, [questions[fact] for fact in alike], count), strict=True)
    return tuple(found[fact] for fact in facts)


def _answers(trace: Trace, questions: list[tuple[Token, ...]], count: int) -> Iterator[Belief]:
    network = trace.network
    x = np.stack([network.inputs(network.rows(tokens, trace.table), trace.table) for tokens in questions], axis=1)
    for hidden in network.stack.go_on(trace.run, x):
        probabilities = softmax(network.logits(hidden, trace.table))
        yield trace.best_of_each(probabilities, count)
