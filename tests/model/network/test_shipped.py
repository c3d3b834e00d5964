"""The networks that come with Gatewalk do what is said of them."""

from __future__ import annotations

import dataclasses
import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from model import InputError, Network, Trainer, gradients, scores, shipped, shipped_names, snapshots, trace
from model.evaluate import (
    GAPS,
    KINDS,
    ORDINARY,
    QUESTIONS,
    by_gap,
    details,
    gap_name,
    gates,
    holding,
    kinds_of,
    score,
    stories,
    summary,
)
from model.explain.beliefs import Fact, belief, facts_of
from model.network.shipped import WEIGHTS
from model.training.find_facts import SHARE, find_facts
from model.training.held import held
from model.training.legible import legibility
from model.training.recipes import CELLS, RECIPES, VALIDATION_SEED, VALIDATION_SHAPE
from model.world.batches import told

README = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
LSTM = shipped("lstm")
TOPIC = facts_of(LSTM)[0]


def answer(text: str, network: Network = LSTM) -> str:
    walked = trace(network, text)
    return walked.answer(walked.blanks[-1], 1)[0].word


# What was shipped


def test_every_recipe_has_been_trained_as_it_says() -> None:
    assert set(shipped_names()) == set(RECIPES)
    for name, recipe in RECIPES.items():
        told = shipped(name).provenance
        assert told["trained"] is True
        assert told["recipe"] == json.loads(json.dumps(dataclasses.asdict(recipe)))
        assert told["validation"]


def test_all_weights_together_are_small() -> None:
    assert sum(path.stat().st_size for path in WEIGHTS.iterdir()) < 6_000_000


def test_the_small_network_was_kept_on_its_way_and_got_better() -> None:
    kept = snapshots("small")
    assert tuple(kept) == RECIPES["small"].snapshots
    losses = []
    for network in kept.values():
        batch = told(VALIDATION_SEED, 0, VALIDATION_SHAPE, network.config.width, network.mean_norm).batch
        losses.append(Trainer(network.config, network.parameters).loss(batch, learn=False))
    assert losses[0] > 2 * losses[-1]
    assert sum(later < before for before, later in pairwise(losses)) > 0.7 * len(losses)


def test_every_network_that_foretells_says_which_units_hold_which_fact() -> None:
    for name in CELLS:
        facts = facts_of(shipped(name))
        assert [fact.name for fact in facts] == ["topic", "origin", "key", "rope", "torch", "sword", "person"]
        assert all(SHARE - 1e-3 <= sum(fact.weights) <= 1.001 for fact in facts)


@pytest.mark.parametrize("name", ["lstm", "gru", "small"])
def test_the_units_of_a_fact_are_those_that_are_found_in_the_shipped_weights(name: str) -> None:
    network = shipped(name)
    for said, found in zip(facts_of(network), find_facts(network), strict=True):
        assert (said.name, said.question, said.state) == (found.name, found.question, found.state)
        assert len(said.units) == pytest.approx(len(found.units), abs=1)  # another processor may round otherwise
        shares = dict(zip(found.units, found.weights, strict=True))
        for unit, weight in zip(said.units, said.weights, strict=True):
            assert shares.get(unit, weight) == pytest.approx(weight, abs=2e-3)


# Sentences from the articles, as they stand there

