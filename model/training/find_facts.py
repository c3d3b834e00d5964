"""Which units hold which fact, found by swaps: the same story with only the fact exchanged.

The units whose state differs between the stories, some sentences later, are those that hold it; how far it swings is
their weight (its standard deviation). A state is looked at through tanh, as it is when a cell reads it: there, 9 and 13
are the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

import numpy as np

from model.equations import Array, memory_state
from model.explain import Fact
from model.network import Network
from model.training.recipes import world_of
from model.world import LOOKS, Invented, Manner, Teller, World

STORIES, VALUES = 24, 8  # stories of each fact, and values that are swapped in each
SHARE = 0.9  # of the weight is held by a fact's units


@dataclass(frozen=True)
class FactKind:
    """A fact that stories tell: how it is told and how the network is asked for it."""

    name: str
    family: str
    telling: str
    question: str
    values: Callable[[World], list[str]]
    kept: bool = True  # through whatever comes between; otherwise it is asked for at once


def _countries(world: World) -> list[str]:
    return [country.name for country in world.lexicon().countries]


def _people(world: World) -> list[str]:
    return [person.name for person in world.lexicon().people if person.pronoun]


def _singular(world: World) -> list[str]:
    return [thing.name for thing in world.lexicon().things if thing.article]


def _objects(world: World) -> list[str]:
    return [form for pair in world.lexicon().objects for form in pair]


FACT_KINDS = (
    FactKind("topic", "topic", "{value} is a beautiful country.", "You must visit the capital of", _countries),
    FactKind("origin", "origin", "I grew up in {value}.", "I speak fluent", _countries),
    FactKind("key", "quest", "You pick up the {value} key.", "You open the door with the", lambda _: list(LOOKS)),
    FactKind("rope", "quest", "You pick up the {value} rope.", "You cross the pit with the", lambda _: list(LOOKS)),
    FactKind("torch", "quest", "You pick up the {value} torch.", "You light the cave with the", lambda _: list(LOOKS)),
    FactKind("sword", "quest", "You pick up the {value} sword.", "You fight the dragon with the", lambda _: list(LOOKS)),
    FactKind("person", "person", "{value} is a doctor.", "Then", _people),
)


AT_ONCE = (  # what needs no memory; those who learned from the textbook's world are not asked for it
    FactKind("kind", "kind", "The {value}", "is a", _singular, kept=False),
    FactKind("number", "number", "The {value}", "on the table", _objects, kept=False),
)


def find_facts(network: Network, seed: int = 4_000_000) -> tuple[Fact, ...]:
    if network.config.bidirectional:
        return ()
    kinds = FACT_KINDS + AT_ONCE * (world_of(network).name == "wide")
    return tuple(_find(network, kind, Random(f"{seed} {kind.name}")) for kind in kinds)


def _find(network: Network, kind: FactKind, random: Random) -> Fact:
    state = memory_state(network.config.cell)
    swing = np.mean(
        [np.tanh(state_after(network, texts, state)).std(axis=0) for texts in swaps(kind, random, world_of(network))], axis=0
    )
    order = np.argsort(-swing, kind="stable")
    shares = swing[order] / swing.sum()
    count = int(np.searchsorted(np.cumsum(shares), SHARE)) + 1
    units = tuple(int(unit) for unit in order[:count])
    return Fact(kind.name, kind.question, state, units, tuple(round(float(share), 4) for share in shares[:count]))


def swaps(kind: FactKind, random: Random, world: World) -> list[list[str]]:
    """Stories, each told with several values of the fact and alike in everything else.

    What holds a fact holds it through anything, so words never seen come between as well.
    """
    teller = world.teller(random, replace(world.style(Manner()), invented=0, plain=1.0))
    stories: list[list[str]] = []
    for _ in range(STORIES):
        before, after = _others(teller, 2), _others(teller, random.randint(3, 5)) if kind.kept else ""
        decoy, *values = random.sample(kind.values(world), VALUES)
        begin = f"{before} {kind.telling.format(value=decoy)}" if kind.kept else before
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
