"""How the network ``small`` grew up: one sentence through each of the snapshots that were taken while it was taught."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, NamedTuple

import numpy as np
from pydantic import BaseModel, Field

from app.answers import tokens_of, words
from app.encoding import Numbers, json_bytes
from app.limits import OPENED, Work, text_within_limits, words_in
from app.networks import SHIPPED, Networks
from app.problems import Problem
from app.schemas import INDIA, PredictionOut, Strict, Text, TokenOut
from app.schemas import Array as ArrayOut
from app.settings import Settings
from model import CheckpointError, Network, trace
from model.equations import Array, meanings
from model.explain import Fact, chances, main_fact
from model.network import Trace, snapshots
from texts import Said

NAME = "small"
SURE = 0.5  # what is less probable is no answer
MOST_ANSWERS, BELIEFS = 4, 3


class GrowingIn(Strict):
    """A sentence that all snapshots are to read."""

    sentence: Annotated[Text, Field(description="A blank is ___ or four dots or more, at the end also three.", examples=[INDIA])]


class SnapshotOut(BaseModel):
    """The network after so many updates. Gates are means over the units that hold the fact in the network as it is now."""

    updates: int
    gates: dict[str, ArrayOut] = Field(description="For each gate how open it is at each token.")
    belief: list[list[PredictionOut]] = Field(description="What it would answer if it were asked after each token, best first.")
    chances: ArrayOut = Field(description="For each token the probability of each of the `answers`.")


class GrowingOut(BaseModel):
    """What became of one sentence while the network was taught."""

    tokens: list[TokenOut]
    fact: str
    question: str = Field(description="What it is asked after each token.")
    end: int = Field(description="The token after which the answer at the last blank is said, or the last token.")
    answers: list[str] = Field(description="What the network as it is now would answer somewhere, in this order.")
    keeps: str = Field(description="The gate that keeps the memory: the forget gate.")
    snapshots: list[SnapshotOut]


class Grown(NamedTuple):
    """The network as it is now, and the answers that are kept, by the form of their numbers."""

    network: Network
    kept: dict[str, list[tuple[bytes, bool]]]


def grown(request: GrowingIn, networks: Networks, settings: Settings) -> Grown:
    """If all is within limits."""
    network = SHIPPED.get(NAME)
    if network is None:
        raise Problem(422, Said("errors.growing.not-taught", {"name": NAME}))
    text_within_limits(request.sentence, network, settings)
    return Grown(network, networks.growing)


def work_of_growing(request: GrowingIn) -> Work:
    count = len(SHIPPED[NAME].provenance["recipe"]["snapshots"]) if NAME in SHIPPED else 1
    return Work(OPENED + words_in(request.sentence) * count, count)


def growing(subject: Grown, request: GrowingIn, numbers: Numbers) -> Iterator[tuple[bytes, bool]]:
    """A part for each snapshot. What the page begins with is computed once."""
    network, kept = subject
    if request.sentence == INDIA:
        kept[numbers] = kept.get(numbers) or list(_parts(network, INDIA, numbers))
        yield from kept[numbers]
    else:
        yield from _parts(network, request.sentence, numbers)


def _parts(network: Network, sentence: str, numbers: Numbers) -> Iterator[tuple[bytes, bool]]:
    walk = trace(network, sentence)
    fact = main_fact(walk)
    if fact is None:
        raise Problem(422, Said("errors.growing.no-fact", {"name": NAME}))
    answers = answers_of(walk, fact)
    end = max(0, walk.blanks[-1] - 1) if walk.blanks else len(walk) - 1
    head = {
        "tokens": tokens_of(walk),
        "fact": fact.name,
        "question": fact.question,
        "end": end,
        "answers": [walk.table.words[row] for row in answers],
        "keeps": next(name for name, does in _gates(network).items() if "keeps" in does),
    }
    before = json_bytes(head)[:-1] + b',"snapshots":['
    all_of_them = _snapshots()
    for left, (updates, young) in zip(reversed(range(len(all_of_them))), all_of_them.items(), strict=True):
        part = json_bytes({"updates": updates, **_of_snapshot(trace(young, sentence), fact, answers)}, numbers)
        yield before + part + (b"" if left else b"]}"), left > 0
        before = b","


def answers_of(walk: Trace, fact: Fact) -> list[int]:
    """The rows of what it would be sure of somewhere, in their order."""
    probabilities = chances(walk, fact)
    best = probabilities.argmax(axis=1)
    sure = [int(row) for row, p in zip(best, probabilities.max(axis=1), strict=True) if p >= SURE]
    return list(dict.fromkeys(sure))[:MOST_ANSWERS]


def _of_snapshot(walk: Trace, fact: Fact, answers: list[int]) -> dict[str, Any]:
    probabilities = chances(walk, fact)
    return {
        "gates": {name: _weighted(walk[name], fact) for name in _gates(walk.network)},
        "belief": [words(best) for best in walk.best_of_each(probabilities, BELIEFS)],
        "chances": probabilities[:, answers],
    }


def _gates(network: Network) -> dict[str, Sequence[str]]:
    """And what each does to the memory."""
    cell, first_layer = network.config.cell, network.config.layers == 1
    return {name: one.does for name, one in meanings(cell, first_layer).items() if one.kind == "gate"}


def _weighted(signal: Array, fact: Fact) -> Array:
    mean: Array = np.average(signal[:, fact.units], axis=1, weights=fact.weights)
    return mean


def _snapshots() -> Mapping[int, Network]:
    try:
        networks = snapshots(NAME)
    except CheckpointError as error:
        raise RuntimeError(f"a snapshot cannot be read: {error}") from error
    if not networks:
        raise Problem(422, Said("errors.growing.no-snapshots", {"name": NAME}))
    return networks
