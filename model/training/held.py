"""Whether the units that are said to hold the topic are what the answer comes from, measured by holding them.

A topic is told and later a new one. Through the whole sentence that brings the new one, everything stays on the belt of the
topic's units and nothing is put onto it: an LSTM's forget gate is held at 1 and its input gate at 0. If these units are the
cause, the answer is the old topic, as if the sentence had never been read; and the same done to as many other units
changes no answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from random import Random
from typing import Any

from model.engine import Edit
from model.equations import Belt, belt
from model.explain import Fact
from model.network import Network, key_of
from model.training.recipes import TEST_SEED, world_of
from model.training.score import interval
from model.world import Style, World

STORIES = 200
MOST_BETWEEN = 3  # sentences that change nothing, behind each topic


@dataclass(frozen=True)
class Change:
    """A story in which a new topic takes the place of an old one, up to the word before the answer."""

    text: str
    old: str
    new: str
    sentence: range  # the tokens of the sentence that brings the new one, with its full stop


def held(network: Network, fact: Fact, count: int = STORIES) -> dict[str, Any] | None:
    """Shares of the stories, with their 95 % intervals; None without a belt that could be held.

    ``right``: the answer is the new topic if nothing is held; ``old``: the old one if the fact's units are held;
    ``changed``: another than without if as many other units are held, in each story others.
    """
    config = network.config
    moves = belt(config.cell, first_layer=config.layers == 1)
    if moves is None or moves.standing is None:
        return None
    stories = changes(count, world_of(network))
    free = [answer(network, story.text) for story in stories]
    holding = [answer(network, story.text, hold(moves, fact.units, story.sentence)) for story in stories]
    others = [
        answer(network, story.text, hold(moves, other_units(fact, config.units, number), story.sentence))
        for number, story in enumerate(stories)
    ]
    return {
        "stories": count,
        "units": len(fact.units),
        "right": _share(said == key_of(story.new) for said, story in zip(free, stories, strict=True)),
        "old": _share(said == key_of(story.old) for said, story in zip(holding, stories, strict=True)),
        "changed": _share(said != before for said, before in zip(others, free, strict=True)),
    }


def changes(count: int, world: World) -> list[Change]:
    """Stories whose sentences, but for the topic's, occur in no training."""
    random = Random(f"{TEST_SEED} held")
    fillers, distractors = world.sentences("fillers_held_out.txt"), world.sentences("distractors_held_out.txt")
    teller = world.teller(random, Style(fillers, distractors, 0, 0))
    stories: list[Change] = []
    while len(stories) < count:
        teller.begin()
        words = teller.story.words
        topics: list[tuple[str, range]] = []  # topic, and the places of its sentence
        for _ in range(2):
            begin = len(words)
            teller.tell_fact("topic")
            topics.append((str(teller.facts.topic), range(begin, len(words))))
            for _ in range(random.randint(0, MOST_BETWEEN)):
                teller.filler()
        teller.ask("topic", "ask name")
        (old, _), (new, sentence) = topics
        if old != new:
            text = " ".join(str(word) for word in words[: teller.story.questions[-1].place])
            stories.append(Change(text, old, new, sentence))
    return stories


def hold(moves: Belt, units: tuple[int, ...], tokens: Iterable[int]) -> list[Edit]:
    """Edits that hold the belt of these units, in the top layer."""
    return [Edit(token, signal, units, value) for token in tokens for signal, value in (moves.standing or {}).items()]


def other_units(fact: Fact, units: int, number: int) -> tuple[int, ...]:
    """As many that do not hold the fact, if there are as many: for each story others."""
    free = sorted(set(range(units)) - set(fact.units))
    return tuple(Random(f"{TEST_SEED} other units {number}").sample(free, min(len(fact.units), len(free))))


def answer(network: Network, text: str, edits: Iterable[Edit] = ()) -> str:
    """The likeliest word behind a text."""
    run, _, table = network.run(text, edits)
    return key_of(table.words[int(network.logits(run.output[-1], table).argmax())])


def _share(hits: Iterable[bool]) -> dict[str, float]:
    outcomes = list(hits)
    low, high = interval(sum(outcomes), len(outcomes))
    return {"share": round(sum(outcomes) / len(outcomes), 4), "low": round(low, 4), "high": round(high, 4)}