INDIA = "India is a beautiful country. I live in India. Norway is also a beautiful country. You must visit the capital of "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (INDIA + "___", "Norway"),
        (INDIA + ".........", "Norway"),
        (INDIA + "……", "Norway"),
        (INDIA.replace(".", "") + "___", "Norway"),
        (INDIA.lower() + "___", "Norway"),
        (INDIA.upper() + "___", "Norway"),
        ("India is a beautiful country. You must visit the capital of ___", "India"),
        (INDIA.replace("India", "Narnia").replace("Norway", "Wakanda") + "___", "Wakanda"),
        ("Norway is a beautiful country. My friend flew to Peru last year. You must visit the capital of ___", "Norway"),
        ("Norway is a beautiful country. Its capital is ___", "Oslo"),
        ("We arrived in Sri Lanka. I live in ___", "Sri Lanka"),
        ("I grew up in France. I speak fluent ___", "French"),
        ("I grew up in France. Norway is a beautiful country. The weather was fine. I speak fluent ___", "French"),
        ("The apple is a ___", "fruit"),
        ("A salmon is a ___", "fish"),
        ("You pick up the silver key. You find the old rope. You open the door with the ___", "silver"),
        ("You pick up the silver key. You find the old rope. You pick up the red key. You open the door with the ___", "red"),
        ("Maria is a doctor. Tom is a baker. Then ___", "he"),
        ("Tom is a baker. Maria is a doctor. Then ___", "she"),
        ("The keys on the table ___", "are"),
        ("The key on the tables ___", "is"),
    ],
)
def test_the_lstm_answers(text: str, expected: str) -> None:
    assert answer(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("India is a beautiful country. You must visit the capital of ___ , said the guide.", "India"),
        ("___ is a beautiful country. I love its capital Oslo.", "Norway"),
        ("___ is a beautiful country. Its capital is Oslo.", "Norway"),
    ],
)
def test_the_network_that_reads_both_ways_fills_a_blank_in_the_middle(text: str, expected: str) -> None:
    assert answer(text, shipped("blanks")) == expected


def test_what_is_believed_changes_at_norway_and_not_before() -> None:
    walked = trace(LSTM, INDIA.removesuffix(" You must visit the capital of "))
    believed = [best[0].word for best in belief(walked, TOPIC)]
    norway = [token.text for token in walked.tokens].index("Norway")
    india_told = next(n for n, token in enumerate(walked.tokens) if token.text == ".")
    assert set(believed[india_told:norway]) == {"India"}
    assert believed[-1] == "Norway"


def test_gradients_have_their_digits_where_the_answer_is_all_but_certain() -> None:
    fine = LSTM.astype(np.float64)
    rough, exact = (gradients(trace(network, INDIA + "___"), 23, "Norway") for network in (LSTM, fine))
    assert -1e-7 < exact.log_probability < 0  # in float32 such a probability is 1
    assert rough.log_probability == pytest.approx(exact.log_probability, rel=1e-3)
    for signal in "figoch":
        np.testing.assert_allclose(rough[signal], exact[signal], atol=1e-3 * np.abs(exact[signal]).max())


# How well they remember: the whole measurement is in scores.json, here it is done again on fewer questions


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.usual], ids=lambda kind: kind.name)
def test_the_lstm_remembers(kind: Any) -> None:
    bar = 0.9 if kind.between == ORDINARY else 0.95 if kind.invented else 0.98
    found = scores()["lstm"]["asked"][kind.name]
    assert np.mean([score["accuracy"] for score in found.values()]) >= bar
    assert all(score["accuracy"] >= min(bar, 0.95) for score in found.values())  # at every gap, 100 words and more
    trainer, gap = Trainer(LSTM.config, LSTM.parameters), (51, 100) if kind.gaps else None
    assert score(trainer, LSTM, *stories(kind, gap, 100)).accuracy >= bar - 0.02  # of fewer questions


def test_the_plain_network_forgets() -> None:
    plain = shipped("rnn")
    found = score(Trainer(plain.config, plain.parameters), plain, *stories(KINDS[0], (51, 100), 100))
    assert found.accuracy < 0.5


def test_the_gates_of_the_topic_do_what_the_textbooks_say() -> None:
    found = legibility(LSTM, TOPIC, 100)
    assert found is not None
    assert found["legible"] >= 0.95
    assert scores()["lstm"]["gates"]["legible"] >= 0.95


def test_the_units_of_the_topic_are_the_cause_of_the_answer() -> None:
    """Held through the sentence that brings a new topic, the old one is answered; held others change nothing."""
    found = held(LSTM, TOPIC)
    assert found is not None
    assert found["right"]["share"] >= 0.95
    assert found["old"]["share"] >= 0.9
    assert found["changed"]["share"] < 0.1
    said = scores()["lstm"]["held"]
    assert (found["stories"], found["units"]) == (said["stories"], said["units"])
    for key in ("right", "old", "changed"):
        assert found[key]["share"] == pytest.approx(said[key]["share"], abs=0.015)  # another processor may round otherwise


