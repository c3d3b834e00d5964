"""Whether the gates do what the textbooks say, measured on stories that were never seen.

The gates of the units that hold the topic, weighted by how much each holds: what keeps the old value (the LSTM's
forget gate) should close at the name of a new topic and stay open at every word that changes nothing; the output gate
should open at the question.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

import numpy as np

from model.engine import Run
from model.equations import Carry, belt, carries
from model.explain import Fact, Scope
from model.network import Network
from model.training.recipes import TEST_SEED, world_of
from model.world import Story, Style, World

STORIES = 500
CLOSED, OPEN, TIMES = 0.35, 0.9, 3.0  # below, above, and so many times the mean elsewhere


@dataclass(frozen=True)
class Gates:
    """Means over one story."""

    at_new_topic: float  # where it takes the place of another; the first finds nothing to be forgotten
    elsewhere: float  # at distractors and fillers
    least_elsewhere: float  # at the word of them where it is lowest
    shown_at_question: float | None  # the output gate; None if the cell has none
    shown_elsewhere: float | None


def legibility(network: Network, fact: Fact, count: int = STORIES) -> dict[str, Any] | None:
    """Means over the stories, and the share of stories in which each gate does its work; None without a kept state."""
    carry = carries(network.config.cell, network.config.layers == 1).get(fact.state)
    if not isinstance(carry, Carry) or not carry.elementwise:
        return None
    every = [gates_in(network, fact, carry, story) for story in topic_stories(count, world_of(network))]
    closes = np.array([gates.at_new_topic < CLOSED for gates in every])
    stays = np.array([gates.least_elsewhere > OPEN for gates in every])
    result = {
        "stories": count,
        "kept_at_new_topic": round(float(np.mean([gates.at_new_topic for gates in every])), 4),
        "kept_elsewhere": round(float(np.mean([gates.elsewhere for gates in every])), 4),
        "kept_least": round(float(np.mean([gates.least_elsewhere for gates in every])), 4),
        "closes": round(float(closes.mean()), 4),
        "stays_open": round(float(stays.mean()), 4),
    }
    legible = closes & stays
    if every[0].shown_at_question is not None:
        shows = np.array([(g.shown_at_question or 0) >= TIMES * (g.shown_elsewhere or 0) for g in every])
        legible &= shows
        result |= {
            "shown_at_question": round(float(np.mean([g.shown_at_question for g in every])), 4),
            "shown_elsewhere": round(float(np.mean([g.shown_elsewhere for g in every])), 4),
            "shows": round(float(shows.mean()), 4),
        }
    return result | {"legible": round(float(legible.mean()), 4)}


def topic_stories(count: int, world: World) -> list[Story]:
    """A topic, things that do not change it, a new topic, more such things, and the question."""
    style = Style(world.sentences("fillers_held_out.txt"), world.sentences("distractors_held_out.txt"), 0, 0)
    teller = world.teller(Random(f"{TEST_SEED} gates"), style)
    stories = []
    for _ in range(count):
        teller.begin()
        for _ in range(2):
            teller.tell_fact("topic")
            teller.distractor()
            for _ in range(teller.random.randint(1, 3)):
                teller.filler()
        teller.ask("topic", "ask name")
        stories.append(teller.story)
    return stories


def gates_in(network: Network, fact: Fact, carry: Carry, story: Story) -> Gates:
    run = run_of(network, story)
    scope = Scope(run, len(run.layers) - 1, "forward")
    units, weights = list(fact.units), np.array(fact.weights) / np.sum(fact.weights)
    kept = scope.kept(carry)[:, units] @ weights
    moves = belt(network.config.cell, first_layer=network.config.layers == 1)
    question = story.questions[-1].place - 1
    shown = run.layers[-1].forward[moves.shows][:, units] @ weights if moves and moves.shows else None
    others = [place for place in range(len(kept)) if place != question]
    return Gates(
        at_new_topic=float(kept[story.topics[-1]]),
        elsewhere=float(kept[story.fillers].mean()),
        least_elsewhere=float(kept[story.fillers].min()),
        shown_at_question=None if shown is None else float(shown[question]),
        shown_elsewhere=None if shown is None else float(shown[others].mean()),
    )


def run_of(network: Network, story: Story) -> Run:
    """The story up to the word before the answer."""
    text = " ".join(str(word) for word in story.words[: story.questions[-1].place])
    run, tokens, _ = network.run(text)
    assert len(tokens) == story.questions[-1].place, text
    return run
