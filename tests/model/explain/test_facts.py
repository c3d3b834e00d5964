"""Which units hold which fact, and what would be answered now."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from model import Cell, Config, Network, load_cell, trace
from model.equations.carry import Carry, carries, memory_state
from model.explain.beliefs import Fact, belief, beliefs, facts_of
from model.training.find_facts import FACT_KINDS, SHARE, STORIES, VALUES, find_facts, state_after, swaps
from model.training.legible import gates_in, topic_stories
from model.world import WORLDS
from model.world.textbook import vocabulary
from tests.model.networks import with_weights

NAMES = ("rnn", "lstm", "gru", "clockwork", "depth_gated")


def network_of(name: str, bidirectional: bool = False, units: int = 10) -> Network:
    layers = 2 if name == "depth_gated" else 1
    network = Network.create(Config(load_cell(name), vocabulary(), 6, units, layers, bidirectional), seed=3, dtype=np.float64)
    return with_weights(
        network, lambda p: np.add(p.flat, np.random.default_rng(0).normal(0, 0.3, p.flat.size), p.flat, casting="same_kind")
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_belief_is_the_answer_that_the_network_gives_when_it_is_asked_there(name: str) -> None:
    network = network_of(name)
    walked = trace(network, "Zorvania is a lovely country. We saw Peru.")
    fact = Fact("topic", "You must visit the capital of", memory_state(network.config.cell), (0,), (1.0,))
    found = belief(walked, fact, count=4)
    assert len(found) == len(walked)
    for n, token in enumerate(walked.tokens):
        asked = trace(network, f"{walked.sentence[: token.end]} {fact.question}")
        direct = {p.word: p.p for p in asked.predictions(len(asked) - 1, 10_000)}
        for prediction in found[n]:
            assert prediction.p == pytest.approx(direct[prediction.word], abs=1e-9)
        if "Zorvania" in direct:  # the words to choose from are those of the whole sentence
            assert found[n][0].word == max(direct, key=lambda word: direct[word])


def test_where_the_sentence_itself_has_just_asked_its_answer_is_the_belief() -> None:
    network = network_of("gru")
    fact = Fact("topic", "You must visit the capital of", "h", (0,), (1.0,))
    walked = trace(network, "Peru is big. You must visit the capital of Peru. We saw the capital of ___")
    found = belief(walked, fact, count=4)
    asks, does_not = (n for n, token in enumerate(walked.tokens) if token.text == "of")
    assert found[asks] == walked.predictions(asks, 4)
    assert found[does_not] != walked.predictions(does_not, 4)


TEXTBOOK = WORLDS["textbook"]


def test_several_facts_are_believed_as_each_alone() -> None:
    network = network_of("lstm")
    walked = trace(network, "Zorvania is a lovely country. We saw Peru.")
    facts = [Fact(kind.name, kind.question, "c", (0,), (1.0,)) for kind in FACT_KINDS]
    for fact, found in zip(facts, beliefs(walked, facts, count=2), strict=True):
        alone = belief(walked, fact, count=2)
        assert [[p.word for p in best] for best in found] == [[p.word for p in best] for best in alone]
        assert [p.p for best in found for p in best] == pytest.approx([p.p for best in alone for p in best])


def test_swapped_stories_differ_in_one_word_only() -> None:
    for kind in FACT_KINDS:
        for texts in swaps(kind, Random(1), TEXTBOOK)[:5]:
            words = [vocabulary().tokens(text) for text in texts]
            assert len({len(some) for some in words}) == 1
            differing = [n for n, column in enumerate(zip(*words, strict=True)) if len({token.word for token in column}) > 1]
            assert len(differing) == 1
            assert len(texts) == VALUES - 1
        assert len(swaps(kind, Random(1), TEXTBOOK)) == STORIES


def test_the_units_of_a_fact_are_the_fewest_that_hold_its_share() -> None:
    network = network_of("lstm")
    for fact, kind in zip(find_facts(network, seed=5), FACT_KINDS, strict=True):
        stories = swaps(kind, Random(f"5 {kind.name}"), TEXTBOOK)
        swings = [np.tanh(state_after(network, texts, "c")).std(axis=0) for texts in stories]
        share = np.mean(swings, axis=0) / np.mean(swings, axis=0).sum()
        assert fact.weights == pytest.approx(share[list(fact.units)], abs=1e-4)
        assert sum(fact.weights) >= SHARE - 1e-3
        assert sum(fact.weights[:-1]) < SHARE + 1e-3
        assert list(fact.weights) == sorted(fact.weights, reverse=True)
        assert (fact.name, fact.question, fact.state) == (kind.name, kind.question, "c")


def test_the_state_that_is_looked_at_is_found_from_the_equations() -> None:
    assert {name: memory_state(load_cell(name)) for name in NAMES} == {
        "rnn": "h", "lstm": "c", "gru": "h", "clockwork": "h", "depth_gated": "c",
    }  # fmt: skip
    assert memory_state(Cell.from_text("m = 0.5 * m' + W x\nh = tanh(m)")) == "m"


def test_a_network_that_reads_both_ways_has_no_facts_to_be_asked_for() -> None:
    assert find_facts(network_of("lstm", bidirectional=True)) == ()


def test_facts_travel_with_the_network() -> None:
    network = network_of("lstm")
    facts = find_facts(network)
    again = Network(network.config, network.parameters, {"facts": [fact.to_json() for fact in facts]})
    assert facts_of(again) == facts
    assert facts_of(network) == ()


def test_the_stories_that_gates_are_measured_on_have_two_topics_and_a_question() -> None:
    for story in topic_stories(20, TEXTBOOK):
        assert len(story.topics) == 2
        assert len(story.distractors) >= 2
        assert story.questions[-1].told_at == story.topics[-1]


def test_gates_are_weighted_as_the_fact_says() -> None:
    network, story = network_of("lstm"), topic_stories(1, TEXTBOOK)[0]
    carry = carries(network.config.cell)["c"]
    assert isinstance(carry, Carry)
    found = gates_in(network, Fact("topic", "", "c", (2, 5), (0.6, 0.2)), carry, story)
    walked = trace(network, " ".join(str(word) for word in story.words[: story.questions[-1].place]))
    f, o = (walked[gate][:, [2, 5]] @ [0.75, 0.25] for gate in "fo")
    assert found.at_new_topic == pytest.approx(f[story.topics[-1]])
    assert found.elsewhere == pytest.approx(f[story.fillers].mean())
    assert found.least_elsewhere == pytest.approx(f[story.fillers].min())
    assert found.shown_at_question == pytest.approx(o[-1])
    assert found.shown_elsewhere == pytest.approx(o[:-1].mean())