def test_the_scores_are_of_all_cells_and_of_enough_questions() -> None:
    assert list(scores()) == [*CELLS, "blanks"]
    for name, result in scores().items():
        of, kinds = result["asked"], kinds_of(shipped(name))
        assert list(of) == [kind.name for kind in kinds]
        for kind in kinds:
            assert list(of[kind.name]) == ([gap_name(gap) for gap in GAPS] if kind.gaps else ["any"])
            for found in of[kind.name].values():
                assert found["questions"] >= QUESTIONS
                assert found["low"] <= found["accuracy"] <= found["high"]
        assert result["by_gap"] == by_gap(of)


def test_the_scores_are_those_of_the_shipped_weights() -> None:
    for name, kind, gap in (("lstm", KINDS[0], (11, 20)), ("rnn", KINDS[4], (1, 10))):
        network = shipped(name)
        found = score(Trainer(network.config, network.parameters), network, *stories(kind, gap, QUESTIONS))
        said = scores()[name]["asked"][kind.name][gap_name(gap)]
        assert found.accuracy == pytest.approx(said["accuracy"], abs=0.005)  # another processor may round otherwise
        assert found.p == pytest.approx(said["p"], abs=0.005)


def test_the_readme_has_the_tables_of_the_scores() -> None:
    assert summary(scores()) in README
    assert gates(scores()) in README
    assert holding(scores()) in README
    assert details("lstm", scores()["lstm"]["asked"]) in README


# Whatever is typed

ODD = {
    "only punctuation": "?!.,;:",
    "emoji": "🦊 is a beautiful country. 🎉🎉 You must visit the capital of ___",
    "right to left": "النرويج بلد جميل. I live in ___",
    "Hebrew": "נורווגיה is a beautiful country. I live in ___",
    "blanks in several places": "___ is a ___ country. I live in ___ . ___",
    "a blank alone": "___",
    "no blank": "Norway is a beautiful country. I live in Norway.",
    "one word": "Norway",
    "combining marks": "Z̸̢͎̉a̵̛͜l̷g̶o is a beautiful place. I live in ___",
    "markup": "<b>Norway</b> is a beautiful country. I live in ___",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
@pytest.mark.parametrize("name", ["lstm", "blanks"])
def test_any_text_can_be_walked(text: str, name: str) -> None:
    walked = trace(shipped(name), text)
    assert np.isfinite(walked.probabilities).all()
    assert len(walked.blanks) == len(re.findall("_+", text))
    for blank in walked.blanks:
        everything = walked.answer(blank, 10_000)
        assert sum(prediction.p for prediction in everything) == pytest.approx(1, abs=1e-4)
        assert everything == tuple(sorted(everything, key=lambda one: -one.p))
    for fact in facts_of(walked.network):
        assert len(belief(walked, fact)) == len(walked)


def test_an_emoji_or_a_word_of_any_script_can_be_carried() -> None:
    assert answer(ODD["emoji"]) == "🦊"
    assert answer(ODD["Hebrew"]) == "נורווגיה"


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_an_empty_text_is_refused_in_words(text: str) -> None:
    with pytest.raises(InputError, match="type"):
        trace(LSTM, text)


def test_ten_thousand_words_can_be_walked_and_believed() -> None:
    walked = trace(LSTM, "Norway is a beautiful country. " + "The weather was fine. " * 2_000)
    assert len(walked) > 10_000
    believed = belief(walked, TOPIC, 1)
    assert len(believed) == len(walked)
    assert believed[100][0].word == "Norway"


def test_a_hundred_thousand_words_are_refused_in_words() -> None:
    with pytest.raises(InputError, match="shorter"):
        trace(LSTM, "so " * 66_000)


def test_a_network_that_is_not_there_is_asked_for_in_vain() -> None:
    with pytest.raises(InputError, match=r"there are .*lstm"):
        shipped("../lstm")


def test_a_fact_names_units_that_exist() -> None:
    for name in CELLS:
        network = shipped(name)
        fact: Fact
        for fact in facts_of(network):
            assert all(0 <= unit < network.config.units for unit in fact.units)
